"""`pcmt accounts link`, `reset-second-factor`, `end-sessions`, `close`, `reopen`: people helped in and kept out."""

from collections.abc import Collection
from datetime import datetime
from typing import Annotated

import typer
from django.urls import reverse
from django.utils.timezone import localtime

from pcmt.accounts import queries
from pcmt.accounts.actions import close as closing
from pcmt.accounts.actions import reopen as reopening
from pcmt.accounts.actions.end_sessions import end_sessions as end_all_sessions
from pcmt.accounts.actions.issue_link import issue_link
from pcmt.accounts.actions.reset_password import reset_password
from pcmt.accounts.actions.reset_second_factor import reset_second_factor as reset_factor
from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook.queries import book
from vanban.text import format_moment

RESET_FACTOR = "accounts.reset_second_factor"
OPERATOR = system_actor("người vận hành máy chủ", RESET_FACTOR, "accounts.manage")

Whose = Annotated[str, typer.Argument(metavar="USER", help="Sign-in name of the account.")]
Reason = Annotated[str, typer.Option(help="Who asked for it, and how it was made sure that it was them.")]


def link(
    username: Whose,
    as_user: AsUser,
    reason: Annotated[str, typer.Option(help="Needed where the account has a password, which ends.")] = "",
    site: Annotated[str, typer.Option(help="Address of the system, put before the link.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make the one-time link by which a person sets their password; printed once, kept nowhere."""
    actor, at = acting(as_user)
    account = _account(actor, username)
    if not account.has_password:
        made = issue_link(user_id=account.id, actor=actor, at=at)
    elif reason:
        made = reset_password(user_id=account.id, reason=reason, actor=actor, at=at)
    else:
        raise Refusal("Tài khoản đã có mật khẩu.", remedy="Thêm --reason để bỏ mật khẩu cũ và cấp đường liên kết.")
    address = site.rstrip("/") + reverse("accounts.open_link", args=[made.token])
    if as_json:
        print_json({"link": address, "expires_at": made.expires_at})
    else:
        typer.echo(address)
        typer.echo(f"Dùng được một lần, đến {format_moment(localtime(made.expires_at))}.", err=True)


def reset_second_factor(username: Whose, as_user: AsUser, reason: Reason) -> None:
    """Remove app, passkeys and recovery codes of an account whose owner has lost them.

    What takes another's hand, as one's own account, is done where there is no other administrator; it is then recorded
    as done by whoever runs the server.
    """
    actor, at = acting(as_user)
    account = _account(actor, username)
    try:
        reset_factor(user_id=account.id, reason=reason, actor=actor, at=at)
    except SamePerson:
        operator = _operator({account.id, actor.user_id}, at)
        reset_factor(user_id=account.id, reason=reason, actor=operator, at=at)
    typer.echo(f"Đã xóa bước xác thực thứ hai của {account.username}; mọi phiên đăng nhập đã kết thúc.")


def end_sessions(username: Whose, as_user: AsUser, reason: Reason) -> None:
    """Sign an account out everywhere."""
    actor, at = acting(as_user)
    ended = end_all_sessions(user_id=_account(actor, username).id, reason=reason, actor=actor, at=at)
    typer.echo(f"Đã kết thúc {ended} phiên đăng nhập.")


def close(username: Whose, as_user: AsUser, reason: Reason) -> None:
    """Close an account: nobody signs in to it, its sessions and links end."""
    actor, at = acting(as_user)
    closing.close(user_id=_account(actor, username).id, reason=reason, actor=actor, at=at)
    typer.echo("Đã khóa tài khoản.")


def reopen(username: Whose, as_user: AsUser, reason: Reason) -> None:
    """Reopen a closed account, with the password, factors and roles it had."""
    actor, at = acting(as_user)
    reopening.reopen(user_id=_account(actor, username).id, reason=reason, actor=actor, at=at)
    typer.echo("Đã mở lại tài khoản.")


def _account(actor: Actor, username: str) -> queries.AccountView:
    for account in queries.accounts(actor):
        if account.username == username.strip().lower():
            return account
    raise NotFound(f"Không có tài khoản tên “{username}”.")


def _operator(but: Collection[int | None], at: datetime) -> Actor:
    able = {role.code for role in book().roles() if RESET_FACTOR in role.permissions}
    for other in queries.accounts(OPERATOR):
        holds = any(grant.role in able and grant.holds(at) for grant in other.grants)
        if other.id not in but and other.is_active and holds:
            raise Refusal(
                f"Còn quản trị khác ({other.username}) làm được việc này.", remedy=f"Đề nghị {other.person_name}."
            )
    return OPERATOR
