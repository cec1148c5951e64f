"""The document as plain text: what a reader takes out of the DOCX or the PDF."""

from __future__ import annotations

from collections.abc import Iterator

from vanban.write.compose import compose
from vanban.write.layout import Grid, GridCell, Line, Mark, Pair, Part, Rule
from vanban.write.model import OfficialDocument


def write_text(document: OfficialDocument) -> str:
    """This will give the words in reading order: a line a paragraph, a blank line between parts, table rows in bars."""
    parts = (part for section in compose(document).sections for part in section.parts)
    return "\n\n".join(piece for part in parts for piece in _pieces(part)) + "\n"


def _pieces(part: Part) -> Iterator[str]:
    match part:
        case Line() | Mark() if part.text:
            yield part.text
        case Grid():
            yield "\n".join(_rows(part))
        case Pair():
            for side in (side for row in part.rows for side in row):
                lines = [line.text for line in side if not isinstance(line, Rule) and line.text]
                if lines:
                    yield "\n".join(lines)
        case Line() | Mark() | Rule():
            return


def _rows(grid: Grid) -> Iterator[str]:
    for heads in grid.heads:
        titles = {cell.first: cell.text for cell in heads}
        yield _row([titles.get(at, "") for at in range(len(grid.columns))])
    yield "|" + "---|" * len(grid.columns)
    for row in grid.rows:
        yield _row(_texts(row))
    if grid.total:
        yield _row(_texts(grid.total))


def _texts(row: tuple[GridCell, ...]) -> list[str]:
    return [cell.text.replace("\n", " ") for cell in row]


def _row(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"
