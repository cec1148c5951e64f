"""The stages in order: text → blocks → parts → findings."""

from dataclasses import replace

from vanban.model import Block, Citation, Note, Reading, Sheet, Unsure
from vanban.read.assignments import read_assignments
from vanban.read.blocks import make_blocks
from vanban.read.citations import read_citations
from vanban.read.metadata import read_metadata
from vanban.read.outline import read_outline
from vanban.read.page import Page
from vanban.read.parts import find_parts
from vanban.read.secrecy import read_secrecy
from vanban.read.sureness import with_sureness
from vanban.read.targets import read_targets
from vanban.text import Surface


def read_text(original: str) -> Reading:
    """This will read a document's plain text; never fails on a text, however odd."""
    surface, blocks = make_blocks(original)
    return _read(surface, blocks, original)


def read_again(
    text: str, blocks: tuple[Block, ...], sheets: tuple[Sheet, ...] = (), unsure: tuple[Unsure, ...] = ()
) -> Reading:
    """This will read what an earlier reading gave (its `text`, `blocks`, `sheets`, `unsure`), not a letter changed.

    What was found in it before and what is found now then have spans in one text. A text as it came from elsewhere is
    for `read`, that brings it into one spelling first.
    """
    read = _read(Surface(text, (0,), (0,)), blocks, text)
    return with_sureness(replace(read, sheets=sheets, unsure=unsure))


def _read(surface: Surface, blocks: tuple[Block, ...], original: str) -> Reading:
    text = surface.text
    parts = find_parts(text, blocks)
    metadata = read_metadata(text, blocks, parts)
    provisions = read_outline(text, blocks, parts)
    page = Page(text, blocks, parts, metadata, provisions)
    return Reading(
        text=text,
        metadata=metadata,
        provisions=provisions,
        citations=read_citations(page),
        targets=read_targets(page),
        assignments=read_assignments(page),
        secrecy=read_secrecy(text),
        notes=_notes(page),
        blocks=blocks,
        original=original,
        surface=surface,
    )


def cite_text(original: str) -> tuple[Citation, ...]:
    """This will give only the acts that a text cites, as `read_text` finds them, without its other stages.

    Their spans point into the text in one spelling (`Reading.text`, or `vanban text FILE`).
    """
    surface, blocks = make_blocks(original)
    parts = find_parts(surface.text, blocks)
    metadata = read_metadata(surface.text, blocks, parts)
    return read_citations(Page(surface.text, blocks, parts, metadata, ()))


def _notes(page: Page) -> tuple[Note, ...]:
    notes: list[Note] = []
    if not page.text.strip():
        notes.append(Note("empty", "Văn bản không có nội dung chữ."))
    if page.metadata.kind != "TIN":
        wanted = {"number": "số, ký hiệu", "issued_on": "ngày ban hành", "issuer": "cơ quan ban hành"}
        missing = [words for field, words in wanted.items() if getattr(page.metadata, field) is None]
        if missing:
            notes.append(Note("head-incomplete", f"Không đọc được {', '.join(missing)}; đề nghị nhập bằng tay."))
    if repeated := next((one.path for one in page.provisions if "~" in one.anchor), ""):
        where = repeated if " " in repeated else f"mục {repeated}"
        words = f"Văn bản đánh số trùng ở {where}; khi dẫn, xem thêm trang hoặc tiêu đề."
        notes.append(Note("label-repeated", words))
    return tuple(notes)
