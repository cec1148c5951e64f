"""Longer deadlines, closed periods and exceptions, reports of nothing, threads, taking up: actions and pages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from pcmt.jobs.duties import close_run_out_periods
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove, SamePerson
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.accept import accept
from pcmt.reporting.actions.allow_late_entry import allow_late_entry
from pcmt.reporting.actions.ask_extension import CannotExtend, ask_extension
from pcmt.reporting.actions.close_period import CannotClose, close_period
from pcmt.reporting.actions.correct import correct
from pcmt.reporting.actions.decide_extension import decide_extension
from pcmt.reporting.actions.remark import remark
from pcmt.reporting.actions.reopen_period import reopen_period
from pcmt.reporting.actions.report_nothing import SomethingHappened, report_nothing
from pcmt.reporting.actions.return_for_correction import return_for_correction
from pcmt.reporting.actions.revoke_late_entry import revoke_late_entry
from pcmt.reporting.actions.take_up import take_up
from pcmt.reporting.closings import LONGEST_LEAVE, PeriodClosed
from pcmt.rulebook.queries import book
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

pytestmark = pytest.mark.django_db
LATER = date(2026, 11, 25)


def ask(walk: Walk, submission: int, wanted_on: date = LATER, reason: str = "Mất điện diện rộng do bão.") -> int:
    return ask_extension(
        submission_id=submission,
        wanted_on=wanted_on,
        reason=reason,
        actor=walk.actor("sen-hong.reporter"),
        at=walk.at,
    )


def close(walk: Walk) -> None:
    close_period(form_code=FORM, period=OCTOBER, reason="", actor=walk.actor("planner"), at=walk.at)


def sent(walk: Walk, commune: str = "sen-hong") -> int:
    submission = walk.id(commune)
    walk.fill(submission, None, commune)
    walk.send(submission, commune)
    return submission


# ---- more time ----


def test_a_granted_day_is_the_deadline_that_counts(walk: Walk):
    submission = walk.id("sen-hong")
    asked = ask(walk, submission)
    assert walk.view(submission).duty.due_on == date(2026, 10, 16)
    decide_extension(extension_id=asked, granted_on=LATER, answer="", actor=walk.actor("planner"), at=walk.at)
    walk.fill(submission)
    walk.send(submission)
    duty = walk.view(submission).duty
    assert duty.due_on == LATER
    assert duty.timing is not None
    assert duty.timing.timing == "on_time"
    (told,) = queries.dealings(walk.actor("sen-hong.reporter"), submission).extensions
    assert (told.due_before, told.granted_on) == (date(2026, 10, 16), LATER)


def test_a_refusal_wants_its_reason_and_leaves_the_deadline(walk: Walk):
    submission = walk.id("sen-hong")
    asked = ask(walk, submission)
    with pytest.raises(Refusal, match="Chưa ghi lý do"):
        decide_extension(extension_id=asked, granted_on=None, answer=" ", actor=walk.actor("planner"), at=walk.at)
    decide_extension(extension_id=asked, granted_on=None, answer="Kỳ gấp.", actor=walk.actor("planner"), at=walk.at)
    assert walk.view(submission).duty.due_on == date(2026, 10, 16)
    with pytest.raises(CannotExtend, match="đã được quyết định"):
        decide_extension(extension_id=asked, granted_on=LATER, answer="", actor=walk.actor("planner"), at=walk.at)
    assert ask(walk, submission) != asked, "after a refusal one may ask again"


@pytest.mark.parametrize("wanted_on", [date(2026, 10, 16), date(2026, 11, 20), date(2027, 9, 1)])
def test_a_day_that_is_no_later_deadline_is_refused(walk: Walk, wanted_on: date):
    with pytest.raises(CannotExtend):
        ask(walk, walk.id("sen-hong"), wanted_on)


def test_who_may_ask_and_who_decides(walk: Walk):
    submission = walk.id("sen-hong")
    with pytest.raises(NotFound):
        ask_extension(
            submission_id=submission, wanted_on=LATER, reason="x", actor=walk.actor("hoa-ban.reporter"), at=walk.at
        )
    with pytest.raises(NotAllowed):
        ask_extension(submission_id=submission, wanted_on=LATER, reason="x", actor=walk.actor("planner"), at=walk.at)
    asked = ask(walk, submission)
    with pytest.raises(NotAllowed):
        decide_extension(
            extension_id=asked, granted_on=LATER, answer="", actor=walk.actor("sen-hong.chairman"), at=walk.at
        )
    with pytest.raises(CannotExtend, match="chờ quyết định"):
        ask(walk, submission)


# ---- closing a period ----


def test_a_closed_period_takes_no_entry_but_by_exception_until_its_day(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    close(walk)
    with pytest.raises(PeriodClosed, match="đã đóng"):
        walk.enter(submission, {"talks": "1"})
    assert not walk.view(submission, "sen-hong.reporter").may_edit
    assert all(one.duty.submission_id != submission for one in awaiting(walk))
    allow_late_entry(submission_id=submission, until=LATER, reason="Bão.", actor=walk.actor("planner"), at=walk.at)
    assert walk.view(submission, "sen-hong.reporter").may_edit
    walk.enter(submission, {"talks": "1", "attendances": "9"})
    walk.at += timedelta(days=10)
    with pytest.raises(PeriodClosed, match="nhập muộn đã hết"):
        walk.enter(submission, {"talks": "2"})
    with pytest.raises(PeriodClosed):
        walk.enter(walk.id("hoa-ban"), {"talks": "2"}, "hoa-ban.reporter")


def awaiting(walk: Walk) -> tuple[queries.Awaiting, ...]:
    return queries.awaiting(walk.actor("sen-hong.reporter"), walk.at.date())


def test_what_was_sent_is_still_checked_and_returned_with_a_day(walk: Walk):
    first, second = sent(walk), sent(walk, "hoa-ban")
    close(walk)
    accept(submission_id=second, actor=walk.actor("planner"), at=walk.at)
    with pytest.raises(Refusal, match="hạn bổ sung"):
        return_for_correction(submission_id=first, reason="Kiểm tra.", actor=walk.actor("planner"), at=walk.at)
    return_for_correction(
        submission_id=first, reason="Kiểm tra.", mend_by=LATER, actor=walk.actor("planner"), at=walk.at
    )
    assert walk.view(first).mend_by == LATER
    walk.enter(first, {"talks": "1", "attendances": "9"})
    walk.explain(first)
    walk.send(first)
    assert walk.view(first).mend_by is None


def test_closed_figures_of_a_closed_period_wait_for_its_reopening(walk: Walk):
    walk.close("sen-hong")
    close(walk)
    duty = walk.view(walk.id("sen-hong")).duty
    planner = walk.actor("planner")
    with pytest.raises(PeriodClosed):
        correct(duty_id=duty.id, reason="Sai.", actor=planner, at=walk.at)
    with pytest.raises(Refusal, match="lý do mở lại"):
        reopen_period(form_code=FORM, period=OCTOBER, reason="", actor=planner, at=walk.at)
    reopen_period(form_code=FORM, period=OCTOBER, reason="Số sai làm sai báo cáo quý.", actor=planner, at=walk.at)
    assert correct(duty_id=duty.id, reason="Sai.", actor=planner, at=walk.at)
    close(walk)
    found = queries.period_desk(planner, FORM, OCTOBER, walk.at.date())
    assert [one.reopen_reason for one in found.closings] == ["Số sai làm sai báo cáo quý.", ""]
    assert found.closed is not None


def test_a_period_closes_once_and_not_before_its_deadline(walk: Walk):
    walk.open(NOVEMBER)
    planner = walk.actor("planner")
    with pytest.raises(CannotClose, match="Chưa hết"):
        close_period(form_code=FORM, period=NOVEMBER, actor=planner, at=walk.at.replace(day=16))
    close(walk)
    with pytest.raises(CannotClose, match="từ trước"):
        close(walk)
    for username in ("sen-hong.chairman", "sen-hong.reporter", "chairman"):
        with pytest.raises(NotAllowed):
            close_period(form_code=FORM, period=OCTOBER, actor=walk.actor(username), at=walk.at)
        with pytest.raises(NotAllowed):
            reopen_period(form_code=FORM, period=OCTOBER, reason="x", actor=walk.actor(username), at=walk.at)


def test_late_entry_is_for_open_reports_of_closed_periods(walk: Walk):
    submission = walk.close("sen-hong")
    planner = walk.actor("planner")
    other = walk.id("hoa-ban")
    with pytest.raises(CannotClose, match="đang mở"):
        allow_late_entry(submission_id=other, until=LATER, reason="x", actor=planner, at=walk.at)
    close(walk)
    with pytest.raises(CannotClose, match="đã chốt"):
        allow_late_entry(submission_id=submission, until=LATER, reason="x", actor=planner, at=walk.at)
    with pytest.raises(CannotClose, match="đã qua"):
        allow_late_entry(submission_id=other, until=date(2026, 11, 1), reason="x", actor=planner, at=walk.at)
    with pytest.raises(NotAllowed):
        allow_late_entry(submission_id=other, until=LATER, reason="x", actor=walk.actor("hoa-ban.reporter"), at=walk.at)


def test_leave_to_enter_late_gets_another_day_and_is_taken_back(walk: Walk):
    submission, planner = walk.id("sen-hong"), walk.actor("planner")
    close(walk)
    with pytest.raises(CannotClose, match="không được nhập muộn"):
        revoke_late_entry(submission_id=submission, reason="Nhầm.", actor=planner, at=walk.at)
    furthest = walk.at.date() + LONGEST_LEAVE
    with pytest.raises(CannotClose, match="tối đa 60 ngày") as far:
        let_in(walk, submission, furthest + timedelta(days=1))
    assert list(far.value.fields) == ["until"]
    let_in(walk, submission, furthest)
    let_in(walk, submission, LATER)
    (leave,) = queries.period_desk(planner, FORM, OCTOBER, walk.at.date()).leaves
    assert (leave.until, leave.may_change) == (LATER, True), "the day said last holds, also a nearer one"
    with pytest.raises(Refusal, match="lý do thu hồi"):
        revoke_late_entry(submission_id=submission, reason=" ", actor=planner, at=walk.at)
    with pytest.raises(NotAllowed):
        revoke_late_entry(submission_id=submission, reason="x", actor=walk.actor("sen-hong.reporter"), at=walk.at)
    revoke_late_entry(submission_id=submission, reason="Nhầm đơn vị.", actor=planner, at=walk.at)
    with pytest.raises(PeriodClosed, match="thu hồi"):
        walk.enter(submission, {"talks": "1"})
    found = queries.period_desk(planner, FORM, OCTOBER, walk.at.date())
    assert (found.leaves, len(found.late)) == ((), 3), "what was said stays readable"
    assert submission in [one.submission_id for one in found.shut]


def let_in(walk: Walk, submission: int, until: date = LATER) -> None:
    allow_late_entry(submission_id=submission, until=until, reason="Bão.", actor=walk.actor("planner"), at=walk.at)


def test_what_was_sent_needs_no_leave(walk: Walk):
    submission = sent(walk)
    close(walk)
    with pytest.raises(CannotClose, match="đã gửi"):
        let_in(walk, submission)
    found = queries.period_desk(walk.actor("planner"), FORM, OCTOBER, walk.at.date())
    assert submission in [one.submission_id for one in found.unclosed]
    assert submission not in [one.submission_id for one in found.shut]


def test_leave_to_enter_late_is_asked_for_and_leaves_the_deadline(walk: Walk):
    submission, planner = walk.id("sen-hong"), walk.actor("planner")
    close(walk)
    with pytest.raises(CannotExtend, match="tối đa 60 ngày"):
        ask(walk, submission, walk.at.date() + timedelta(days=61))
    first = ask(walk, submission)
    (waiting,) = queries.extensions_waiting(planner)
    assert waiting.after_closing
    decide_extension(extension_id=first, granted_on=None, answer="Kỳ đã tổng hợp.", actor=planner, at=walk.at)
    told = queries.dealings(walk.actor("sen-hong.reporter"), submission).last_decided
    assert told is not None
    assert (told.granted_on, told.answer) == (None, "Kỳ đã tổng hợp.")
    second = ask(walk, submission)
    with pytest.raises(CannotExtend, match="đã qua") as past:
        decide_extension(extension_id=second, granted_on=date(2026, 11, 1), answer="", actor=planner, at=walk.at)
    assert list(past.value.fields) == ["granted_on"]
    decide_extension(extension_id=second, granted_on=LATER, answer="", actor=planner, at=walk.at)
    walk.enter(submission, {"talks": "1", "attendances": "9"})
    assert walk.view(submission).duty.due_on == date(2026, 10, 16), "late it stays"
    assert any(one.duty.submission_id == submission for one in awaiting(walk)), "the desk names it again"


def test_more_time_granted_after_the_closing_can_be_used(walk: Walk):
    submission = walk.id("sen-hong")
    asked = ask(walk, submission)
    close(walk)
    decide_extension(extension_id=asked, granted_on=LATER, answer="", actor=walk.actor("planner"), at=walk.at)
    walk.enter(submission, {"talks": "1", "attendances": "9"})
    assert walk.view(submission).duty.due_on == LATER


def test_a_form_may_close_its_periods_by_itself_once(walk: Walk, monkeypatch: pytest.MonkeyPatch):
    assert close_run_out_periods(walk.at) == 0, "without a rule periods are closed by hand"
    form = replace(book().form(FORM, OCTOBER.last_day), closes_after=30)
    monkeypatch.setattr("pcmt.rulebook.rules.book.Book.form", lambda *_: form)
    last_day = walk.at.replace(day=15)  # 16/10 and 30 days
    assert close_run_out_periods(last_day) == 0
    assert close_run_out_periods(last_day + timedelta(days=1)) == 1
    found = queries.period_desk(walk.actor("planner"), FORM, OCTOBER, walk.at.date())
    assert found.closed is not None
    assert "30 ngày" in found.closed.reason
    assert close_run_out_periods(walk.at) == 0
    reopen_period(form_code=FORM, period=OCTOBER, reason="Sai.", actor=walk.actor("planner"), at=walk.at)
    assert close_run_out_periods(walk.at) == 0, "what people have reopened, people close"


# ---- a report of nothing ----


def nothing(walk: Walk, submission: int, username: str = "sen-hong.reporter") -> None:
    report_nothing(submission_id=submission, actor=walk.actor(username), at=walk.at)


def test_nothing_happened_is_0_for_what_happens_and_the_last_stock_for_what_stands(walk: Walk):
    walk.close("sen-hong", {"managed.users": "12", "talks": "2", "attendances": "90"})
    walk.open(NOVEMBER)
    submission = walk.id("sen-hong", NOVEMBER)
    nothing(walk, submission)
    texts = {cell.element: cell.text for part in walk.view(submission).sections for cell in part.cells}
    assert (texts["talks"], texts["attendances"], texts["managed.users"]) == ("0", "0", "12")
    walk.fill(submission)
    walk.send(submission)
    with pytest.raises(SamePerson):  # whoever filled it in, even with nothing, does not check it
        accept(submission_id=submission, actor=same_person(walk), at=walk.at)


def same_person(walk: Walk) -> Actor:
    """The standing officer's grants in the reporter's hands."""
    return replace(walk.actor("planner"), person_id=walk.actor("sen-hong.reporter").person_id)


def test_figures_typed_are_no_report_of_nothing(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {"talks": "2"})
    with pytest.raises(SomethingHappened, match="Đã nhập"):
        nothing(walk, submission)
    with pytest.raises(NotAllowed):
        nothing(walk, submission, "sen-hong.police-reporter")
    walk.enter(submission, {"talks": "0"})
    nothing(walk, submission)


# ---- taking up, asking and answering ----


def test_taken_up_it_names_who_is_at_it_and_others_may_go_on(walk: Walk):
    submission = sent(walk)
    take_up(submission_id=submission, actor=walk.actor("planner"), at=walk.at)
    view = walk.view(submission)
    assert (view.duty.state, bool(view.reviewer)) == ("under_review", True)
    with pytest.raises(CannotMove, match="đang kiểm tra"):
        take_up(submission_id=submission, actor=walk.actor("planner"), at=walk.at)
    take_up(submission_id=submission, actor=walk.actor("planner-2"), at=walk.at)
    accept(submission_id=submission, actor=walk.actor("planner"), at=walk.at)
    with pytest.raises(NotAllowed):
        take_up(submission_id=submission, actor=walk.actor("sen-hong.reporter"), at=walk.at)


def test_a_thread_runs_between_who_checks_and_who_fills_in(walk: Walk):
    submission = sent(walk)
    return_for_correction(
        submission_id=submission,
        reason="Xem lại.",
        remarks={"talks": "Khác sổ của trường?"},
        actor=walk.actor("planner"),
        at=walk.at,
    )
    remark(
        submission_id=submission,
        element="talks",
        text="Đã đối chiếu,\nđúng 0.",
        actor=walk.actor("sen-hong.reporter"),
        at=walk.at,
    )
    remark(submission_id=submission, text="Cảm ơn.", actor=walk.actor("planner"), at=walk.at)
    threads = queries.dealings(walk.actor("sen-hong.clinic-head"), submission).threads
    assert [(label != "", len(lines)) for label, lines in threads] == [(False, 1), (True, 2)]
    with pytest.raises(NotFound):
        remark(submission_id=submission, text="x", actor=walk.actor("hoa-ban.reporter"), at=walk.at)
    with pytest.raises(Refusal, match="không có ô"):
        remark(submission_id=submission, element="no", text="x", actor=walk.actor("planner"), at=walk.at)
    with pytest.raises(Refusal, match="Chưa ghi"):
        remark(submission_id=submission, text=" \n", actor=walk.actor("planner"), at=walk.at)


# ---- pages ----


@pytest.fixture
def then(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages act at the instant of the walk, whatever the day on which the tests run."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: walk.at)


@pytest.mark.usefixtures("then")
def test_the_period_page_decides_closes_lets_in_and_reopens(walk: Walk, visit):
    submission = walk.id("sen-hong")
    reporter, officer = visit("sen-hong.reporter"), visit("planner")
    page = reporter.get(reverse("reporting.submission", args=[submission])).content.decode()
    assert "Xin gia hạn" in page
    assert "Lập báo cáo không phát sinh" in page
    address = reverse("reporting.ask_extension", args=[submission])
    future = date(2026, 11, 24)
    answer = reporter.post(address, {"wanted_on": f"{future:%d/%m/%Y}", "reason": "Bão."}, follow=True)
    assert "Đã gửi đề nghị gia hạn" in answer.content.decode()
    desk = reverse("reporting.period") + f"?bieu={FORM}&ky={OCTOBER.id}"
    assert "1 đề nghị chờ quyết định" in officer.get(desk).content.decode()
    waiting = queries.dealings(walk.actor("planner"), submission).waiting
    assert waiting is not None
    back = {"bieu": FORM, "ky": OCTOBER.id}
    decided = reverse("reporting.decide_extension", args=[waiting.id])
    refused = officer.post(decided, {**back, "khong": "1"}, follow=True).content.decode()
    assert "Chưa ghi lý do không đồng ý." in refused
    assert "Phải có nếu không đồng ý." in refused
    unread = officer.post(decided, {**back, "dong-y": "1", "granted_on": "31/02/2027", "answer": "Được."})
    assert (unread.status_code, 'value="31/02/2027"' in unread.content.decode()) == (422, True)
    officer.post(decided, {**back, "khong": "1", "answer": "Kỳ gấp."})
    assert "đã đóng" not in officer.get(desk).content.decode()
    officer.post(reverse("reporting.close_period"), back)
    assert "kỳ đã đóng" in officer.get(desk).content.decode()
    page = reporter.get(reverse("reporting.submission", args=[submission])).content.decode()
    assert page.count("Kỳ báo cáo đã đóng") == 1, "said once, not again at each step that it holds up"
    assert "Trước khi ký" not in page
    assert "Lưu nháp" not in page
    assert "Xin nhập muộn" in page
    refused = officer.post(
        reverse("reporting.allow_late_entry"),
        {**back, "submission": submission, "until": "31/12/2035", "reason": "Bão."},
    )
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "tối đa 60 ngày" in page
    assert 'value="31/12/2035"' in page
    assert f'value="{submission}" selected' in page
    officer.post(
        reverse("reporting.allow_late_entry"),
        {**back, "submission": submission, "until": f"{future:%d/%m/%Y}", "reason": "Bão."},
    )
    page = reporter.get(reverse("reporting.submission", args=[submission])).content.decode()
    assert "được nhập muộn" in page
    assert "Lưu nháp" in page
    change, revoke = (
        reverse(f"reporting.{name}", args=[submission]) for name in ("change_late_entry", "revoke_late_entry")
    )
    refused = officer.post(change, {**back, "until": "1/1/2020", "reason": "Thêm ngày."})
    assert (refused.status_code, "đã qua" in refused.content.decode()) == (422, True)
    changed = officer.post(change, {**back, "until": "25/11/2026", "reason": "Thêm ngày."}, follow=True)
    assert "đến hết ngày 25/11/2026" in changed.content.decode()
    assert "Chưa ghi lý do" in officer.post(revoke, {**back, "until": "25/11/2026"}).content.decode()
    assert "Đã thu hồi" in officer.post(revoke, {**back, "reason": "Nhầm."}, follow=True).content.decode()
    page = reporter.get(reverse("reporting.submission", args=[submission])).content.decode()
    assert "đã được thu hồi" in page
    asked = reporter.post(address, {"wanted_on": "25/11/2026", "reason": "Xin lại."}, follow=True)
    assert "Đã xin nhập muộn" in asked.content.decode()
    assert "1 đề nghị chờ quyết định" in officer.get(desk).content.decode()
    officer.post(reverse("reporting.reopen_period"), {**back, "reason": "Sai số."})
    assert "kỳ đang mở" in officer.get(desk).content.decode()
    assert reporter.get(desk).status_code == 404


def test_the_report_page_shows_changes_threads_and_who_checks(walk: Walk, visit):
    submission = walk.id("sen-hong")
    reporter, officer = visit("sen-hong.reporter"), visit("planner")
    reporter.post(reverse("reporting.report_nothing", args=[submission]))
    walk.fill(submission)
    walk.send(submission)
    here = reverse("reporting.submission", args=[submission])
    officer.post(reverse("reporting.take_up", args=[submission]))
    assert "đang kiểm tra" in officer.get(here).content.decode()
    officer.post(
        reverse("reporting.return_for_correction", args=[submission]),
        {"reason": "Xem lại", "cells": ["talks"], "remark:talks": "Khác sổ.", "mend_by": "31/12/2099"},
    )
    page = reporter.get(here).content.decode()
    assert "Xem lại. <b>Gửi lại chậm nhất ngày 31/12/2099" in page
    assert "1 ý kiến ở mục Hỏi đáp" in page
    walk.enter(submission, {"talks": "2", "attendances": "90"})
    reporter.post(reverse("reporting.remark", args=[submission]), {"element": "talks", "text": "Đã sửa."})
    page = officer.get(here).content.decode()
    assert "Đã sửa sau khi gửi: từ 0 thành 2" in page
    assert "2 ý kiến ở mục Hỏi đáp" in page


def test_a_report_page_costs_a_fixed_number_of_queries(walk: Walk, visit, django_assert_max_num_queries) -> None:
    submission = sent(walk)
    for _ in range(2):
        remark(submission_id=submission, text="x", actor=walk.actor("planner"), at=walk.at)
    officer, here = visit("planner"), reverse("reporting.submission", args=[submission])
    officer.get(here)
    with django_assert_max_num_queries(60) as one:
        officer.get(here)
    for _ in range(5):
        remark(submission_id=submission, element="talks", text="y", actor=walk.actor("planner"), at=walk.at)
    with django_assert_max_num_queries(len(one)):
        officer.get(here)
    with django_assert_max_num_queries(14):
        queries.period_desk(walk.actor("planner"), FORM, OCTOBER, walk.at.date())
