"""Scorecards (bảng điểm) of communes and agencies: their parts, the facts below, the ranks of those comparable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.indicators import policy
from pcmt.indicators.queries.score_facts import (
    Facts,
    Marks,
    ScoredFact,
    agency_targets,
    commune_targets,
    doubted_reports,
    led_tasks,
    marks_of,
    report_marks,
    reports_behind,
)
from pcmt.indicators.rules.scoring import Rank, ranks
from pcmt.kernel.actor import Actor
from pcmt.kernel.number import Number
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import PartScore, Scorecard, ScorePart, book

QUARTERS = 4
FROM_REPORTS = ("reports_on_time", "reports_sent", "reports_unamended")


@dataclass(frozen=True)
class ScoredUnit:
    """A commune or an agency of the province. group: the district that a commune came from, or the kind of agency."""

    id: int
    name: str
    group: str
    area_id: int


@dataclass(frozen=True)
class ScoreRow:
    """A unit's score; None where nothing could be scored. share: percent of the weight that it stands on.

    rank: None where it is not ranked, and `note` says why.
    """

    unit: ScoredUnit
    parts: tuple[PartScore, ...]
    total: Number | None
    share: int
    rank: Rank | None = None
    note: str = ""


@dataclass(frozen=True)
class ScoreTable:
    """All units of a scorecard in a period that the actor may see, ranked ones first; `whole`: they see all.

    as_of: the day up to which it is told. periods: those that may be asked for, the newest first.
    """

    card: Scorecard
    period: Period
    as_of: date
    rows: tuple[ScoreRow, ...]
    periods: tuple[Period, ...]
    whole: bool


@dataclass(frozen=True)
class UnitScore:
    """One unit's card: each part with the facts that it rests on (of reports those that count against it).

    hidden: how many facts of each part are not for this actor.
    """

    table: ScoreTable
    row: ScoreRow
    facts: tuple[tuple[ScorePart, PartScore, tuple[ScoredFact, ...], int], ...]


def score_periods(card: Scorecard, on: date) -> tuple[Period, ...]:
    """This will list the periods of a scorecard: the year so far, the last quarters that ended, the year before."""
    year = Period.holding(on, Kind.YEAR, card.calendar)
    quarter = Period.holding(on, Kind.QUARTER, card.calendar)
    return (year, *(quarter.shifted(-back) for back in range(1, QUARTERS + 1)), year.previous())


def seen_cards(actor: Actor, on: date) -> tuple[Scorecard, ...]:
    """This will list the scorecards in force of which the actor sees some unit, or that have none yet."""
    found = []
    for card in book().scorecards(on):
        units = scored_units(card, on)
        if not units or any(policy.may_view_score(actor, card.whose, unit.id) for unit in units):
            found.append(card)
    return tuple(found)


def score_table(actor: Actor, code: str, on: date, period: Period | None = None) -> ScoreTable:
    """This will score every unit of a scorecard in a period (the year so far), and rank those that can be compared.

    Ranks are told only to who sees all units. NotFound for who sees none, and for what is no period of the card.
    """
    return _scored(actor, code, on, period)[0]


def unit_score(actor: Actor, code: str, unit_id: int, on: date, period: Period | None = None) -> UnitScore:
    """This will give one unit's card with its facts; NotFound where the actor may not see it."""
    table, found = _scored(actor, code, on, period)
    row = next((row for row in table.rows if row.unit.id == unit_id), None)
    if row is None:
        raise NotFound
    behind = _reports_of(actor, row.unit, table)
    tasks = {str(task.id) for task in plans.tasks(actor)}
    told = []
    for part, score in zip(table.card.parts, row.parts, strict=True):
        facts = behind[part.measure] if part.measure in FROM_REPORTS else found[part.measure].get(unit_id, ())
        shown = tuple(fact for fact in facts if fact.kind != "task" or fact.key in tasks)
        told.append((part, score, shown, len(facts) - len(shown)))
    return UnitScore(table, row, tuple(told))


def own_score(actor: Actor, code: str, unit_id: int, on: date) -> ScoreRow | None:
    """This will score one unit alone, the year so far, unranked; None where the actor may not see it."""
    card = book().scorecard(code, on)
    if not policy.may_view_score(actor, card.whose, unit_id):
        return None
    unit = next((one for one in scored_units(card, on) if one.id == unit_id), None)
    if unit is None:
        return None
    span = score_periods(card, on)[0]
    facts = _facts(card, [unit], span, on)
    return _rows(card, [unit], _reports(card, [unit], span, on), facts)[0]


