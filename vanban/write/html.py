"""The document as a fragment of HTML for the screen: classes only, no style of its own.

Every line has the class ``vb-STYLE`` (keys of ``styles``, hyphens for underscores); what can be traced
carries ``data-ref``.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from vanban.write.compose import compose
from vanban.write.layout import Grid, GridCell, Line, Pair, Part, Rule, Span
from vanban.write.model import OfficialDocument
from vanban.write.styles import STYLES


def write_html(document: OfficialDocument) -> str:
    """Give an ``article`` with one ``section`` for the document and one for each annex."""
    pages = []
    for section in compose(document).sections:
        inner = "\n".join(text for part in section.parts for text in _part(part))
        wide = " vb-landscape" if section.landscape else ""
        pages.append(f'<section class="vb-sheet{wide}">\n{inner}\n</section>')
    return f'<article class="vb vb-{document.layout}" lang="vi">\n' + "\n".join(pages) + "\n</article>\n"


def _part(part: Part) -> Iterator[str]:
    match part:
        case Line():
            yield _line(part)
        case Rule():
            yield '<hr class="vb-rule">'
        case Grid():
            yield from _grid(part)
        case Pair():
            yield f'<div class="vb-{part.role}">'
            for row in part.rows:
                for side, lines in zip(("left", "right"), row, strict=True):
                    yield f'<div class="vb-{side}">'
                    for each in lines:
                        yield from _part(each)
                    yield "</div>"
            yield "</div>"


def _line(line: Line) -> str:
    level = STYLES[line.style].outline
    # The page around the fragment has the h1; the document's own title and headings come below it.
    tag = "h2" if line.style == "kind" else f"h{level + 2}" if level else "p"
    spans = "".join(_span(span) for span in line.spans)
    return f'<{tag} class="vb-{line.style.replace("_", "-")}"{_ref(line.ref)}>{spans}</{tag}>'


def _span(span: Span) -> str:
    text = escape(span.text)
    if span.italic:
        text = f"<em>{text}</em>"
    if span.bold:
        text = f"<strong>{text}</strong>"
    return f"<span{_ref(span.ref)}>{text}</span>" if span.ref else text


def _grid(grid: Grid) -> Iterator[str]:
    yield f'<div class="vb-table"><table{_ref(grid.ref)}>'
    heads = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in grid.columns)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in grid.rows:
        yield _row(grid, row)
    yield "</tbody>"
    if grid.total:
        yield f"<tfoot>{_row(grid, grid.total)}</tfoot>"
    yield "</table></div>"


def _row(grid: Grid, row: tuple[GridCell, ...]) -> str:
    pairs = zip(grid.columns, row, strict=True)
    cells = (f'<td class="vb-{column.align}"{_ref(cell.ref)}>{escape(cell.text)}</td>' for column, cell in pairs)
    return f"<tr>{''.join(cells)}</tr>"


def _ref(ref: str | None) -> str:
    return f' data-ref="{escape(ref)}"' if ref else ""
