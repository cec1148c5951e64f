"""The areas under one, each with the indicator's answer there: the ranking, and the classes of the map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators.kept import kept
from pcmt.indicators.queries.bases import too_few
from pcmt.indicators.queries.contexts import contexts
from pcmt.indicators.queries.untraced import Untraced, untraced
from pcmt.indicators.queries.values import Value, measured, rule_of
from pcmt.indicators.rules.classing import Band, bands
from pcmt.indicators.rules.roadmap import Goal
from pcmt.indicators.rules.sheet import Sheet
from pcmt.indicators.rules.spot import Spot
from pcmt.kernel.formula.evaluate import evaluate
from pcmt.kernel.formula.tree import Aggregate, Node, children, is_condition
from pcmt.kernel.number import Number, Truth
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import IndicatorDef


@dataclass(frozen=True)
class Place:
    """One commune with its answer; `rank` is None where it is not ranked, `note` says why.

    state: `met` or `risk` for a yes or no, `void` where unknown, else empty (a figure).
    """

    area: AreaView
    display: str
    number: Number | None
    state: str
    rank: int | None
    note: str
    reference: str


def places(code: str, period: Period, province_id: int, on: date) -> tuple[Place, ...]:
    """This will answer an indicator for every commune of a province: ranked ones first, best on top.

    An indicator that only a province can have (a share of communes) is answered by the condition that it counts.
    A rate whose denominator is tiny is shown, not ranked: there chance would rank.
    """
    return places_over(code, [period], province_id, on)[period]


def places_over(code: str, periods: Sequence[Period], province_id: int, on: date) -> dict[Period, tuple[Place, ...]]:
    """This will answer an indicator for every commune in several periods, each under the rule of its own day.

    All on the map of one day, so that a commune can be followed through a merger. In a fixed number of queries.
    """
    return {**_places_over(code, tuple(periods), province_id, on)}


def _count(found: Mapping[Period, Sequence[Place]]) -> int:
    return sum(len(group) for group in found.values())


@kept(_count)
def _places_over(
    code: str, periods: Sequence[Period], province_id: int, on: date
) -> Mapping[Period, tuple[Place, ...]]:
    communes = areas.communes(province_id, on)
    rules = {period: rule_of(code, period) for period in dict.fromkeys(periods)}
    asked = [node for rule in rules.values() if rule for node in (_asked(rule), _base(rule)) if node is not None]
    if not communes or not asked:
        return dict.fromkeys(rules, ())
    ids = [commune.id for commune in communes]
    if any(rule and rule.level == "province" for rule in rules.values()):  # answers lead to the cells that they rest on
        sheet = contexts(dict.fromkeys(asked), ids, [*rules], on)
        return {period: places_on(rule, communes, sheet, period) for period, rule in rules.items()}
    bases = [node for rule in rules.values() if rule and (node := _base(rule)) is not None]
    found = untraced([code], ids, [*rules], on, also=list(dict.fromkeys(bases)))
    return {
        period: _ranked([_standing(rule, one, found, period) for one in communes], rule) if rule else ()
        for period, rule in rules.items()
    }


def _standing(rule: IndicatorDef, commune: AreaView, found: Untraced, period: Period) -> tuple[AreaView, Value, str]:
    base = _base(rule)
    under = found.figures[base][commune.id, period.id] if base is not None else None
    value = found.values[rule.code, commune.id, period.id]
    return commune, value, _why_unranked(rule, value, under)


def _asked(rule: IndicatorDef) -> Node | None:
    """What is asked of a commune; None where a province's indicator counts nothing of each."""
    return counted_part(rule.formula) if rule.level == "province" else rule.formula


def _base(rule: IndicatorDef) -> Node | None:
    return rule.denominator.formula if rule.denominator else None


def places_on(
    rule: IndicatorDef | None, communes: Sequence[AreaView], sheet: Sheet, period: Period
) -> tuple[Place, ...]:
    """This will answer for every commune on a sheet that holds what the rule and its denominator read there."""
    asked = _asked(rule) if rule else None
    if rule is None or asked is None:
        return ()
    spots = {commune.id: Spot(sheet, commune.id, period) for commune in communes}
    if rule.level == "province" and is_condition(asked):
        return tuple(_answered(commune, asked, spots[commune.id]) for commune in communes)
    return _ranked([_measured(rule, commune, spots[commune.id]) for commune in communes], rule)


def classes(found: Sequence[Place], rule: IndicatorDef, goal: Goal | None) -> tuple[Band, ...]:
    """This will put the known figures of places into classes for a map; none where places answer yes or no.

    A goal divides them only where it can be asked of one commune as of all: of a share or a rate, not of a count.
    """
    return bands(figures(found), goal_of_classes(rule, goal))


def figures(found: Sequence[Place]) -> list[Fraction]:
    """This will give the known figures of places."""
    return [place.number.value for place in found if place.number is not None and place.number.is_known]


def goal_of_classes(rule: IndicatorDef, goal: Goal | None) -> Goal | None:
    """This will give the goal where it divides the classes of a map; None where it can only be asked of all."""
    return goal if rule.unit == "%" or rule.denominator is not None else None


def counted_part(node: Node) -> Node | None:
    """This will find what a formula asks of each area below: the first part aggregated over areas."""
    if isinstance(node, Aggregate) and node.over == "areas":
        return node.of
    return next((found for child in children(node) if (found := counted_part(child)) is not None), None)


def _answered(commune: AreaView, condition: Node, spot: Spot) -> Place:
    answer = evaluate(condition, spot).value
    holds = answer.holds if isinstance(answer, Truth) else None
    state = "void" if holds is None else "met" if holds else "risk"
    display = {"met": "có", "risk": "không", "void": "chưa đủ dữ liệu"}[state]
    cells = [reference for reading in spot.readings() for reference in reading.references]
    return Place(commune, display, None, state, None, "", cells[0] if cells else "")


def _measured(rule: IndicatorDef, commune: AreaView, spot: Spot) -> tuple[AreaView, Value, str]:
    found = measured(rule, rule.code, spot)
    base = evaluate(rule.denominator.formula, spot).value if rule.denominator and found.state == "known" else None
    return commune, found, _why_unranked(rule, found, base)


def _why_unranked(rule: IndicatorDef, value: Value, base: Number | Truth | None) -> str:
    """Why a value is not ranked, by what its denominator comes to; empty where it is."""
    if value.state != "known":
        return "không có gì để tính" if value.display.startswith("không") else "thiếu dữ liệu"
    few = too_few(rule, base)
    return f"không xếp hạng: {few}" if few else ""


def _ranked(found: Sequence[tuple[AreaView, Value, str]], rule: IndicatorDef) -> tuple[Place, ...]:
    sign = 1 if rule.better == "down" else -1
    ranked = sorted((one for one in found if not one[2]), key=lambda one: (sign * one[1].number.value, one[0].sort_key))
    rows: list[Place] = []
    for place, (area, value, _) in enumerate(ranked, start=1):
        same = rows and rows[-1].number == value.number
        rank = rows[-1].rank if same else place
        rows.append(Place(area, value.display, value.number, "", rank, "", value.reference))
    rest = [one for one in found if one[2]]
    unranked = (
        Place(area, value.display, value.number, "void" if value.state != "known" else "", None, note, value.reference)
        for area, value, note in rest
    )
    return (*rows, *unranked)
