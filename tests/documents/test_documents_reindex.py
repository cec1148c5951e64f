"""Making the index anew: who may, what is due, words and topics, step by step, and the command that tells of it."""

import json
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pcmt.documents import indexing
from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.actions.reindex import Reindexed, WrongStep, reindex
from pcmt.documents.models import Document, DocumentTopic, SearchText
from pcmt.documents.queries import Asked
from pcmt.jobs.reading import reindex_documents
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.refusal import NotAllowed
from tests.documents.test_documents_command import command
from tests.documents.test_documents_search import paper

KEEPER = system_actor("lập chỉ mục", "documents.reindex")


@pytest.fixture
def three(planner: Actor, at: datetime) -> list[int]:
    """Three plans about drugs, as if they had been registered before there was an index."""
    made = [
        register_document(
            data=paper(f"{number}/KH-UBND", "PHÒNG, CHỐNG MA TÚY", "1. Cai nghiện tại xã.\n", str(number)),
            name=f"{number}.txt",
            actor=planner,
            at=at,
        )
        for number in (11, 12, 13)
    ]
    unindex()
    return made


def unindex() -> None:
    SearchText.objects.all().delete()
    DocumentTopic.objects.all().delete()
    Document.objects.update(indexed_as="")


def found(actor: Actor, **narrow: object) -> list[int]:
    return [hit.row.id for hit in documents.search(actor, Asked("cai nghiện", **narrow)).rows]


def test_what_was_never_indexed_gets_words_and_topics(three: list[int], planner: Actor, at: datetime) -> None:
    assert found(planner) == []
    assert reindex(actor=KEEPER, at=at) == Reindexed(done=3, last=three[-1], left=0)
    assert found(planner, topic="ma_tuy") == three[::-1]
    assert reindex(actor=KEEPER, at=at) == Reindexed(done=0, last=0, left=0)


def test_it_goes_on_where_it_was_broken_off(three: list[int], planner: Actor, at: datetime) -> None:
    assert reindex(most=2, actor=KEEPER, at=at) == Reindexed(done=2, last=three[1], left=1)
    assert found(planner) == three[1::-1]
    assert reindex(most=2, actor=KEEPER, at=at) == Reindexed(done=1, last=three[2], left=0)


def test_anew_takes_every_one_above_an_identifier(three: list[int], at: datetime) -> None:
    reindex(actor=KEEPER, at=at)
    SearchText.objects.all().delete()
    assert reindex(after=three[0], anew=True, actor=KEEPER, at=at) == Reindexed(done=2, last=three[2], left=0)
    assert set(SearchText.objects.values_list("document_id", flat=True)) == set(three[1:])


def test_another_rule_or_other_topics_make_all_due(
    three: list[int], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(actor=KEEPER, at=at)
    today = indexing.indexed_today()
    assert set(Document.objects.values_list("indexed_as", flat=True)) == {today}
    monkeypatch.setattr(indexing, "TOKEN_RULE", 99)
    indexing._name.cache_clear()
    assert indexing.indexed_today() != today
    assert reindex(actor=KEEPER, at=at).done == len(three)
    indexing._name.cache_clear()


def test_each_step_is_recorded_and_nothing_where_nothing_was_due(three: list[int], at: datetime) -> None:
    for _ in range(3):
        reindex(most=2, actor=KEEPER, at=at)
    noted = [entry for entry in entries(subject="documents:index") if entry.action == "documents.reindex"]
    assert len(noted) == 2


def test_who_may_not_and_what_is_wrong(three: list[int], planner: Actor, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        reindex(actor=planner, at=at)
    with pytest.raises(WrongStep):
        reindex(most=0, actor=KEEPER, at=at)
    assert not SearchText.objects.exists()


def test_one_text_at_a_time_is_read(three: list[int], at: datetime) -> None:
    with CaptureQueriesContext(connection) as seen:
        reindex(actor=KEEPER, at=at)
    reads = [query["sql"] for query in seen if query["sql"].startswith("SELECT")]
    assert sum('"documents_document"."text"' in sql for sql in reads) == len(three)


def test_the_job_does_it_by_itself(three: list[int], planner: Actor, at: datetime) -> None:
    assert reindex_documents(at) == 3
    assert reindex_documents(at) == 0
    assert found(planner) == three[::-1]


def test_the_command_tells_how_far_it_came(
    three: list[int], planner: Actor, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("document", "reindex", "--as", "planner") == 1
    assert "chỉ mục" not in capsys.readouterr().out
    assert command("document", "reindex", "--as", "admin", "--json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"documents": 3, "last": three[-1]}
    assert "còn 0" in told.err
    assert command("document", "reindex", "--as", "admin") == 0
    assert "Chỉ mục đã đúng" in capsys.readouterr().out
    assert command("document", "reindex", "--all", "--after", str(three[0]), "--as", "admin") == 0
    assert "2 văn bản đã lập lại chỉ mục" in capsys.readouterr().out
