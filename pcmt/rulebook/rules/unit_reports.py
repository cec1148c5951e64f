"""How one unit's report is laid out as an official document: in whose name, to whom, which sections, what annex.

Where a province's report adds up many units, this is the report of one of them, made from what it entered itself. One
entry may serve several lines: the whole report in the name of who owes it, and the part of an agency that owns sections
in that agency's own name, to those above it. Texts may hold the places of `PLACES`.
"""

from dataclasses import dataclass
from datetime import date

from pcmt.kernel.source import Source
from pcmt.rulebook.rules.forms import Form
from pcmt.rulebook.rules.layouts import COLUMNS, SignatureLines

PLACES = frozenset(
    {
        "province",
        "area",
        "unit_type",
        "agency",
        "initials",
        "parent",
        "period",
        "first_day",
        "last_day",
        "about",
        "form",
        "document",
    }
)
WHOLE, OWN = "whole", "own"
COVERS = (WHOLE, OWN)
ANNEX_COLUMNS = COLUMNS


@dataclass(frozen=True)
class TextBlock:
    """A paragraph with places."""

    text: str


@dataclass(frozen=True)
class SectionsBlock:
    """The figures in sentences, section by section, and the answers to its questions.

    tell: the elements that get a sentence; of a section in which none of them stands, all do. The annex has them all.
    """

    heading: str
    tell: frozenset[str]


@dataclass(frozen=True)
class FieldsBlock:
    """What was written in the form's fields of words, each under its label; `fields` empty: in all of them."""

    fields: tuple[str, ...]


UnitBlock = TextBlock | SectionsBlock | FieldsBlock


@dataclass(frozen=True)
class UnitAnnex:
    """The table of all figures; `columns` as in `layouts.COLUMNS`, those that a period cannot have are left out."""

    label: str
    title: str
    columns: tuple[str, ...]
    landscape: bool


@dataclass(frozen=True)
class UnitLayout:
    """One dated version of the layout of a unit's report.

    line: what it is called where one chooses. issued_by: kinds of agency in whose name it goes out; empty: every kind
    that no other layout names. covers: `whole` for who owes the report, `own` for the sections that such an agency
    owns in another's. forms: only of these; empty: of every form. on_request: for what is asked on occasion.
    restricted: whether restricted figures stand in it, where its reader may see them. titles: other titles by form.
    signature: where the directory names nobody.
    """

    code: str
    line: str
    kind: str
    valid_from: date
    valid_to: date | None
    issued_by: tuple[str, ...]
    covers: str
    forms: tuple[str, ...]
    on_request: bool
    restricted: bool
    superior: str
    issuer: str
    symbol: str
    title: str
    titles: tuple[tuple[str, str], ...]
    addressees: tuple[str, ...]
    grounds: tuple[str, ...]
    blocks: tuple[UnitBlock, ...]
    annex: UnitAnnex
    recipients: tuple[str, ...]
    signature: SignatureLines
    source: Source

    @property
    def id(self) -> str:
        """The identifier of this version: `xa-tuyen-ubnd@2026-01-01`."""
        return f"{self.code}@{self.valid_from}"

    def title_for(self, form: str) -> str:
        """This will give the title for a form, places still open."""
        return dict(self.titles).get(form, self.title)


def layouts_for(layouts: tuple[UnitLayout, ...], kind: str, form: Form, covers: str) -> tuple[UnitLayout, ...]:
    """This will choose the layouts for a kind of agency; where none names it, those that are for every other kind.

    What is asked on occasion goes by a layout made for that, and by any other where there is none.
    """
    usable = [
        one
        for one in layouts
        if one.covers == covers
        and (not one.forms or form.code in one.forms)
        and (kind in one.issued_by or not one.issued_by)
        and (form.is_on_request or not one.on_request)
    ]
    for exact in (True, False):
        meant = [one for one in usable if not exact or one.on_request == form.is_on_request]
        if meant:
            return tuple(one for one in meant if one.issued_by) or tuple(meant)
    return ()
