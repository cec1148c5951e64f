"""What a document says, apart from how it looks: its words part by part, and what a reader finds in them."""

from __future__ import annotations

from vanban.model import Reading
from vanban.write.compose import compose
from vanban.write.layout import Grid, Line, Mark, Pair, Part, Rule
from vanban.write.model import OfficialDocument

Words = list[object]


def words_of(document: OfficialDocument) -> list[Words]:
    """Give the words of a document, section by section; the cells of heads, feet and tables are kept apart."""
    return [[words for part in section.parts for words in _part(part)] for section in compose(document).sections]


def _part(part: Part) -> Words:
    match part:
        case Line() | Mark():
            return [part.text] if part.text else []
        case Rule():
            return []
        case Grid():
            rows = [[cell.text for cell in row] for row in (*part.rows, *([part.total] if part.total else []))]
            return [[[cell.text for cell in heads] for heads in part.heads], rows]
        case Pair():
            return [[words for line in side for words in _part(line)] for row in part.rows for side in row]


def findings_of(reading: Reading) -> dict[str, object]:
    """Give what was found in a document, without places and reasons."""
    return {
        "metadata": reading.metadata,
        "outline": [(one.label, one.depth, " ".join(one.heading.split()[:8])) for one in reading.provisions],
        "citations": [(one.kind, one.number, one.name, one.issued_on, one.issuer) for one in reading.citations],
        "targets": [(one.path, one.quote, one.relation, one.value, one.unit, one.by) for one in reading.targets],
        "assignments": [(one.path, one.quote, one.leads, one.supports, one.due) for one in reading.assignments],
    }
