"""Lines, rules, tables and two-cell pairs as elements of a DOCX body."""

from __future__ import annotations

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from vanban.write.docx_styles import style_id, twips
from vanban.write.layout import Grid, GridCell, HeadCell, Line, Mark, Pair, Part, Rule, Side, Span
from vanban.write.references import Bookmarks

# Twips between the last line of the text and the foot.
_FOOT_SPACE = 160
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
            case Mark():
                return _mark(part, width)
            case Grid():
                return self._grid(part, width)
            case Pair():
                return self._pair(part, width)

    def _paragraph(self, line: Line, *, keep_next: bool = False) -> BaseOxmlElement:
        keep = "<w:keepNext/>" if keep_next else ""
        style = f'<w:pStyle w:val="{style_id(line.style)}"/>'
        paragraph = parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{style}{keep}</w:pPr></w:p>")
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
        widths = grid.widths(width)
        table = _table(widths, ruled=True)
        for level, heads in enumerate(grid.heads):
            table.append(self._head_row(heads, widths, second=level > 0))
        for index, row in enumerate(grid.rows):
            # A bookmark needs a paragraph to stand in: the table's own is in its first cell.
            cells = (GridCell(row[0].text, row[0].ref or grid.ref), *row[1:]) if index == 0 else row
            if grid.is_band(row):
                table.append(_row([self._cell(cells[0], sum(widths), "cell_band", wide=len(widths))]))
            else:
                table.append(self._row(cells, grid, widths, "cell"))
        if grid.total:
            table.append(self._row(grid.total, grid, widths, "cell_total"))
        return table

    def _head_row(self, heads: tuple[HeadCell, ...], widths: list[int], *, second: bool) -> BaseOxmlElement:
        cells: dict[int, BaseOxmlElement] = {}
        for head in heads:
            width = sum(widths[head.first : head.first + head.wide])
            merge = "restart" if head.high > 1 else ""
            cells[head.first] = self._cell(GridCell(head.text), width, "cell_head", wide=head.wide, merge=merge)
        if second:
            # A cell that goes over both rows of the head stands in the second row too, as its continuation.
            for at in set(range(len(widths))) - set(cells):
                cells[at] = self._cell(GridCell(""), widths[at], "cell_head", merge="continue")
        return _row([cells[at] for at in sorted(cells)], repeats=True)

    def _row(self, cells: tuple[GridCell, ...], grid: Grid, widths: list[int], style: str) -> BaseOxmlElement:
        styles = (style if column.align == "left" else f"{style}_{column.align}" for column in grid.columns)
        return _row([self._cell(*each) for each in zip(cells, widths, styles, strict=True)])

    def _cell(self, cell: GridCell, width: int, style: str, *, wide: int = 1, merge: str = "") -> BaseOxmlElement:
        box = _cell(width, middle=True, wide=wide, merge=merge)
        for at, text in enumerate(cell.text.split("\n")):
            box.append(self._paragraph(Line(style, (Span(text),), None if at else cell.ref)))
        return box

    def _pair(self, pair: Pair, width: int) -> BaseOxmlElement:
        widths = [pair.left_mm * 10, width - pair.left_mm * 10]
        table = _table(widths, ruled=False, top=_FOOT_SPACE if pair.role == "foot" else 0)
        for sides in pair.rows:
            boxes = [self._side(*each) for each in zip(sides, widths, strict=True)]
            table.append(_row(boxes))
        return table

    def _side(self, lines: Side, width: int) -> BaseOxmlElement:
        box = _cell(width, middle=False)
        for line in lines or (Line("recipient", ()),):
            box.append(self.element(line, width))
        return box


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


def _mark(mark: Mark, width: int) -> BaseOxmlElement:
    side = twips(max(0, (width - mark.width_mm * 10) // 2))
    indents = (
        f'<w:pStyle w:val="{style_id("mark")}"/><w:spacing w:before="160"/><w:ind w:left="{side}" w:right="{side}"/>'
    )
    paragraph = parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{indents}</w:pPr></w:p>")
    paragraph.append(_run(Span(mark.text)))
    return paragraph


def _row(cells: list[BaseOxmlElement], *, repeats: bool = False) -> BaseOxmlElement:
    header = "<w:tblHeader/>" if repeats else ""
    row = parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{header}</w:trPr></w:tr>")
    for cell in cells:
        row.append(cell)
    return row


def _table(widths: list[int], *, ruled: bool, top: int = 0) -> BaseOxmlElement:
    """Give an empty table of fixed columns: LibreOffice obeys `gridCol` only, Word the cells' widths."""
    names = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{name} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for name in names)
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if ruled else ""
    margin = 85 if ruled else 0
    spaces = (("top", top), ("left", margin), ("right", margin))
    sides = "".join(f'<w:{name} w:w="{space}" w:type="dxa"/>' for name, space in spaces)
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f"{borders}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid></w:tbl>"
    )


def _cell(width: int, *, middle: bool, wide: int = 1, merge: str = "") -> BaseOxmlElement:
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    align = '<w:vAlign w:val="center"/>' if middle else ""
    properties = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{merged}{align}'
    return parse_xml(f"<w:tc {nsdecls('w')}><w:tcPr>{properties}</w:tcPr></w:tc>")
