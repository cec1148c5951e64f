"""Release rule files that somebody else proposed: from now on they are rules."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.rulebook import policy
from pcmt.rulebook.releasing import CannotRelease, check_whole, lay_out_releases, waiting


@transaction.atomic
def release(*, release_id: int, digest: str, actor: Actor, at: datetime) -> None:
    """This will put proposed files in force in all processes of the running system.

    digest: of the files that the actor read; raises CannotRelease where it is another, or the book has changed so that
    they no longer fit. Raises SamePerson for who proposed them.
    """
    held = waiting(release_id)
    policy.may_release(actor).require()

    if held.proposed_by is None or held.proposed_by in actor.hands or actor.person_id is None:
        raise SamePerson(
            "Người đề xuất quy tắc không được tự ban hành.",
            remedy="Đề nghị người khác có quyền ban hành quy tắc xem và thực hiện.",
        )
    if digest != held.digest:
        raise CannotRelease("Nội dung không đúng bản đã xem.", remedy="Mở lại trang, xem nội dung rồi thực hiện lại.")
    check_whole(held.files)

    held.released_by, held.released_at = actor.person_id, at
    held.save()
    transaction.on_commit(lay_out_releases)

    record(
        action="rulebook.release",
        subject=f"release:{held.pk}",
        actor=actor,
        at=at,
        after={"files": sorted(held.files), "digest": held.digest},
        reason=held.reason,
    )
