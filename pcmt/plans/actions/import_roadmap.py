"""Enter a sheet of the registered roadmap: all of its changes, or none."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.files import queries as files
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_target
from pcmt.plans.actions.move_registration import move_registration
from pcmt.plans.actions.register_roadmap import register_roadmap
from pcmt.plans.actions.withdraw_registration import withdraw_registration
from pcmt.plans.queries.roadmap_sheet import roadmap_sheet, sheets_of, standing
from pcmt.plans.rules.roadmap_rows import Changes, changes_of


@transaction.atomic
def import_roadmap(*, target_id: int, file_id: int, actor: Actor, at: datetime) -> Changes:
    """This will register, move and take out communes as a sheet says that was tried before, each by its own action."""
    target = obtain_target(target_id, "plans.import_roadmap", actor)

    rows = files.rows_to_enter(file_id, sheets_of(target_id), roadmap_sheet(target))
    changes = changes_of(rows, *standing(target, localdate(at)))
    files.must_be_whole(file_id, changes.faults)
    if changes.is_empty:
        raise Refusal("Bảng không đổi gì so với lộ trình đang có.", remedy="Sửa năm trong bảng rồi nộp lại.")

    if changes.new:
        register_roadmap(target_id=target_id, rows=changes.new, actor=actor, at=at)
    for one in changes.moves:
        if one.to is None:
            withdraw_registration(entry_id=one.entry_id, reason=one.reason, actor=actor, at=at)
        else:
            move_registration(entry_id=one.entry_id, year=one.to, reason=one.reason, actor=actor, at=at)

    record(
        action="plans.import_roadmap",
        subject=f"target:{target_id}",
        actor=actor,
        at=at,
        after={"file": file_id, "new": len(changes.new), "moved": len(changes.moves)},
    )
    return changes
