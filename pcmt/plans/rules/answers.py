"""The values in which plans answer questions: frozen, plain, with Vietnamese words ready for a page."""

from dataclasses import dataclass
from datetime import date

from pcmt.kernel.period import Kind, Period
from pcmt.kernel.quantity import Quantity
from pcmt.plans.rules.inputs import RECURRENCES, RELATIONS, WITHOUT_VALUE, is_change
from vanban.text import format_date, format_number, format_quantity


@dataclass(frozen=True)
class PlanView:
    """A plan with how many targets and tasks stand in it.

    document_id: what it was issued as, None for a draft; ground_id: the document that its parts come from, before it is
    issued the one that it carries out; ground_label names that one. draft_id: its paper among the outgoing drafts.
    """

    id: int
    document_id: int | None
    document_label: str
    document_number: str
    title: str
    horizon_from: date
    horizon_to: date
    state: str
    state_label: str
    agency_id: int | None
    ground_id: int
    ground_label: str
    targets_count: int = 0
    tasks_count: int = 0
    tasks_done: int = 0
    tone: str = "on"
    kind: str = "annual"
    kind_label: str = ""
    parent_id: int | None = None
    follows_id: int | None = None
    draft_id: int | None = None

    @property
    def short(self) -> str:
        """How a line of crumbs names it: its number, else its document, else its own title."""
        return self.document_number or self.document_label or self.title

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written here."""
        return self.state == "draft"

    @property
    def years(self) -> str:
        """The years that it covers: "2026" or "2026–2030"."""
        first, last = self.horizon_from.year, self.horizon_to.year
        return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class FloorView:
    """The national floor beside a target; `weaker` where the target asks less or later."""

    text: str
    source: str
    weaker: bool


@dataclass(frozen=True)
class SourceView:
    """Another sentence that asks for the same; `suggestion_id` is where it stands at the desk."""

    document_id: int
    document_label: str
    anchor: str
    place: str
    quote: str
    suggestion_id: int


@dataclass(frozen=True)
class TargetView:
    """A level to reach. `value` and `value_high` are None where the relation needs no figure.

    quote: the few words that set the level. sentence: the whole sentence around them, empty where it was not kept.
    scope_part: the zone or the type of communes to which alone it is set, in words; "" where it is set to the area.
    lead_id, lead_name: the agency that answers for it; None and "" where none was named. keeper_id: whose its plan is.
    """

    id: int
    plan_id: int
    plan_title: str
    document_id: int
    document_number: str
    document_label: str
    anchor: str
    place: str
    quote: str
    indicator: str
    indicator_label: str
    relation: str
    value: Quantity | None
    value_high: Quantity | None
    unit: str
    subject: str
    by: Period
    every: str
    scope_area_id: int
    scope_area_name: str
    state: str
    suggestion_id: int | None
    milestones: tuple[tuple[Period, Quantity], ...] = ()
    floor: FloorView | None = None
    sentence: str = ""
    sources: tuple[SourceView, ...] = ()
    item_id: int | None = None
    carries_id: int | None = None
    scope_zone_id: int | None = None
    scope_type: str = ""
    scope_part: str = ""
    lead_id: int | None = None
    lead_name: str = ""
    keeper_id: int | None = None

    @property
    def scope_name(self) -> str:
        """Of which area or which of its communes it is asked: “Xã Đồi Thông”, “các phường (Tỉnh Hoa Mai)”."""
        return scope_words(self.scope_area_name, self.scope_part)

    @property
    def reference(self) -> str:
        """The reference that `trace` understands."""
        return f"target:{self.id}"

    @property
    def provision_reference(self) -> str:
        """The sentence that asked for it."""
        return f"provision:{self.document_id}#{self.anchor}"

    @property
    def said(self) -> str:
        """The document's words in full: the sentence, else the quote."""
        return self.sentence or self.quote

    @property
    def around(self) -> tuple[str, str]:
        """What the sentence says before and after the quote; both empty where the quote is not found in it."""
        before, found, after = self.sentence.partition(self.quote)
        return (before, after) if found else ("", "")

    @property
    def label(self) -> str:
        """What is measured: the indicator's name, else the document's words."""
        return self.indicator_label or self.subject

    @property
    def level(self) -> str:
        """The level to reach in words: "ít nhất 60%"."""
        return level_words(self.relation, self.value, self.value_high, self.unit)

    @property
    def deadline(self) -> str:
        """When it must be reached, in words: "hết năm 2030"."""
        return deadline_words(self.by)

    @property
    def recurrence(self) -> str:
        """How often it returns, in words; empty where it is reached once."""
        return RECURRENCES[self.every] if self.every else ""


@dataclass(frozen=True)
class NamedIn:
    """A task in which a name stands as mere words, and in which role."""

    task_id: int
    title: str
    role_label: str


@dataclass(frozen=True)
class NameMatch:
    """A name that was unknown when its tasks were confirmed, and the one agency that is called so today."""

    name: str
    agency_id: int
    agency_name: str
    tasks: tuple[NamedIn, ...]


def level_words(relation: str, value: Quantity | None, value_high: Quantity | None, unit: str) -> str:
    """This will put a level in words: "ít nhất 60%", "5–10%", "giảm 5%", "không để xảy ra"."""
    words = RELATIONS.get(relation, relation)
    if value is None:
        return words
    if value_high is not None and value_high.scaled != value.scaled:
        lead = f"{words} " if is_change(relation) or relation in WITHOUT_VALUE else "từ "
        return f"{lead}{format_number(value.decimal)} đến {format_quantity(value_high.decimal, unit)}"
    return f"{words} {format_quantity(value.decimal, unit)}"


def scope_words(area: str, part: str) -> str:
    """This will tell of what a target is asked: “Xã Đồi Thông”, “các phường (Tỉnh Hoa Mai)”."""
    return f"{part} ({area})" if part and area else part or area


def deadline_words(by: Period) -> str:
    """This will put a deadline in words: "hết năm 2030", "hết quý IV/2026", "đến 30/6/2026"."""
    if by.kind is Kind.RANGE:
        return f"đến {format_date(by.last_day)}"
    return f"hết {by.name_inside}"
