"""Keeps the full-text index and the topics of documents right, in the transaction that changes a document."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from pcmt.documents.models import Document, DocumentTopic, SearchText
from pcmt.documents.rules.searching import TOKEN_RULE, parts
from pcmt.documents.topics import topics_of
from pcmt.rulebook.queries import Topic, book


def index(document: Document) -> None:
    """This will put a document's words into the index anew, and tell its topics; only the newest version is found."""
    forget(document)
    Document.objects.filter(id=document.id).update(indexed_as=indexed_today())
    if not document.is_current:
        return
    head = (document.number, document.title, document.issuer, document.signer, document.arrival_number)
    first = document.id * SearchText.PARTS
    SearchText.objects.bulk_create(
        SearchText(id=first + number, document=document, part=number, words=part.words, terms=part.terms)
        for number, part in enumerate(parts("\n".join(head), document.text))
    )
    codes = topics_of(document.title, document.text, book().topics)
    DocumentTopic.objects.bulk_create(DocumentTopic(document=document, code=code) for code in codes)


def forget(document: Document) -> None:
    """This will take a document out of the index."""
    SearchText.objects.filter(document=document).delete()
    DocumentTopic.objects.filter(document=document).delete()


def indexed_today() -> str:
    """This will name the rule of terms and the topics by which a document is indexed now (`Document.indexed_as`)."""
    return _name(tuple(book().topics))


@lru_cache(maxsize=8)
def _name(topics: Sequence[Topic]) -> str:
    told = "\n".join("\t".join((topic.code, *topic.words)) for topic in topics)
    return f"{TOKEN_RULE}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
