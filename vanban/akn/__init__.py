"""Akoma Ntoso 3.0 (OASIS LegalDocML): a reading out as XML with FRBR addresses and eIds, and in again.

`to_akn` and `from_akn` undo one another: text, blocks, provisions and every finding come back the same. XML made by
others is taken in for its text and head, and read like any document.
"""

from vanban.akn.export import to_akn
from vanban.akn.importing import from_akn, looks_like_akn
from vanban.akn.uris import work_uri

__all__ = ["from_akn", "looks_like_akn", "to_akn", "work_uri"]
