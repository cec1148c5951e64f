"""Papers that found, change or end something: said in words, and linked where they are registered here."""

from django.urls import reverse

from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor


def reference_of(actor: Actor, words: str) -> str:
    """This will give the reference ("document:5") of the document that words name by its number, "" for none."""
    found = documents.named_in(actor, words)
    return f"document:{found.id}" if found else ""


def address_of(reference: str) -> str:
    """This will give the page of a reference to a document, "" for none."""
    kind, _, number = reference.partition(":")
    return reverse("documents.read", args=[int(number)]) if kind == "document" and number.isdecimal() else ""
