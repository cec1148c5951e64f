"""Reads Vietnamese administrative documents into metadata, outline, citations, targets and assignments.

A library of its own: pure Python, knows nothing of PCMT. `read` takes text, `read_bytes` a file's bytes; both give a
`Reading`, in which every finding keeps its place in the text. Writing is in `vanban.write`.
"""

from vanban.akn import from_akn, to_akn
from vanban.compare import Comparison, compare
from vanban.file import cite_bytes, read_bytes
from vanban.fingerprint import fingerprint
from vanban.intake import Intake, IntakeRefused, page_count, page_image
from vanban.interchange import interchange_form
from vanban.model import (
    Assignment,
    Block,
    Citation,
    Metadata,
    Note,
    Provision,
    Reading,
    Sheet,
    Span,
    Target,
    Unsure,
)
from vanban.read.pipeline import cite_text as cite
from vanban.read.pipeline import read_again
from vanban.read.pipeline import read_text as read
from vanban.reasons import reason_vi

__all__ = [
    "Assignment",
    "Block",
    "Citation",
    "Comparison",
    "Intake",
    "IntakeRefused",
    "Metadata",
    "Note",
    "Provision",
    "Reading",
    "Sheet",
    "Span",
    "Target",
    "Unsure",
    "cite",
    "cite_bytes",
    "compare",
    "fingerprint",
    "from_akn",
    "interchange_form",
    "page_count",
    "page_image",
    "read",
    "read_again",
    "read_bytes",
    "reason_vi",
    "to_akn",
]
