"""Who approves an official report, and what they have read of it; what may not be taken back as the signed file."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from pcmt.documents import queries as documents
from pcmt.documents import storing
from pcmt.documents.models import Document
from pcmt.documents.registering import Arrival, enter
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.publications import queries
from pcmt.publications.actions.compose import compose
from pcmt.publications.actions.edit_words import edit_words
from pcmt.publications.actions.issue import issue
from pcmt.publications.actions.return_draft import return_draft
from pcmt.publications.actions.sign import sign
from pcmt.publications.actions.submit_for_signature import submit_for_signature
from pcmt.publications.models import Report
from pcmt.publications.queries import OwnWords, ReportView
from tests import scans
from tests.indicators.figures import october
from tests.province import AT, Province
from tests.vanban_write.written_samples import BODY, document
from vanban import Reading
from vanban.write.fonts import find_fonts
from vanban.write.model import Paragraph
from vanban.write.pdf import write_pdf

Resolve = Callable[[str], Actor]
TODAY = AT.date()


def written(report_id: int, words: str, planner: Actor) -> ReportView:
    """Write the office's words and put the draft before the head."""
    view = queries.report(planner, report_id)
    texts = {part.code: words for part in view.parts if isinstance(part, OwnWords)}
    edit_words(report_id=report_id, texts=texts, version=view.version, actor=planner, at=AT)
    submit_for_signature(report_id=report_id, actor=planner, at=AT)
    return queries.report(planner, report_id)


def issued(
    report_id: int,
    planner: Actor,
    *,
    data: bytes = scans.PDF,
    name: str = "da-ky.pdf",
    number: str = "215/BC-BCĐ",
    day: date = TODAY,
) -> int:
    """Take back the signed file."""
    return issue(report_id=report_id, number=number, issued_on=day, data=data, name=name, actor=planner, at=AT)


@pytest.fixture
def report(province: Province, actor: Resolve) -> ReportView:
    october(province)
    planner = actor("planner")
    made = compose(layout="bao-cao-quy", period=Period.parse("2026-Q3@nd09"), actor=planner, at=AT)
    return written(made, "Kết quả bước đầu.", planner)


def test_a_head_does_not_approve_what_they_have_not_read(
    province: Province, actor: Resolve, report: ReportView, visit: Callable[..., Client]
) -> None:
    chairman = visit("chairman")
    page = chairman.get(f"/bao-cao-tong-hop/{report.row.id}/").content.decode()
    assert f'name="version" value="{report.version}"' in page
    return_draft(report_id=report.row.id, reason="Viết lại.", actor=actor("chairman"), at=AT)
    changed = written(report.row.id, "Kết quả khác hẳn.", actor("planner"))
    refused = chairman.post(f"/bao-cao-tong-hop/{report.row.id}/ky-duyet/", {"version": report.version})
    assert "đã thay đổi kể từ lúc trang được mở" in refused.content.decode()
    assert queries.report(actor("planner"), report.row.id).row.state.code == "submitted"
    chairman.post(f"/bao-cao-tong-hop/{report.row.id}/ky-duyet/", {"version": changed.version})
    assert queries.report(actor("planner"), report.row.id).row.state.code == "signed"


def test_who_submitted_does_not_give_back(actor: Resolve, report: ReportView) -> None:
    planner, chairman = actor("planner"), actor("chairman")
    both = Actor(planner.label, planner.person_id, grants=planner.grants + chairman.grants)
    with pytest.raises(SamePerson):
        return_draft(report_id=report.row.id, reason="Viết lại.", actor=both, at=AT)


def test_the_signed_file_bears_no_stamp_of_secrecy(actor: Resolve, report: ReportView) -> None:
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    stamped = document("KH", body=(Paragraph("TỐI MẬT"), *BODY))
    with pytest.raises(Refusal) as refused:
        issued(report.row.id, actor("planner-2"), data=write_pdf(stamped, find_fonts()))
    assert refused.value.code == "is_secret"
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (scans.ZIP, "da-ky.zip", "tệp nén ZIP"),
        (scans.DOCX, "da-ky.docx", "văn bản Word"),
        (scans.GARBAGE_PDF, "da-ky.pdf", "PDF hỏng"),
    ],
)
def test_what_is_no_copy_of_a_signed_paper_issues_nothing(
    actor: Resolve, report: ReportView, visit: Callable[..., Client], data: bytes, name: str, told: str
) -> None:
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    with pytest.raises(Refusal) as refused:
        issued(report.row.id, actor("planner-2"), data=data, name=name)
    assert told in refused.value.fields["file"]
    given = {"number": "215/BC-BCĐ", "issued_on": "21/11/2026", "file": SimpleUploadedFile(name, data)}
    page = visit("planner-2").post(f"/bao-cao-tong-hop/{report.row.id}/phat-hanh/", given)
    assert (page.status_code, told in page.content.decode()) == (422, True)
    assert not Document.objects.exists()


@pytest.mark.parametrize(("data", "name"), [(scans.PDF, "da-ky.pdf"), (scans.PNG, "da-ky.png")])
def test_a_scan_issues_the_report(actor: Resolve, report: ReportView, data: bytes, name: str) -> None:
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    document_id = issued(report.row.id, actor("planner-2"), data=data, name=name)
    assert Document.objects.get(pk=document_id).number == "215/BC-BCĐ"


