"""A unit's figures as its own report tells them: lines of the text, and rows of the annex.

What was not reported stays “chưa có số liệu”; nought is said as nought only where it was reported.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from pcmt.kernel.period import Kind
from pcmt.kernel.quantity import Quantity
from pcmt.publications.rules.comparing import Measured, Thresholds, compared, earlier_called
from vanban.text import format_quantity, lower_first

EARLIER = ("previous", "last_year")
UNKNOWN, NOT_ADDED, AT_LEAST = "…", "x", "(*)"
MARKS = ("- ", "+ ")
TOTAL, BETWEEN = " (tổng số)", " – "
"""How forms write the total of a table and its parts: “Kinh phí (tổng số)”, “Kinh phí – Ngân sách địa phương”."""

NOTES = {
    UNKNOWN: f"({UNKNOWN}) Chưa có số liệu.",
    NOT_ADDED: f"({NOT_ADDED}) Không cộng lũy kế.",
    AT_LEAST: f"{AT_LEAST} Chưa có số liệu của mọi kỳ trong năm; con số là mức thấp nhất đã biết.",
}
ADDED_KINDS = ("count", "measure", "rate")


@dataclass(frozen=True)
class ToDate:
    """What the year adds up to: None where nothing of it is known; not `whole` where a period is missing."""

    value: Fraction | None
    whole: bool


@dataclass(frozen=True)
class UnitFigure:
    """One figure of a report.

    text: as it is typed, for what is no number (a yes, a class). now, earlier: None where it is not known; earlier by
    column. to_date: None where periods are never added up. ref: the closed figure behind it.
    """

    code: str
    label: str
    unit: str
    kind: str
    decimals: int
    now: Fraction | None
    text: str = ""
    earlier: Mapping[str, Fraction | None] = field(default_factory=dict)
    earlier_text: Mapping[str, str] = field(default_factory=dict)
    to_date: ToDate | None = None
    ref: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it can be compared and added."""
        return self.kind in ADDED_KINDS

    def measured(self, column: str = "this") -> Measured:
        """This will give its value in a column for a comparison."""
        return Measured(self.now if column == "this" else self.earlier.get(column), self.unit, self.decimals)

    @property
    def amount(self) -> str:
        """The figure with its unit, as a sentence has it; empty where it is not known."""
        if not self.is_number or self.now is None:
            return self.text
        return format_quantity(Quantity.nearest(self.now, scale=self.decimals).decimal, self.unit)


@dataclass(frozen=True)
class Row:
    """A row of the annex: its number (parts of a whole have none), the label, the unit, and a text for each column."""

    number: str
    label: str
    unit: str
    cells: tuple[str, ...]
    ref: str


def ordered(figures: Sequence[UnitFigure]) -> Iterator[tuple[int, UnitFigure]]:
    """This will put each whole before its parts: depth (0: no part of another) and figure, else in the order given.

    A part's label that repeats the whole's is shortened to what tells it apart.
    """
    codes = {one.code for one in figures}

    def above(code: str) -> str:
        parent = code.rpartition(".")[0]
        return parent if not parent or parent in codes else above(parent)

    parts: dict[str, list[UnitFigure]] = {}
    for one in figures:
        parts.setdefault(above(one.code), []).append(one)

    def walk(code: str, depth: int, repeated: str) -> Iterator[tuple[int, UnitFigure]]:
        for one in parts.get(code, ()):
            yield depth, replace(one, label=one.label.removeprefix(repeated)) if repeated else one
            yield from walk(one.code, depth + 1, one.label.removesuffix(TOTAL) + BETWEEN)

    return walk("", 0, "")


def rows(figures: Sequence[UnitFigure], columns: Sequence[str]) -> tuple[Row, ...]:
    """This will make the annex rows of one section; columns are `this`, those of EARLIER, and `year_to_date`."""
    found, number = [], 0
    for depth, one in ordered(figures):
        number += depth == 0
        mark = MARKS[min(depth, len(MARKS)) - 1] if depth else ""
        label = mark + one.label
        found.append(
            Row("" if depth else str(number), label, one.unit, tuple(_cell(one, name) for name in columns), one.ref)
        )
    return tuple(found)


