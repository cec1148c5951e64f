"""Tables of documents: what was registered and found in it, how files come in, who handles what."""

from pcmt.documents.models.document import Citation, Decision, Document, Provision, Suggestion
from pcmt.documents.models.drafting import Draft, DraftFile
from pcmt.documents.models.handling import Endorsement, Handling, SealedDeadline
from pcmt.documents.models.receiving import Batch, ReceivedFile
from pcmt.documents.models.searching import DocumentTopic, SearchText

__all__ = [
    "Batch",
    "Citation",
    "Decision",
    "Document",
    "DocumentTopic",
    "Draft",
    "DraftFile",
    "Endorsement",
    "Handling",
    "Provision",
    "ReceivedFile",
    "SealedDeadline",
    "SearchText",
    "Suggestion",
]
