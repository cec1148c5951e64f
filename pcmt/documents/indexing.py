"""Keeps the full-text index and the topics of documents right, in the transaction that changes a document."""

from pcmt.documents.models import Document, DocumentTopic, SearchText
from pcmt.documents.rules.searching import parts
from pcmt.documents.topics import topics_of
from pcmt.rulebook.queries import book


def index(document: Document) -> None:
    """This will put a document's words into the index anew, and tell its topics; only the newest version is found."""
    forget(document)
    if not document.is_current:
        return
    head = (document.number, document.title, document.issuer, document.signer, document.arrival_number)
    SearchText.objects.bulk_create(
        SearchText(id=document.id * SearchText.PARTS + part["part"], document=document, **part)
        for part in parts("\n".join(head), document.text)
    )
    codes = topics_of(document.title, document.text, book().topics)
    DocumentTopic.objects.bulk_create(DocumentTopic(document=document, code=code) for code in codes)


def forget(document: Document) -> None:
    """This will take a document out of the index."""
    SearchText.objects.filter(document=document).delete()
    DocumentTopic.objects.filter(document=document).delete()
