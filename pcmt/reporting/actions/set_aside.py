"""Set something odd aside: a reviewer has looked at it and finds it reasonable, and says why."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.models import SetAside
from pcmt.reporting.queries.suspicions import Suspicion, suspicions
from pcmt.reporting.rounds import hold

LONGEST = 500


class NothingOdd(Refusal):
    """This will say that what was to be set aside is not there (any more)."""

    code = "nothing_odd"


@transaction.atomic
def set_aside(
    *, submission_id: int, kind: str, element: str, words: str, reason: str, actor: Actor, at: datetime
) -> None:
    """This will take an oddity off the list of what to look at, until its figure changes.

    kind, element, words: as `queries.suspicions` told it; raises NothingOdd where the report says otherwise now.
    """
    held = hold(submission_id, actor)
    policy.may_on_duty(actor, "reporting.set_aside", held.duty).require()

    reason = " ".join(as_reason(reason).split())
    if not reason or len(reason) > LONGEST:
        raise Refusal(
            "Chưa ghi lý do." if not reason else f"Lý do dài quá {LONGEST} ký tự.",
            remedy="Ghi ngắn gọn vì sao số liệu hợp lý, ví dụ: đã gọi điện xác minh với Công an xã.",
            fields={"reason": "Ghi lý do, tối đa 500 ký tự."},
        )
    reports = suspicions(actor, held.form.code, held.period, submission_ids=[submission_id])
    if not any(_is(one, kind, element, words) for report in reports for one in report.open):
        raise NothingOdd(
            "Không còn dấu hiệu này trong báo cáo: số liệu đã thay đổi, hoặc đã có người xem.",
            remedy="Tải lại trang để xem các dấu hiệu hiện có.",
        )

    SetAside.objects.create(
        submission_id=submission_id,
        kind=kind,
        element=element,
        words=words,
        reason=reason,
        person_id=actor.person_id,
        at=at,
    )

    record(
        action="reporting.set_aside",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"kind": kind, "element": element, "words": words},
        reason=reason,
    )


def _is(one: Suspicion, kind: str, element: str, words: str) -> bool:
    return (one.kind, one.element, one.words) == (kind, element, words)
