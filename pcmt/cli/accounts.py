"""`pcmt accounts`: the first administrator, and the list of who has an account."""

from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.accounts import queries
from pcmt.accounts.actions.begin import FirstProvince
from pcmt.accounts.actions.begin import begin as begin_installation
from pcmt.cli import rights
from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.kernel.actor import system_actor

app = typer.Typer(help="Make the first administrator; list accounts; explain rights.", no_args_is_help=True)
app.command()(rights.why)
app.command()(rights.confirm)

INSTALLER = system_actor(
    "cài đặt",
    "accounts.begin",
    "accounts.invite",
    "accounts.grant_role",
    "agencies.appoint",
    "agencies.found_agency",
    "areas.open_area",
)


@app.command()
def begin(
    *,
    username: Annotated[str, typer.Option(help="Sign-in name of the first administrator.")],
    person: Annotated[str, typer.Option(help="Full name of the first administrator.")],
    province: Annotated[str, typer.Option(help="Name of the province, without its type.")],
    code: Annotated[str, typer.Option(help="Official code of the province.")],
    agency: Annotated[str, typer.Option(help="Name of the provincial People's Committee.")],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day of the province's present form.")],
    type: Annotated[str, typer.Option(help="tinh or thanh_pho.")] = "tinh",
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="First password (asked if absent)."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Open the province and its first administrator on an empty system; refused where any account exists."""
    user_id = begin_installation(
        province=FirstProvince(code, province, type, since.date()),
        agency_name=agency,
        person_name=person,
        username=username,
        password=password,
        actor=INSTALLER,
        at=timezone.now(),
    )
    if as_json:
        print_json({"user": user_id, "username": username})
    else:
        typer.echo(f"Đã tạo tài khoản quản trị {username}; đổi mật khẩu ở lần đăng nhập đầu tiên.")


@app.command("list")
def list_accounts(username: AsUser, as_json: AsJson = False) -> None:
    """List accounts with the roles that they hold now."""
    actor, at = acting(username)
    found = queries.accounts(actor)
    if as_json:
        print_json(found)
        return
    for account in found:
        held = "; ".join(f"{grant.role} ({grant.agency_name})" for grant in account.grants if grant.holds(at))
        typer.echo(f"{account.username}\t{account.person_name}\t{held or '-'}")
