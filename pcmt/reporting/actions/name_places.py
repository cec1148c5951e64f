"""Name the places below a commune whose figures are tallied for a report."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.models import TallyPlace
from pcmt.reporting.rounds import hold
from pcmt.reporting.rules.tally import LONGEST_NAME, MOST_PLACES
from pcmt.reporting.tallying import Tally


@transaction.atomic
def name_places(*, submission_id: int, names: Sequence[str], actor: Actor, at: datetime) -> int:
    """This will make the list of places what is given, in this order, and return how many there are.

    A place that stays keeps its figures. One that has figures cannot be left out: these are taken back first.
    """
    held = hold(submission_id, actor)
    answers = [policy.may_enter(actor, held.duty, owner) for owner in held.owners.values()]
    next((answer for answer in answers if answer), answers[0]).require()

    held.check_move("enter_cells", actor, at)
    wanted = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    if len(wanted) > MOST_PLACES or any(len(name) > LONGEST_NAME for name in wanted):
        raise Refusal(
            f"Phiếu cộng nhận tối đa {MOST_PLACES} thôn, bản; mỗi tên không quá {LONGEST_NAME} ký tự.",
            remedy="Rút gọn tên, hoặc gộp các điểm dân cư nhỏ.",
            code="too_long",
        )
    tally = Tally.load(held.submission)
    filled = {place_id for (place_id, _), cell in tally.cells.items() if cell.scaled is not None}
    if kept := [one.name for one in tally.places if one.pk in filled and one.name not in wanted]:
        raise Refusal(
            f"Đã có số liệu của: {', '.join(kept)}.",
            remedy="Xóa số liệu của thôn, bản đó trong phiếu cộng trước khi bỏ tên.",
            code="place_in_use",
        )

    held.submission.tally_places.exclude(name__in=wanted).delete()
    TallyPlace.objects.bulk_create(
        [TallyPlace(submission=held.submission, place=place, name=name) for place, name in enumerate(wanted, 1)],
        update_conflicts=True,
        unique_fields=["submission", "name"],
        update_fields=["place"],
    )

    record(
        action="reporting.name_places",
        subject=held.subject,
        actor=actor,
        at=at,
        before={"places": len(tally.places)},
        after={"places": len(wanted)},
    )
    return len(wanted)
