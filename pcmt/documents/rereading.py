"""A document's text read again by the reader of today, laid beside what the register holds of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import vanban
from pcmt.documents.models import Document, Suggestion
from pcmt.documents.rules.reading import suggestions
from pcmt.documents.rules.rereading import Passage, proposes_other, same_places


@dataclass(frozen=True)
class Again:
    """A reading of today against the rows of before: each finding with the row that it is, if any.

    `found` are columns of suggestions in the order of the text; `rows` the document's suggestions by identifier.
    """

    reading: vanban.Reading
    found: Sequence[Mapping[str, Any]]
    rows: Mapping[int, Suggestion]
    pairs: Mapping[int, int]

    @property
    def new(self) -> list[Mapping[str, Any]]:
        """What is seen for the first time."""
        return [columns for at, columns in enumerate(self.found) if at not in self.pairs]

    @property
    def renewed(self) -> list[tuple[Suggestion, Mapping[str, Any]]]:
        """What waited and waits again, as it is read now."""
        paired = [(self.rows[held], self.found[at]) for at, held in self.pairs.items()]
        return [(row, columns) for row, columns in paired if not _is_settled(row)]

    @property
    def gone(self) -> list[Suggestion]:
        """What waited and is no longer seen."""
        kept = set(self.pairs.values())
        return [row for row in self.rows.values() if row.id not in kept and not _is_settled(row)]

    @property
    def settled(self) -> list[Suggestion]:
        """What a person decided on, drew or marked: it stays, whatever is read now."""
        return [row for row in self.rows.values() if _is_settled(row)]

    @property
    def kept_count(self) -> int:
        """How many of these a page shows; what was split or joined shows as what came of it."""
        return sum(row.state != Suggestion.State.REDRAWN for row in self.settled)

    @property
    def read_otherwise(self) -> list[tuple[Suggestion, Mapping[str, Any]]]:
        """What a person settled, and of which the reader now reads another value, time or agency."""
        paired = [(self.rows[held], at) for at, held in self.pairs.items() if self.rows[held].state in _DECIDED]
        return [(row, self.found[at]) for row, at in paired if proposes_other(_held(row), _seen(at, self.found[at]))]


_DECIDED = (Suggestion.State.ADOPTED, Suggestion.State.DISMISSED)


def read_held(document: Document, held: Iterable[Suggestion]) -> Again:
    """This will read the text that the register holds, with the cells of its tables, beside these suggestions of it."""
    unsure = tuple(vanban.Unsure(start, end, percent) for start, end, percent in document.unsure)
    sheets = tuple(vanban.Sheet(number, start, end, bool(ocr), *of) for number, start, end, ocr, *of in document.sheets)
    reading = vanban.read_again(document.text, _blocks(document), sheets, unsure)
    found = suggestions(reading)
    rows = {row.id: row for row in held}
    pairs = same_places([_held(row) for row in rows.values()], [_seen(at, one) for at, one in enumerate(found)])
    return Again(reading, found, rows, pairs)


def _blocks(document: Document) -> tuple[vanban.Block, ...]:
    """The paragraphs of a held text, one a line, each with its cell where it stands in a table."""
    cells = {start: (table, row, column) for start, _, table, row, column in document.cells}
    blocks, start = [], 0
    for line in document.text.split("\n")[:-1] if document.text.endswith("\n") else document.text.split("\n"):
        blocks.append(vanban.Block(start, start + len(line), *cells.get(start, (0, 0, 0))))
        start += len(line) + 1
    return tuple(blocks)


def _is_settled(row: Suggestion) -> bool:
    return row.by_hand or row.state != Suggestion.State.OPEN


def _held(row: Suggestion) -> Passage:
    return Passage(row.id, row.kind, row.start, row.end, row.payload, _is_settled(row))


def _seen(at: int, columns: Mapping[str, Any]) -> Passage:
    return Passage(at, columns["kind"], columns["start"], columns["end"], columns["payload"])