def test_the_signed_file_is_read_before_the_transaction_begins(
    actor: Resolve, report: ReportView, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    outside, depths = list(connection.savepoint_ids), []
    read = storing.read

    def watched(data: bytes, name: str) -> Reading:
        depths.append(list(connection.savepoint_ids))
        return read(data, name)

    monkeypatch.setattr(storing, "read", watched)
    issued(report.row.id, actor("planner-2"))
    assert depths
    assert all(depth == outside for depth in depths)


@pytest.mark.parametrize("change", [{"version": 99}, {"state": "submitted"}])
def test_what_changed_while_the_signed_file_was_read_is_not_issued(
    actor: Resolve, report: ReportView, monkeypatch: pytest.MonkeyPatch, change: dict[str, object]
) -> None:
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    read = storing.read

    def slow(data: bytes, name: str) -> Reading:
        Report.objects.filter(pk=report.row.id).update(**change)
        return read(data, name)

    monkeypatch.setattr(storing, "read", slow)
    with pytest.raises(Refusal):
        issued(report.row.id, actor("planner-2"))
    assert not Document.objects.exists()
    assert Report.objects.get(pk=report.row.id).document_id is None


def test_a_number_taken_while_the_signed_file_was_read_is_not_given_again(
    actor: Resolve, report: ReportView, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    planner, read = actor("planner"), storing.read

    def slow(data: bytes, name: str) -> Reading:
        if not Document.objects.exists():
            other = "Báo cáo việc khác.".encode()
            paper = storing.Paper(other, "khac.txt", "f" * 64, read(other, "khac.txt"), "")
            head = {"number": "215/BC-BCĐ", "issued_on": date(2026, 11, 2)}
            enter(paper, Arrival(direction="out"), known=head, actor=planner, at=AT)
        return read(data, name)

    monkeypatch.setattr(storing, "read", slow)
    with pytest.raises(Refusal) as refused:
        issued(report.row.id, actor("planner-2"))
    assert "đã cấp cho" in refused.value.fields["number"]
    assert Document.objects.count() == 1


def test_a_report_is_not_issued_before_its_period_begins(actor: Resolve, report: ReportView) -> None:
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    first = Period.parse("2026-Q3@nd09").first_day
    with pytest.raises(Refusal) as refused:
        issued(report.row.id, actor("planner-2"), day=first - timedelta(days=1))
    assert "trước khi kỳ bắt đầu (15/06/2026)" in refused.value.fields["issued_on"]
    assert issued(report.row.id, actor("planner-2"), day=first)


def test_a_number_of_another_kind_of_document_issues_nothing(actor: Resolve, report: ReportView) -> None:
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    with pytest.raises(Refusal) as refused:
        issued(report.row.id, actor("planner-2"), number="215/KH-BCĐ")
    assert refused.value.code == "number_kind"
    assert not Document.objects.exists()


def test_a_number_is_given_once_a_year(actor: Resolve, report: ReportView) -> None:
    planner, chairman = actor("planner"), actor("chairman")
    sign(report_id=report.row.id, actor=chairman, at=AT)
    taken = issued(report.row.id, actor("planner-2"), day=TODAY - timedelta(days=3))
    other = compose(layout="bao-cao-quy", period=Period.parse("2026-Q2@nd09"), actor=planner, at=AT)
    written(other, "Kết quả quý trước.", planner)
    sign(report_id=other, actor=chairman, at=AT)
    with pytest.raises(Refusal) as refused:
        issued(other, actor("planner-2"), data=scans.PNG, name="quy-2.png", number="0215/BC-BCĐ")
    assert "đã cấp cho Báo cáo số 215/BC-BCĐ ngày 18/11/2026" in refused.value.fields["number"]
    # What another body sent in under the same number, and our own number of a year before, stand in nobody's way.
    Document.objects.filter(pk=taken).update(direction="in")
    assert documents.issued_under("215/BC-BCĐ", 2026, agency_id=planner.agency_id) is None
    Document.objects.filter(pk=taken).update(direction="out", issued_on=date(2025, 11, 18))
    assert issued(other, actor("planner-2"), data=scans.PNG, name="quy-2.png")


def test_who_drafted_does_not_issue(actor: Resolve, report: ReportView, visit: Callable[[str], Client]) -> None:
    sign(report_id=report.row.id, actor=actor("chairman"), at=AT)
    planner = actor("planner")
    with pytest.raises(SamePerson, match="phát hành") as refused:
        issue(
            report_id=report.row.id,
            number="215/BC-BCĐ",
            issued_on=TODAY,
            data=scans.PDF,
            name="da-ky.pdf",
            actor=planner,
            at=AT,
        )
    assert refused.value.needs is not None
    assert refused.value.needs.permission == "publications.issue"
    page = visit("planner").get(f"/bao-cao-tong-hop/{report.row.id}/").text
    assert "Người đã sửa lời văn không phát hành. Người khác thực hiện: " in page
    assert "Chuyên viên Phòng PC04" in page.split("Người khác thực hiện: ")[1][:200]
    assert not queries.verdict(planner, "publications.issue", report.row.id).allowed
    assert queries.verdict(actor("planner-2"), "publications.issue", report.row.id).allowed
