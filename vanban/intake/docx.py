"""DOCX: paragraphs, tables and notes in their order, automatic numbering written out where Word would show it."""

from collections.abc import Iterable, Iterator
from typing import Any

from vanban.intake.numbering import Numbering
from vanban.intake.package import Package, open_package, w, word_value
from vanban.intake.refusals import IntakeRefused
from vanban.intake.wordtext import BOX, Styles, WordText
from vanban.read.lines import EMPTY_CELL

_MAX_PARAGRAPHS = 100_000  # the longest plan with its annexes has some ten thousand; each takes its time
_MAX_COLUMNS = 200
_SHORT_BOX = 40
_DEEPEST_TABLE = 12  # tables in tables in tables …
# What holds paragraphs and tables without being one: content controls, insertions, bodies of notes.
_HOLDERS = {w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
# Alternative text of a picture or shape (DrawingML: descr, title; VML: alt), and a watermark's words (VML: string).
_NAMES = frozenset({"descr", "title", "alt", "string"})


def read_docx(data: bytes, limit: int) -> tuple[str, tuple[str, ...]]:
    """This will give a DOCX's text with table cells between lone bars, and what stands beside it; or IntakeRefused."""
    package = open_package(data, limit)
    root = package.part(package.main)
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise IntakeRefused("corrupt")
    if sum(1 for _ in root.iter(w("p"))) > _MAX_PARAGRAPHS:
        raise IntakeRefused("zip-bomb")
    lines = list(_Writer(package).lines(body))
    return "\n".join(lines) + "\n", tuple(_beside(root, package))


class _Writer:
    """Writes the lines of one document."""

    def __init__(self, package: Package) -> None:
        styles, numbering = package.related("styles"), package.related("numbering")
        self._styles = Styles(styles[0] if styles else None)
        self._numbering = Numbering(numbering[0] if numbering else None)
        self._words = WordText(self._styles)
        self._notes = {
            (kind, node.get(w("id")) or ""): node
            for kind in ("footnote", "endnote")
            for root in package.related(f"{kind}s")
            for node in root.findall(w(kind))
        }
        self._noted = 0

    def lines(self, holder: Any, depth: int = 0) -> Iterator[str]:
        """This will write what a body, cell, text box or note holds, paragraphs apart by blank lines."""
        for block in _blocks(holder):
            if block.tag == w("tbl"):
                yield from ("", *self._table(block, depth + 1), "")
            else:
                yield from self._paragraph(block)
                yield ""
            yield from self._boxes(depth)
            if not depth:
                yield from self._footnotes()

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        text = self._numbering.mark(self._styles.list_place(paragraph)) + self._words.read(paragraph)
        for line in text.replace("\x0c", "\n").split("\n"):
            yield " ".join(line.replace("|", "/").split(" ")).strip()

    def _boxes(self, depth: int) -> Iterator[str]:
        """This will write the text boxes that hang on what was just written."""
        while self._words.boxes and depth < _DEEPEST_TABLE:
            boxes, self._words.boxes = self._words.boxes, []
            for box in boxes:
                if not _is_mark(box):
                    yield from self.lines(box, depth + 1)

    def _footnotes(self) -> Iterator[str]:
        """This will write the notes that were referred to, numbered as in the text."""
        while self._noted < len(self._words.notes):
            node = self._notes.get(self._words.notes[self._noted])
            self._noted += 1
            number = self._noted
            if node is not None:
                words = [line for block in _blocks(node) if block.tag == w("p") for line in self._paragraph(block)]
                yield f"[{number}] {' '.join(word for word in words if word)}".strip()
                yield ""

    def _table(self, table: Any, depth: int) -> Iterator[str]:
        """This will write a table as rows of cells between lone bars; what a merged cell covers is an empty cell."""
        if depth > _DEEPEST_TABLE:
            raise IntakeRefused("corrupt")
        for row in _children(table, w("tr")):
            if _is_deleted(row):
                continue
            yield "|"
            for cell in _children(row, w("tc")):
                yield from self._cell(cell, depth)

    def _cell(self, cell: Any, depth: int) -> Iterator[str]:
        properties = cell.find(w("tcPr"))
        merged = properties.find(w("vMerge")) if properties is not None else None
        goes_on = merged is not None and merged.get(w("val"), "continue") == "continue"
        lines = [] if goes_on else list(self._cell_lines(cell, depth))
        yield from lines or [EMPTY_CELL]
        yield "|"
        span = word_value(properties, "gridSpan", "1")
        for _ in range(min(int(span) if span.isdecimal() else 1, _MAX_COLUMNS) - 1):
            yield EMPTY_CELL
            yield "|"

    def _cell_lines(self, cell: Any, depth: int) -> Iterator[str]:
        """This will write a cell's paragraphs; a table within it becomes lines, a row each."""
        for block in _blocks(cell):
            if block.tag == w("tbl"):
                yield from self._rows(block, depth + 1)
            else:
                for line in self._paragraph(block):
                    # A blank line keeps paragraphs apart that the lines of a broken one would be joined like.
                    yield from (line, "") if line else ()
        boxes, self._words.boxes = self._words.boxes, []
        for box in boxes:
            if not _is_mark(box):
                yield from (line for line in self._cell_lines(box, depth + 1) if line)

    def _rows(self, table: Any, depth: int) -> Iterator[str]:
        if depth > _DEEPEST_TABLE:
            raise IntakeRefused("corrupt")
        for row in _children(table, w("tr")):
            cells = (" ".join(filter(None, self._cell_lines(cell, depth))) for cell in _children(row, w("tc")))
            if line := " ".join(cell for cell in cells if cell):
                yield line


def _is_mark(box: Any) -> bool:
    """This will tell a box with a word or two, a mark set on the paper ("DỰ THẢO", a stamp), from one with text."""
    shown = "".join(node.text or "" for node in box.iter(w("t")))
    return len(shown) < _SHORT_BOX and not any(map(str.isdigit, shown))


def _blocks(holder: Any) -> Iterator[Any]:
    """This will give the paragraphs and tables of a body or cell, those within content controls too."""
    stack = list(reversed(list(holder)))
    while stack:
        node = stack.pop()
        if node.tag in {w("p"), w("tbl")}:
            yield node
        elif node.tag in _HOLDERS:
            stack.extend(reversed(list(node)))


def _children(holder: Any, tag: str) -> Iterator[Any]:
    """This will give the rows of a table or cells of a row, those within content controls too."""
    stack = list(reversed(list(holder)))
    while stack:
        node = stack.pop()
        if node.tag == tag:
            yield node
        elif node.tag in _HOLDERS:
            stack.extend(reversed(list(node)))


def _is_deleted(row: Any) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and properties.find(w("del")) is not None


def _beside(root: Any, package: Package) -> Iterator[str]:
    """This will give what is no running text: page heads and feet, text boxes, and the names given to pictures."""
    roots: Iterable[Any] = [root, *package.related("header"), *package.related("footer")]
    for place, one in enumerate(roots):
        for holder in one.iter(BOX) if place == 0 else (one,):
            for paragraph in holder.iter(w("p")):
                yield "".join(node.text or "" for node in paragraph.iter(w("t")))
        for node in one.iter():
            yield from (value for name, value in node.attrib.items() if name in _NAMES)
