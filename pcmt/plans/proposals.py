"""What a suggestion would become if a person simply said yes: the words of the document matched to the registers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.plans.rules.answers import FloorView, PartyView
from pcmt.plans.rules.groups import kinds_in_group, names_text
from pcmt.plans.rules.guess import indicator_for
from pcmt.plans.rules.when import day_of, period_of
from pcmt.plans.showing import floor_view
from pcmt.rulebook.queries import IndicatorDef, book
from vanban.text import fold


@dataclass(frozen=True)
class TargetProposal:
    """A target as read; `gaps` says in Vietnamese what a person must still fill in."""

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

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing before it can be confirmed."""
        missing = []
        if self.by is None:
            missing.append("thời hạn")
        if self.value is None and self.relation not in ("none", "maintain", "increase", "decrease"):
            missing.append("mức phấn đấu")
        if self.scope_area_id is None:
            missing.append("phạm vi")
        return tuple(missing)


@dataclass(frozen=True)
class Parties:
    """Names as typed or written, each with the registered agencies that it means: none, one, or a whole group."""

    named: tuple[tuple[str, tuple[agencies.AgencyView, ...]], ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The registered agencies' identifiers, each once."""
        return tuple(dict.fromkeys(agency.id for _, members in self.named for agency in members))

    @property
    def words(self) -> tuple[str, ...]:
        """The names that mean no registered agency."""
        return tuple(name for name, members in self.named if not members)


@dataclass(frozen=True)
class TaskProposal:
    """A duty as read; names stay as the document writes them, beside what they mean."""

    title: str
    lead_names: tuple[str, ...]
    support_names: tuple[str, ...]
    leads: tuple[PartyView, ...]
    supports: tuple[PartyView, ...]
    due_on: date | None
    every: str

    @property
    def leads_text(self) -> str:
        """Who leads, in a line: "Sở Y tế", "38 UBND xã, phường"."""
        return names_text([party.name for party in self.leads])

    @property
    def supports_text(self) -> str:
        """Who helps, in a line."""
        return names_text([party.name for party in self.supports])

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing before it can be confirmed."""
        return () if self.lead_names else ("cơ quan chủ trì",)


def propose_target(suggestion: documents.SuggestionView, *, on: date, horizon_to: date | None = None) -> TargetProposal:
    """This will fill a target in from its suggestion: the indicator guessed, the area the whole province.

    horizon_to: the plan's last day, which is the deadline where the document states none.
    """
    read = suggestion.payload
    if not isinstance(read, documents.ProposedTarget):
        raise NotFound("Gợi ý này không phải chỉ tiêu.")
    indicators = {indicator.code: indicator for indicator in book().indicators(on)}
    code = indicator_for(fold(read.subject), {key: fold(one.label) for key, one in indicators.items()})
    province = areas.province(on)
    by = period_of(read.by) or (Period.parse(str(horizon_to.year)) if horizon_to else None)
    value = _decimal(read.value)
    return TargetProposal(
        indicator=code,
        indicator_label=indicators[code].label if code else "",
        relation=read.relation,
        value=value,
        value_high=_decimal(read.value_high),
        unit=read.unit,
        subject=read.subject or suggestion.quote,
        by=by,
        every=read.every,
        scope_area_id=province.id if province else None,
        scope_name=province.full_name if province else "",
        floor=_floor(indicators.get(code), read.relation, value, by),
    )


def propose_task(suggestion: documents.SuggestionView, *, sentence: str, on: date) -> TaskProposal:
    """This will fill a task in from its suggestion; `sentence` is the duty as the document words it."""
    read = suggestion.payload
    if not isinstance(read, documents.ProposedDuty):
        raise NotFound("Gợi ý này không phải nhiệm vụ.")
    return TaskProposal(
        title=sentence or suggestion.quote,
        lead_names=read.leads,
        support_names=read.supports,
        leads=_shown(parties(read.leads, on=on), "lead"),
        supports=_shown(parties(read.supports, on=on), "support"),
        due_on=day_of(read.due, on=on) if read.due else None,
        every=read.every,
    )


def parties(names: Iterable[str], *, on: date) -> Parties:
    """This will find the agencies that names mean; a group ("UBND các xã, phường") stands for all of its kind."""
    return Parties(tuple((name, _members(name, on)) for name in names))


def _members(name: str, on: date) -> tuple[agencies.AgencyView, ...]:
    if agencies.is_group(name):
        return tuple(agency for kind in kinds_in_group(name) for agency in agencies.agencies(kind=kind, on=on))
    found = agencies.match(name, on)
    return found if len(found) == 1 else ()


def _shown(found: Parties, role: str) -> tuple[PartyView, ...]:
    return tuple(_party(name, members, role) for name, members in found.named)


def _party(name: str, members: tuple[agencies.AgencyView, ...], role: str) -> PartyView:
    if len(members) == 1:
        return PartyView(members[0].id, members[0].name, role, is_asked=members[0].party_line)
    note = f"{len(members)} cơ quan" if members else "chưa có trong danh mục"
    return PartyView(None, f"{name} ({note})", role)


def _floor(indicator: IndicatorDef | None, relation: str, value: Decimal | None, by: Period | None) -> FloorView | None:
    return floor_view(indicator, relation, value, by.last_day) if by else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
