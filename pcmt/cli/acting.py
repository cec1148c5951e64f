"""Who acts from the command line: every command that changes something names an account by `--as`."""

from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.accounts.queries import actor_by_username, has_first_password
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal

AsUser = Annotated[str, typer.Option("--as", metavar="USER", help="Sign-in name of the account that acts.")]


class UnknownUser(Refusal):
    """This will say that no active account of the name given by `--as` may act yet."""

    code = "unknown_user"


def acting(username: str) -> tuple[Actor, datetime]:
    """This will give the actor of that account and the present instant; raises UnknownUser where there is none."""
    at = timezone.now()
    actor = actor_by_username(username, at)
    if actor is None:
        raise UnknownUser(
            f"Không có tài khoản đang hoạt động tên “{username}”.",
            remedy="Kiểm tra tên đăng nhập sau --as.",
        )
    if not actor.grants and has_first_password(username):
        raise UnknownUser(
            f"Tài khoản “{username}” còn mật khẩu được cấp lần đầu nên chưa làm được việc gì.",
            remedy="Đăng nhập trên trang, đổi mật khẩu, rồi chạy lại lệnh.",
        )
    return actor, at
