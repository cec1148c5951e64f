"""DOCX: paragraphs and tables in their order, automatic numbering written out where Word would show it."""

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from vanban.intake.numbering import Numbering
from vanban.intake.refusals import IntakeRefused

_MAX_RATIO = 200
_MAX_UNPACKED = 400 * 1024 * 1024
_MAX_PARAGRAPHS = 100_000  # the longest plan with its annexes has some ten thousand; each takes its time
_BESIDE_PARTS = frozenset({RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER})
_BOX = qn("w:txbxContent")
# Alternative text of a picture or shape (DrawingML: descr, title; VML: alt), and a watermark's words (VML: string).
_NAMES = frozenset({"descr", "title", "alt", "string"})
_IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp")


def read_docx(data: bytes, limit: int) -> tuple[str, tuple[str, ...]]:
    """This will give a DOCX's text with table cells between lone bars, and what stands beside it; or IntakeRefused."""
    _check_package(data, limit)
    try:
        document = Document(io.BytesIO(data))
        numbering = Numbering(document)
        if sum(1 for _ in document.part.element.iter(qn("w:p"))) > _MAX_PARAGRAPHS:
            raise IntakeRefused("zip-bomb")
        lines = list(_lines(document.iter_inner_content(), numbering))
        beside = tuple(_beside(document))
    except IntakeRefused:
        raise
    except Exception as error:  # python-docx raises many kinds on damaged packages
        raise IntakeRefused("corrupt") from error
    return "\n".join(lines) + "\n", beside


def _check_package(data: bytes, limit: int) -> None:
    """This will refuse a ZIP that is no Word document, damaged, or swells beyond reason when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            names = {info.filename for info in infos}
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise IntakeRefused("corrupt") from error
    if "word/document.xml" not in names:
        raise IntakeRefused("office-other" if "[Content_Types].xml" in names else "zip")
    if any(info.flag_bits & 1 for info in infos):
        raise IntakeRefused("docx-password")
    unpacked = sum(info.file_size for info in infos)
    packed = max(sum(info.compress_size for info in infos), 1)
    if unpacked > max(_MAX_UNPACKED, limit) or (unpacked > limit and unpacked / packed > _MAX_RATIO):
        raise IntakeRefused("zip-bomb")
    body = next(info for info in infos if info.filename == "word/document.xml")
    if body.file_size > limit:
        raise IntakeRefused("zip-bomb")


def _lines(content: Iterator[Paragraph | Table], numbering: Numbering) -> Iterator[str]:
    for item in content:
        if isinstance(item, Table):
            yield ""
            yield from _table_lines(item, numbering)
            yield ""
        else:
            yield from _paragraph_lines(item, numbering)
            yield ""


def _beside(document: DocxDocument) -> Iterator[str]:
    """This will give what is no running text: page heads and feet, text boxes, and the names given to pictures."""
    roots = [document.part.element]
    for relation in document.part.rels.values():
        if relation.reltype in _BESIDE_PARTS and not relation.is_external:
            roots.append(parse_xml(relation.target_part.blob))
    for place, root in enumerate(roots):
        for holder in root.iter(_BOX) if place == 0 else (root,):
            for paragraph in holder.iter(qn("w:p")):
                yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for node in root.iter():
            yield from (value for name, value in node.attrib.items() if name in _NAMES)


def _paragraph_lines(paragraph: Paragraph, numbering: Numbering) -> Iterator[str]:
    text = numbering.mark(paragraph) + paragraph.text
    for line in text.replace("\x0c", "\n").split("\n"):
        yield " ".join(line.replace("|", "/").split(" ")).strip()


def _table_lines(table: Table, numbering: Numbering) -> Iterator[str]:
    """This will write a table, merged cells once, as rows of cells between lone bars."""
    seen: set[object] = set()  # the elements themselves: an id would be given again to the next one
    for row in table.rows:
        yield "|"
        for cell in row.cells:
            if cell._tc in seen:
                continue
            seen.add(cell._tc)
            yield from _cell_lines(cell, numbering)
            yield "|"


def _cell_lines(cell: _Cell, numbering: Numbering) -> Iterator[str]:
    for item in cell.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                yield " ".join(inner.text.strip() for inner in row.cells)
        else:
            yield from (line for line in _paragraph_lines(item, numbering) if line)
