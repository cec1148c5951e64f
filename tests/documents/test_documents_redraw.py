"""Passages drawn anew: split, joined, widened, narrowed; the last decision taken back; keys exported."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pcmt.documents import queries as documents
from pcmt.documents.actions.dismiss_suggestion import dismiss_suggestion
from pcmt.documents.actions.export_keys import NothingToLearn, export_keys
from pcmt.documents.actions.join_suggestions import join_suggestions
from pcmt.documents.actions.resize_suggestion import resize_suggestion
from pcmt.documents.actions.settle_suggestion import settle_suggestion
from pcmt.documents.actions.split_suggestion import split_suggestion
from pcmt.documents.actions.undo_decision import CannotUndo, undo_decision
from pcmt.documents.queries import Drawn, ProposedDuty, ProposedTarget
from pcmt.documents.rules.redrawing import CannotRedraw, cut, joints, payload_of_piece, sentence_count
from pcmt.documents.settling import AlreadySettled
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound

LATER = timedelta(minutes=1)


@pytest.fixture
def first(planner: Actor, plan_id: int) -> Callable[[str, str], documents.SuggestionView]:
    """first("duty", "III.1.a"): the first suggestion of a kind in a provision."""

    def find(kind: str, anchor: str) -> documents.SuggestionView:
        found = documents.document(planner, plan_id).suggestions
        return next(item for item in found if item.kind == kind and item.anchor == anchor)

    return find


def halves(item: documents.SuggestionView) -> list[Drawn]:
    middle = (item.start + item.end) // 2
    return [Drawn(item.start, middle, item.payload), Drawn(middle, item.end, item.payload)]


def test_a_split_puts_the_pieces_in_the_place_of_the_whole(first, planner: Actor, plan_id: int, at: datetime):
    whole = first("target", "II.1")
    made = split_suggestion(suggestion_id=whole.id, pieces=halves(whole), actor=planner, at=at)
    shown = documents.document(planner, plan_id).suggestions
    assert whole.id not in {item.id for item in shown}
    pieces = [item for item in shown if item.id in made]
    assert [piece.start for piece in pieces] == [whole.start, (whole.start + whole.end) // 2]
    assert all(piece.is_open and piece.by_hand and piece.anchor == "II.1" for piece in pieces)
    assert documents.suggestion(whole.id).state == "redrawn"
    (entry,) = entries(subject=f"suggestion:{whole.id}")
    assert (entry.action, entry.after and entry.after["suggestions"]) == ("documents.split_suggestion", list(made))


def test_one_duty_of_two_agencies_becomes_two(first, planner: Actor, at: datetime):
    duty = first("duty", "III.1.a")
    shared = replace(duty.payload, leads=("Công an tỉnh", "Sở Y tế"), supports=())
    pieces = [Drawn(duty.start, duty.end, one) for one in documents.by_lead(shared)]
    made = split_suggestion(suggestion_id=duty.id, pieces=pieces, actor=planner, at=at)
    assert [documents.suggestion(one).payload.leads for one in made] == [("Công an tỉnh",), ("Sở Y tế",)]
    assert {(documents.suggestion(one).start, documents.suggestion(one).end) for one in made} == {
        (duty.start, duty.end)
    }


@pytest.mark.parametrize("wrong", ["one", "outside", "twice", "kind"])
def test_a_split_that_splits_nothing_is_refused(wrong: str, first, planner: Actor, at: datetime):
    item = first("target", "II.1")
    pieces = {
        "one": halves(item)[:1],
        "outside": [halves(item)[0], Drawn(item.end, item.end + 3, item.payload)],
        "twice": [halves(item)[0], halves(item)[0]],
        "kind": [replace(piece, payload=ProposedDuty()) for piece in halves(item)],
    }[wrong]
    with pytest.raises(CannotRedraw):
        split_suggestion(suggestion_id=item.id, pieces=pieces, actor=planner, at=at)
    assert documents.suggestion(item.id).is_open


def test_pieces_are_found_where_a_person_broke_the_line():
    text = "1. Đến năm 2030 đạt 60% xã; trên 90% người nghiện được tư vấn."
    start, end = 3, len(text)
    spans = cut(text, start, end, "Đến năm 2030  đạt 60% xã;\n\ntrên 90% người nghiện được tư vấn")
    assert [text[left:right] for left, right in spans] == [
        "Đến năm 2030 đạt 60% xã",
        "trên 90% người nghiện được tư vấn",
    ]
    with pytest.raises(CannotRedraw, match="Không thấy"):
        cut(text, start, end, "đạt 60% xã\nchữ không có")
    assert joints(text).count("\n") == 1


def test_a_duty_of_several_sentences_is_offered_sentence_by_sentence():
    point = "Chủ trì tập huấn; lập danh sách. Phối hợp với Sở Tài chính bố trí kinh phí trước ngày 30/6/2026"
    assert joints(point, "duty").split("\n") == [
        "Chủ trì tập huấn; lập danh sách.",
        "Phối hợp với Sở Tài chính bố trí kinh phí trước ngày 30/6/2026",
    ]
    assert joints("chủ trì tập huấn; lập danh sách", "duty").split("\n") == ["chủ trì tập huấn;", "lập danh sách"]
    assert (sentence_count(point), sentence_count("chủ trì tập huấn; lập danh sách")) == (2, 1)


def test_each_piece_of_a_duty_has_its_own_helpers_and_time():
    whole = ProposedDuty(leads=("Sở Y tế",), supports=("Sở Tài chính",), due="2026-06-30")
    first = payload_of_piece(whole, "Chủ trì tổ chức tập huấn cho trạm y tế.")
    second = payload_of_piece(whole, "Phối hợp với Sở Tài chính bố trí kinh phí trước ngày 30/6/2026")
    third = payload_of_piece(whole, "Giao Công an tỉnh kiểm tra việc cấp phát thuốc")
    assert first == ProposedDuty(leads=("Sở Y tế",))
    assert second == whole
    assert third == ProposedDuty(leads=("Công an tỉnh",))


def test_neighbours_are_joined_and_complete_each_other(first, planner: Actor, plan_id: int, at: datetime):
    item = first("target", "II.1")
    one, two = halves(item)
    made = split_suggestion(
        suggestion_id=item.id,
        pieces=[replace(one, payload=replace(one.payload, by="")), two],
        actor=planner,
        at=at,
    )
    joined = join_suggestions(suggestion_ids=made[::-1], actor=planner, at=at + LATER)
    view = documents.suggestion(joined)
    assert (view.start, view.end, view.payload) == (item.start, item.end, item.payload)
    shown = {one.id for one in documents.document(planner, plan_id).suggestions}
    assert joined in shown
    assert not shown & {*made, item.id}


def test_duties_that_are_joined_keep_each_agency_once(first, planner: Actor, at: datetime):
    duty = first("duty", "III.1.a")
    one, two = halves(duty)
    pieces = [
        replace(one, payload=ProposedDuty(leads=("Công an tỉnh",), supports=("Sở Y tế",))),
        replace(two, payload=ProposedDuty(leads=("Sở Y tế",), due="2026-11-30")),
    ]
    made = split_suggestion(suggestion_id=duty.id, pieces=pieces, actor=planner, at=at)
    joined = documents.suggestion(join_suggestions(suggestion_ids=made, actor=planner, at=at + LATER))
    assert joined.payload == ProposedDuty(leads=("Công an tỉnh", "Sở Y tế"), due="2026-11-30")


def test_what_is_far_apart_or_of_two_kinds_is_not_joined(first, planner: Actor, at: datetime):
    target, duty = first("target", "II.1"), first("duty", "III.1.a")
    for ids in ([target.id], [target.id, duty.id]):
        with pytest.raises(CannotRedraw):
            join_suggestions(suggestion_ids=ids, actor=planner, at=at)
    assert documents.suggestion(target.id).is_open


def test_a_passage_is_widened_and_narrowed(first, planner: Actor, plan_id: int, at: datetime):
    item = first("duty", "III.1.a")
    made = resize_suggestion(suggestion_id=item.id, start=item.start, end=item.end - 10, actor=planner, at=at)
    view = documents.suggestion(made)
    assert (view.end, view.payload) == (item.end - 10, item.payload)
    assert view.quote == " ".join(documents.document(planner, plan_id).text[view.start : view.end].split())
    for start, end in ((view.start, view.end), (view.end, view.end + 5), (-1, 5), (9, 3), (0, 10**7)):
        with pytest.raises(CannotRedraw):
            resize_suggestion(suggestion_id=made, start=start, end=end, actor=planner, at=at)


def test_the_last_decision_is_taken_back(first, planner: Actor, plan_id: int, at: datetime):
    assert documents.last_decision(planner, plan_id) is None
    item = first("target", "II.1")
    before = documents.document(planner, plan_id).suggestions
    split_suggestion(suggestion_id=item.id, pieces=halves(item), actor=planner, at=at)
    dismiss_suggestion(suggestion_id=before[-1].id, actor=planner, at=at + LATER)
    last = documents.last_decision(planner, plan_id)
    assert last is not None
    assert (last.verb, last.suggestion_ids) == ("dismissed", (before[-1].id,))
    undo_decision(decision_id=last.id, actor=planner, at=at + 2 * LATER)
    last = documents.last_decision(planner, plan_id)
    assert last is not None
    assert (last.verb, last.verb_label) == ("redrawn", "tách")
    undo_decision(decision_id=last.id, actor=planner, at=at + 3 * LATER)
    assert documents.document(planner, plan_id).suggestions == before
    with pytest.raises(CannotUndo, match="đã được hoàn tác"):
        undo_decision(decision_id=last.id, actor=planner, at=at + 4 * LATER)
    assert entries(subject=f"document:{plan_id}")[-1].action == "documents.undo_decision"


def test_a_decision_is_called_by_what_was_done(first, planner: Actor, plan_id: int, at: datetime):
    item = first("target", "II.1")
    made = split_suggestion(suggestion_id=item.id, pieces=halves(item), actor=planner, at=at)
    whole = join_suggestions(suggestion_ids=made, actor=planner, at=at + LATER)
    assert documents.last_decision(planner, plan_id).verb_label == "gộp"
    resize_suggestion(suggestion_id=whole, start=item.start, end=item.end - 1, actor=planner, at=at + 2 * LATER)
    assert documents.last_decision(planner, plan_id).verb_label == "chỉnh đoạn"


def test_a_decision_stands_once_something_was_built_on_it(first, planner: Actor, plan_id: int, at: datetime):
    item = first("target", "II.1")
    made = split_suggestion(suggestion_id=item.id, pieces=halves(item), actor=planner, at=at)
    split = documents.last_decision(planner, plan_id)
    dismiss_suggestion(suggestion_id=made[0], actor=planner, at=at + LATER)
    with pytest.raises(CannotUndo, match="xử lý tiếp"):
        undo_decision(decision_id=split.id, actor=planner, at=at + 2 * LATER)
    settle_suggestion(suggestion_id=made[1], state="adopted", settled_ref="target:1", actor=planner, at=at + 3 * LATER)
    adopted = documents.last_decision(planner, plan_id)
    assert adopted.references == ("target:1",)
    with pytest.raises(CannotUndo, match="còn đó"):
        undo_decision(decision_id=adopted.id, actor=planner, at=at + 4 * LATER)
    undo_decision(decision_id=adopted.id, released={"target:1"}, actor=planner, at=at + 4 * LATER)
    assert documents.suggestion(made[1]).settled_ref == ""


def test_what_is_settled_is_not_drawn_anew(first, planner: Actor, at: datetime):
    item = first("target", "II.1")
    dismiss_suggestion(suggestion_id=item.id, actor=planner, at=at)
    said = {"suggestion_id": item.id, "actor": planner, "at": at}
    with pytest.raises(AlreadySettled):
        split_suggestion(pieces=halves(item), **said)
    with pytest.raises(AlreadySettled):
        resize_suggestion(start=item.start, end=item.end - 1, **said)


def test_only_who_decides_at_the_desk_redraws_undoes_and_exports(
    first, planner: Actor, plan_id: int, actor: Callable[[str], Actor], at: datetime
):
    item = first("target", "II.1")
    other = first("target", "II.2")
    reader = actor("health-reporter")
    dismiss_suggestion(suggestion_id=other.id, actor=planner, at=at)
    decision = documents.last_decision(planner, plan_id)
    acts = [
        lambda who: split_suggestion(suggestion_id=item.id, pieces=halves(item), actor=who, at=at),
        lambda who: join_suggestions(suggestion_ids=[item.id, other.id], actor=who, at=at),
        lambda who: resize_suggestion(suggestion_id=item.id, start=item.start, end=item.end - 1, actor=who, at=at),
        lambda who: undo_decision(decision_id=decision.id, actor=who, at=at),
        lambda who: export_keys(document_id=plan_id, actor=who, at=at),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act(reader)
        with pytest.raises(NotFound):
            act(actor("admin"))
    assert documents.last_decision(reader, plan_id) is None


def test_what_people_confirmed_is_exported_as_a_key(first, planner: Actor, plan_id: int, at: datetime):
    with pytest.raises(NothingToLearn):
        export_keys(document_id=plan_id, actor=planner, at=at)
    target, duty = first("target", "II.1"), first("duty", "III.1.a")
    better = replace(target.payload, subject="xã, phường không ma túy", value="55.5")
    said = {"state": "adopted", "actor": planner, "at": at}
    settle_suggestion(suggestion_id=target.id, settled_ref="target:1", confirmed=better, **said)
    settle_suggestion(suggestion_id=duty.id, settled_ref="task:1", confirmed=duty.payload, **said)
    key = export_keys(document_id=plan_id, actor=planner, at=at)
    assert key["metadata"]["number"] == "18/KH-UBND"
    (told,) = key["targets"]
    assert (told["path"], told["value"], told["subject"]) == ("II.1", "55.5", "xã, phường không ma túy")
    (given,) = key["assignments"]
    assert (given["lead"], len(given["quote"].split()) <= 15) == (["Công an tỉnh"], True)
    assert key["complete"] is False
    correction = key["corrections"][0]
    assert (correction["read"]["value"], correction["confirmed"]["value"]) == ("60", "55.5")
    assert isinstance(target.payload, ProposedTarget)
    assert documents.keyed_documents(planner) == (plan_id,)
    assert entries(subject=f"document:{plan_id}")[-1].action == "documents.export_keys"
