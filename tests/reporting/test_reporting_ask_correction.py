"""A unit says what of its closed report is wrong; who closes opens it, carries the figures on, or says why not."""

import pytest
from django.urls import reverse

from pcmt.journal import queries as journal
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.ask_correction import CannotAskCorrection, ask_correction
from pcmt.reporting.actions.carry_correction import carry_correction
from pcmt.reporting.actions.close_period import close_period
from pcmt.reporting.actions.correct import correct
from pcmt.reporting.actions.refuse_correction import refuse_correction
from pcmt.reporting.drafts import WrongFigures
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

REASON = "Đếm sót ba vụ, theo biên bản đối chiếu ngày 20/11"


@pytest.fixture
def closed(walk: Walk) -> int:
    return walk.close("sen-hong", {"sanctions": "2"})


def ask(walk: Walk, submission: int, figures: dict[str, str] | None = None, who: str = "sen-hong.reporter", **more):
    given = {"sanctions": "5"} if figures is None else figures
    told = {"reason": REASON, **more}
    return ask_correction(submission_id=submission, figures=given, actor=walk.actor(who), at=walk.at, **told)


def refuse(walk: Walk, asked: int, who: str = "planner", answer: str = "Số đã chốt khớp sổ gốc.") -> int:
    return refuse_correction(asked_id=asked, answer=answer, actor=walk.actor(who), at=walk.at)


def last_asked(walk: Walk, submission: int, who: str = "planner") -> queries.CorrectionAskedView:
    return queries.dealings(walk.actor(who), submission).corrections[-1]


def test_what_is_asked_waits_before_who_closes_reports(walk: Walk, closed: int):
    ask(walk, closed, wrong=["talks"])
    asked = last_asked(walk, closed)
    assert [(one.element, one.closed, one.right) for one in asked.cells] == [
        ("sanctions", "2", "5"),
        ("talks", "0", ""),
    ]
    (waiting,) = queries.corrections_waiting(walk.actor("planner"))
    assert (waiting.submission_id, waiting.cells, waiting.reason) == (closed, 2, REASON)
    assert queries.corrections_waiting(walk.actor("sen-hong.reporter")) == ()
    assert walk.view(closed).duty.state == "accepted", "what was closed stands"
    said = queries.dealings(walk.actor("sen-hong.reporter"), closed).remarks
    assert [one.text for one in said] == [f"Đề nghị đính chính thành 5: {REASON}", f"Đề nghị đính chính: {REASON}"]
    entry = journal.entries(subject=f"submission:{closed}")[-1]
    assert (entry.action, entry.after["cells"]) == ("reporting.ask_correction", ["sanctions", "talks"])


def test_opening_the_report_grants_it(walk: Walk, closed: int):
    ask(walk, closed)
    begun = correct(duty_id=walk.view(closed).duty.id, reason="Đồng ý.", actor=walk.actor("planner"), at=walk.at)
    asked = last_asked(walk, closed)
    assert (asked.opened, asked.answer, asked.waits) == (begun, "Đồng ý.", False)
    assert queries.dealings(walk.actor("sen-hong.reporter"), begun).wrong_cells(begun) == {
        "sanctions": "Đề nghị đính chính thành 5"
    }
    assert queries.corrections_waiting(walk.actor("planner")) == ()


def test_carrying_the_figures_on_grants_it_where_the_period_is_closed(walk: Walk, closed: int, visit):
    ask(walk, closed)
    planner = walk.actor("planner")
    close_period(form_code=FORM, period=OCTOBER, actor=planner, at=walk.at)
    walk.open(NOVEMBER)
    page = visit("planner").get(reverse("reporting.carry_correction", args=[closed])).content.decode()
    assert 'name="cell:sanctions" value="5"' in page, "what the unit says to be right stands in its field"
    assert REASON in page
    carry_correction(submission_id=closed, figures={"sanctions": "5"}, reason="Đồng ý.", actor=planner, at=walk.at)
    asked = last_asked(walk, closed)
    assert (asked.into, asked.opened, asked.waits) == (NOVEMBER, None, False)