def notes(found: Iterable[Row]) -> tuple[str, ...]:
    """This will explain the signs that stand in the rows, those only."""
    cells = {cell for row in found for cell in row.cells}
    return tuple(
        note for sign, note in NOTES.items() if any(cell == sign or cell.endswith(f" {sign}") for cell in cells)
    )


def untold_columns(figures: Iterable[UnitFigure]) -> tuple[str, ...]:
    """This will name the earlier periods of which no figure at all is known: told once, not at each figure."""
    told = list(figures)
    return tuple(column for column in EARLIER if not any(one.earlier.get(column) is not None for one in told))


def lines(
    figures: Sequence[UnitFigure], kind: Kind, *, tell: Collection[str], untold: Collection[str], by: Thresholds
) -> tuple[str, ...]:
    """This will tell one section's figures in lines, each to be set as an item.

    tell: the elements that get a line; where none of them stands in the section, all that are no part of another.
    untold: earlier periods that are not spoken of. What is nought and was nought, and what is not known, is named in
    one line each.
    """
    families = _families(figures)
    chosen = [family for family in families if family[0].code in tell] or families
    found, nought, unknown = [], [], []
    for whole, parts in chosen:
        if not whole.amount:
            unknown.append(lower_first(whole.label))
        elif whole.is_number and whole.now == 0 and not any(whole.earlier.values()):
            nought.append(lower_first(whole.label))
        else:
            found.append(_line(whole, parts, kind, untold, by))
    if nought:
        found.append(f"Không có: {'; '.join(nought)}.")
    if unknown:
        found.append(f"Chưa có số liệu: {'; '.join(unknown)}.")
    return tuple(found)


def _families(figures: Sequence[UnitFigure]) -> list[tuple[UnitFigure, list[UnitFigure]]]:
    found: list[tuple[UnitFigure, list[UnitFigure]]] = []
    for depth, one in ordered(figures):
        if depth == 0:
            found.append((one, []))
        elif depth == 1:
            found[-1][1].append(one)
    return found


def _line(whole: UnitFigure, parts: Iterable[UnitFigure], kind: Kind, untold: Collection[str], by: Thresholds) -> str:
    said = [f"{whole.label.removesuffix(TOTAL)}: {whole.amount}"]
    if whole.is_number:
        said += [
            compared(whole.measured(), whole.measured(column), against=earlier_called(kind, column), by=by)
            for column in earlier_columns(kind)
            if column not in untold
        ]
    split = [f"{lower_first(part.label)} {part.amount}" for part in parts if part.now]
    return ", ".join(said) + (f"; trong đó: {', '.join(split)}." if split else ".")


def earlier_columns(kind: Kind) -> tuple[str, ...]:
    """This will name the earlier periods that a period of this kind has: a year's last one is last year's."""
    if kind is Kind.RANGE:
        return ()
    return EARLIER[:1] if kind in (Kind.YEAR, Kind.NINE_MONTHS) else EARLIER


def _cell(one: UnitFigure, column: str) -> str:
    if column == "year_to_date":
        return _year(one)
    value = one.now if column == "this" else one.earlier.get(column)
    if not one.is_number:
        return (one.text if column == "this" else one.earlier_text.get(column, "")) or UNKNOWN
    return UNKNOWN if value is None else _plain(value, one.decimals)


def _year(one: UnitFigure) -> str:
    if one.to_date is None:
        return NOT_ADDED
    if one.to_date.value is None or (one.to_date.value == 0 and not one.to_date.whole):
        return UNKNOWN
    said = _plain(one.to_date.value, one.decimals)
    return said if one.to_date.whole else f"{said} {AT_LEAST}"


def _plain(value: Fraction, decimals: int) -> str:
    return format_quantity(Quantity.nearest(value, scale=decimals).decimal, "")
