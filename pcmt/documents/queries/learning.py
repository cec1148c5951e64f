"""Which documents people have decided on: those from which answer keys can be made."""

from pcmt.documents import policy
from pcmt.documents.models import Suggestion
from pcmt.kernel.actor import Actor


def keyed_documents(actor: Actor) -> tuple[int, ...]:
    """This will list the documents of which people have adopted or dismissed something, oldest first."""
    if not policy.may_view(actor):
        return ()
    settled = Suggestion.objects.filter(state__in=("adopted", "dismissed")).order_by("document_id")
    return tuple(settled.values_list("document_id", flat=True).distinct())
