"""Registering: a document is kept whole, or not at all."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from pcmt.documents import queries as documents
from pcmt.documents import storing
from pcmt.documents.actions.correct_metadata import correct_metadata
from pcmt.documents.actions.register_document import AlreadyRegistered, register_document
from pcmt.documents.head import NumberTaken
from pcmt.documents.models import Document
from pcmt.documents.rules.reading import SIZE_LIMIT, CannotRead, IsSecret
from pcmt.files.models import StoredFile
from pcmt.files.queries import has_words
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.documents import papers

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def test_a_plan_is_read_and_kept_with_all_that_is_in_it(planner: Actor, plan_id: int):
    view = documents.document(planner, plan_id)
    assert view.label == "Kế hoạch số 18/KH-UBND ngày 12/02/2026"
    assert view.row.issuer == "Ủy ban nhân dân tỉnh Hoa Mai"
    assert view.row.issued_on == date(2026, 2, 12)
    assert {"II.1", "III.1.a"} <= {part.anchor for part in view.provisions}
    assert {"93/NQ-CP", "05/CT-UBND"} == {citation.number for citation in view.citations}
    assert {"target", "duty"} == {item.kind for item in view.suggestions}
    assert documents.original(planner, plan_id).content.decode() == papers.PLAN


def test_every_span_points_into_the_stored_text(planner: Actor, plan_id: int):
    view = documents.document(planner, plan_id)
    for item in view.suggestions:
        assert " ".join(view.text[item.start : item.end].split()) == item.quote
    for citation in view.citations:
        assert all(citation.number in view.text[start:end] for start, end in citation.spans)
    for part in view.provisions:
        assert part.text == view.text[part.start : part.end]
        assert part.label in part.text


def test_a_duty_is_kept_to_the_end_of_its_sentence(planner: Actor, plan_id: int):
    duties = [item.quote for item in documents.document(planner, plan_id).suggestions if item.kind == "duty"]
    assert any(quote.startswith("Chủ trì") and quote.endswith("trước ngày 30/11/2026") for quote in duties)


def test_citations_are_joined_in_whichever_order_documents_come(planner: Actor, plan_id: int, at: datetime):
    directive = register_document(data=papers.DIRECTIVE.encode(), name="ct.txt", actor=planner, at=at)
    cited = {one.number: one.cited for one in documents.document(planner, plan_id).citations}
    assert cited["05/CT-UBND"] is not None
    assert cited["05/CT-UBND"].id == directive
    assert cited["93/NQ-CP"] is None
    assert [row.id for row in documents.cited_by(directive)] == [plan_id]


def test_registering_is_journalled_by_reference(plan_id: int, planner: Actor):
    (entry,) = entries(subject=f"document:{plan_id}")
    assert entry.action == "documents.register_document"
    assert entry.after is not None
    assert entry.after["number"] == "18/KH-UBND"
    assert "Chương trình" not in str(entry.after)


def test_the_same_file_is_refused_naming_the_earlier(planner: Actor, plan_id: int, at: datetime):
    with pytest.raises(AlreadyRegistered) as refused:
        register_document(data=papers.PLAN.encode(), name="khac.txt", actor=planner, at=at)
    assert refused.value.where == f"document:{plan_id}"


@pytest.mark.usefixtures("plan_id")
def test_the_same_number_issuer_and_day_is_refused(planner: Actor, at: datetime):
    with pytest.raises(NumberTaken, match="18/KH-UBND"):
        register_document(data=(papers.PLAN + "\nBản sao").encode(), name="b.txt", actor=planner, at=at)
    assert Document.objects.count() == 1


def test_a_secret_document_leaves_nothing_but_the_fact_of_refusal(planner: Actor, at: datetime, province: object):
    with pytest.raises(IsSecret) as refused:
        register_document(data=papers.SECRET.encode(), name="mat.txt", actor=planner, at=at)
    assert "trích yếu" in str(refused.value)
    assert Document.objects.count() == 0
    assert StoredFile.objects.count() == 0
    (entry,) = entries(subject="document:refused")
    assert entry.after == {"refused": "is_secret"}


def test_words_about_secrets_are_no_stamp(planner: Actor, at: datetime):
    text = papers.DIRECTIVE.replace("tuyên truyền thường xuyên", "giữ bí mật nhà nước theo quy định")
    assert register_document(data=text.encode(), name="ct.txt", actor=planner, at=at)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a zip", b"\x89PNG\r\n\x1a\n an image"])
def test_what_is_no_document_is_refused_with_a_remedy(data: bytes, planner: Actor, at: datetime):
    with pytest.raises(CannotRead) as refused:
        register_document(data=data, name="van-ban.docx", actor=planner, at=at)
    assert refused.value.message
    assert StoredFile.objects.count() == 0


def test_too_large_a_file_is_refused_unread(planner: Actor, at: datetime):
    with pytest.raises(CannotRead, match="50 MB"):
        register_document(data=bytes(SIZE_LIMIT + 1), name="to.pdf", actor=planner, at=at)


def test_nothing_half_done_stays(planner: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(storing, "link", fail)
    with pytest.raises(RuntimeError):
        register_document(data=papers.PLAN.encode(), name="kh.txt", actor=planner, at=at)
    assert Document.objects.count() == 0
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize("username", ["health-reporter", "sen-hong.reporter", "chairman", "admin"])
def test_only_the_standing_office_registers(username: str, actor: Callable[[str], Actor], at: datetime):
    with pytest.raises(NotAllowed):
        register_document(data=papers.PLAN.encode(), name="kh.txt", actor=actor(username), at=at)


def test_who_may_not_view_finds_nothing(actor: Callable[[str], Actor], plan_id: int):
    with pytest.raises(NotFound):
        documents.document(actor("admin"), plan_id)
    assert documents.documents(actor("admin")).rows == ()
    assert documents.document(actor("sen-hong.reporter"), plan_id).id == plan_id


def test_correcting_a_head_joins_citations_anew(planner: Actor, plan_id: int, at: datetime):
    other = papers.DIRECTIVE.replace("05/CT-UBND", "50/CT-UBND")
    directive = register_document(data=other.encode(), name="ct.txt", actor=planner, at=at)
    assert documents.cited_by(directive) == ()
    correct_metadata(document_id=directive, fields={"number": "05/CT-UBND"}, actor=planner, at=at)
    assert [row.id for row in documents.cited_by(directive)] == [plan_id]
    correct_metadata(document_id=directive, fields={"number": "51/CT-UBND"}, actor=planner, at=at)
    assert documents.cited_by(directive) == ()
    last = entries(subject=f"document:{directive}")[-1]
    assert (last.before, last.after) == ({"number": "05/CT-UBND"}, {"number": "51/CT-UBND"})


def test_correcting_into_another_documents_number_is_refused(planner: Actor, plan_id: int, at: datetime):
    directive = register_document(data=papers.DIRECTIVE.encode(), name="ct.txt", actor=planner, at=at)
    taken = {"number": "18/KH-UBND", "issued_on": date(2026, 2, 12)}
    with pytest.raises(NumberTaken):
        correct_metadata(document_id=directive, fields=taken, actor=planner, at=at)


@pytest.mark.parametrize(
    "q", ["ma túy", "MA TUY", "ma tuý", "ke hoach 18", "18/KH-UBND", "điểm tiếp nhận", "diem tiep nhan", "ban mai"]
)
def test_search_finds_with_marks_or_without(q: str, planner: Actor, plan_id: int):
    assert plan_id in [row.id for row in documents.documents(planner, q=q).rows]


def test_search_puts_the_number_first_and_finds_no_stranger(planner: Actor, plan_id: int, at: datetime):
    directive = register_document(data=papers.DIRECTIVE.encode(), name="ct.txt", actor=planner, at=at)
    assert [row.id for row in documents.documents(planner, q="05/ct-ubnd").rows] == [directive, plan_id]
    assert documents.documents(planner, q="cầu đường bộ").total == 0
    assert [row.id for row in documents.documents(planner, kind="CT").rows] == [directive]


def test_queries_do_not_grow_with_the_document(
    planner: Actor, plan_id: int, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_num_queries(4):
        documents.document(planner, plan_id)
    with django_assert_num_queries(2):
        documents.documents(planner)
    with django_assert_max_num_queries(9):  # one a class of hits until there are enough
        documents.documents(planner, q="ma túy")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents lie beside the project only where it is built")
def test_all_real_documents_register_or_are_refused_with_a_reason(planner: Actor, at: datetime):
    found = (path for folder in ("seeds", "corpus") for path in sorted((SHARED / folder).rglob("*")) if path.is_file())
    # Scans take a minute each; how they are read is measured elsewhere.
    files = [path for path in found if has_words(path.read_bytes())]
    kept, refusals = 0, dict[str, Refusal]()
    for path in files:
        try:
            document_id = register_document(data=path.read_bytes(), name=path.name, actor=planner, at=at)
        except (CannotRead, IsSecret, AlreadyRegistered, NumberTaken) as refused:
            refusals[path.name] = refused
            continue
        kept += 1
        view = documents.document(planner, document_id)
        assert all(0 <= item.start < item.end <= len(view.text) for item in view.suggestions)
        text = "\n".join("".join(piece.text for piece in line.pieces) for line in documents.set_out(view))
        assert text == view.text
    assert kept >= 39
    assert all(refused.message for refused in refusals.values())
    read = {path.name for path in files if path.suffix == ".txt" and "raw" not in path.parts}
    assert not read & set(refusals)
