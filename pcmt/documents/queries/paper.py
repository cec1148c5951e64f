"""Pages of the file itself: pictures to be shown beside the text that was read from them."""

from dataclasses import dataclass

import vanban
from pcmt.documents import policy
from pcmt.documents.models import Document
from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound

WIDTH = 1000
"""Pixels across a page: A4 can be read at this width, and a picture weighs some 100 KB."""


@dataclass(frozen=True)
class SheetSource:
    """A page of a file that may be shown: `key` is the same as long as its picture is."""

    file_id: int
    number: int
    key: str


def sheet(actor: Actor, document_id: int, number: int) -> SheetSource:
    """This will find a page, from 1, of a document that the actor may see; NotFound otherwise."""
    found = Document.objects.only("file_id", "file_digest", "sheets").filter(id=document_id).first()
    if found is None or not policy.may_view(actor) or number not in {int(sheet[0]) for sheet in found.sheets}:
        raise NotFound("Không tìm thấy trang này của văn bản.")
    return SheetSource(found.file_id, number, f"{found.file_digest}-{number}-{WIDTH}")


def sheet_image(source: SheetSource) -> bytes:
    """This will draw a page as PNG, bounded in size; NotFound where the file cannot be drawn."""
    try:
        return vanban.page_image(files.content(source.file_id), source.number, width=WIDTH)
    except vanban.IntakeRefused as refused:
        raise NotFound(refused.message_vi, remedy=refused.remedy_vi) from None
