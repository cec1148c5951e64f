"""How a sheet is laid out: where its units, periods and elements are named, and which rows hold the figures."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, get_args

from pcmt.kernel.period import Calendar

Where = Literal["column", "heads", "bands", "title", "sheet", "given"]
"""column: in each row, in a column; heads: above each column; bands: in rows of their own between the figures; title:
above the heads; sheet: in the name of the sheet; given: nowhere, one for all."""
Marks = Literal["vi", "en"]
Dash = Literal["unknown", "zero"]

MOST_ROWS = 1_048_576
MOST_PLACES = 200
VERSION = 1
LONGEST_KEY = 400
MOST_KEYS = 2000


class WrongDefinition(ValueError):
    """This will say that what was handed in describes no way of reading."""


@dataclass(frozen=True)
class Axis:
    """Where one of the three is named; `column` counts from 1, `given` is what is meant where nothing names it."""

    where: Where
    column: int = 0
    given: str = ""


@dataclass(frozen=True)
class Layout:
    """Rows and columns count from 1. first_head 0: there are no heads. last_row 0: to the end of the sheet."""

    first_head: int
    last_head: int
    first_row: int
    last_row: int
    units: Axis
    periods: Axis
    elements: Axis


@dataclass(frozen=True)
class Definition:
    """A way of reading that is kept by name: the layout, and what the book's words mean.

    elements: by key of column or line the element's code, "" for what is left out; keys not there are not yet told.
    units: by name the code of the unit, "-" to leave it out. marks: whether 1.234 (vi) or 1,234 (en) is a thousand in
    figures typed as text. dash: what a dash means. year: of periods that name none and stand in no title.
    """

    layout: Layout
    elements: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    calendar: Calendar = Calendar.CIVIL
    marks: Marks = "vi"
    dash: Dash = "unknown"
    year: int = 0

    @property
    def plain(self) -> dict[str, Any]:
        """The same as JSON values; `definition_of` reads it back."""
        return {"version": VERSION, **asdict(self), "elements": dict(self.elements), "units": dict(self.units)}

    def counted_by(self, calendar: Calendar) -> "Definition":
        """This will count its periods by another calendar."""
        return replace(self, calendar=calendar)

    def meaning(self, elements: Mapping[str, str]) -> "Definition":
        """This will say anew what keys mean."""
        return replace(self, elements=elements)

    def moved(self, layout: Layout) -> "Definition":
        """This will keep what words mean, over another layout."""
        return replace(self, layout=layout)


def definition_of(given: object) -> Definition:
    """This will read a definition from JSON values; raises WrongDefinition where it is none."""
    if not isinstance(given, dict) or given.get("version") != VERSION:
        raise WrongDefinition("not a definition of this version")
    layout = given.get("layout")
    if not isinstance(layout, dict):
        raise WrongDefinition("no layout")
    try:
        calendar = Calendar(given.get("calendar", Calendar.CIVIL))
    except ValueError as error:
        raise WrongDefinition("unknown calendar") from error
    return Definition(
        layout=Layout(
            first_head=_number(layout.get("first_head", 0), MOST_ROWS),
            last_head=_number(layout.get("last_head", 0), MOST_ROWS),
            first_row=_number(layout.get("first_row", 0), MOST_ROWS),
            last_row=_number(layout.get("last_row", 0), MOST_ROWS),
            units=_axis(layout.get("units")),
            periods=_axis(layout.get("periods")),
            elements=_axis(layout.get("elements")),
        ),
        elements=_texts(given.get("elements", {})),
        units=_texts(given.get("units", {})),
        calendar=calendar,
        marks="en" if given.get("marks") == "en" else "vi",
        dash="zero" if given.get("dash") == "zero" else "unknown",
        year=_number(given.get("year", 0), 9999),
    )


def _axis(given: object) -> Axis:
    if not isinstance(given, dict) or given.get("where") not in get_args(Where):
        raise WrongDefinition("an axis says where it is named")
    column, said = _number(given.get("column", 0), MOST_PLACES), given.get("given", "")
    if not isinstance(said, str) or (given["where"] == "column") != bool(column):
        raise WrongDefinition("a column is numbered, and only a column")
    return Axis(given["where"], column, said[:LONGEST_KEY])


def _number(given: object, most: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= most:
        raise WrongDefinition("not a number in bounds")
    return given


def _texts(given: object) -> dict[str, str]:
    if not isinstance(given, dict) or len(given) > MOST_KEYS:
        raise WrongDefinition("not a table of words")
    if any(not isinstance(key, str) or not isinstance(value, str) for key, value in given.items()):
        raise WrongDefinition("not a table of words")
    return {key[:LONGEST_KEY]: value[:LONGEST_KEY] for key, value in given.items()}
