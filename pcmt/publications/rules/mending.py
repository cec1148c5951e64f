"""Figures of an issued report that a later one corrects: what was said last of each, and the table that says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pcmt.publications.rules.content import Piece, Table

Place = tuple[str, str]
"""Where a figure stands in a report: block, and key within it."""
TITLES = ("TT", "Nội dung, vị trí trong báo cáo", "Đã báo cáo", "Đính chính lại", "Lý do")
NUMERIC = (True, False, True, True, False)
NO_LONGER = "không còn nêu"
AT_LEAST = "(*)"
"""Stands beside a figure that is only the least that is known; the document says so under its table."""


@dataclass(frozen=True)
class Mended:
    """One corrected figure: where it stands, what was said of it, what is said now ("" where nothing), and why."""

    block: str
    key: str
    where: str
    reference: str
    before: str
    now: str
    why: str

    @property
    def place(self) -> Place:
        """Where it stands in the corrected report."""
        return self.block, self.key


def to_json(mended: Sequence[Mended]) -> list[dict[str, str]]:
    """This will give the corrected figures as plain values, for keeping."""
    return [asdict(one) for one in mended]


def from_json(data: Sequence[Mapping[str, Any]]) -> tuple[Mended, ...]:
    """This will rebuild what `to_json` gave."""
    return tuple(Mended(**one) for one in data)


def said_last(corrections: Iterable[Sequence[Mended]]) -> dict[Place, str]:
    """This will give what was said last of each figure that was corrected; corrections in their order."""
    return {one.place: one.now for mended in corrections for one in mended}


def table_of(code: str, caption: str, mended: Sequence[Mended]) -> Table:
    """This will make the table of a correcting report: each figure leads to its source."""
    rows = tuple(
        (
            Piece(str(number)),
            Piece(one.where),
            Piece(one.before or NO_LONGER, known=AT_LEAST not in one.before),
            Piece(one.now, one.reference, AT_LEAST not in one.now) if one.now else Piece(NO_LONGER),
            Piece(one.why),
        )
        for number, one in enumerate(mended, 1)
    )
    return Table(code, caption, TITLES, NUMERIC, rows)
