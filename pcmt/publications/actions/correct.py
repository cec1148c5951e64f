"""Begin the report that corrects an issued one: old and new figures side by side, with the reason of each."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.publications.access import lifecycle, report_for
from pcmt.publications.binding import bind
from pcmt.publications.correcting import correction_of
from pcmt.publications.models import Report
from pcmt.publications.rules.content import to_json
from pcmt.publications.rules.mending import to_json as to_keep
from pcmt.rulebook.queries import book


class CannotCorrect(Refusal):
    """This will say why no correction of a report begins now; `where` names the one at work, if there is one."""

    code = "cannot_correct"


@transaction.atomic
def correct(*, report_id: int, actor: Actor, at: datetime) -> int:
    """This will draft a report that corrects an issued one, which keeps its figures; returns the draft's identifier.

    It names the issued report's number and day and every figure that has changed since, and goes the way of any report:
    words, signature, number. Raises CannotCorrect where the report is not issued, corrects another itself, or has a
    correction at work; NothingChanged where no figure differs.
    """
    corrected = report_for(actor, report_id, "publications.correct", lock=True)

    _check(corrected)
    title, parts, mended = correction_of(corrected, actor, at)

    made = Report.objects.create(
        layout_id=corrected.layout_id,
        period=corrected.period,
        area_id=corrected.area_id,
        title=title,
        state=lifecycle().start,
        content=to_json(parts),
        words={},
        composed_at=at,
        corrects=corrected,
        mended=to_keep(mended),
    )
    bind(made, parts)

    record(
        action="publications.correct",
        subject=f"report:{made.pk}",
        actor=actor,
        at=at,
        after={"corrects": f"report:{corrected.pk}", "figures": len(mended), "rulebook": book().digest},
    )
    return made.pk


def _check(corrected: Report) -> None:
    if corrected.corrects_id is not None:
        raise CannotCorrect(
            "Báo cáo này là báo cáo đính chính.",
            remedy="Mở báo cáo gốc; số liệu thay đổi tiếp thì đính chính báo cáo gốc thêm một lần.",
            where=f"report:{corrected.corrects_id}",
        )
    if corrected.document_id is None:
        raise CannotCorrect(
            "Báo cáo chưa phát hành nên không cần đính chính.", remedy="Dùng “Cập nhật số liệu” trên bản dự thảo."
        )
    if at_work := corrected.corrections.filter(document__isnull=True).first():
        raise CannotCorrect(
            "Đã có dự thảo báo cáo đính chính.",
            remedy="Mở dự thảo ấy; số liệu thay đổi tiếp thì dùng “Cập nhật số liệu”.",
            where=f"report:{at_work.pk}",
        )
