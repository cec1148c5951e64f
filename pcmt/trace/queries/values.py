"""An indicator's value: the rule that computed it, the figures it read, and the targets that asked for it."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Reading, Value, told, way_of
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.tree import Cell, Indicator
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import IndicatorDef, book
from pcmt.trace import policy
from pcmt.trace.queries.cells import area_then, cell_nodes_of
from pcmt.trace.queries.duties import duty_nodes
from pcmt.trace.queries.plans import counted_task_nodes, target_nodes
from pcmt.trace.queries.reports import printed_nodes
from pcmt.trace.rules.formulas import parts_of_ratio, readable
from pcmt.trace.rules.node import TraceNode
from vanban.text import format_date, format_number

WAYS = {
    "whole": "cộng số liệu của các đơn vị cũ, chuyển trọn vẹn",
    "share": "ước tính: có đơn vị cũ được chia theo tỷ lệ",
}


def trace_value(
    code: str, area_id: int, period: Period, actor: Actor, on: date, *, found: Value | None = None
) -> TraceNode:
    """This will tell how a value came about; NotFound for those who may not see the area.

    found: the value, where the caller has computed it on the map of the same day.
    """
    area = area_then(area_id, period)
    policy.need(policy.may_see_area(actor, "indicators.view", area))
    policy.need(policy.may_see_element(actor, code, area))
    found = found or indicators.value(code, area_id, period, on)
    rule = indicators.rule_of(code, period)
    is_indicator = any(one.code == code for one in book().all_indicators)
    return TraceNode(
        reference=found.reference,
        kind="value" if is_indicator else "total",
        title=f"{rule.label if rule else code}: {found.display} – {area.full_name}, {period.name_inside}",
        facts=_facts(found, rule, area),
        up=(
            *(target_nodes(code, area_id, actor, on) or _asked_by_rule(rule)),
            *printed_nodes([found.reference], area, actor),
        ),
        down=_readings(found, area, actor, on),
    )


def _facts(found: Value, rule: IndicatorDef | None, area: AreaView) -> tuple[tuple[str, str], ...]:
    facts = [("Giá trị", found.display), ("Địa bàn", area.full_name), ("Kỳ", found.period.label)]
    if rule and rule.valid_from == date.min:
        facts += [("Căn cứ", str(rule.source)), ("Cách tính", "Tổng hợp số liệu đã chốt theo địa bàn và theo kỳ.")]
    elif rule:
        named = partial(_named, period=found.period)
        facts += [
            ("Quy tắc", f"{rule.id}, hiệu lực từ {format_date(rule.valid_from)}"),
            ("Căn cứ", str(rule.source) + ("" if rule.source.certain else " (thiết lập của tỉnh)")),
            ("Cách tính", rule.explanation),
            ("Công thức", readable(rule.formula, named)),
            *parts_of_ratio(rule.formula, found.trace, lambda number: told(number, 0), named),
        ]
    if not found.number.is_known and found.number.missing:
        shown = "; ".join(found.number.missing[:10])
        more = f" và {len(found.number.missing) - 10} nơi khác" if len(found.number.missing) > 10 else ""
        facts.append(("Còn thiếu", shown + more))
    return tuple(facts)


def _named(read: Cell | Indicator, period: Period) -> str:
    """What a formula reads, as pages call it: the indicator of the period's day, or the element."""
    rule = indicators.rule_of(read.code, period)
    return rule.label if rule else read.code


def _asked_by_rule(rule: IndicatorDef | None) -> tuple[TraceNode, ...]:
    """What asked for the figure where no plan has set a target: the higher level's target, else the rule's source."""
    if rule is None:
        return ()
    source = rule.floor.source if rule.floor else rule.source
    facts = [("Mức phấn đấu", indicators.floor_text(rule))] if rule.floor else []
    if source.quote:
        facts.append(("Nguyên văn", f"“{source.quote}”"))
    return (TraceNode("", "law", f"{source}", tuple(facts)),)


