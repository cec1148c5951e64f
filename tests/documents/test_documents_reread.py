"""A registered text read again: what waits is found anew, what a person decided stays where it was."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

import vanban
from pcmt.documents import queries as documents
from pcmt.documents.actions.dismiss_suggestion import dismiss_suggestion
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.actions.reread_document import reread_document
from pcmt.documents.actions.settle_suggestion import settle_suggestion
from pcmt.documents.actions.split_suggestion import split_suggestion
from pcmt.documents.actions.suggest import suggest
from pcmt.documents.actions.undo_decision import undo_decision
from pcmt.documents.models import Document, Provision, Suggestion
from pcmt.documents.queries.rereading import read_before, rereading, was_read_before
from pcmt.documents.rules.rereading import Passage, same_places
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound
from tests.documents import papers
from tests.documents.test_documents_command import command

ROWS = papers.PLAN.replace(
    "a) Chủ trì", "| TT | Việc | Chủ trì |\n| --- | --- | --- |\n| 1 | Rà soát | Sở Y tế |\na) Chủ trì"
)


def state_of(document_id: int) -> list[tuple[object, ...]]:
    """All that was found in a document, as rows without their identifiers."""
    document = Document.objects.get(id=document_id)
    return [
        *document.provisions.values_list("anchor", "path", "start", "end", "heading", "is_former"),
        *document.citations.order_by("start", "number").values_list("number", "spans", "is_basis", "cited_id"),
        *document.suggestions.order_by("start", "id").values_list("kind", "anchor", "quote", "payload", "state"),
    ]


@pytest.fixture
def read_by_an_older_reader(plan_id: int) -> int:
    """The plan as a reader would have left it that saw no duty of Sở Y tế, a wrong figure, and a passage of none."""
    items = {row.quote: row for row in Suggestion.objects.filter(document_id=plan_id)}
    text = Document.objects.get(id=plan_id).text
    next(row for quote, row in items.items() if "Hướng dẫn" in quote).delete()
    share = next(row for quote, row in items.items() if "60%" in quote)
    share.payload["value"], share.start = "66", share.start + 12
    share.save()
    start = text.index("Các cấp, các ngành")
    Suggestion.objects.create(
        document_id=plan_id, kind="duty", start=start, end=start + 18, quote="Các cấp, các ngành", confidence=500
    )
    Provision.objects.filter(document_id=plan_id, anchor="III.2").update(anchor="III.b")
    Document.objects.filter(id=plan_id).update(read_as="cu", reader_notes=["Nhận xét cũ."])
    return plan_id


@pytest.mark.parametrize("text", [papers.PLAN, papers.DIRECTIVE, ROWS])
def test_the_same_reader_finds_the_same_again(text: str, planner: Actor, at: datetime):
    document_id = register_document(data=text.encode(), name="a.txt", actor=planner, at=at)
    before = state_of(document_id)
    assert rereading(planner, document_id).is_same
    done = reread_document(document_id=document_id, actor=planner, at=at)
    assert (done.new, done.gone, done.read_otherwise) == (0, 0, 0)
    assert state_of(document_id) == before


def test_what_waits_is_found_anew(read_by_an_older_reader: int, planner: Actor, at: datetime):
    foreseen = rereading(planner, read_by_an_older_reader)
    share = Suggestion.objects.get(document_id=read_by_an_older_reader, payload__value="66")
    done = reread_document(document_id=read_by_an_older_reader, actor=planner, at=at)
    assert (done.new, done.gone, done.kept) == (foreseen.new, foreseen.gone, foreseen.kept) == (1, 1, 0)
    assert [one.facts for one in foreseen.targets if one.facts] == [("giá trị: 66 → 60",)]
    assert documents.suggestion(share.id).payload.value == "60"  # type: ignore[union-attr]
    quotes = [item.quote for item in documents.document(planner, read_by_an_older_reader).suggestions]
    assert any(quote.startswith("Hướng dẫn") for quote in quotes)
    assert "Các cấp, các ngành" not in quotes
    assert documents.document(planner, read_by_an_older_reader).notes == ()


def test_decisions_stay_and_are_not_asked_again(read_by_an_older_reader: int, planner: Actor, at: datetime):
    rows = Suggestion.objects.filter(document_id=read_by_an_older_reader)
    share = rows.get(payload__value="66")
    nothing = rows.get(quote="Các cấp, các ngành")
    point = rows.get(quote__startswith="Chủ trì")
    settle_suggestion(suggestion_id=share.id, state="adopted", settled_ref="target:7", actor=planner, at=at)
    dismiss_suggestion(suggestion_id=nothing.id, actor=planner, at=at)
    dismiss_suggestion(suggestion_id=point.id, actor=planner, at=at)
    (told,) = rereading(planner, read_by_an_older_reader).read_otherwise
    assert (told.suggestion_id, told.settled_ref) == (share.id, "target:7")
    done = reread_document(document_id=read_by_an_older_reader, actor=planner, at=at)
    assert (done.kept, done.gone, done.read_otherwise) == (3, 0, 1)
    kept = documents.suggestion(share.id)
    assert (kept.state, kept.settled_ref, kept.payload.value) == ("adopted", "target:7", "66")  # type: ignore[union-attr]
    view = documents.document(planner, read_by_an_older_reader)
    assert sum("60%" in item.quote or item.id == share.id for item in view.suggestions) == 1
    assert sum(item.quote.startswith("Chủ trì") for item in view.suggestions) == 1
    assert documents.suggestion(nothing.id).state == "dismissed"


def test_what_a_person_drew_or_marked_stays(plan_id: int, planner: Actor, at: datetime):
    view = documents.document(planner, plan_id)
    share = next(item for item in view.suggestions if "60%" in item.quote)
    middle = (share.start + share.end) // 2
    halves = [
        documents.Drawn(share.start, middle, share.payload),
        documents.Drawn(middle, share.end, share.payload),
    ]
    made = split_suggestion(suggestion_id=share.id, pieces=halves, actor=planner, at=at)
    start = view.text.index("Từng bước")
    marked = suggest(
        document_id=plan_id,
        kind="duty",
        start=start,
        end=start + 20,
        payload=documents.ProposedDuty(),
        actor=planner,
        at=at,
    )
    before = {item.id for item in documents.document(planner, plan_id).suggestions}
    done = reread_document(document_id=plan_id, actor=planner, at=at)
    assert {item.id for item in documents.document(planner, plan_id).suggestions} == before
    assert {*made, marked} <= before
    assert (done.new, done.gone, done.kept) == (0, 0, 3)
    decision = documents.last_decision(planner, plan_id)
    assert decision is not None
    undo_decision(decision_id=decision.id, actor=planner, at=at)
    assert documents.suggestion(share.id).is_open


def test_an_anchor_that_was_pointed_at_still_leads_to_its_words(
    read_by_an_older_reader: int, planner: Actor, at: datetime
):
    before = documents.provision(read_by_an_older_reader, "III.b")
    reread_document(document_id=read_by_an_older_reader, actor=planner, at=at)
    assert documents.provision(read_by_an_older_reader, "III.b").text == before.text
    anchors = [part.anchor for part in documents.document(planner, read_by_an_older_reader).provisions]
    assert "III.2" in anchors
    assert "III.b" not in anchors
    again = reread_document(document_id=read_by_an_older_reader, actor=planner, at=at)
    assert again.new == 0
    assert documents.provision(read_by_an_older_reader, "III.b").text == before.text


def test_citations_lead_on_after_reading_again(plan_id: int, planner: Actor, at: datetime):
    directive = register_document(data=papers.DIRECTIVE.encode(), name="ct.txt", actor=planner, at=at)
    reread_document(document_id=plan_id, actor=planner, at=at)
    assert [row.id for row in documents.cited_by(directive)] == [plan_id]


def test_text_and_head_are_never_changed(read_by_an_older_reader: int, planner: Actor, at: datetime):
    Document.objects.filter(id=read_by_an_older_reader).update(number="81/KH-UBND")
    before = documents.document(planner, read_by_an_older_reader)
    reread_document(document_id=read_by_an_older_reader, actor=planner, at=at)
    after = documents.document(planner, read_by_an_older_reader)
    assert (after.text, after.row.number, after.row.title) == (before.text, "81/KH-UBND", before.row.title)


def test_what_an_older_reader_read_is_listed(plan_id: int, planner: Actor, actor, at: datetime):
    assert read_before(planner) == ()
    Document.objects.update(read_as="cu")
    assert read_before(planner) == (plan_id,)
    assert read_before(actor("admin")) == ()
    assert was_read_before(plan_id)
    reread_document(document_id=plan_id, actor=planner, at=at)
    assert not was_read_before(plan_id)


def test_only_who_may_reads_again(plan_id: int, actor, at: datetime):
    for username, refusal in (("health-reporter", NotAllowed), ("admin", NotFound)):
        with pytest.raises(refusal):
            reread_document(document_id=plan_id, actor=actor(username), at=at)
    with pytest.raises(NotFound):
        rereading(actor("admin"), plan_id)


def test_reading_again_is_journalled(read_by_an_older_reader: int, planner: Actor, at: datetime):
    reread_document(document_id=read_by_an_older_reader, actor=planner, at=at)
    entry = next(one for one in entries(subject=f"document:{read_by_an_older_reader}") if "reread" in one.action)
    assert entry.before == {"reader": "cu"}
    assert entry.after is not None
    assert (entry.after["reader"], entry.after["new"]) == (vanban.fingerprint(), 1)


def test_the_page_shows_what_would_change_and_does_it(read_by_an_older_reader: int, visit: Callable[..., Client]):
    client = visit("planner")
    about = client.get(reverse("documents.about", args=[read_by_an_older_reader])).text
    address = reverse("documents.reread_document", args=[read_by_an_older_reader])
    assert "bộ đọc trước đây" in about
    assert address in about
    page = client.get(address).text
    assert "giá trị: 66 → 60" in page
    assert was_read_before(read_by_an_older_reader)
    answer = client.post(address, follow=True)
    assert "Đã đọc lại: 1 gợi ý mới, 1 gợi ý không còn" in answer.text
    page = client.get(address).text
    assert "Kết quả đọc như cũ" in page
    assert "Nhận kết quả đọc lại" not in page
    assert visit("health-reporter").get(address).status_code == 404


def test_the_command_foresees_and_does(read_by_an_older_reader: int, capsys: pytest.CaptureFixture[str]):
    assert command("document", "reread", "--as", "planner") == 1
    assert command("document", "reread", "--all", "--preview", "--as", "planner") == 0
    assert "1 gợi ý mới, 1 không còn" in capsys.readouterr().out
    assert was_read_before(read_by_an_older_reader)
    assert command("document", "reread", "--all", "--as", "planner") == 0
    assert not was_read_before(read_by_an_older_reader)
    assert command("document", "reread", str(read_by_an_older_reader), "--json", "--as", "planner") == 0


def passage(number: int, start: int, end: int, value: str = "", *, settled: bool = False) -> Passage:
    """A target over a stretch."""
    return Passage(number, "target", start, end, {"value": value}, settled)


@pytest.mark.parametrize(
    ("held", "found", "pairs"),
    [
        ([passage(1, 10, 50)], [passage(7, 12, 60)], {7: 1}),
        ([passage(1, 10, 50)], [passage(7, 45, 90)], {}),
        ([passage(1, 0, 9, "5"), passage(2, 0, 9, "8")], [passage(7, 0, 9, "8"), passage(8, 0, 9, "5")], {7: 2, 8: 1}),
        ([passage(1, 0, 90, "5", settled=True)], [passage(7, 0, 40, "4"), passage(8, 40, 90, "5")], {8: 1}),
        ([passage(1, 0, 9), passage(2, 0, 9, settled=True)], [passage(7, 0, 9)], {7: 2}),
        ([Passage(1, "duty", 0, 9, {})], [passage(7, 0, 9)], {}),
        ([], [passage(7, 0, 9)], {}),
    ],
)
def test_passages_in_one_place_are_the_same(held, found, pairs):
    assert same_places(held, found) == pairs
    assert same_places(list(reversed(held)), list(reversed(found))) == pairs
