"""Lines, rules, tables and two-cell pairs as elements of a DOCX body."""

from __future__ import annotations

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from vanban.write.docx_styles import style_id, twips
from vanban.write.layout import Grid, GridCell, GridColumn, Line, Pair, Part, Rule, Span
from vanban.write.references import Bookmarks

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class PartWriter:
    """Turns laid-out parts into elements; counts bookmarks through the whole document."""

    def __init__(self, bookmarks: Bookmarks) -> None:
        self._bookmarks = bookmarks
        self._next_id = 1

    def element(self, part: Part, width: int, *, keep_next: bool = False) -> BaseOxmlElement:
        """This will give the element of `part` in a text `width` tenths of a millimetre wide."""
        match part:
            case Line():
                return self._paragraph(part, keep_next=keep_next)
            case Rule():
                return _rule(part, width)
            case Grid():
                return self._grid(part, width)
            case Pair():
                return self._pair(part, width)

    def _paragraph(self, line: Line, *, keep_next: bool = False, align: str | None = None) -> BaseOxmlElement:
        keep = "<w:keepNext/>" if keep_next else ""
        side = f'<w:jc w:val="{align}"/>' if align else ""
        style = f'<w:pStyle w:val="{style_id(line.style)}"/>'
        paragraph = parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{style}{keep}{side}</w:pPr></w:p>")
        self._mark(paragraph, line.ref, line.spans)
        return paragraph

    def _mark(self, paragraph: BaseOxmlElement, ref: str | None, spans: tuple[Span, ...]) -> None:
        """Append the runs, within a bookmark where there is a reference."""
        end = self._open_bookmark(paragraph, ref)
        for span in spans:
            inner_end = self._open_bookmark(paragraph, span.ref)
            paragraph.append(_run(span))
            if inner_end is not None:
                paragraph.append(inner_end)
        if end is not None:
            paragraph.append(end)

    def _open_bookmark(self, paragraph: BaseOxmlElement, ref: str | None) -> BaseOxmlElement | None:
        """Append the start of a bookmark and give its end."""
        if not ref:
            return None
        number = str(self._next_id)
        self._next_id += 1
        name = self._bookmarks.name_for(ref)
        paragraph.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>'))
        return parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>')

    def _grid(self, grid: Grid, width: int) -> BaseOxmlElement:
        whole = sum(column.weight for column in grid.columns)
        widths = [width * column.weight // whole for column in grid.columns]
        table = _table(widths, ruled=True)
        titles = tuple(GridCell(column.title) for column in grid.columns)
        heads = tuple(GridColumn(column.title, column.weight, "center") for column in grid.columns)
        table.append(self._row(titles, heads, widths, "cell_head", repeats=True))
        for index, row in enumerate(grid.rows):
            # A bookmark needs a paragraph to stand in: the table's own is in its first cell.
            cells = (GridCell(row[0].text, row[0].ref or grid.ref), *row[1:]) if index == 0 else row
            table.append(self._row(cells, grid.columns, widths, "cell"))
        if grid.total:
            table.append(self._row(grid.total, grid.columns, widths, "cell_total"))
        return table

    def _row(
        self,
        cells: tuple[GridCell, ...],
        columns: tuple[GridColumn, ...],
        widths: list[int],
        style: str,
        *,
        repeats: bool = False,
    ) -> BaseOxmlElement:
        header = "<w:tblHeader/>" if repeats else ""
        row = parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{header}</w:trPr></w:tr>")
        for cell, column, width in zip(cells, columns, widths, strict=True):
            box = _cell(width, middle=True)
            line = Line(style, (Span(cell.text),), cell.ref)
            box.append(self._paragraph(line, align=column.align))
            row.append(box)
        return row

    def _pair(self, pair: Pair, width: int) -> BaseOxmlElement:
        widths = [pair.left_mm * 10, width - pair.left_mm * 10]
        table = _table(widths, ruled=False)
        for sides in pair.rows:
            row = parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/></w:trPr></w:tr>")
            for lines, cell_width in zip(sides, widths, strict=True):
                box = _cell(cell_width, middle=False)
                for line in lines or (Line("recipient", ()),):
                    box.append(self.element(line, cell_width))
                row.append(box)
            table.append(row)
        return table


def _run(span: Span) -> BaseOxmlElement:
    marks = ("<w:b/><w:bCs/>" if span.bold else "") + ("<w:i/><w:iCs/>" if span.italic else "")
    run = parse_xml(f"<w:r {nsdecls('w')}><w:rPr>{marks}</w:rPr></w:r>")
    text = OxmlElement("w:t")
    text.text = span.text
    text.set(_XML_SPACE, "preserve")
    run.append(text)
    return run


def _rule(rule: Rule, width: int) -> BaseOxmlElement:
    side = twips(max(0, (width - rule.width_mm * 10) // 2))
    properties = f'<w:pStyle w:val="VBRule"/><w:ind w:left="{side}" w:right="{side}"/>'
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{properties}</w:pPr></w:p>")


def _table(widths: list[int], *, ruled: bool) -> BaseOxmlElement:
    """Give an empty table of fixed columns: LibreOffice obeys `gridCol` only, Word the cells' widths."""
    names = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{name} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for name in names)
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if ruled else ""
    margin = 85 if ruled else 0
    sides = "".join(f'<w:{name} w:w="{margin}" w:type="dxa"/>' for name in ("left", "right"))
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f"{borders}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid></w:tbl>"
    )


def _cell(width: int, *, middle: bool) -> BaseOxmlElement:
    align = '<w:vAlign w:val="center"/>' if middle else ""
    return parse_xml(f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{align}</w:tcPr></w:tc>')
