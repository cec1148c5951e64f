"""Issue one-time links for many at once, as after a sheet of accounts was entered."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from pcmt.accounts.actions.issue_link import issue_link
from pcmt.accounts.linking import NewLink
from pcmt.accounts.policy import may_manage
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal

MOST_AT_ONCE = 200


@transaction.atomic
def issue_links(*, user_ids: Collection[int], actor: Actor, at: datetime) -> dict[int, NewLink]:
    """This will make the links of several accounts that have no password yet, all or none, account to link.

    The tokens are returned this once. Refuses nobody at all, and more than two hundred.
    """
    may_manage(actor, "issue_links").require()

    if not 0 < len(user_ids) <= MOST_AT_ONCE:
        raise Refusal(
            f"Mỗi lần cấp từ 1 đến {MOST_AT_ONCE} đường liên kết.", remedy="Chọn tài khoản đang chờ đặt mật khẩu."
        )

    links = {user_id: issue_link(user_id=user_id, actor=actor, at=at) for user_id in user_ids}

    record(action="accounts.issue_links", subject="users:waiting", actor=actor, at=at, after={"users": sorted(links)})
    return links