def test_a_refusal_is_read_by_the_unit_and_another_request_may_follow(walk: Walk, closed: int):
    asked = ask(walk, closed)
    with pytest.raises(Refusal, match="lý do"):
        refuse(walk, asked, answer=" \u200b")
    assert refuse(walk, asked) == closed
    seen = last_asked(walk, closed, "sen-hong.reporter")
    assert (seen.waits, seen.opened, seen.into, seen.answer) == (False, None, None, "Số đã chốt khớp sổ gốc.")
    said = queries.dealings(walk.actor("sen-hong.reporter"), closed).remarks[-1]
    assert said.text == "Không mở lại để đính chính: Số đã chốt khớp sổ gốc."
    with pytest.raises(CannotAskCorrection, match="đã được trả lời"):
        refuse(walk, asked)
    ask(walk, closed, reason="Có thêm biên bản.")
    assert last_asked(walk, closed).waits


def test_what_cannot_be_asked_is_said(walk: Walk, closed: int):
    with pytest.raises(CannotAskCorrection, match="chưa chốt"):
        ask(walk, walk.id("mua-ngau"), who="mua-ngau.reporter")
    with pytest.raises(CannotAskCorrection, match="Chưa chỉ ra ô nào sai"):
        ask(walk, closed, {"sanctions": " "})
    with pytest.raises(WrongFigures) as wrong:
        ask(walk, closed, {"sanctions": "2", "talks": "ba", "no_such": "1"})
    assert wrong.value.fields["sanctions"] == "Số này bằng số đã chốt."
    assert wrong.value.fields.keys() == {"sanctions", "talks", "no_such"}
    with pytest.raises(Refusal, match="Chưa ghi vì sao"):
        ask(walk, closed, reason="")
    ask(walk, closed)
    with pytest.raises(CannotAskCorrection, match="chờ trả lời"):
        ask(walk, closed)
    correct(duty_id=walk.view(closed).duty.id, reason="Đồng ý.", actor=walk.actor("planner"), at=walk.at)
    with pytest.raises(CannotAskCorrection, match="đã được mở lại"):
        ask(walk, closed)


def test_each_agency_asks_for_its_own(walk: Walk, closed: int):
    with pytest.raises(NotFound):
        ask(walk, closed, who="mua-ngau.reporter")
    with pytest.raises(NotAllowed):
        ask(walk, closed, who="planner")
    own = queries.correctable(walk.actor("sen-hong.clinic-head"), walk.view(closed, "sen-hong.clinic-head"))
    clinic = next(part for part in walk.view(closed).sections if part.code == "y_te")
    assert {cell.element for cell in own} == {cell.element for cell in clinic.cells if not cell.computed}
    with pytest.raises(NotAllowed):
        ask(walk, closed, {"sanctions": "5"}, who="sen-hong.clinic-head")
    asked = ask(walk, closed, {own[0].element: "7"}, who="sen-hong.clinic-head")
    with pytest.raises(NotAllowed):
        refuse(walk, asked, who="sen-hong.reporter")


def test_the_pages_lead_from_the_unit_to_the_officer_and_back(walk: Walk, closed: int, visit):
    reporter, planner = visit("sen-hong.reporter"), visit("planner")
    report, form = (reverse(f"reporting.{name}", args=[closed]) for name in ("submission", "ask_correction"))
    assert form in reporter.get(report).content.decode()
    assert form not in planner.get(report).content.decode()
    refused = reporter.post(form, {"cell:sanctions": "ba", "reason": REASON})
    assert refused.status_code == 422
    assert 'value="ba"' in refused.content.decode()
    sent = reporter.post(form, {"cell:sanctions": "5", "cell:talks": "", "reason": REASON}, follow=True)
    assert "Đã gửi đề nghị đính chính" in sent.content.decode()
    assert form not in sent.content.decode(), "one request at a time"
    assert "Trả lời đề nghị đính chính của Xã Sen Hồng" in planner.get("/").content.decode()
    shown = planner.get(report).content.decode()
    assert "Đơn vị đề nghị đính chính số đã chốt." in shown
    assert f"Theo đề nghị của đơn vị: {REASON}" in planner.get(reverse("reporting.correct", args=[closed])).text
    asked = last_asked(walk, closed)
    answer = {"de-nghi": str(asked.id), "answer": "Số đã chốt khớp sổ gốc."}
    answered = planner.post(reverse("reporting.refuse_correction", args=[closed]), answer, follow=True)
    assert "Đã trả lời đơn vị" in answered.content.decode()
    assert "Số đã chốt khớp sổ gốc." in reporter.get(report).content.decode()
    assert "đề nghị đính chính của" not in planner.get("/").content.decode()
    assert "Không mở lại để đính chính báo cáo tháng 10/2026" in reporter.get("/").content.decode()
