"""Search against a plain reading of the same texts: whatever the words, both databases give what a person would."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcmt.documents import queries as documents
from pcmt.documents.indexing import index
from pcmt.documents.models import Document, SearchText
from pcmt.documents.queries import Asked
from pcmt.documents.queries import searching as searched
from pcmt.documents.rules import searching
from pcmt.documents.rules.searching import classes, parts, plain_token, runs, terms_of, wanted
from pcmt.files.models import StoredFile
from pcmt.kernel.actor import EVERYWHERE, Actor, Grant

READER = Actor("Người đọc", grants=(Grant("documents.view", "reader", EVERYWHERE),))
WORDS = ("ma", "má", "túy", "tuý", "túi", "xã", "xa", "phường", "18", "KH", "đội")
A_WORD = st.sampled_from(WORDS)
TEXT = st.lists(A_WORD, max_size=9).map(" ".join)
PHRASE = st.lists(A_WORD, min_size=1, max_size=5).map(lambda words: '"' + " ".join(words) + '"')
QUESTION = st.lists(st.one_of(A_WORD, PHRASE), min_size=1, max_size=4).map(" ".join)


@dataclass(frozen=True)
class Paper:
    """A made-up document: its title and its text."""

    title: str
    text: str


def keep(paper: Paper, at: datetime, number: int) -> int:
    file, _ = StoredFile.objects.get_or_create(
        digest="0" * 64, name="thu.txt", media_type="text/plain", size=1, purpose="test", kept_at=at
    )
    document = Document.objects.create(
        kind="KH",
        title=paper.title,
        file=file,
        file_digest=f"{number:064d}",
        text=paper.text,
        text_digest="",
        format="text",
        registered_at=at,
    )
    index(document)
    return document.id


def plainly(line: str) -> str:
    return f" {' '.join(plain_token(word) for word in line.split())} "


def answers(paper: Paper, q: str) -> bool:
    """Whether every word or phrase stands in the title or in the text, read word by word."""
    asked = [f" {' '.join(phrase)} " for phrase in wanted(q).phrases]
    return all(phrase in plainly(paper.title) or phrase in plainly(paper.text) for phrase in asked)


@given(st.lists(st.builds(Paper, TEXT, TEXT), max_size=6), st.lists(QUESTION, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.django_db
def test_who_holds_every_word_and_phrase_is_found_and_nobody_else(
    at: datetime, papers: list[Paper], questions: list[str]
) -> None:
    Document.objects.all().delete()
    ids = [keep(paper, at, number) for number, paper in enumerate(papers)]
    for q in questions:
        found = documents.search(READER, Asked(q))
        meant = {document_id for document_id, paper in zip(ids, papers, strict=True) if answers(paper, q)}
        assert {hit.row.id for hit in found.rows} == meant
        assert (found.total, found.is_more) == (len(meant), False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("q", "order"),
    [
        ("ma túy", [2, 3, 4, 5, 1, 0]),  # head beside, head, beside with the marks, beside, with the marks
        ("ma tuy", [2, 3, 5, 4, 1, 0]),
    ],
)
def test_the_order_of_hits(at: datetime, q: str, order: list[int]) -> None:
    papers = (
        Paper("việc", "mà ở xã thì tụy"),
        Paper("việc", "túy thì ma"),
        Paper("ma túy", ""),
        Paper("túy và ma", ""),
        Paper("việc", "có ma túy ở xã"),
        Paper("việc", "có mã tụy ở xã"),
    )
    ids = [keep(paper, at, number) for number, paper in enumerate(papers)]
    assert [ids.index(hit.row.id) for hit in documents.search(READER, Asked(q)).rows] == order


@pytest.mark.django_db
def test_of_more_hits_than_are_counted_the_newest_are_shown_and_told_so(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [keep(Paper("", "xã có ma túy đây"), at, number) for number in range(25)]
    false = keep(Paper("", "có ma và ma túy đây"), at, 99)
    monkeypatch.setattr(searched, "MOST_COUNTED", 20)
    monkeypatch.setattr(searched, "_CHECKED_AT_ONCE", 3)
    for q in ("ma túy", '"có ma túy"'):
        pages = [documents.search(READER, Asked(q), page=page) for page in (1, 2, 3)]
        assert [(page.number, page.pages, page.total, page.is_more) for page in pages] == [
            (1, 2, 20, True),
            (2, 2, 20, True),
            (2, 2, 20, True),
        ]
        shown = [hit.row.id for page in pages[:2] for hit in page.rows]
        newest = [false, *reversed(ids)] if q == "ma túy" else [*reversed(ids)]
        assert shown == newest[:20]
    assert not documents.search(READER, Asked('"có ma túy"', year=2020)).rows


@given(st.lists(A_WORD, max_size=60), st.integers(1, 9))
@settings(max_examples=80, deadline=None)
def test_no_phrase_is_lost_between_two_parts(words: list[str], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "PART", size)
        made = list(parts("số 18", " ".join(words)))
    for length in (1, 2, 3, searching.MOST_TOKENS):
        for first in range(len(words) - length + 1):
            asked = wanted('"' + " ".join(words[first : first + length]) + '"')
            assert any(
                {*terms_of(asked.phrases)} <= {*part.terms.split()} and all(run in part.words for run in runs(asked))
                for part in made
            )


@given(QUESTION)
@settings(max_examples=80, deadline=None)
def test_every_class_of_hits_asks_for_no_less_than_the_last(q: str) -> None:
    *better, every = classes(wanted(q))
    for terms in better:
        plain = {term.removeprefix("^") for term in terms}
        assert {*terms_of([wanted(q).words])} <= plain or {*every} <= plain


@pytest.mark.django_db
def test_a_row_of_the_index_stays_bounded_by_what_is_hostile(at: datetime) -> None:
    document_id = keep(
        Paper("a" * 5_000, "x" * 200_000 + " " + " ".join(f"{n}{'y' * 90}" for n in range(3_000))), at, 1
    )
    (row,) = SearchText.objects.filter(document_id=document_id)
    assert max(map(len, row.terms.split())) <= 2 * searching.LONGEST_TOKEN + 2
    assert documents.search(READER, Asked("x" * 64)).total == 1
