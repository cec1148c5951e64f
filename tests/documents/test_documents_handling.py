"""What came in is given to someone, answered or closed; a sealed paper leaves a number and a day."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest

from pcmt.agencies.models import Post
from pcmt.documents.actions.assign_handler import assign_handler
from pcmt.documents.actions.close_handling import close_handling
from pcmt.documents.actions.close_sealed_deadline import close_sealed_deadline
from pcmt.documents.actions.endorse import endorse
from pcmt.documents.actions.note_sealed_deadline import note_sealed_deadline
from pcmt.documents.actions.record_reply import record_reply
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.actions.reopen_handling import reopen_handling
from pcmt.documents.handling import CannotHandle
from pcmt.documents.models import SealedDeadline
from pcmt.documents.queries import handling as queries
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.documents import papers
from tests.province import Province

TODAY = date(2026, 11, 21)


@pytest.fixture
def health(province: Province) -> int:
    return province.agencies["health"]


@pytest.fixture
def reply_id(planner: Actor, at: datetime) -> int:
    text = papers.PLAN.replace("18/KH-UBND", "20/KH-UBND")
    return register_document(data=text.encode(), name="kh.txt", direction="out", actor=planner, at=at)


@pytest.fixture
def assign(plan_id: int, health: int, planner: Actor, at: datetime) -> Callable[..., None]:
    def give(**said: object) -> None:
        chosen = {"agency_id": health, "actor": planner, **said}
        assign_handler(document_id=plan_id, at=at, **chosen)  # type: ignore[arg-type]

    return give


def state(actor: Actor, document_id: int) -> str:
    view = queries.handling(actor, document_id)
    assert view is not None
    return view.state


def test_a_document_that_came_in_waits_for_someone_to_be_named(plan_id: int, planner: Actor):
    view = queries.handling(planner, plan_id)
    assert view is not None
    assert (view.state, view.agency, view.reply_due_on) == ("unassigned", "", None)
    assert queries.counts(planner, TODAY) == queries.HandlingCounts(1, 0, 0)


def test_a_handler_is_named_with_a_day_and_an_hour(plan_id: int, planner: Actor, assign, province: Province):
    assign(post_id=province.posts["health-head"], reply_due_on=TODAY, due_time=time(17, 0))
    view = queries.handling(planner, plan_id)
    assert view is not None
    assert (view.state, view.agency_id, view.passed_on) == ("assigned", province.agencies["health"], TODAY)
    assert (view.reply_due_on, view.due_time) == (TODAY, time(17, 0))
    assert view.person
    assert not view.is_late(TODAY)
    assert view.is_late(TODAY + timedelta(days=1))


def test_the_answer_closes_it_and_a_reason_opens_it_again(plan_id, planner: Actor, assign, reply_id: int, at: datetime):
    assign(reply_due_on=TODAY)
    record_reply(document_id=plan_id, reply_id=reply_id, actor=planner, at=at)
    view = queries.handling(planner, plan_id)
    assert view is not None
    assert view.reply is not None
    assert (view.state, view.reply.id) == ("answered", reply_id)
    assert not view.is_late(TODAY + timedelta(days=9))
    with pytest.raises(CannotMove):
        close_handling(document_id=plan_id, outcome="để biết", actor=planner, at=at)
    with pytest.raises(CannotHandle):
        reopen_handling(document_id=plan_id, reason=" ", actor=planner, at=at)
    reopen_handling(document_id=plan_id, reason="trả lời thiếu", actor=planner, at=at)
    assert state(planner, plan_id) == "assigned"
    moves = [entry.action for entry in entries(subject=f"document:{plan_id}")]
    assert {"documents.assign_handler", "documents.record_reply", "documents.reopen_handling"} <= set(moves)


def test_the_handling_agency_closes_its_own(plan_id: int, planner: Actor, actor, assign, at: datetime):
    reporter = actor("health-reporter")
    with pytest.raises(NotAllowed):
        close_handling(document_id=plan_id, outcome="đã làm", actor=reporter, at=at)
    assign()
    with pytest.raises(CannotHandle):
        close_handling(document_id=plan_id, outcome="", actor=reporter, at=at)
    close_handling(document_id=plan_id, outcome="đã làm", actor=reporter, at=at)
    assert state(planner, plan_id) == "done"
    with pytest.raises(NotAllowed):
        reopen_handling(document_id=plan_id, reason="x", actor=reporter, at=at)


@pytest.mark.parametrize("username", ["health-reporter", "sen-hong.chairman"])
def test_naming_a_handler_is_for_the_office_and_leaders(username: str, actor, assign):
    with pytest.raises(NotAllowed):
        assign(actor=actor(username))
    assign(actor=actor("chairman"))


def test_wrong_choices_are_refused_with_the_field(plan_id: int, planner: Actor, assign, province: Province, at):
    with pytest.raises(CannotHandle) as wrong:
        assign(post_id=province.posts["police-chief"])
    assert "post" in wrong.value.fields
    with pytest.raises(CannotHandle):
        assign(due_time=time(8, 0))
    with pytest.raises(CannotHandle):
        record_reply(document_id=plan_id, reply_id=plan_id, actor=planner, at=at)
    with pytest.raises(NotFound):
        assign_handler(document_id=10**6, agency_id=province.agencies["health"], actor=planner, at=at)


def test_what_went_out_is_not_handled(reply_id: int, planner: Actor, health: int, at: datetime):
    assert queries.handling(planner, reply_id) is None
    with pytest.raises(CannotHandle):
        assign_handler(document_id=reply_id, agency_id=health, actor=planner, at=at)


def test_a_leaders_words_are_kept_with_name_and_day(plan_id: int, planner: Actor, province: Province, at: datetime):
    post = province.posts["chairman"]
    endorse(document_id=plan_id, words="Giao Sở Y tế.", post_id=post, written_on=TODAY, actor=planner, at=at)
    (note,) = queries.endorsements(planner, plan_id)
    assert (note.words, note.written_on) == ("Giao Sở Y tế.", TODAY)
    assert note.by
    for words, day in ((" ", TODAY), ("x", TODAY + timedelta(days=1)), ("x" * 2001, TODAY)):
        with pytest.raises(CannotHandle):
            endorse(document_id=plan_id, words=words, post_id=post, written_on=day, actor=planner, at=at)
    assert "Giao" not in str(entries(subject=f"document:{plan_id}"))


def test_an_answer_is_not_owed_before_the_arrival_nor_in_the_past_unasked(planner: Actor, health: int, at: datetime):
    yesterday = TODAY - timedelta(days=1)
    paper = {"data": papers.DIRECTIVE.encode(), "name": "ct.txt", "arrived_on": TODAY - timedelta(days=7)}
    with pytest.raises(CannotHandle) as before:
        register_document(**paper, reply_due_on=TODAY - timedelta(days=8), is_old=True, actor=planner, at=at)
    assert "trước ngày đến 14/11/2026" in before.value.message
    with pytest.raises(CannotHandle) as gone:
        register_document(**paper, reply_due_on=yesterday, actor=planner, at=at)
    assert set(gone.value.fields) == {"is_old"}
    made = register_document(**paper, reply_due_on=yesterday, is_old=True, actor=planner, at=at)

    given = {"document_id": made, "agency_id": health, "actor": planner, "at": at}
    assign_handler(**given, reply_due_on=yesterday)  # known already: not asked again
    with pytest.raises(CannotHandle, match="đã qua"):
        assign_handler(**given, reply_due_on=TODAY - timedelta(days=2))
    with pytest.raises(CannotHandle, match="trước ngày đến"):
        assign_handler(**given, reply_due_on=TODAY - timedelta(days=8), is_old=True)


def test_lists_by_state_are_the_soonest_first(plan_id, planner: Actor, actor, assign, health, at: datetime):
    other = register_document(
        data=papers.DIRECTIVE.encode(),
        name="ct.txt",
        reply_due_on=TODAY - timedelta(days=2),
        is_old=True,
        actor=planner,
        at=at,
    )
    assign(reply_due_on=TODAY + timedelta(days=3))
    seen = {name: [one.id for one in queries.incoming(planner, state=name, on=TODAY).rows] for name in
            ("", "unassigned", "assigned", "late", "mine", "closed")}  # fmt: skip
    assert seen == {
        "": [other, plan_id],
        "unassigned": [other],
        "assigned": [plan_id],
        "late": [other],
        "mine": [],
        "closed": [],
    }
    reporter = actor("health-reporter")
    assert [one.id for one in queries.incoming(reporter, state="mine", on=TODAY).rows] == [plan_id]
    assert [one.id for one in queries.due_work(reporter, by=TODAY + timedelta(days=7))] == [plan_id]
    assert [one.id for one in queries.due_work(planner, by=TODAY + timedelta(days=7))] == [other, plan_id]
    assert queries.incoming(actor("admin"), on=TODAY).rows == ()
    assert queries.due_work(actor("admin"), by=TODAY) == ()


def test_a_sealed_deadline_is_a_number_and_a_day(planner: Actor, actor, health: int, at: datetime):
    noted = note_sealed_deadline(book_number="12a/2026", due_on=TODAY, agency_id=health, actor=planner, at=at)
    (mine,) = queries.sealed_deadlines(planner)
    assert (mine.book_number, mine.due_on, mine.may_close) == ("12a/2026", TODAY, True)
    assert [one.id for one in queries.sealed_deadlines(actor("health-reporter"))] == [noted]
    assert queries.sealed_deadlines(actor("chairman")) == ()
    with pytest.raises(NotFound):
        close_sealed_deadline(deadline_id=noted, actor=actor("chairman"), at=at)
    close_sealed_deadline(deadline_id=noted, actor=actor("health-reporter"), at=at)
    assert queries.sealed_deadlines(planner) == ()
    with pytest.raises(CannotHandle):
        close_sealed_deadline(deadline_id=noted, actor=planner, at=at)


@pytest.mark.parametrize("number", ["", "12/KH-UBND", "Kế hoạch mật", "12 về việc", "1" * 6, "12/26"])
def test_no_word_of_a_sealed_paper_slips_in(number: str, planner: Actor, health: int, at: datetime):
    with pytest.raises(Refusal, match="sổ mật"):
        note_sealed_deadline(book_number=number, due_on=TODAY, agency_id=health, actor=planner, at=at)
    assert SealedDeadline.objects.count() == 0


def test_a_number_of_the_sealed_book_has_one_open_deadline(planner: Actor, actor, health: int, at: datetime):
    note_sealed_deadline(book_number="12", due_on=TODAY, agency_id=health, actor=planner, at=at)
    with pytest.raises(CannotHandle, match="chưa xong"):
        note_sealed_deadline(book_number="12", due_on=TODAY, agency_id=health, actor=planner, at=at)
    with pytest.raises(NotAllowed):
        note_sealed_deadline(book_number="13", due_on=TODAY, agency_id=health, actor=actor("chairman"), at=at)


def test_queries_of_the_lists_are_fixed(plan_id, planner: Actor, at: datetime, django_assert_num_queries, health):
    for number in range(30, 36):
        text = papers.PLAN.replace("18/KH-UBND", f"{number}/KH-UBND")
        made = register_document(data=text.encode(), name="kh.txt", actor=planner, at=at)
        assign_handler(document_id=made, agency_id=health, reply_due_on=TODAY, actor=planner, at=at)
    with django_assert_num_queries(3):
        assert len(queries.incoming(planner, on=TODAY).rows) == 7
    with django_assert_num_queries(2):
        queries.due_work(planner, by=TODAY)
    with django_assert_num_queries(2):
        queries.handling(planner, plan_id)


def test_leaders_alone_write_on_a_document(province: Province, planner: Actor):
    house = province.agencies["police"]
    heads = {"Lê Thị Hạ", "Trần Văn Đông"}
    assert {post.person_name for post in queries.leaders_over(house, TODAY)} == heads
    Post.objects.filter(person__name="Đặng Minh Khôi").update(powers="KT.")
    assert [post.person_name for post in queries.leaders_over(house, TODAY)][2:] == ["Đặng Minh Khôi"]
    Post.objects.update(is_head=False, powers="")
    assert len(queries.leaders_over(house, TODAY)) == 5
    assert queries.leaders_over(None, TODAY) == ()
