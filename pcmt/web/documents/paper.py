"""The document's text as a page draws it: leaves of paragraphs and tables, findings marked, provisions anchored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pcmt.documents import queries as documents

LONGEST_HEADING = 160
LONGEST_HEAD_CELL = 60
DRESS_COLUMNS = 2
SIGNATURE_COLUMNS = 3
CSS = {"target": "target", "duty": "duty", "citation": "cite", "due": "due"}
FINDINGS = ("target", "duty")


@dataclass(frozen=True)
class Run:
    """A run of text under one look; `of` are the suggestions that it belongs to, `opens` those that begin with it."""

    text: str
    css: str = ""
    of: tuple[int, ...] = ()
    opens: int = 0
    leads_to: int = 0


@dataclass(frozen=True)
class Line:
    """One paragraph of the document; `anchors` are the provisions that begin with it, the innermost last."""

    start: int
    css: str
    anchors: tuple[str, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Table:
    """A table's rows of cells, each with its paragraphs; `dress` where it sets a head or signatures side by side."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    has_head: bool
    dress: bool


@dataclass(frozen=True)
class Leaf:
    """A page of the file with what stands on it; number 0 is a file without pages."""

    number: int
    by_ocr: bool
    blocks: tuple[Line | Table, ...]


def leaves(view: documents.DocumentView, chosen_id: int) -> tuple[Leaf, ...]:
    """This will set the document out on its pages, or on one long leaf where the file has none."""
    found = _lines(view, chosen_id)
    if not view.sheets:
        return (Leaf(0, by_ocr=False, blocks=_blocks(view, found)),)
    ends = [sheet.start for sheet in view.sheets[1:]] + [len(view.text) + 1]
    begin = 0
    drawn = []
    for sheet, end in zip(view.sheets, ends, strict=True):
        drawn.append(
            Leaf(sheet.number, sheet.by_ocr, _blocks(view, [line for line in found if begin <= line.start < end]))
        )
        begin = end
    return tuple(drawn)


def _lines(view: documents.DocumentView, chosen_id: int) -> list[Line]:
    beginning: dict[int, list[str]] = {}
    for part in view.provisions:
        beginning.setdefault(part.start, []).append(part.anchor)
    body = min(beginning, default=len(view.text))
    states = {item.id: item.state for item in view.suggestions}
    in_table = {cell.start for cell in view.cells}
    shown = []
    for paragraph in documents.set_out(view):
        text = view.text[paragraph.start : paragraph.end]
        if not text.strip():
            continue
        anchors = tuple(beginning.get(paragraph.start, ()))
        look = _look(text, begins=bool(anchors), in_head=paragraph.start < body)
        look = "" if paragraph.start in in_table and paragraph.start >= body else look
        runs = tuple(_run(piece, chosen_id, states) for piece in paragraph.pieces)
        shown.append(Line(paragraph.start, look, anchors, runs))
    return shown


def _blocks(view: documents.DocumentView, found: Sequence[Line]) -> tuple[Line | Table, ...]:
    places = {cell.start: cell for cell in view.cells}
    body = min((part.start for part in view.provisions), default=0)
    after = max((part.end for part in view.provisions), default=len(view.text))
    blocks: list[Line | Table] = []
    for number, group in groupby(found, key=lambda line: places[line.start].table if line.start in places else 0):
        members = list(group)
        if not number:
            blocks += members
            continue
        outside = members[-1].start < body or members[0].start >= after
        blocks.append(_table(members, places, outside=outside))
    return tuple(blocks)


def _table(members: Iterable[Line], places: dict[int, documents.CellView], *, outside: bool) -> Table:
    cells: dict[int, dict[int, list[Line]]] = {}
    for line in members:
        place = places[line.start]
        cells.setdefault(place.row, {}).setdefault(place.column, []).append(line)
    columns = sorted({column for row in cells.values() for column in row})
    rows = tuple(tuple(tuple(row.get(column, ())) for column in columns) for _, row in sorted(cells.items()))
    short = all(sum(len(run.text) for line in cell for run in line.runs) <= LONGEST_HEAD_CELL for cell in rows[0])
    return Table(
        rows=rows,
        has_head=len(rows) > 1 and len(columns) > 1 and short and not outside,
        dress=(outside and len(columns) <= DRESS_COLUMNS) or (len(rows) == 1 and len(columns) <= SIGNATURE_COLUMNS),
    )


def _run(piece: documents.Piece, chosen_id: int, states: dict[int, str]) -> Run:
    found = tuple(mark.ref for mark in piece.marks if mark.kind in FINDINGS)
    standing = [ref for ref in found if states[ref] != "dismissed"]
    kinds = dict.fromkeys(CSS[mark.kind] for mark in piece.marks if mark.ref in standing or mark.kind not in FINDINGS)
    looks = [*kinds]
    if chosen_id in found:
        looks.append("chosen")
    if standing and all(states[ref] == "adopted" for ref in standing):
        looks.append("settled")
    if found and not standing:
        looks.append("gone")
    leads_to = chosen_id if chosen_id in found else (standing or found or (0,))[-1]
    return Run(piece.text, " ".join(looks), found, piece.opens[-1] if piece.opens else 0, leads_to)


def _look(text: str, *, begins: bool, in_head: bool) -> str:
    short = len(text) <= LONGEST_HEADING
    if in_head:
        return ("h centre" if text.isupper() else "centre") if short and not text.rstrip().endswith((".", ";")) else ""
    if (begins and short and not text.rstrip().endswith((".", ";", ",", ":"))) or (short and text.isupper()):
        return "h"
    return ""
