"""A report that corrects an issued one: names it, sets both figures side by side, goes every report's way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.publications import queries
from pcmt.publications.actions.compose import compose
from pcmt.publications.actions.correct import CannotCorrect, correct
from pcmt.publications.actions.edit_words import edit_words
from pcmt.publications.actions.issue import issue
from pcmt.publications.actions.pick_words import Picked, pick_words
from pcmt.publications.actions.refresh import refresh
from pcmt.publications.actions.sign import sign
from pcmt.publications.actions.submit_for_signature import submit_for_signature
from pcmt.publications.correcting import NothingChanged
from pcmt.publications.models import Bound, Report
from pcmt.rulebook.queries import book
from tests import scans
from tests.publications.test_publications_later import LATER, Q3, corrected, issued

__all__ = ["issued"]
MUCH_LATER = LATER + timedelta(days=2)


@pytest.fixture
def changed(issued: int, province) -> int:
    """An issued report one of whose communes has since counted five talks instead of two."""
    corrected(province.communes["sen-hong"].id, "talks", 5)
    return issued


def sent_out(report_id: int, number: str, actor: Callable[[str], Actor]) -> None:
    """Words, signature, number: by four hands."""
    view = queries.report(actor("planner"), report_id)
    submit_for_signature(report_id=report_id, actor=actor("planner"), at=LATER)
    sign(report_id=report_id, version=view.version, actor=actor("chairman"), at=LATER)
    issue(
        report_id=report_id, number=number, issued_on=LATER.date(), data=scans.PDF + number.encode(), name="da-ky.pdf",
        actor=actor("planner-2"), at=LATER,
    )  # fmt: skip


def test_the_draft_names_the_report_and_sets_both_figures_side_by_side(changed, province, actor):
    before = Report.objects.get(pk=changed).content
    told = queries.later(actor("planner"), changed, LATER)
    made = correct(report_id=changed, actor=actor("planner"), at=LATER)
    view = queries.report(actor("planner"), made)
    assert view.row.title == "Đính chính số liệu Báo cáo số 215/BC-BCĐ ngày 21/11/2026"
    assert view.corrects is not None
    assert view.corrects.id == changed
    shown = queries.as_html(actor("planner"), made, lambda _: None)
    assert "Báo cáo số 215/BC-BCĐ" in shown
    assert "Xã Sen Hồng, tháng 9/2026: Đếm lại sổ gốc" in shown
    table = next(part for part in view.parts if part.code == "dinh-chinh")
    assert len(table.rows) == len(told)
    talks = f"value:talks/{province.id}/{Q3.id}"
    assert {(row[2].text, row[3].text) for row in table.rows if row[3].ref == talks} == {("24", "27")}
    assert queries.as_docx(actor("planner"), made).startswith(b"PK")

    assert Report.objects.get(pk=changed).content == before  # the issued one keeps its figures
    assert [one.id for one in queries.report(actor("planner"), changed).corrections] == [made]
    assert Bound.objects.filter(report=made, reference=f"value:talks/{province.id}/{Q3.id}").exists()
    assert journal.newest_of(f"report:{made}")[0].action == "publications.correct"


def test_once_issued_the_corrected_figures_are_what_was_said_last(changed, province, actor):
    planner = actor("planner")
    made = correct(report_id=changed, actor=planner, at=LATER)
    sent_out(made, "230/BC-BCĐ", actor)
    assert queries.later(planner, changed, MUCH_LATER) == ()
    assert queries.later_counts(planner, MUCH_LATER) == {}
    assert queries.later(planner, made, MUCH_LATER) == ()

    corrected(province.communes["hoa-ban"].id, "talks", 4, at=MUCH_LATER)
    talks = f"value:talks/{province.id}/{Q3.id}"
    whole = next(one for one in queries.later(planner, changed, MUCH_LATER) if one.reference == talks)
    assert (whole.before, whole.now) == ("27", "29")
    again = correct(report_id=changed, actor=planner, at=MUCH_LATER)
    assert [one.number for one in queries.report(planner, changed).corrections] == ["230/BC-BCĐ", ""]
    assert "Hoa Ban, tháng 9/2026" in queries.as_html(planner, again, lambda _: None)


def test_a_draft_of_a_correction_is_brought_up_to_date(changed, province, actor):
    planner = actor("planner")
    made = correct(report_id=changed, actor=planner, at=LATER)
    edit_words(report_id=made, texts={"nguyen-nhan": "Xã đếm sót."}, version=1, actor=planner, at=LATER)
    corrected(province.communes["sen-hong"].id, "talks", 6)
    assert refresh(report_id=made, actor=planner, at=MUCH_LATER)
    shown = queries.as_html(planner, made, lambda _: None)
    assert ">28<" in shown.replace("</", "<")
    assert "Xã đếm sót." in shown


def test_what_cannot_be_corrected_says_why(issued, province, actor):
    planner = actor("planner")
    with pytest.raises(NothingChanged):
        correct(report_id=issued, actor=planner, at=LATER)
    corrected(province.communes["sen-hong"].id, "talks", 5)
    for username in ("chairman", "admin", "sen-hong.reporter"):
        with pytest.raises(Exception, match=r"quyền|Không tìm thấy"):
            correct(report_id=issued, actor=actor(username), at=LATER)
    with pytest.raises(NotAllowed):
        correct(report_id=issued, actor=actor("chairman"), at=LATER)
    made = correct(report_id=issued, actor=planner, at=LATER)
    with pytest.raises(CannotCorrect) as second:
        correct(report_id=issued, actor=planner, at=LATER)
    assert second.value.where == f"report:{made}"
    with pytest.raises(CannotCorrect, match="báo cáo đính chính"):
        correct(report_id=made, actor=planner, at=LATER)


def test_a_draft_is_not_corrected(province, actor):
    made = compose(layout="bao-cao-quy", period=Q3, actor=actor("planner"), at=LATER)
    with pytest.raises(CannotCorrect, match="chưa phát hành"):
        correct(report_id=made, actor=actor("planner"), at=LATER)


def test_one_click_on_the_page_leads_to_the_draft(changed, actor, visit: Callable[..., Client]):
    planner, address = visit("planner"), reverse("publications.correct", args=[changed])
    assert "Lập báo cáo đính chính" in planner.get(reverse("publications.show", args=[changed])).content.decode()
    answer = planner.post(address, follow=True)
    made = Report.objects.get(corrects=changed)
    assert answer.redirect_chain[0][0] == reverse("publications.show", args=[made.pk])
    assert "Báo cáo này đính chính" in answer.content.decode()
    shown = planner.get(reverse("publications.show", args=[changed])).content.decode()
    assert "Đang có dự thảo đính chính" in shown
    assert 'btn go">Lập báo cáo đính chính' not in shown
    assert planner.post(address, follow=True).redirect_chain[0][0] == reverse("publications.show", args=[made.pk])
    assert "Đính chính số liệu Báo cáo số 215" in planner.get(reverse("publications.list")).content.decode()
    assert (
        "Lập báo cáo đính chính"
        not in visit("chairman").get(reverse("publications.show", args=[changed])).content.decode()
    )


def test_the_words_are_rule_data():
    words = book().corrections
    assert "{number}" in words.title
    assert words.source.provision


def test_a_figure_that_is_only_the_least_known_says_so_under_the_table(changed, province, actor):
    corrected(province.communes["hoa-ban"].id, "talks", None)
    made = correct(report_id=changed, actor=actor("planner"), at=MUCH_LATER)
    assert "con số là mức thấp nhất đã biết" in queries.as_html(actor("planner"), made, lambda _: None)


def test_a_correction_draws_no_points_from_words(changed, actor, visit):
    made = correct(report_id=changed, actor=actor("planner"), at=LATER)
    planner = visit("planner")
    assert "Chọn ý" not in planner.get(reverse("publications.show", args=[made])).content.decode()
    with pytest.raises(NotFound):
        pick_words(
            report_id=made, block="kho-khan", points=[Picked("Thiếu kinh phí.", (1,))], version=1,
            actor=actor("planner"), at=LATER,
        )  # fmt: skip
