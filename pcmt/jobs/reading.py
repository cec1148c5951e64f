"""Reads what was handed in to be registered, and indexes what an earlier rule indexed."""

from datetime import datetime

from pcmt.documents.actions.read_received import read_received
from pcmt.documents.actions.reindex import reindex
from pcmt.documents.queries.receiving import held_tokens
from pcmt.files.actions.release_strays import release_strays
from pcmt.kernel.actor import system_actor

MOST_AT_ONCE = 10
"""Files read before the other jobs get their turn."""


def read_received_files(at: datetime) -> int:
    """This will bring waiting files to their outcome, ten at most, and return how many."""
    actor = system_actor("đọc văn bản", "documents.read_received", "documents.register_document")
    done = 0
    while done < MOST_AT_ONCE and read_received(actor=actor, at=at) is not None:
        done += 1
    return done


def release_forgotten_files(at: datetime) -> int:
    """This will remove contents that a crash left in the waiting place, and return how many."""
    return release_strays(known=held_tokens(), actor=system_actor("dọn tệp chờ", "files.release_strays"), at=at)


def reindex_documents(at: datetime) -> int:
    """This will index some documents that were indexed by earlier rules or topics, or never, and return how many."""
    return reindex(actor=system_actor("lập chỉ mục", "documents.reindex"), at=at).done
