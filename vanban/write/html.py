"""The document as a fragment of HTML for the screen: classes only, no style of its own.

Every line has the class `vb-STYLE` (keys of `styles`, hyphens for underscores); what can be traced
carries `data-ref`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from vanban.write.compose import compose
from vanban.write.layout import Grid, GridCell, HeadCell, Line, Mark, Pair, Part, Rule, Span
from vanban.write.model import OfficialDocument
from vanban.write.styles import STATE

Address = Callable[[str], str | None]


def write_html(document: OfficialDocument, address: Address = lambda ref: None) -> str:
    """This will give an `article` with one `section` for the document and one for each annex.

    `address` gives the link of what can be traced, or None where there is none.
    """
    pages = []
    for section in compose(document).sections:
        inner = "\n".join(text for part in section.parts for text in _part(part, address))
        wide = " vb-landscape" if section.landscape else ""
        pages.append(f'<section class="vb-sheet{wide}">\n{inner}\n</section>')
    return f'<article class="vb vb-{document.layout}" lang="vi">\n' + "\n".join(pages) + "\n</article>\n"


def _part(part: Part, address: Address) -> Iterator[str]:
    match part:
        case Line():
            yield _line(part, address)
        case Rule():
            yield '<hr class="vb-rule">'
        case Mark():
            yield f'<p class="vb-mark">{escape(part.text)}</p>'
        case Grid():
            yield from _grid(part, address)
        case Pair():
            yield f'<div class="vb-{part.role}">'
            for row in part.rows:
                for side, lines in zip(("left", "right"), row, strict=True):
                    yield f'<div class="vb-{side}">'
                    for each in lines:
                        yield from _part(each, address)
                    yield "</div>"
            yield "</div>"


def _line(line: Line, address: Address) -> str:
    level = STATE[line.style].outline
    # The page around the fragment has the h1; the document's own title and headings come below it.
    tag = "h2" if line.style == "kind" else f"h{level + 2}" if level else "p"
    spans = "".join(_span(span, address) for span in line.spans)
    return f'<{tag} class="vb-{line.style.replace("_", "-")}"{_ref(line.ref)}>{spans}</{tag}>'


def _span(span: Span, address: Address) -> str:
    text = escape(span.text)
    if span.italic:
        text = f"<em>{text}</em>"
    if span.bold:
        text = f"<strong>{text}</strong>"
    return _traced(text, span.ref, address)


def _grid(grid: Grid, address: Address) -> Iterator[str]:
    yield f'<div class="vb-table"><table{_ref(grid.ref)}>'
    rows = ("".join(_head(cell) for cell in heads) for heads in grid.heads)
    yield f"<thead>{''.join(f'<tr>{row}</tr>' for row in rows)}</thead>"
    yield "<tbody>"
    for row in grid.rows:
        yield _row(grid, row, address)
    yield "</tbody>"
    if grid.total:
        yield f"<tfoot>{_row(grid, grid.total, address)}</tfoot>"
    yield "</table></div>"


def _head(cell: HeadCell) -> str:
    wide = f' colspan="{cell.wide}" scope="colgroup"' if cell.wide > 1 else ' scope="col"'
    high = f' rowspan="{cell.high}"' if cell.high > 1 else ""
    return f"<th{wide}{high}>{escape(cell.text)}</th>"


def _row(grid: Grid, row: tuple[GridCell, ...], address: Address) -> str:
    if grid.is_band(row):
        text = _traced(_cell_text(row[0]), row[0].ref, address)
        return f'<tr><th colspan="{len(grid.columns)}" scope="rowgroup">{text}</th></tr>'
    pairs = zip(grid.columns, row, strict=True)
    cells = (
        f'<td class="vb-{column.align}">{_traced(_cell_text(cell), cell.ref, address)}</td>' for column, cell in pairs
    )
    return f"<tr>{''.join(cells)}</tr>"


def _cell_text(cell: GridCell) -> str:
    return "<br>".join(escape(line) for line in cell.text.split("\n"))


def _traced(text: str, ref: str | None, address: Address) -> str:
    if not ref:
        return text
    link = address(ref)
    return f'<a href="{escape(link)}"{_ref(ref)}>{text}</a>' if link else f"<span{_ref(ref)}>{text}</span>"


def _ref(ref: str | None) -> str:
    return f' data-ref="{escape(ref)}"' if ref else ""
