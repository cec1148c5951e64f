"""`pcmt reminders`: whom the system would remind on a day and in which words; for trying out days and mail."""

from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.accounts import queries as accounts
from pcmt.cli.acting import UnknownUser
from pcmt.cli.output import AsJson, print_json
from pcmt.jobs.reminding import letters_on
from pcmt.kernel.actor import system_actor
from pcmt.kernel.clock import WorkCalendar
from vanban.text import format_date


def reminders(
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; today where left out.")
    ] = None,
    username: Annotated[str, typer.Option("--for", metavar="USER", help="Only this account.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show what people would be told on a day as things stand now; tells nobody and changes nothing.

    What they were told before is left out. Periods that open between today and that day owe nothing yet.
    """
    day = on.date() if on else timezone.localdate()
    known = {one.id: one for one in accounts.accounts(system_actor("xem trước nhắc việc", "accounts.manage"))}
    chosen = [one.id for one in known.values() if one.username == username] if username else None
    if chosen == []:
        raise UnknownUser(f"Không có tài khoản “{username}”.", remedy="Kiểm tra tên đăng nhập.")
    found = [(known[key], letter) for key, letter in letters_on(day, chosen)]
    if as_json:
        print_json([{"user": one.username, **vars(letter)} for one, letter in found])
        return
    for one, letter in found:
        way = "qua thư và trên bàn làm việc" if letter.by_mail else "chỉ trên bàn làm việc"
        typer.echo(f"== {one.username} ({one.person_name}), {way}\n{letter.subject}\n\n{letter.body}")
    off = "" if WorkCalendar().is_working_day(day) else " (ngày nghỉ không nhắc; xem ngày làm việc sau đó)"
    typer.echo(f"Ngày {format_date(day)}: {len(found)} người được nhắc{off}.", err=True)
