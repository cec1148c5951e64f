"""Leaders' opinions: noted on a thing, to whom, by when; answered, returned, accepted; seen where they belong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pcmt.committee import queries as committee
from pcmt.committee.actions.accept_opinion import accept_opinion
from pcmt.committee.actions.answer_opinion import answer_opinion
from pcmt.committee.actions.give_opinion import give_opinion
from pcmt.committee.actions.note_opinion import note_opinion
from pcmt.committee.actions.return_opinion import return_opinion
from pcmt.committee.actions.withdraw_opinion import withdraw_opinion
from pcmt.committee.queries import OpinionInput
from pcmt.committee.rules.opinions import BadOpinion
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from tests.province import Province

AS = Callable[[str], Actor]
TODAY = date(2026, 11, 21)
WORDS = "Sở Y tế làm rõ vì sao ba xã chưa có điểm tư vấn, báo cáo hướng xử lý"


@pytest.fixture
def said(announcement_id: int, province: Province) -> OpinionInput:
    """What a leader wrote on an announcement, to the health department."""
    return OpinionInput(
        about="document",
        about_id=announcement_id,
        post_id=province.posts["health-head"],
        said_on=date(2026, 11, 20),
        words=WORDS,
        agency_ids=(province.agencies["health"],),
        due_on=date(2026, 11, 27),
    )


@pytest.fixture
def opinion_id(said: OpinionInput, planner: Actor, at: datetime) -> int:
    """The opinion, noted."""
    return note_opinion(said=said, actor=planner, at=at)


@pytest.fixture
def duty_id(opinion_id: int, planner: Actor) -> int:
    """What the health department owes on it."""
    return committee.opinion(planner, opinion_id, on=TODAY).duties[0].id


def test_an_opinion_stands_at_its_thing_and_awaits_who_it_is_to(
    opinion_id: int, announcement_id: int, planner: Actor, actor: AS
):
    (one,) = committee.opinions_on(planner, "document", announcement_id, on=TODAY)
    assert (one.id, one.words, one.about_label) == (opinion_id, WORDS, "Văn bản")
    (waiting,) = committee.awaiting(actor("health-reporter"), TODAY)
    assert (waiting.kind, waiting.id, waiting.due_on) == ("opinion", opinion_id, date(2026, 11, 27))
    assert entries(subject=f"document:{announcement_id}")[-1].action == "committee.note_opinion"
    assert committee.opinions_on(planner, "document", announcement_id + 1, on=TODAY) == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": "…"}, "words"),
        ({"said_on": date(2026, 12, 1), "due_on": date(2026, 12, 2)}, "said_on"),
        ({"due_on": date(2026, 11, 1)}, "due_on"),
        ({"due_on": None}, "due_on"),
        ({"agency_ids": ()}, "agencies"),
        ({"agency_ids": (999_999,)}, "agencies"),
        ({"about": "person"}, "words"),
    ],
    ids=["words", "day to come", "due before", "no day", "nobody", "stranger", "about"],
)
def test_an_opinion_says_what_to_whom_by_when(
    change: dict[str, object], field: str, said: OpinionInput, planner: Actor, at: datetime
):
    with pytest.raises(BadOpinion) as refused:
        note_opinion(said=replace(said, **change), actor=planner, at=at)  # type: ignore[arg-type]
    assert field in refused.value.fields


def test_what_is_only_noted_awaits_nobody(said: OpinionInput, planner: Actor, actor: AS, at: datetime):
    note_opinion(said=replace(said, agency_ids=(), due_on=None), actor=planner, at=at)
    assert committee.awaiting(actor("health-reporter"), TODAY) == ()
    (one,) = committee.opinions(planner, on=TODAY)
    assert one.duties == ()


def test_an_opinion_on_nothing_that_is_seen_is_refused(said: OpinionInput, planner: Actor, actor: AS, at: datetime):
    for about in ("document", "plan", "task", "report", "submission"):
        with pytest.raises(NotFound):
            note_opinion(said=replace(said, about=about, about_id=999_999), actor=planner, at=at)
    with pytest.raises(NotAllowed):
        note_opinion(said=said, actor=actor("health-reporter"), at=at)


def test_an_opinion_is_followed_until_it_is_carried_out(
    opinion_id: int, duty_id: int, planner: Actor, actor: AS, at: datetime
):
    health = actor("health-reporter")
    with pytest.raises(CannotMove):
        accept_opinion(duty_id=duty_id, actor=planner, at=at)
    with pytest.raises(NotAllowed):
        answer_opinion(duty_id=duty_id, words="Đã làm", actor=planner, at=at)
    with pytest.raises(BadOpinion):
        answer_opinion(duty_id=duty_id, words="-", actor=health, at=at)
    answer_opinion(duty_id=duty_id, words="Đã làm việc với ba xã", actor=health, at=at)
    assert committee.awaiting(health, TODAY) == ()
    return_opinion(duty_id=duty_id, reason="Chưa nêu hướng xử lý", actor=planner, at=at)
    assert committee.awaiting(health, TODAY)[0].words == "trả lại: Chưa nêu hướng xử lý"
    answer_opinion(duty_id=duty_id, words="Mở điểm lưu động từ tháng 12", actor=health, at=at)
    accept_opinion(duty_id=duty_id, actor=planner, at=at)
    (duty,) = committee.opinion(planner, opinion_id, on=date(2027, 1, 1)).duties
    assert (duty.state, duty.is_late, duty.closed_on, duty.may) == ("closed", False, TODAY, frozenset())


def test_an_opinion_is_late_past_its_day_and_can_be_withdrawn(
    opinion_id: int, duty_id: int, planner: Actor, at: datetime
):
    assert committee.opinion(planner, opinion_id, on=date(2026, 11, 28)).late == 1
    with pytest.raises(BadOpinion):
        withdraw_opinion(duty_id=duty_id, reason=" ", actor=planner, at=at)
    withdraw_opinion(duty_id=duty_id, reason="Ghi nhầm cơ quan", actor=planner, at=at)
    assert committee.opinion(planner, opinion_id, on=date(2026, 11, 28)).late == 0


def test_strangers_see_nothing_of_it(opinion_id: int, duty_id: int, announcement_id: int, actor: AS, at: datetime):
    stranger = actor("sen-hong.reporter")
    assert committee.opinions(stranger, on=TODAY) == ()
    assert committee.opinions_on(stranger, "document", announcement_id, on=TODAY) == ()
    with pytest.raises(NotFound):
        committee.opinion(stranger, opinion_id, on=TODAY)
    with pytest.raises(NotFound):
        answer_opinion(duty_id=duty_id, words="Đã làm", actor=stranger, at=at)


def test_an_opinion_becomes_a_task_of_who_it_is_to(
    duty_id: int, plan_id: int, province: Province, planner: Actor, at: datetime
):
    task = plans.task(give_opinion(duty_id=duty_id, plan_id=plan_id, actor=planner, at=at), on=TODAY)
    assert (task.title, task.due_on) == (WORDS, date(2026, 11, 27))
    assert [one.agency_id for one in task.leads] == [province.agencies["health"]]
    with pytest.raises(BadOpinion, match="đã được giao"):
        give_opinion(duty_id=duty_id, plan_id=plan_id, actor=planner, at=at)


def test_the_pages_lead_from_the_document_to_the_close(
    announcement_id: int, visit: Callable[[str], Client], planner: Actor
):
    office, about = visit("planner"), f"/van-ban/{announcement_id}/thong-tin"
    place = f"/ban-chi-dao/y-kien/moi?ve=document:{announcement_id}"
    assert place in office.get(about).content.decode()
    form = office.get(place)
    posts = form.context["form"].fields["post_id"].choices
    sent = {
        "post_id": str(posts[1][0]), "said_on": "20/11/2026", "words": WORDS,
        "agencies": "Sở Y tế", "due_on": "31/12/2099",
    }  # fmt: skip
    wrong = office.post(place, sent | {"due_on": ""})
    assert wrong.status_code == 422
    assert "Giao cho cơ quan thì ghi thời hạn." in wrong.content.decode()
    assert office.post(place, sent).headers["Location"] == about
    assert WORDS in office.get(about).content.decode()
    (one,) = committee.opinions(planner, on=TODAY)
    home = f"/ban-chi-dao/y-kien/{one.id}/"
    health, duty = visit("health-reporter"), one.duties[0].id
    assert "Báo cáo thực hiện" in health.get(home).content.decode()
    assert health.post(f"{home}co-quan/{duty}", {"words": "Đã làm"}).status_code == 302
    assert office.post(f"{home}co-quan/{duty}/ghi-nhan").status_code == 302
    assert "đã thực hiện" in office.get("/ban-chi-dao/y-kien/").content.decode()
    assert office.get("/ban-chi-dao/y-kien/moi?ve=person:1").status_code == 404


def test_a_list_of_opinions_asks_no_more_for_many(said: OpinionInput, planner: Actor, at: datetime):
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            committee.opinions(planner, on=TODAY)
        return len(asked)

    note_opinion(said=said, actor=planner, at=at)
    count()
    few = count()
    for _ in range(5):
        note_opinion(said=said, actor=planner, at=at)
    assert count() <= few
