"""Figures as old books hold them: numbers, text with one of two ways to mark a thousand, dashes, words."""

import re
from dataclasses import dataclass

from pcmt.reporting.rules.figures import NO, YES
from pcmt.reporting.rules.old_books.layout import Dash, Marks
from pcmt.reporting.rules.plain_figures import NotPlain, read_plain
from workbook.grids import GridCell

DASHES = frozenset({"-", "–", "—", "_", "−"})
UNTOLD = frozenset({"...", "…", "..", "x", "kxđ", "n/a"})
"""Signs by which statistics say that something was not gathered; unknown, never zero."""
_VI = re.compile(r"\d{1,3}(?:[. ]\d{3}){1,5}(?:,\d{1,9})?", re.ASCII)
_EN = re.compile(r"\d{1,3}(?:[, ]\d{3}){1,5}(?:\.\d{1,9})?", re.ASCII)
_PLAIN_VI = re.compile(r"\d{1,15}(?:,\d{1,9})?", re.ASCII)
_PLAIN_EN = re.compile(r"\d{1,15}(?:\.\d{1,9})?", re.ASCII)
_FIRST = re.compile(r"\d", re.ASCII)
_LONGEST = 40


class NotAFigure(ValueError):
    """This will say, in Vietnamese, why a cell holds no figure that can be taken."""


@dataclass(frozen=True)
class Way:
    """How figures typed as text are read."""

    marks: Marks = "vi"
    dash: Dash = "unknown"


def is_like_figure(cell: GridCell) -> bool:
    """This will tell whether a cell stands where a figure belongs: a number, a fault, or text that begins like one."""
    if cell.kind in ("number", "fault"):
        return True
    text = cell.text
    begins = bool(_FIRST.match(text)) and len(text) <= _LONGEST
    return cell.kind == "words" and (begins or text in DASHES | UNTOLD)


def read_cell(cell: GridCell, scale: int, kind: str, way: Way) -> int | None:
    """This will read a cell to an integer times 10**scale; None where it says that nothing is known.

    kind: of the element (count, measure, yesno, class). Raises NotAFigure.
    """
    if cell.kind == "fault":
        if cell.is_formula and not cell.text:
            raise NotAFigure("ô là công thức chưa được tính: mở bằng Excel, lưu lại rồi chọn lại tệp")
        raise NotAFigure(f"ô báo lỗi của Excel ({cell.text})")
    if cell.kind == "day":
        raise NotAFigure(f"ô là ngày tháng ({cell.text}), có thể do Excel tự đổi")
    text = cell.text
    if kind in ("yesno", "class") and text.casefold() in YES | NO:
        return int(text.casefold() in YES)
    if text in DASHES:
        return 0 if way.dash == "zero" else None
    if text.casefold() in UNTOLD:
        return None
    plain = text if cell.kind == "number" else _plain(text, way)
    if plain.startswith(("-", "−")):
        raise NotAFigure(f"“{text[:_LONGEST]}” là số âm")
    try:
        return read_plain(plain, scale, "count")
    except NotPlain as error:
        raise NotAFigure(str(error).replace(f"“{plain}”", f"“{text[:_LONGEST]}”")) from None


def _plain(text: str, way: Way) -> str:
    """A figure typed as text, written as programs write it; raises NotAFigure where it reads two ways, or none."""
    text = text.replace("\u00a0", " ").strip()
    ours, theirs = (_VI, _EN) if way.marks == "vi" else (_EN, _VI)
    simple = _PLAIN_VI if way.marks == "vi" else _PLAIN_EN
    thousand, decimal = (".", ",") if way.marks == "vi" else (",", ".")
    if simple.fullmatch(text) and not (theirs.fullmatch(text)):
        return text.replace(decimal, ".")
    if ours.fullmatch(text):
        return text.replace(thousand, "").replace(" ", "").replace(decimal, ".")
    if theirs.fullmatch(text) or _PLAIN_EN.fullmatch(text) or _PLAIN_VI.fullmatch(text):
        chosen = f"hàng nghìn là “{thousand}”, thập phân là “{decimal}”"
        raise NotAFigure(f"“{text}” dùng dấu tách khác cách đọc đã chọn ({chosen})")
    raise NotAFigure(f"“{text[:_LONGEST]}” có chữ, không phải số")


def marks_in(texts: list[str]) -> Marks:
    """This will tell from figures typed as text which sign marks their thousands; the Vietnamese one for none."""
    en = sum(bool(_EN.fullmatch(text)) and not _VI.fullmatch(text) for text in texts)
    vi = sum(bool(_VI.fullmatch(text)) and not _EN.fullmatch(text) for text in texts)
    return "en" if en > vi else "vi"
