"""A correction that turned out to have nothing to correct is dropped, and the closed report stands as it was."""

import pytest
from django.urls import reverse

from pcmt.journal import queries as journal
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.reporting import queries
from pcmt.reporting.actions.carry_correction import carry_correction
from pcmt.reporting.actions.close_period import close_period
from pcmt.reporting.actions.correct import correct
from pcmt.reporting.actions.drop_correction import NoCorrection, drop_correction
from pcmt.reporting.actions.reopen_period import reopen_period
from pcmt.reporting.actions.return_for_correction import NoReason
from pcmt.reporting.models import Adjustment, Submission
from pcmt.reporting.rounds import Dropped, Stale
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

REASON = "Đối chiếu sổ gốc, số đã chốt là đúng"


@pytest.fixture
def closed(walk: Walk) -> int:
    return walk.close("sen-hong", {"sanctions": "2"})


def reopened(walk: Walk, closed: int) -> int:
    return correct(duty_id=walk.view(closed).duty.id, reason="Nghi đếm sót.", actor=walk.actor("planner"), at=walk.at)


def drop(walk: Walk, submission: int, who: str = "planner", reason: str = REASON, version: int | None = None) -> int:
    return drop_correction(submission_id=submission, reason=reason, version=version, actor=walk.actor(who), at=walk.at)


def test_the_closed_report_stands_again(walk: Walk, closed: int):
    begun = reopened(walk, closed)
    walk.enter(begun, {"sanctions": "5"})
    assert drop(walk, begun) == closed
    duty = walk.view(closed).duty
    board = queries.board(walk.actor("planner"), FORM, OCTOBER, walk.at.date())
    row = next(one for one in board.rows if one.area_id == duty.area_id)
    assert (row.duty.submission_id, row.duty.state) == (closed, "accepted")
    assert not any(one.duty.area_id == duty.area_id for one in queries.awaiting(walk.actor("planner"), walk.at.date()))
    entry = journal.entries(subject=f"submission:{begun}")[-1]
    assert (entry.action, entry.reason) == ("reporting.drop_correction", REASON)
    assert entry.after["changed"] == ["sanctions: 2 → 5"], "what was typed is not lost"
    assert [step.move for step in walk.view(closed).steps][-2:] == ["correct", "drop_correction"]


def test_another_correction_may_follow_and_gets_a_number_of_its_own(walk: Walk, closed: int):
    drop(walk, reopened(walk, closed))
    again = reopened(walk, closed)
    assert Submission.ever.get(pk=again).round == 3
    assert walk.view(again).sections[0].cells[0].text == walk.view(closed).sections[0].cells[0].text


def test_who_still_writes_in_it_is_told(walk: Walk, closed: int, visit):
    begun = reopened(walk, closed)
    drop(walk, begun)
    with pytest.raises(Dropped, match="đã bỏ ngày"):
        walk.enter(begun, {"sanctions": "5"})
    assert walk.view(begun).moves == ()
    reporter = visit("sen-hong.reporter")
    refused = reporter.post(reverse("reporting.enter_cells", args=[begun]), {"cell:sanctions": "5"})
    told = refused.content.decode()
    assert (refused.status_code, "Bản đính chính này đã bỏ" in told) == (409, True)
    assert "Nội dung vừa gõ chưa được lưu" in told
    assert reverse("reporting.submission", args=[closed]) in told, "the report that stands is one step away"


def test_what_was_carried_on_before_is_carried_on_again(walk: Walk, closed: int):
    planner = walk.actor("planner")
    close_period(form_code=FORM, period=OCTOBER, actor=planner, at=walk.at)
    walk.open(NOVEMBER)
    carry_correction(submission_id=closed, figures={"sanctions": "5"}, reason="Sót ba vụ.", actor=planner, at=walk.at)
    reopen_period(form_code=FORM, period=OCTOBER, reason="Sai nhiều ô.", actor=planner, at=walk.at)
    begun = reopened(walk, closed)
    assert not Adjustment.objects.filter(dropped_at=None).exists()
    drop(walk, begun)
    assert [one.element for one in Adjustment.objects.filter(dropped_at=None)] == ["sanctions"]


def test_what_cannot_be_dropped_is_said(walk: Walk, closed: int):
    with pytest.raises(CannotMove, match="bỏ bản đính chính"):
        drop(walk, closed)
    with pytest.raises(NoCorrection, match="lần đầu"):
        drop(walk, walk.id("mua-ngau"))
    begun = reopened(walk, closed)
    with pytest.raises(NoReason):
        drop(walk, begun, reason=" \u200b")
    with pytest.raises(Stale):
        drop(walk, begun, version=99)
    walk.send(begun)
    with pytest.raises(CannotMove, match="Đã gửi"):
        drop(walk, begun)


def test_a_refused_step_offers_dropping_only_where_there_is_something_to_drop(walk: Walk, closed: int):
    with pytest.raises(CannotMove) as first:
        walk.submit(walk.id("mua-ngau"), commune="mua-ngau")
    with pytest.raises(CannotMove) as again:
        walk.submit(reopened(walk, closed))
    assert "ký báo cáo" in first.value.remedy
    assert "bỏ bản đính chính" not in first.value.remedy
    assert "bỏ bản đính chính" in again.value.remedy


@pytest.mark.parametrize("who", ["sen-hong.reporter", "sen-hong.chairman", "mua-ngau.reporter", "health-reporter"])
def test_only_who_may_open_it_again_drops_it(walk: Walk, closed: int, who: str):
    begun = reopened(walk, closed)
    with pytest.raises((NotAllowed, NotFound)):
        drop(walk, begun, who)


def test_the_page_shows_what_differs_and_leads_back(walk: Walk, closed: int, visit):
    begun, planner = reopened(walk, closed), visit("planner")
    where = reverse("reporting.drop_correction", args=[begun])
    assert where in planner.get(reverse("reporting.submission", args=[begun])).content.decode()
    assert where not in visit("sen-hong.reporter").get(reverse("reporting.submission", args=[begun])).content.decode()
    assert "không khác gì số đã chốt" in planner.get(where).content.decode()
    walk.enter(begun, {"sanctions": "5"})
    shown = planner.get(where).content.decode()
    assert '<td class="num" data-label="Bản đính chính">5</td>' in shown
    assert planner.post(where, {"reason": ""}).status_code == 422
    done = planner.post(where, {"reason": REASON}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("reporting.submission", args=[closed])
    assert "Bỏ bản đính chính" in done.content.decode(), "the history of the report says so"
    first = reverse("reporting.submission", args=[walk.id("mua-ngau")])
    assert "bo-dinh-chinh" not in planner.get(first).content.decode()
