"""`pcmt period`: opens reporting periods and tells how complete they are."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.kernel.period import Period
from pcmt.reporting import queries
from pcmt.reporting.actions.import_history import import_history
from pcmt.reporting.actions.open_period import open_period

app = typer.Typer(help="Open reporting periods and see how complete they are.", no_args_is_help=True)

SHOWN = 20
FormCode = Annotated[str, typer.Argument(metavar="FORM", help="Code of the form, as xa-thang.")]


def read_period(text: str) -> Period:
    """This will read a period's identifier; raises BadParameter for none."""
    try:
        return Period.parse(text)
    except ValueError:
        raise typer.BadParameter(f"no period: {text!r} (as 2026-11@nd09, 2026-Q4, 2026)") from None


PeriodName = Annotated[
    Period, typer.Argument(metavar="PERIOD", parser=read_period, help="Identifier of the period, as 2026-11@nd09.")
]


@app.command(name="open")
def open_(form: FormCode, period: PeriodName, username: AsUser, as_json: AsJson = False) -> None:
    """Make what each commune owes for a period; asked again, only what is missing."""
    actor, at = acting(username)
    made = open_period(form_code=form, period=period, actor=actor, at=at)
    if as_json:
        print_json({"form": form, "period": period.id, "duties": made})
    else:
        typer.echo(f"{period.label}: {made} báo cáo phải gửi.")


@app.command()
def status(form: FormCode, period: PeriodName, username: AsUser, as_json: AsJson = False) -> None:
    """Print how each commune's report of a period stands, as far as the user may see."""
    actor, at = acting(username)
    rows = queries.board(actor, form, period, timezone.localdate(at)).rows
    if as_json:
        print_json([plain_row(row) for row in rows])
        return
    for row in rows:
        typer.echo(f"{row.area_name}\t{row.duty.state_label}\tsubmission:{row.duty.submission_id}")


@app.command("import-history")
def import_figures(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or XLSX: columns code, value.")],
    element: Annotated[str, typer.Argument(metavar="ELEMENT", help="Code of the element, as hamlets.")],
    period: PeriodName,
    *,
    username: AsUser,
    basis: Annotated[str, typer.Option(help="The report that the figures come from.")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="Write; without it only a preview.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take over one element's figures of an earlier year, on the map of that time; a preview without --apply."""
    actor, at = acting(username)
    data = file.read_bytes()
    if apply:
        made = import_history(data=data, element=element, period=period, basis=basis, actor=actor, at=at)
        typer.echo(f"Đã ghi {made} số liệu {period.label}.")
        return
    found = queries.history_preview(actor, data, element=element, period=period)
    if as_json:
        print_json(found)
    else:
        typer.echo(f"{period.label}: {len(found.matched)} đơn vị khớp, {len(found.missing)} đơn vị không có trong tệp.")
        for name in found.missing[:SHOWN]:
            typer.echo(f"- thiếu {name}")
        typer.echo("Chưa ghi gì. Thêm --apply và --basis để ghi.")
    for fault in found.faults:
        typer.echo(f"- {fault}", err=True)
    if found.faults:
        raise typer.Exit(1)


def plain_row(row: queries.BoardRow) -> dict[str, object]:
    """This will give one report of the board as `--json` prints it."""
    duty = row.duty
    return {
        "area": row.area_name,
        "submission": f"submission:{duty.submission_id}",
        "state": duty.state,
        "due_on": duty.due_on,
        "sent_at": duty.sent_at,
        "accepted_at": duty.accepted_at,
        "timing": duty.timing.timing if duty.timing else None,
        "days": duty.timing.days if duty.timing else 0,
    }
