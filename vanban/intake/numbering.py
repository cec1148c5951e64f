"""Word's automatic numbers, which stand in no text: counted as Word counts them and written out."""

import re
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts the list levels of one document as its paragraphs go by."""

    def __init__(self, document: Document) -> None:
        self._levels = _levels(document)
        self._counts: dict[tuple[str, int], int] = {}

    def mark(self, paragraph: Paragraph) -> str:
        """This will give the label that Word shows before the paragraph, with a space; "" where it shows none."""
        found = _num_properties(paragraph)
        if found is None or found not in self._levels:
            return ""
        number_id, level = found
        style, pattern, start = self._levels[found]
        count = self._counts.get(found, start - 1) + 1
        self._counts[found] = count
        for key in [key for key in self._counts if key[0] == number_id and key[1] > level]:
            del self._counts[key]
        if style == "bullet":
            return "- "
        if style == "none":
            return ""
        return re.sub(r"%(\d)", lambda hit: self._shown(number_id, int(hit.group(1)) - 1), pattern) + " "

    def _shown(self, number_id: str, level: int) -> str:
        style, _, start = self._levels.get((number_id, level), ("decimal", "", 1))
        return _format(self._counts.get((number_id, level), start), style)


def _levels(document: Document) -> dict[tuple[str, int], tuple[str, str, int]]:
    try:
        root: Any = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
    for node in root.findall(qn("w:abstractNum")):
        rows: dict[int, tuple[str, str, int]] = {}
        for level in node.findall(qn("w:lvl")):
            index = int(level.get(qn("w:ilvl")) or 0)
            rows[index] = (
                _value(level, "w:numFmt", "decimal"),
                _value(level, "w:lvlText", ""),
                int(_value(level, "w:start", "1")),
            )
        abstract[node.get(qn("w:abstractNumId"))] = rows
    out: dict[tuple[str, int], tuple[str, str, int]] = {}
    for node in root.findall(qn("w:num")):
        reference = node.find(qn("w:abstractNumId"))
        if reference is not None:
            for index, row in abstract.get(reference.get(qn("w:val")), {}).items():
                out[(node.get(qn("w:numId")), index)] = row
    return out


def _value(node: Any, name: str, default: str) -> str:
    child = node.find(qn(name))
    value = child.get(qn("w:val")) if child is not None else None
    return value if isinstance(value, str) else default


def _num_properties(paragraph: Paragraph) -> tuple[str, int] | None:
    """This will give the list and level of a paragraph, its own or its style's."""
    element: Any = paragraph._p
    sources = [element.pPr]
    style: Any = paragraph.style
    while style is not None:
        sources.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for source in sources:
        properties = source.find(qn("w:numPr")) if source is not None else None
        if properties is None:
            continue
        number_id = _value(properties, "w:numId", "0")
        return None if number_id == "0" else (number_id, int(_value(properties, "w:ilvl", "0")))
    return None


def _format(count: int, style: str) -> str:
    if style in {"lowerLetter", "upperLetter"}:
        shown = _LETTERS[(count - 1) % len(_LETTERS)]
        return shown.upper() if style == "upperLetter" else shown
    if style in {"lowerRoman", "upperRoman"}:
        shown = ""
        for value, letters in _ROMAN:
            while count >= value:
                shown, count = shown + letters, count - value
        return shown.upper() if style == "upperRoman" else shown
    return f"{count:02}" if style == "decimalZero" else str(count)
