"""Who acts from the command line: every command that changes something names an account by `--as`."""

from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.accounts.queries import actor_by_username, every_capacity, has_first_password
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal

AsUser = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="USER[:CAPACITY]",
        help="Sign-in name of the account that acts, and in which post or for whom, where it has several: lan:post:12.",
    ),
]


class UnknownUser(Refusal):
    """This will say that no active account of the name given by `--as` may act yet."""

    code = "unknown_user"


class UnknownCapacity(Refusal):
    """This will say that an account does not act in the capacity named after its sign-in name, and in which it may."""

    code = "unknown_capacity"


def acting(named: str) -> tuple[Actor, datetime]:
    """This will give the actor of an account and the present instant; raises UnknownUser where there is none.

    named: the sign-in name, alone or with the key of a capacity after a colon ("lan:post:12").
    """
    at, (username, _, capacity) = timezone.now(), named.partition(":")
    actor = actor_by_username(username, at, capacity)
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
    if capacity and actor.capacity != capacity:
        held = ", ".join(f"{one.key} ({one.label})" for one, _ in every_capacity(username, at) if one.key)
        raise UnknownCapacity(
            f"Tài khoản “{username}” không làm việc với tư cách “{capacity}”.",
            remedy=f"Chọn một trong: {held}." if held else "Tài khoản này chưa giữ vai trò nào.",
        )
    return actor, at
