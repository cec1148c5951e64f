"""Draft the letter that urges those who are late with their reports."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.documents.actions.begin_draft import begin_draft
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.clock import WorkCalendar
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.publications import policy
from pcmt.publications.official import as_refusal
from pcmt.publications.urging import LateReport, letter
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import book
from vanban.write.docx import write_docx


class NobodyLate(Refusal):
    """This will say that there is nobody to be urged."""

    code = "nobody_late"


@transaction.atomic
def urge(*, form_code: str | None = None, actor: Actor, at: datetime) -> int:
    """This will draft a letter that names every report overdue today and keep it among the drafts; returns its number.

    form_code: of one form only. Party bodies and the Front are asked by letters of their own and stand in no list of
    late ones. Raises NobodyLate where nothing is overdue.
    """
    on = timezone.localdate(at)
    province = areas.province(on)
    if province is None:
        raise NotFound("Hệ thống chưa có tỉnh nào.", remedy="Nạp danh mục địa bàn trước khi lập công văn.")
    policy.may(actor, "publications.urge", province.id).require()

    found = reporting.overdue(actor, on, form_code)
    owing = agencies.agencies_by_id(one.agency_id for one in found)
    late = [one for one in found if not owing[one.agency_id].party_line]
    if not late:
        raise NobodyLate("Không có báo cáo nào quá hạn chưa gửi.", remedy="Không cần lập công văn đôn đốc.")

    rules = book().reminders.letter
    rows = [
        LateReport(
            one.agency_name, one.form_short, one.period.name_inside, one.due_on, one.timing.days if one.timing else 0
        )
        for one in late
    ]
    new_day = WorkCalendar().add_working_days(on, rules.answer_within)
    with as_refusal():
        data = write_docx(letter(rules, rows, province=province.short_name, on=on, new_day=new_day))
    draft_id = begin_draft(data=data, name="cong-van-don-doc.docx", title=rules.title, actor=actor, at=at)

    record(
        action="publications.urge",
        subject=f"draft:{draft_id}",
        actor=actor,
        at=at,
        after={"reports": [one.submission_id for one in late], "form": form_code or "", "due_again": str(new_day)},
    )
    return draft_id
