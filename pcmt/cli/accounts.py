"""`pcmt accounts`: the first administrator, and the list of who has an account."""

from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.accounts import queries
from pcmt.accounts.actions.begin import FirstProvince
from pcmt.accounts.actions.begin import begin as begin_installation
from pcmt.areas import queries as areas
from pcmt.areas.queries import ListedProvince
from pcmt.cli import proofs, rights
from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.cli.tables import make_tables
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotFound
from vanban.text import lower_first

app = typer.Typer(
    help="Make the first administrator; list accounts; explain rights; help people in, keep others out.",
    no_args_is_help=True,
)
app.command()(rights.why)
app.command()(rights.confirm)
app.command()(proofs.link)
app.command("reset-second-factor")(proofs.reset_second_factor)
app.command("end-sessions")(proofs.end_sessions)
app.command()(proofs.close)
app.command()(proofs.reopen)

# The day from which there are communes right under the province.
TWO_TIERS = datetime(2025, 7, 1)  # noqa: DTZ001 - a day, as the option gives it
INSTALLER = system_actor(
    "cài đặt",
    "accounts.begin",
    "accounts.invite",
    "accounts.grant_role",
    "agencies.appoint",
    "agencies.found_agency",
    "areas.load_province",
    "areas.open_area",
)


@app.command()
def begin(
    *,
    username: Annotated[str, typer.Option(help="Sign-in name of the first administrator.")],
    person: Annotated[str, typer.Option(help="Full name of the first administrator.")],
    code: Annotated[str, typer.Option(help="Official code of the province.")],
    province: Annotated[
        str, typer.Option(help="Name, without its type, of a province that the table of facts does not have.")
    ] = "",
    agency: Annotated[str, typer.Option(help="Name of the provincial People's Committee, if not the usual one.")] = "",
    since: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="First day of the province's present form.")
    ] = TWO_TIERS,
    type: Annotated[str, typer.Option(help="tinh or thanh_pho.")] = "tinh",
    password: Annotated[str, typer.Option(help="First password (asked if absent).")] = "",
    as_json: AsJson = False,
) -> None:
    """Open the province and its first administrator on an empty system; refused where any account exists.

    A code of today's 34 provinces is enough: the province comes with its communes and their history.
    """
    make_tables()
    # Before a password is thought up and typed twice: whether there is nobody here yet.
    queries.refuse_second_beginning()
    served = ListedProvince(code, province, type) if province else _listed(code)
    password = password or typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    user_id = begin_installation(
        province=FirstProvince(code, served.name, served.type, since.date(), from_table=not province),
        agency_name=agency or f"Ủy ban nhân dân {lower_first(served.full_name)}",
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


def _listed(code: str) -> ListedProvince:
    """The province of the table of facts that has the code today."""
    for listed in areas.listed_provinces(timezone.localdate()):
        if listed.code == code:
            return listed
    raise NotFound(
        f"Bảng danh mục không có tỉnh, thành phố mã {code}.",
        remedy="Dùng mã hai chữ số của một trong 34 tỉnh, thành phố, hoặc thêm --province với tên tỉnh.",
    )


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
