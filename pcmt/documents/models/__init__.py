"""Tables of documents: what was registered and found in it, how files come in, who handles what, drafts going out."""

from pcmt.documents.models.document import Citation, Decision, Document, Provision, Suggestion
from pcmt.documents.models.receiving import Batch, ReceivedFile

__all__ = ["Batch", "Citation", "Decision", "Document", "Provision", "ReceivedFile", "Suggestion"]
