"""References: the stable names under which every page, report and command knows a figure or a sentence."""

import re
from dataclasses import dataclass

from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal

FORMS = (
    "cell:ID",
    "value:INDICATOR/AREA/PERIOD",
    "target:ID",
    "task:ID",
    "item:ID",
    "provision:DOCUMENT#ANCHOR",
    "report:ID#BLOCK",
    "area_event:ID",
    "words:ID",
)
NUMBERED = re.compile(r"(?P<kind>cell|target|task|item|area_event|words):(?P<id>[1-9]\d{0,17})", re.ASCII)
VALUE = re.compile(r"value:(?P<code>[A-Za-z][\w.-]*)/(?P<area>[1-9]\d{0,17})/(?P<period>[\w.@-]+)", re.ASCII)
PLACED = re.compile(r"(?P<kind>provision|report):(?P<id>[1-9]\d{0,17})#(?P<place>\S+)")


class BadReference(Refusal):
    """This will say that a text is no reference, and which forms there are."""

    code = "bad_reference"


@dataclass(frozen=True)
class CellReference:
    """A closed figure, by its identifier."""

    id: int


@dataclass(frozen=True)
class ValueReference:
    """An indicator's value at an area in a period."""

    code: str
    area_id: int
    period: Period


@dataclass(frozen=True)
class TargetReference:
    """A target of a plan."""

    id: int


@dataclass(frozen=True)
class TaskReference:
    """A task of a plan."""

    id: int


@dataclass(frozen=True)
class ItemReference:
    """A part of a plan."""

    id: int


@dataclass(frozen=True)
class AreaEventReference:
    """A change of the map."""

    id: int


@dataclass(frozen=True)
class WordsReference:
    """What an agency wrote in a field of a report, by its identifier."""

    id: int


@dataclass(frozen=True)
class ProvisionReference:
    """A provision of a registered document."""

    document_id: int
    anchor: str


@dataclass(frozen=True)
class ReportReference:
    """A block of an official report."""

    id: int
    block: str


Reference = (
    CellReference
    | ValueReference
    | TargetReference
    | TaskReference
    | ItemReference
    | ProvisionReference
    | ReportReference
    | AreaEventReference
    | WordsReference
)
NUMBERED_KINDS: dict[
    str, type[CellReference | TargetReference | TaskReference | ItemReference | AreaEventReference | WordsReference]
] = {
    "cell": CellReference,
    "target": TargetReference,
    "task": TaskReference,
    "item": ItemReference,
    "area_event": AreaEventReference,
    "words": WordsReference,
}


def parse(text: str) -> Reference:
    """This will read a reference; raises BadReference, with the forms there are, for anything else."""
    text = text.strip()
    if found := NUMBERED.fullmatch(text):
        return NUMBERED_KINDS[found["kind"]](int(found["id"]))
    if found := VALUE.fullmatch(text):
        try:
            return ValueReference(found["code"], int(found["area"]), Period.parse(found["period"]))
        except ValueError:
            raise _bad(text) from None
    if found := PLACED.fullmatch(text):
        if found["kind"] == "provision":
            return ProvisionReference(int(found["id"]), found["place"])
        return ReportReference(int(found["id"]), found["place"])
    raise _bad(text)


def _bad(text: str) -> BadReference:
    return BadReference(f"“{text}” không phải là mã tra nguồn.", remedy=f"Các dạng mã: {', '.join(FORMS)}.")
