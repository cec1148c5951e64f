"""A form while somebody builds it: everything in it may still be empty or wrong; pure values, kept as JSON.

Keys of parts are given once and never again in the same plan, so that a check or a page names a row that was moved.
Days are ISO texts, empty where none was chosen: what cannot be read never gets so far.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

ONCE = "range"
"""The kind of period of a form that is asked on a single occasion: days from and to, with a deadline of its own."""
WHERE = ("all", "zone", "areas")


@dataclass(frozen=True)
class RowPlan:
    """A figure that is asked: an element of the rulebook, or a new one (`is_new`) that comes with the form.

    unit, kind, scale, time, sums_over_areas, help: of a new element; of one that exists the rulebook speaks.
    plus, minus: the cells that a total adds and takes away; both empty for what is typed. carried: the cell whose
    figure of the period before is offered here. restricted: seen only by who enters it and who checks the form.
    estimate: an estimate (số ước); a total of estimates is one by itself.
    """

    key: str
    element: str
    label: str
    is_new: bool = False
    unit: str = ""
    kind: str = "count"
    scale: int = 0
    time: str = "sum"
    sums_over_areas: bool = True
    help: str = ""
    required: bool = True
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    carried: str = ""
    restricted: bool = False
    estimate: bool = False

    @property
    def is_total(self) -> bool:
        """Whether nobody types it, for it adds up other cells."""
        return bool(self.plus or self.minus)


@dataclass(frozen=True)
class TablePlan:
    """Rows × the categories of a set (`columns`); or one row broken down by two sets, the other one `across`.

    restricted: its cells are seen only by who enters them and who checks the form. estimate: they are estimates.
    """

    key: str
    label: str
    columns: str
    across: str = ""
    rows: tuple[RowPlan, ...] = ()
    required: bool = True
    restricted: bool = False
    estimate: bool = False


@dataclass(frozen=True)
class QuestionPlan:
    """What is asked beside figures: kind is choice, text, date or file; options are the labels of a choice."""

    key: str
    label: str
    kind: str
    options: tuple[str, ...] = ()
    required: bool = True
    help: str = ""
    restricted: bool = False


@dataclass(frozen=True)
class SectionPlan:
    """A part of the form; owner_kind: the kind of agency whose head confirms it, empty for whoever owes the form.

    owner: that agency's name, where the kind has several or none was chosen.
    cumulative: whether a column adds the year up; a form that is asked once has none.
    """

    key: str
    label: str
    owner_kind: str = ""
    cumulative: bool = False
    rows: tuple[RowPlan, ...] = ()
    tables: tuple[TablePlan, ...] = ()
    questions: tuple[QuestionPlan, ...] = ()
    owner: str = ""


@dataclass(frozen=True)
class WordsPlan:
    """A field for words (kết quả, khó khăn, kiến nghị …)."""

    key: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class CheckPlan:
    """A check that was chosen from the list of `plan_checks.PATTERNS`, or that came with a form that was copied.

    left, right: cells by code; number: what a pattern compares with, as exact decimal text. message: empty for the
    sentence that the pattern gives. formula: of a check that was copied as it stands (`plan_checks.KEPT`).
    """

    key: str
    pattern: str
    left: str
    right: tuple[str, ...] = ()
    number: str = ""
    severity: str = "error"
    message: str = ""
    formula: str = ""


@dataclass(frozen=True)
class AddresseesPlan:
    """Who shall answer: kinds of agency in communes, all of them, in a zone, or in some; and provincial agencies."""

    commune_kinds: tuple[str, ...] = ()
    where: str = "all"
    zone: str = ""
    areas: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class DuePlan:
    """By when. Of a form that is asked once: days covered and the day it is due; else so many days after the period."""

    first_day: str = ""
    last_day: str = ""
    due_on: str = ""
    days: int = 5
    working: bool = True


@dataclass(frozen=True)
class FormPlan:
    """The whole form as it is being built. `follows`: the version of the form that this one is to replace."""

    code: str
    label: str
    short_label: str = ""
    reason: str = ""
    document_id: int | None = None
    document: str = ""
    period_kind: str = ONCE
    calendar: str = "civil"
    version_from: str = ""
    follows: str = ""
    addressees: AddresseesPlan = field(default_factory=AddresseesPlan)
    due: DuePlan = field(default_factory=DuePlan)
    sections: tuple[SectionPlan, ...] = ()
    words: tuple[WordsPlan, ...] = ()
    checks: tuple[CheckPlan, ...] = ()
    keys_given: int = 0

    @property
    def is_once(self) -> bool:
        """Whether it is asked on a single occasion."""
        return self.period_kind == ONCE

    @property
    def begins(self) -> str:
        """The first day of this version: where the form is asked once, the first day that it covers."""
        return self.due.first_day if self.is_once else self.version_from

    def rows(self) -> Iterator[RowPlan]:
        """This will go through all rows, those of tables too, in the order of the form."""
        for section in self.sections:
            yield from section.rows
            for table in section.tables:
                yield from table.rows

    def section(self, key: str) -> SectionPlan | None:
        """This will find a section by its key."""
        return next((one for one in self.sections if one.key == key), None)

    def new_key(self, letter: str) -> tuple[str, "FormPlan"]:
        """This will give a key that no part of this plan ever had, and the plan that remembers it."""
        number = self.keys_given + 1
        return f"{letter}{number}", replace(self, keys_given=number)


def to_json(plan: FormPlan) -> dict[str, Any]:
    """This will write a plan as JSON values."""
    return asdict(plan)


def from_json(told: Mapping[str, Any]) -> FormPlan:
    """This will read a plan that `to_json` wrote."""
    return FormPlan(
        **{
            **told,
            "addressees": AddresseesPlan(**_tuples(told["addressees"])),
            "due": DuePlan(**told["due"]),
            "sections": tuple(_section(one) for one in told["sections"]),
            "words": tuple(WordsPlan(**one) for one in told["words"]),
            "checks": tuple(CheckPlan(**_tuples(one)) for one in told["checks"]),
        }
    )


def _section(told: Mapping[str, Any]) -> SectionPlan:
    return SectionPlan(
        **{
            **told,
            "rows": _rows(told),
            "tables": tuple(TablePlan(**{**one, "rows": _rows(one)}) for one in told["tables"]),
            "questions": tuple(QuestionPlan(**_tuples(one)) for one in told["questions"]),
        }
    )  # fmt: skip


def _rows(told: Mapping[str, Any]) -> tuple[RowPlan, ...]:
    return tuple(RowPlan(**_tuples(one)) for one in told["rows"])


def _tuples(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
