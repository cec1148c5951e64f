"""The steps of a task after its reports: accepted or returned by another hand, more time, put off, with evidence."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.ask_extension import ask_extension
from pcmt.plans.actions.decide_extension import decide_extension
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.pause_task import pause_task
from pcmt.plans.actions.record_progress import record_progress
from pcmt.plans.actions.resume_task import resume_task
from pcmt.plans.actions.return_task import return_task
from pcmt.plans.judging import NoReason, NothingToJudge
from pcmt.plans.queries import Evidence, FilePiece
from pcmt.plans.rules.evidence import BadEvidence
from pcmt.plans.rules.extending import CannotExtend, check_day
from pcmt.web.desk.tasks import own_tasks
from tests.province import Province

AS = Callable[[str], Actor]
LATE, LATER = date(2026, 12, 1), date(2026, 12, 20)
PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def test_a_report_is_returned_with_the_reason_and_made_again(task_id: int, actor: AS, at: datetime):
    head, planner = actor("health-head"), actor("planner")
    with pytest.raises(NothingToJudge):
        return_task(task_id=task_id, reason="x", actor=planner, at=at)
    finish_task(task_id=task_id, words="Xong", actor=head, at=at)
    with pytest.raises(NotAllowed):
        return_task(task_id=task_id, reason="x", actor=head, at=at)
    with pytest.raises(NoReason):
        return_task(task_id=task_id, reason=" … ", actor=planner, at=at)
    return_task(task_id=task_id, reason="Thiếu danh sách điểm", actor=planner, at=at)
    view = plans.task(task_id, LATE)
    assert (view.state, view.percent, view.is_overdue) == ("returned", 0, True)
    (said,) = plans.progress(task_id)
    assert (said.verdict, said.verdict_words, said.verdict_on) == (
        "returned", "Thiếu danh sách điểm", date(2026, 11, 21),
    )  # fmt: skip
    finish_task(task_id=task_id, words="Đã bổ sung danh sách", actor=head, at=at)
    accept_task(task_id=task_id, words="Đạt", actor=planner, at=at)
    assert [one.verdict for one in plans.progress(task_id)] == ["accepted", "returned"]
    last = entries(subject=f"task:{task_id}")[-1]
    assert (last.action, last.reason) == ("plans.accept_task", "Đạt")


def test_some_parts_are_accepted_and_others_not(shared_task_id: int, actor: AS, province: Province, at: datetime):
    finish_task(task_id=shared_task_id, words="Xong", actor=actor("health-head"), at=at)
    finish_task(task_id=shared_task_id, words="Xong", actor=actor("sen-hong.reporter"), at=at)
    health = province.agencies["health"]
    accept_task(task_id=shared_task_id, agency_ids=[health], actor=actor("planner"), at=at)
    return_task(task_id=shared_task_id, reason="Chưa có số liệu", actor=actor("planner"), at=at)
    view = plans.task(shared_task_id)
    assert {party.agency_id == health: party.state for party in view.leads} == {True: "done", False: "returned"}
    assert (view.state, view.percent) == ("returned", 50)


def test_evidence_lies_beside_a_report_and_is_typed_by_its_content(task_id: int, actor: AS, at: datetime):
    head = actor("health-head")
    pieces = Evidence((FilePiece("bao-cao.pdf", PAPER),), ("https://hoamai.example/a", "value:T1b/1/2026-10"))
    finish_task(task_id=task_id, words="Xong", evidence=pieces, actor=head, at=at)
    (said,) = plans.progress(task_id)
    assert [piece.kind for piece in said.evidence] == ["file", "link", "figure"]
    held = plans.evidence_file(head, said.evidence[0].id)
    assert (held.name, held.media_type) == ("bao-cao.pdf", "application/pdf")
    with pytest.raises(NotFound):
        plans.evidence_file(head, said.evidence[1].id)
    with pytest.raises(NotFound):
        plans.evidence_file(Actor("nobody"), said.evidence[0].id)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "hoamai.example", "https://a b", "value:x", "https://" + "a" * 600]
)
def test_what_is_no_link_is_refused(link: str, task_id: int, actor: AS, at: datetime):
    with pytest.raises(BadEvidence):
        record_progress(
            task_id=task_id, percent=5, words="x", evidence=Evidence(links=(link,)), actor=actor("health-head"), at=at
        )
    assert plans.progress(task_id) == ()


def test_a_file_that_is_not_what_it_says_leaves_no_report(task_id: int, actor: AS, at: datetime):
    bad = Evidence((FilePiece("bao-cao.pdf", PAPER), FilePiece("a.pdf", b"MZ\x90\x00")))
    with pytest.raises(BadEvidence) as refused:
        record_progress(task_id=task_id, percent=5, words="x", evidence=bad, actor=actor("health-head"), at=at)
    assert refused.value.fields["pieces"].startswith("“a.pdf”: Không nhận biết được loại tệp")
    assert plans.progress(task_id) == ()


def test_more_time_is_asked_and_granted_for_one_part(shared_task_id: int, actor: AS, province: Province, at: datetime):
    head, planner = actor("health-head"), actor("planner")
    asked = ask_extension(task_id=shared_task_id, wanted_on=LATER, reason="Chờ kinh phí", actor=head, at=at)
    with pytest.raises(CannotExtend):
        ask_extension(task_id=shared_task_id, wanted_on=LATER, reason="Nữa", actor=head, at=at)
    assert [one.id for one in plans.extensions_waiting(planner)] == [asked]
    assert plans.extensions_waiting(head) == ()
    with pytest.raises(NotAllowed):
        decide_extension(extension_id=asked, granted_on=LATER, answer="", actor=head, at=at)
    decide_extension(extension_id=asked, granted_on=LATER, answer="Công văn 8/BCĐ", actor=planner, at=at)
    view = plans.task(shared_task_id, LATE)
    days = {party.agency_id: (party.due_on, party.standing and party.standing.code) for party in view.leads}
    assert days[province.agencies["health"]] == (LATER, "todo")
    assert days[province.communes["sen-hong"].agencies["ubnd_xa"]] == (date(2026, 11, 30), "overdue")
    assert view.due_on == date(2026, 11, 30)
    finish_task(task_id=shared_task_id, words="Xong", actor=actor("sen-hong.reporter"), at=at)
    assert (plans.task(shared_task_id, LATE).due_on, plans.task(shared_task_id, LATE).is_overdue) == (LATER, False)


def test_more_time_is_refused_with_a_word(task_id: int, actor: AS, at: datetime):
    asked = ask_extension(task_id=task_id, wanted_on=LATER, reason="Chờ", actor=actor("health-head"), at=at)
    with pytest.raises(NoReason):
        decide_extension(extension_id=asked, granted_on=None, answer="", actor=actor("planner"), at=at)
    decide_extension(extension_id=asked, granted_on=None, answer="Đã đủ thời gian", actor=actor("planner"), at=at)
    (told,) = plans.extensions(task_id)
    assert (told.granted_on, told.answer, told.decided_at is None) == (None, "Đã đủ thời gian", False)
    assert plans.task(task_id).due_on == date(2026, 11, 30)
    with pytest.raises(CannotExtend):
        decide_extension(extension_id=asked, granted_on=LATER, answer="", actor=actor("planner"), at=at)


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2026, 11, 1), date(2028, 1, 1)])
def test_a_day_that_is_no_later_one_is_refused(day: date, task_id: int, actor: AS, at: datetime):
    with pytest.raises(CannotExtend):
        ask_extension(task_id=task_id, wanted_on=day, reason="x", actor=actor("health-head"), at=at)


def test_a_day_that_is_past_is_told_from_one_that_is_no_later():
    due, today = date(2026, 4, 15), date(2026, 11, 23)
    with pytest.raises(CannotExtend, match="01/11/2026 đã qua") as past:
        check_day(date(2026, 11, 1), due, today)
    assert "từ hôm nay, 23/11/2026" in past.value.fields["wanted_on"]
    with pytest.raises(CannotExtend, match="không muộn hơn thời hạn hiện nay"):
        check_day(due, due, today)
    check_day(today, due, today)


def test_a_task_that_is_put_off_is_not_late_and_takes_no_reports(task_id: int, actor: AS, at: datetime):
    head, planner = actor("health-head"), actor("planner")
    record_progress(task_id=task_id, percent=30, words="Đang làm", actor=head, at=at)
    pause_task(task_id=task_id, reason="Chờ hướng dẫn của Trung ương", actor=planner, at=at)
    view = plans.task(task_id, LATE)
    assert (view.state, view.is_overdue, view.leads[0].state) == ("paused", False, "paused")
    for step in (record_progress, finish_task):
        with pytest.raises(CannotMove):
            step(task_id=task_id, words="x", actor=head, at=at, **({"percent": 1} if step is record_progress else {}))
    with pytest.raises(NotAllowed):
        resume_task(task_id=task_id, actor=head, at=at)
    resume_task(task_id=task_id, actor=planner, at=at)
    view = plans.task(task_id, LATE)
    assert (view.state, view.is_overdue, view.percent) == ("doing", True, 30)


def test_who_has_reported_is_not_reminded(shared_task_id: int, actor: AS, province: Province, at: datetime):
    health, commune = province.agencies["health"], province.communes["sen-hong"].agencies["ubnd_xa"]
    finish_task(task_id=shared_task_id, words="Xong", actor=actor("health-head"), at=at)
    tasks = plans.tasks(actor("planner"), on=LATE)
    assert plans.own_parts(tasks, {health}, LATE) == []
    (left,) = plans.own_parts(tasks, {commune}, LATE)
    assert (left.id, left.due_on, left.is_overdue) == (shared_task_id, date(2026, 11, 30), True)


def test_what_was_returned_is_for_today_on_the_desk(
    task_id: int, actor: AS, province: Province, visit: Callable[..., Client], at: datetime
):
    health, on = province.agencies["health"], date(2026, 11, 2)
    finish_task(task_id=task_id, words="Xong", actor=actor("health-head"), at=at)
    return_task(task_id=task_id, reason="Chưa có văn bản", actor=actor("planner"), at=at)
    (chore,) = own_tasks(plans.tasks(actor("planner"), on=on), on, frozenset({health}))
    assert chore.is_for(on), "its own day is the 30th, and who returned it waits"
    assert (chore.action, "hạn 30/11/2026" in chore.text) == ("Báo cáo lại", True)
    long = "x" * 4000
    record_progress(task_id=task_id, percent=50, words=long, actor=actor("health-head"), at=at)
    assert f'<div class="words">{long}' in visit("planner").get(f"/ke-hoach/nhiem-vu/{task_id}/").text