def _readings(found: Value, area: AreaView, actor: Actor, on: date) -> tuple[TraceNode, ...]:
    """The figures read, grouped by element; a total of communes is opened down to the communes' own figures.

    As many queries for many elements as for one.
    """
    grouped: dict[str, list[Reading]] = {}
    for reading in found.readings:
        if policy.may_see_element(actor, reading.code, area):
            grouped.setdefault(reading.code, []).append(reading)
    cells = _cells(grouped, area, actor, on) if policy.may_see_area(actor, "reporting.view", area) else {}
    return tuple(_element_node(code, readings, area, cells.get(code, ()), on) for code, readings in grouped.items())


def _element_node(
    code: str, readings: list[Reading], area: AreaView, cells: tuple[TraceNode, ...], on: date
) -> TraceNode:
    wholes = [reading for reading in readings if reading.area_id == area.id]
    title = "; ".join(f"{one.label}, {one.period.name_inside}: {told(one.number, 0)}" for one in wholes[:4])
    if not wholes:
        title = f"{readings[0].label}: {len(readings)} địa bàn"
    facts: tuple[tuple[str, str], ...] = ()
    if missing := sorted({one for reading in readings for one in reading.missing_areas}):
        names = areas.areas_by_id(missing, on)
        facts = (("Chưa có số liệu", "; ".join(view.full_name for view in names.values())),)
    if way := way_of(readings):
        facts = (*facts, ("Qua sắp xếp đơn vị", WAYS[way]))
    return TraceNode("", "element", title, facts, (), cells)


def _cells(
    grouped: Mapping[str, list[Reading]], area: AreaView, actor: Actor, on: date
) -> dict[str, tuple[TraceNode, ...]]:
    """What each element's figures are made of: the facts, what the register of areas says, or the reports counted."""
    places = _places(area, grouped, on)
    periods = {code: list(dict.fromkeys(one.period for one in readings)) for code, readings in grouped.items()}
    kept: dict[str, tuple[set[str], set[Period]]] = {}
    for code in grouped:
        under = [indicators.kept_under(code, period, on) for period in periods[code]]
        kept[code] = (set(under[0][0]), {span for _, spans in under for span in spans})
    facts = reporting.facts(
        sorted({one for own in places.values() for one in own}),
        list(dict.fromkeys(span for _, spans in kept.values() for span in spans)),
        sorted({name for names, _ in kept.values() for name in names}),
    )
    of = {
        code: [
            fact
            for (area_id, period, name), fact in facts.items()
            if name in names and period in spans and area_id in places[code]
        ]
        for code, (names, spans) in kept.items()
    }
    found = dict(zip(of, cell_nodes_of(list(of.values())), strict=True))
    for code in grouped:
        own = sorted(places[code])
        if counted := book().element(code).tasks:
            found[code] = counted_task_nodes(counted, own, periods[code], actor, on)
        elif book().element(code).counted:
            found[code] = duty_nodes(own, periods[code], on, only_odd=area.level != "commune")
        elif not found[code]:
            found[code] = _yearly_nodes(code, own, periods[code])
    return found


def _yearly_nodes(code: str, places: list[int], periods: Iterable[Period]) -> tuple[TraceNode, ...]:
    """What the register of areas says of a year, with its source, where nobody reported the figure."""
    measure = book().element(code).yearly
    years = {period.last_day.year for period in periods} if measure else ()
    rows = [row for year in years for row in areas.denominators_of(places, measure, year).values()]
    return tuple(
        TraceNode(
            "",
            "yearly",
            f"{row.label}, năm {row.year}: {format_number(row.quantity)} {row.unit}",
            (("Nguồn", row.source or "chưa ghi"), ("Cách ghi", row.provenance_label)),
        )
        for row in rows
    )


def _places(area: AreaView, grouped: Mapping[str, list[Reading]], on: date) -> dict[str, set[int]]:
    """The areas whose figures were read, by element, with the former units from which figures were carried to them."""
    below = () if area.level == "commune" else tuple(commune.id for commune in areas.communes(area.id, on))
    wanted, days = {}, {}
    for code, readings in grouped.items():
        read = {reading.area_id for reading in readings}
        wanted[code] = read.union(below) if area.id in read else read
        days[code] = {reading.period.last_day for reading in readings}
    then = areas.carried(set[int]().union(*wanted.values()), set[date]().union(*days.values()), on)
    return {
        code: own | {origin.area_id for day in days[code] for one in own for origin in then.get(day, {}).get(one, ())}
        for code, own in wanted.items()
    }
