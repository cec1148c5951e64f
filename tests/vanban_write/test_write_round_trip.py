"""What is written is read back the same: the best test of the writer and of the reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from written_gallery import GALLERY
from written_words import words_of

import vanban
from vanban.write import from_reading
from vanban.write.docx import write_docx
from vanban.write.fonts import find_fonts
from vanban.write.from_yaml import load_document
from vanban.write.html import write_html
from vanban.write.model import Annex, Article, Block, Heading, Item, OfficialDocument
from vanban.write.pdf import write_pdf

FOLDER = Path(__file__).resolve().parents[2] / "sample" / "documents"
SOURCES = sorted(FOLDER.glob("*.yaml"))
WRITERS: dict[str, Callable[[OfficialDocument], bytes]] = {
    "docx": write_docx,
    "pdf": lambda document: write_pdf(document, find_fonts()),
    "html": lambda document: write_html(document).encode(),
}


def squeezed(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_head_is_read_back_as_it_was_written(source: Path, form: str) -> None:
    document = load_document(source)
    reading = vanban.read_bytes(WRITERS[form](document), f"{source.stem}.{form}")
    metadata = reading.metadata

    assert (metadata.kind, metadata.number, metadata.issued_on) == (document.kind, document.number, document.issued_on)
    in_full = f"{document.issuer} tỉnh {document.place}"  # where the document's own words say whose it is
    said = in_full if squeezed(in_full) in squeezed(reading.text) else document.issuer
    assert squeezed(metadata.issuer) == squeezed(said)
    assert metadata.place == document.place
    assert squeezed(metadata.title) == squeezed(document.title)
    assert metadata.signer == document.signature.name


@pytest.mark.parametrize("name", GALLERY)
def test_the_head_of_every_layout_is_read_back(name: str) -> None:
    document = GALLERY[name]
    metadata = vanban.read_bytes(write_docx(document), f"{name}.docx").metadata
    enacted_by = document.enacting.splitlines()[0] if document.enacting else None

    assert (metadata.kind, metadata.number, metadata.issued_on) == (document.kind, document.number, document.issued_on)
    # An office is told apart from others by whose it is.
    issuer = f"Văn phòng {document.superior}" if document.issuer == "Văn phòng" else document.issuer
    assert metadata.issuer == (enacted_by or " - ".join((issuer, *document.partners)))
    assert (metadata.place, metadata.title) == (document.place, document.title)
    assert metadata.signer in {each.name for each in (document.signature, *document.cosignatures)}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_pdf_keeps_kind_number_date_and_signer(source: Path) -> None:
    """A PDF has lines and no paragraphs: where a title ends is the reader's own art, and measured with it."""
    document = load_document(source)
    metadata = vanban.read_bytes(WRITERS["pdf"](document), f"{source.stem}.pdf").metadata

    assert (metadata.kind, metadata.number, metadata.issued_on) == (document.kind, document.number, document.issued_on)
    assert metadata.signer == document.signature.name


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_outline_is_read_back_as_it_was_written(source: Path, form: str) -> None:
    reading = vanban.read_bytes(WRITERS[form](load_document(source)), f"{source.stem}.{form}")
    key = json.loads(source.with_suffix(".key.json").read_text(encoding="utf-8"))

    written = [(row["label"], row["depth"]) for row in key["outline"]]
    assert [(provision.label, provision.depth) for provision in reading.provisions] == written


def test_the_note_under_a_title_is_a_line_of_its_own_on_a_page_of_short_lines() -> None:
    """Where no line fills the page, a title's is the longest, and seems full."""
    line = "Nâng cao công tác phòng ngừa trên địa bàn tỉnh."
    rules: list[Block] = []
    for chapter, articles in (("I", "123"), ("II", "45"), ("III", "678")):
        rules.append(Heading(f"Chương {chapter}", "MỤC ĐÍCH", 1))
        for at in articles:
            clauses = {"3": 2, "4": 3}.get(at, 0 if at in "156" else 1)
            rules.append(Article(at, "Mục đích" if clauses else line))
            rules += [Item(str(number), line) for number in range(1, clauses + 1)]
    note = "(Ban hành kèm theo Quyết định của Ủy ban nhân dân tỉnh Hoa Mai)"
    document = replace(
        GALLERY["attached"],
        annexes=(Annex("Quản lý công tác phòng ngừa trên địa bàn tỉnh", tuple(rules), note=note, kind="QC"),),
    )
    reading = vanban.read_bytes(write_pdf(document, find_fonts()), "quy-che.pdf")

    assert words_of(from_reading(reading)) == words_of(document)
