"""From a block of the model to laid-out lines and tables."""

from __future__ import annotations

import re
from functools import singledispatch

from vanban.write.layout import Grid, GridCell, GridColumn, Line, Part, Span
from vanban.write.model import (
    Align,
    Article,
    Band,
    Block,
    Cell,
    Column,
    Heading,
    Item,
    Paragraph,
    Row,
    Run,
    Table,
    Words,
)
from vanban.write.refusal import WriteRefused
from vanban.write.wording import is_part_label, labelled, squeeze, tidy

_DEEPEST_HEADING = 4
_SENTENCE_END = (".", ":", ";", "./", "…", ",")
_LINE_END = re.compile(r"\r\n|\r|\n")


@singledispatch
def lay_out(block: Block) -> list[Part]:
    """This will give the lines and tables of one block, in order."""
    raise TypeError(f"no layout for {type(block).__name__}")


@lay_out.register
def _(block: Heading) -> list[Part]:
    text = tidy(block.text, f"Đề mục {block.label}")
    label = tidy(block.label, "Số thứ tự đề mục")
    if is_part_label(label):
        return [Line("part_label", (Span(label),), block.ref), Line("part_title", (Span(text.upper()),))]
    style = f"heading_{min(max(block.level, 1), _DEEPEST_HEADING)}"
    return [Line(style, (Span(f"{labelled(label)} {text}".strip()),), block.ref)]


@lay_out.register
def _(block: Paragraph) -> list[Part]:
    return _running("paragraph", (), block.text, block.ref, "Đoạn văn")


@lay_out.register
def _(block: Item) -> list[Part]:
    label = labelled(tidy(block.label, "Số thứ tự"))
    opening = (Span(f"{label} "),) if label else ()
    return _running("item", opening, block.text, block.ref, f"Mục {label}")


@lay_out.register
def _(block: Article) -> list[Part]:
    label = f"Điều {tidy(block.label, 'Số điều').removeprefix('Điều ').rstrip('.')}."
    text = block.text
    if isinstance(text, str) and text.strip() and not text.rstrip().endswith(_SENTENCE_END):
        # A title of the article, not its content: in bold as the label is (Phụ lục I, II.6).
        text = (Run(text, bold=True),)
    return _running("article", (Span(f"{label} ", bold=True),), text, block.ref, label)


@lay_out.register
def _(block: Table) -> list[Part]:
    parts: list[Part] = []
    if block.caption:
        parts.append(Line("caption", (Span(tidy(block.caption, "Tên bảng")),)))
    if block.unit_note:
        parts.append(Line("unit_note", (Span(tidy(block.unit_note, "Đơn vị tính")),)))
    columns = tuple(_column(column) for column in block.columns)
    rows = tuple(_row(row, block) for row in block.rows)
    total = _cells(block.total, block) if block.total else None
    parts.append(Grid(columns, rows, total, block.ref))
    parts.append(Line("after_table", ()))
    return parts


def _column(column: Column) -> GridColumn:
    align: Align = column.align or ("right" if column.kind == "number" else "left")
    under = tidy(column.under, "Đầu cột") if column.under else None
    return GridColumn(tidy(column.title, "Đầu cột"), column.weight, align, under)


def _row(row: Row | Band, table: Table) -> tuple[GridCell, ...]:
    if isinstance(row, Band):
        return (GridCell(_cell_text(row.text), row.ref),)
    return _cells(row, table)


def _cells(row: Row, table: Table) -> tuple[GridCell, ...]:
    if len(row) != len(table.columns):
        raise WriteRefused(
            "ragged_table",
            f"Bảng “{table.caption or table.columns[0].title}” có {len(table.columns)} cột nhưng có dòng {len(row)} ô.",
            "Hãy bổ sung hoặc bỏ bớt ô cho đủ số cột.",
        )
    cells = (cell if isinstance(cell, Cell) else Cell(cell) for cell in row)
    return tuple(GridCell(_cell_text(cell.text), cell.ref) for cell in cells)


def _cell_text(text: str) -> str:
    """Give the paragraphs of a cell, a line each."""
    return "\n".join(line for piece in _LINE_END.split(text) if (line := tidy(piece, "Ô bảng")))


def _running(style: str, opening: tuple[Span, ...], words: Words, ref: str | None, where: str) -> list[Part]:
    if isinstance(words, str):
        texts = [piece for piece in _LINE_END.split(words) if piece.strip()] or [""]
        first, *others = (tidy(text, where) for text in texts)
        more: list[Part] = [Line("paragraph", (Span(text),)) for text in others]
        return [Line(style, (*opening, Span(first)), ref), *more]
    spans = (Span(squeeze(run.text, where), run.bold, run.italic, run.ref) for run in words)
    return [Line(style, (*opening, *spans), ref)]
