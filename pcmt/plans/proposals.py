"""What a suggestion would become if a person simply said yes, as values; `proposing` makes them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pcmt.agencies.queries import AgencyView
from pcmt.kernel.period import Period
from pcmt.plans.rules.answers import FloorView
from pcmt.plans.rules.groups import names_text
from pcmt.plans.rules.guess import Guess
from pcmt.plans.rules.inputs import RECURRENCES, WITHOUT_VALUE, TargetInput, TaskInput
from pcmt.plans.rules.sameness import Known
from pcmt.plans.rules.task_answers import PartyView


@dataclass(frozen=True)
class TargetProposal:
    """A target as read. `guesses` are the indicators that may be meant, likeliest first; `known` what the plan has."""

    indicator: str
    indicator_label: str
    relation: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    subject: str
    by: Period | None
    every: str
    scope_area_id: int | None
    scope_name: str
    floor: FloorView | None
    guesses: tuple[Guess, ...] = ()
    known: Known | None = None

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing before it can be confirmed, in Vietnamese."""
        missing = []
        if self.by is None:
            missing.append("thời hạn")
        if self.value is None and self.relation not in WITHOUT_VALUE:
            missing.append("mức phấn đấu")
        if self.scope_area_id is None:
            missing.append("phạm vi")
        return tuple(missing)

    @property
    def recurrence(self) -> str:
        """How often it returns, in words; empty where it is reached once."""
        return RECURRENCES[self.every] if self.every else ""

    @property
    def doubt(self) -> str:
        """Why no indicator is chosen beforehand although some may be meant, in Vietnamese; "" without doubt."""
        if self.indicator or not self.guesses:
            return ""
        tied = [guess.label for guess in self.guesses if guess.tied]
        if tied:
            return f"có {len(tied)} chỉ số gần nghĩa như nhau, cần chọn: {'; '.join(tied)}"
        return f"chỉ số gần nghĩa nhất chưa chắc, cần chọn: {self.guesses[0].label}"

    def as_read(self) -> TargetInput | None:
        """This will give what a plain yes means, None where something is missing."""
        if self.gaps or self.by is None or self.scope_area_id is None:
            return None
        return TargetInput(
            relation=self.relation,
            value=self.value,
            value_high=self.value_high,
            unit=self.unit,
            subject=self.subject,
            by=self.by,
            every=self.every,
            scope_area_id=self.scope_area_id,
            indicator=self.indicator,
        )


@dataclass(frozen=True)
class Parties:
    """Names as typed or written, each with the registered agencies that it means: none, one, or a whole group."""

    named: tuple[tuple[str, tuple[AgencyView, ...]], ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The registered agencies' identifiers, each once."""
        return tuple(dict.fromkeys(agency.id for _, members in self.named for agency in members))

    @property
    def agencies(self) -> tuple[AgencyView, ...]:
        """The agencies that are meant one by one, each once; whole groups are left out."""
        return tuple({members[0].id: members[0] for _, members in self.named if len(members) == 1}.values())

    @property
    def groups(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The names that mean several agencies, each with these."""
        return tuple((name, tuple(one.id for one in members)) for name, members in self.named if len(members) > 1)

    @property
    def words(self) -> tuple[str, ...]:
        """The names that mean no registered agency."""
        return tuple(name for name, members in self.named if not members)


@dataclass(frozen=True)
class TaskProposal:
    """A duty as read; names stay as the document writes them, beside what they mean."""

    title: str
    lead_parties: Parties
    support_parties: Parties
    due_on: date | None
    every: str
    product: str = ""
    within: str = ""
    known: Known | None = None

    @property
    def lead_names(self) -> tuple[str, ...]:
        """Who leads, in the document's words."""
        return tuple(name for name, _ in self.lead_parties.named)

    @property
    def support_names(self) -> tuple[str, ...]:
        """Who helps, in the document's words."""
        return tuple(name for name, _ in self.support_parties.named)

    @property
    def leads(self) -> tuple[PartyView, ...]:
        """Who leads, as a page shows it."""
        return tuple(_party(name, members, "lead") for name, members in self.lead_parties.named)

    @property
    def supports(self) -> tuple[PartyView, ...]:
        """Who helps, as a page shows it."""
        return tuple(_party(name, members, "support") for name, members in self.support_parties.named)

    @property
    def leads_text(self) -> str:
        """Who leads, in a line: "Sở Y tế", "38 UBND xã, phường"."""
        return names_text([party.name for party in self.leads])

    @property
    def supports_text(self) -> str:
        """Who helps, in a line."""
        return names_text([party.name for party in self.supports])

    @property
    def recurrence(self) -> str:
        """How often, in words; empty where it is done once."""
        return RECURRENCES[self.every] if self.every else ""

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that mean no registered agency, those of leads first."""
        return tuple(dict.fromkeys((*self.lead_parties.words, *self.support_parties.words)))

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing before it can be confirmed, in Vietnamese."""
        return () if self.lead_names else ("cơ quan chủ trì",)

    def as_read(self) -> TaskInput | None:
        """This will give what a plain yes means, None where something is missing."""
        if self.gaps:
            return None
        leads = self.lead_parties.ids
        return TaskInput(
            title=self.title,
            leads=leads,
            supports=tuple(agency for agency in self.support_parties.ids if agency not in leads),
            lead_words=self.lead_parties.words,
            support_words=self.support_parties.words,
            due_on=self.due_on,
            within=self.within,
            every=self.every,
            product=self.product,
            lead_names=self.lead_names,
            support_names=self.support_names,
            groups=(*self.lead_parties.groups, *self.support_parties.groups),
        )


def _party(name: str, members: tuple[AgencyView, ...], role: str) -> PartyView:
    if len(members) == 1:
        return PartyView(members[0].id, members[0].name, role, is_asked=members[0].party_line)
    note = f"{len(members)} cơ quan" if members else "chưa có trong danh mục"
    return PartyView(None, f"{name} ({note})", role)
