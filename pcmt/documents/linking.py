"""Citations joined to the registered documents that they mean, in whichever order the two arrive."""

from pcmt.documents.models import Citation, Document
from pcmt.documents.rules.identity import Identity, means


def link(document: Document) -> int:
    """This will join this document's citations to what is registered, and others' citations to it; returns how many.

    Links that no longer hold, because a number was corrected, are taken away first.
    """
    Citation.objects.filter(cited=document).exclude(number_key=document.number_key).update(cited=None)
    return _link_from(document) + _link_to(document)


def _link_from(document: Document) -> int:
    waiting = list(document.citations.filter(cited=None).exclude(number_key=""))
    keys = {citation.number_key for citation in waiting}
    kept = Document.objects.filter(number_key__in=keys, is_current=True).exclude(id=document.id).defer("text")
    candidates = list(kept) if keys else []
    linked = []
    for citation in waiting:
        citation.cited = next((found for found in candidates if means(_cited(citation), _own(found))), None)
        if citation.cited:
            linked.append(citation)
    Citation.objects.bulk_update(linked, ["cited"])
    return len(linked)


def _link_to(document: Document) -> int:
    if not document.number_key or not document.is_current:
        return 0
    waiting = Citation.objects.filter(cited=None, number_key=document.number_key).exclude(document=document)
    linked = [citation for citation in waiting if means(_cited(citation), _own(document))]
    Citation.objects.filter(id__in=[citation.id for citation in linked]).update(cited=document)
    return len(linked)


def _cited(citation: Citation) -> Identity:
    return Identity(citation.number, citation.issued_on, citation.issuer)


def _own(document: Document) -> Identity:
    return Identity(document.number, document.issued_on, document.issuer)
