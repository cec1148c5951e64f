"""Separate hands at the door: who hands out the way past one step of signing in does not hand out the other too.

Otherwise one administrator could walk in as another, and roles that two must agree to would need one only.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson

APART_FOR = timedelta(days=7)
LOOKED_THROUGH = 200
FIRST_STEP = frozenset({"accounts.reset_password", "accounts.issue_link", "accounts.link_identity"})
SECOND_STEP = frozenset({"accounts.reset_second_factor"})


def refuse_both_steps(user_id: int, other_step: Collection[str], *, actor: Actor, at: datetime) -> None:
    """This will refuse where the actor did the other step for this account within a week, as the journal has it."""
    for entry in journal.newest_of(f"user:{user_id}", limit=LOOKED_THROUGH):
        if at - entry.at >= APART_FOR:
            return
        if entry.action in other_step and entry.person_id is not None and entry.person_id == actor.person_id:
            raise SamePerson(
                "Một người không cấp lại cả mật khẩu lẫn bước xác thực thứ hai của một tài khoản trong bảy ngày.",
                remedy="Đề nghị quản trị khác, hoặc người vận hành máy chủ (pcmt accounts reset-second-factor).",
            )
