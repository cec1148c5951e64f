"""Take back the signed file with its number and day."""

from datetime import date, datetime
from functools import partial

from django.utils import timezone

from pcmt.documents.actions.register_document import register_document
from pcmt.documents.queries import issued_under
from pcmt.files import queries as files
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.publications.access import check_hands, lifecycle, report_for
from pcmt.publications.models import Report
from pcmt.publications.official import as_refusal
from pcmt.publications.typesetting import document_of
from vanban.write.docx import write_docx


def issue(*, report_id: int, number: str, issued_on: date, data: bytes, name: str, actor: Actor, at: datetime) -> int:
    """This will close the report with the number and day that văn thư gave, and register it as an outgoing document.

    Who drafted or submitted it does not issue it. number: the whole of it (`215/BC-BCĐ`). data: the signed file, kept
    as it is; a signed scan has no text, so the text is read from the report's own DOCX, number and day filled in.
    Refuses a file that is neither a PDF that opens nor a picture, a number that another document of the agency has in
    that year, and a day before the period or after today. The file is read before anything is locked: a scan takes
    its time. Returns the document's identifier.
    """
    report = report_for(actor, report_id, "publications.issue")

    lifecycle().after(report.state, "issue")
    check_hands(report, "issue", actor)
    _check(
        {
            "number": _flaw_of_number(number, issued_on.year, actor.agency_id),
            "issued_on": _flaw_of_day(issued_on, Period.parse(report.period), timezone.localdate(at)),
            "file": files.flaw_of_scan(data),
        }
    )

    report.number, report.issued_on = number, issued_on
    with as_refusal():
        copy = write_docx(document_of(report))
    return register_document(
        data=data,
        name=name,
        direction="out",
        reading_copy=(copy, f"{number.replace('/', '-')}.docx"),
        then=partial(_close, report, actor=actor, at=at),
        actor=actor,
        at=at,
    )


def _close(read: Report, document_id: int, *, actor: Actor, at: datetime) -> None:
    """This will bind the report to its document, in one transaction with it, unless another hand came between.

    read: the report as its text was read, with number and day.
    """
    report = report_for(actor, read.pk, "publications.issue", lock=True)

    target = lifecycle().after(report.state, "issue")
    assert read.issued_on is not None
    _check({"number": _flaw_of_number(read.number, read.issued_on.year, actor.agency_id, but=document_id)})
    if report.version != read.version:
        raise Refusal(
            "Báo cáo vừa thay đổi trong lúc đọc bản đã ký.", remedy="Mở lại báo cáo rồi phát hành.", code="stale"
        )

    before, report.state = report.state, target
    report.number, report.issued_on, report.document_id = read.number, read.issued_on, document_id
    report.save(update_fields=["state", "number", "issued_on", "document"])

    record(
        action="publications.issue",
        subject=f"report:{report.pk}",
        actor=actor,
        at=at,
        before={"state": before},
        after={
            "state": target,
            "number": report.number,
            "issued_on": str(report.issued_on),
            "document": f"document:{document_id}",
        },
    )


def _check(flaws: dict[str, str]) -> None:
    if fields := {name: flaw for name, flaw in flaws.items() if flaw}:
        raise Refusal(
            "Số, ngày ban hành hoặc bản đã ký chưa đúng.",
            remedy="Ghi theo văn bản đã ký và tải lên bản đã ký.",
            fields=fields,
            code="wrong_number",
        )


def _flaw_of_number(number: str, year: int, agency_id: int | None, *, but: int | None = None) -> str:
    head, slash, tail = number.partition("/")
    if not (slash and head.isdigit() and "-" in tail):
        return "Ghi đủ số và ký hiệu, ví dụ 215/BC-BCĐ."
    taken = issued_under(number, year, agency_id=agency_id)
    if taken and taken.id != but:
        return f"Năm {year}, số này đã cấp cho {taken.label}. Hỏi lại văn thư số của báo cáo này."
    return ""


def _flaw_of_day(issued_on: date, period: Period, today: date) -> str:
    if issued_on > today:
        return "Ngày ban hành không thể sau hôm nay."
    if issued_on < period.first_day:
        return f"Ngày ban hành không thể trước khi kỳ bắt đầu ({period.first_day:%d/%m/%Y})."
    return ""