def _scored(actor: Actor, code: str, on: date, period: Period | None) -> tuple[ScoreTable, Mapping[str, Facts]]:
    """The table, and by measure the facts of the units in it."""
    card = book().scorecard(code, on)
    offered = score_periods(card, on)
    span = period or offered[0]
    if span not in offered:
        raise NotFound("Bảng điểm không có kỳ này.")
    as_of = min(on, span.last_day)
    units = scored_units(card, as_of)
    seen = [unit for unit in units if policy.may_view_score(actor, card.whose, unit.id)]
    if units and not seen:
        raise NotFound
    facts = _facts(card, seen, span, as_of)
    rows = _ranked(card, _rows(card, seen, _reports(card, seen, span, as_of), facts))
    whole = len(seen) == len(units)
    if not whole:
        rows = [replace(row, rank=None) for row in rows]
    return ScoreTable(card, span, as_of, tuple(rows), offered, whole), facts


def scored_units(card: Scorecard, on: date) -> list[ScoredUnit]:
    """This will list the units of a scorecard on the map of a day; those asked and not ordered are never among them."""
    province = areas.province(on)
    if province is None:
        return []
    if card.whose == "commune":
        return [
            ScoredUnit(one.id, one.full_name, one.former_district, one.id) for one in areas.communes(province.id, on)
        ]
    found = agencies.agencies_of_kinds(card.agency_kinds, on)
    return [
        ScoredUnit(one.id, one.name, one.kind_label, one.area_id)
        for kind in card.agency_kinds
        for one in found[kind]
        if one.area_id == province.id and not one.party_line
    ]


def _rows(
    card: Scorecard, units: Sequence[ScoredUnit], reports: Mapping[str, Marks], facts: Mapping[str, Facts]
) -> list[ScoreRow]:
    marks = {**reports, **{measure: marks_of(found) for measure, found in facts.items()}}
    rows = []
    for unit in units:
        parts = tuple(part.score(marks[part.measure].get(unit.id, {})) for part in card.parts)
        total, share = card.total(parts)
        rows.append(ScoreRow(unit, parts, total, share))
    return rows


def _ranked(card: Scorecard, rows: Sequence[ScoreRow]) -> list[ScoreRow]:
    """Ranked units first, the best on top; then those that are not, by name, each with the reason."""
    told = [replace(row, note=card.unranked(row.total, row.share)) for row in rows]
    places = ranks({row.unit.id: row.total for row in told if row.total is not None and not row.note}, card.scale)
    told = [replace(row, rank=places.get(row.unit.id)) for row in told]
    return sorted(told, key=lambda row: (0, row.rank.best, row.rank.worst) if row.rank else (1, 0, 0))


def _reports(card: Scorecard, units: Sequence[ScoredUnit], span: Period, as_of: date) -> dict[str, Marks]:
    """How the units' reports came in, by measure."""
    count = reporting.punctuality if card.whose == "commune" else reporting.punctuality_of_agencies
    return report_marks(count([unit.id for unit in units], [span], as_of), span)


def _facts(card: Scorecard, units: Sequence[ScoredUnit], span: Period, as_of: date) -> dict[str, Facts]:
    """The facts of the parts that are counted one by one, by measure and unit; no query for what no part asks."""
    asked = {part.measure for part in card.parts}
    ids = [unit.id for unit in units]
    found: dict[str, Facts] = {}
    if "targets" in asked:
        found["targets"] = _targets(card, units, as_of)
    if "tasks_on_time" in asked:
        found["tasks_on_time"] = led_tasks(_agencies_of(card, ids, as_of), span, as_of)
    if "reports_undoubted" in asked:
        found["reports_undoubted"] = doubted_reports(ids, span, as_of)
    return found


def _targets(card: Scorecard, units: Sequence[ScoredUnit], as_of: date) -> Facts:
    if card.whose == "agency":
        return agency_targets([unit.id for unit in units], as_of)
    views = areas.areas_by_id([unit.id for unit in units], as_of)
    province = areas.province(as_of)
    return commune_targets(list(views.values()), province.id, as_of) if province else {}


def _agencies_of(card: Scorecard, ids: Sequence[int], as_of: date) -> dict[int, list[int]]:
    """Whose tasks count for a unit: its own, and for a commune those of its offices that are ordered, not asked."""
    if card.whose == "agency":
        return {agency_id: [agency_id] for agency_id in ids}
    asked = book().asked_kinds
    return {
        area_id: [one.id for one in seated if one.kind not in asked and not one.party_line]
        for area_id, seated in agencies.last_in(ids, as_of).items()
    }


def _reports_of(actor: Actor, unit: ScoredUnit, table: ScoreTable) -> dict[str, tuple[ScoredFact, ...]]:
    of_commune = table.card.whose == "commune"
    found = reporting.duties(
        actor, area_id=unit.id if of_commune else None, agency_id=None if of_commune else unit.id, on=table.as_of
    )
    return reports_behind(duty for duty in found if table.period.contains(duty.period.last_day))
