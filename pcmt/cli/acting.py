"""Who acts from the command line: every command that changes something names an account by `--as`."""

from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.accounts.queries import actor_by_username
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal

AsUser = Annotated[str, typer.Option("--as", metavar="USER", help="Sign-in name of the account that acts.")]


class UnknownUser(Refusal):
    """This will say that no active account has the name given by `--as`."""

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
    return actor, at
