"""The areas under one, each with the indicator's answer there: the ranking, and the tiles of the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators.queries.contexts import contexts
from pcmt.indicators.queries.values import Value, measured, rule_of
from pcmt.indicators.rules.spot import Spot
from pcmt.kernel.formula.evaluate import evaluate
from pcmt.kernel.formula.tree import Aggregate, Node, children, is_condition
from pcmt.kernel.number import Number, Truth
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import IndicatorDef

BANDS = 4
NEUTRAL = 2
"""The band of a figure that is neither good nor bad."""


@dataclass(frozen=True)
class Place:
    """One commune with its answer; `rank` is None where it is not ranked, `note` says why.

    state: `met` or `risk` for a yes or no, `void` where unknown, else empty (a figure).
    band: 1 (best) to 4 for the map, 0 none; a figure that is neither good nor bad has the neutral one.
    """

    area: AreaView
    display: str
    number: Number | None
    state: str
    rank: int | None
    note: str
    reference: str
    band: int = 0


def places(code: str, period: Period, province_id: int, on: date) -> tuple[Place, ...]:
    """This will answer an indicator for every commune of a province: ranked ones first, best on top.

    An indicator that only a province can have (a share of communes) is answered by the condition that it counts.
    A rate whose denominator is tiny is shown, not ranked: there chance would rank.
    """
    rule = rule_of(code, period)
    communes = areas.communes(province_id, on)
    if rule is None or not communes:
        return ()
    counted = counted_part(rule.formula)
    if rule.level == "province" and counted is None:
        return ()
    nodes = [counted if rule.level == "province" and counted else rule.formula]
    least = [rule.denominator.formula] if rule.denominator else []
    sheet = contexts([*nodes, *least], [commune.id for commune in communes], [period], on)
    spots = {commune.id: Spot(sheet, commune.id, period) for commune in communes}
    if rule.level == "province" and counted and is_condition(counted):
        return tuple(_answered(commune, counted, spots[commune.id]) for commune in communes)
    return _ranked([_measured(rule, commune, spots[commune.id]) for commune in communes], rule)


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
    return Place(
        commune, display, None, state, None, "", cells[0] if cells else "", {"met": 1, "risk": 4, "void": 0}[state]
    )


def _measured(rule: IndicatorDef, commune: AreaView, spot: Spot) -> tuple[AreaView, Value, str]:
    found = measured(rule, rule.code, spot)
    if found.state != "known":
        return commune, found, "không có gì để tính" if found.display.startswith("không") else "thiếu dữ liệu"
    if rule.denominator:
        base = evaluate(rule.denominator.formula, spot).value
        if isinstance(base, Number) and base.is_known and base.value < rule.denominator.least:
            return commune, found, f"không xếp hạng: {rule.denominator.label} dưới {rule.denominator.least}"
    return commune, found, ""


def _ranked(found: Sequence[tuple[AreaView, Value, str]], rule: IndicatorDef) -> tuple[Place, ...]:
    sign = 1 if rule.better == "down" else -1
    ranked = sorted((one for one in found if not one[2]), key=lambda one: (sign * one[1].number.value, one[0].sort_key))
    rows: list[Place] = []
    levels = sorted({one[1].number.value for one in ranked}, reverse=rule.better != "down")
    for place, (area, value, _) in enumerate(ranked, start=1):
        same = rows and rows[-1].number == value.number
        rank = rows[-1].rank if same else place
        band = 1 + levels.index(value.number.value) * BANDS // len(levels) if rule.better != "none" else NEUTRAL
        rows.append(Place(area, value.display, value.number, "", rank, "", value.reference, band))
    rest = [one for one in found if one[2]]
    unranked = (
        Place(area, value.display, value.number, "void" if value.state != "known" else "", None, note, value.reference)
        for area, value, note in rest
    )
    return (*rows, *unranked)
