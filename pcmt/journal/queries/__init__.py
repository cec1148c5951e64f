"""What may be asked of the journal."""

from pcmt.journal.queries.anchors import AnchorView, anchor_of, anchors, last_anchored, read_anchor
from pcmt.journal.queries.declared import KindView, declared
from pcmt.journal.queries.reading import (
    SHREDDED,
    EntryView,
    all_of,
    entries,
    entry,
    entry_for,
    latest,
    newest_of,
    personal,
)
from pcmt.journal.queries.verifying import Fault, Verification, verify

__all__ = [
    "SHREDDED",
    "AnchorView",
    "EntryView",
    "Fault",
    "KindView",
    "Verification",
    "all_of",
    "anchor_of",
    "anchors",
    "declared",
    "entries",
    "entry",
    "entry_for",
    "last_anchored",
    "latest",
    "newest_of",
    "personal",
    "read_anchor",
    "verify",
]
