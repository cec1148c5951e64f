"""A closed figure: who typed, confirmed, signed and closed it, and which indicators and sentences it answers."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate, localtime

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators.queries import said
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.tree import Cell, codes
from pcmt.kernel.period import MONTHS, Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import FactView
from pcmt.rulebook.queries import CellDef, IndicatorDef, book
from pcmt.trace import policy
from pcmt.trace.queries.plans import target_nodes
from pcmt.trace.queries.reports import printed_nodes
from pcmt.trace.rules.node import TraceEvent, TraceNode
from vanban.text import format_date


def trace_cell(fact_id: int, actor: Actor, on: date) -> TraceNode:
    """This will tell the story of one closed figure; NotFound for those who may not see it."""
    cell = reporting.cell(fact_id)
    fact = cell.fact
    area = area_then(fact.area_id, fact.period)
    policy.need(policy.may_see_cell(actor, cell, area))
    asked = book().form_by_id(cell.form_id).cell(fact.element) if cell.form_id else None
    facts = [
        ("Số liệu", amount(fact)),
        ("Địa bàn", area.full_name),
        ("Kỳ", fact.period.label),
        ("Nguồn", cell.provenance_label),
    ]
    if cell.form_label:
        facts.append(("Biểu", f"{cell.form_label} ({cell.form_id}), phần “{cell.section_label}”"))
    if fact.submission_id is not None:
        facts.append(("Báo cáo", f"submission:{fact.submission_id}"))
    if fact.basis:
        facts.append(("Căn cứ khi chốt", fact.basis))
    if cell.origin is not None:
        facts.append(("Sổ cũ", f"{cell.origin.file_name}, trang “{cell.origin.sheet}”, ô {cell.origin.address}"))
        facts.append(("Trong sổ ghi", cell.origin.text))
    if cell.comment:
        facts.append(("Ghi chú", cell.comment))
    if fact.superseded_at:
        facts.append(("Lưu ý", "số liệu này đã được thay bằng bản chốt sau"))
    return TraceNode(
        reference=fact.reference,
        kind="cell",
        title=f"{cell.label}: {amount(fact)} – {area.full_name}, {fact.period.name_inside}",
        facts=tuple(facts),
        up=(
            _asked(fact, cell.form_label, asked),
            *_indicators(fact, area, actor, on),
            *_reports(fact, area, actor),
        ),
        down=tuple(_revision(one) for one in cell.revisions if one.id != fact.id),
        events=tuple(TraceEvent(localtime(deed.at), deed.label, deed.person, deed.note) for deed in cell.deeds),
    )


def _asked(fact: FactView, form: str, asked: CellDef | None) -> TraceNode:
    """What asks for the figure to be counted: the cell of the form with its source, or the element's own source."""
    source = asked.source if asked else book().element(fact.element).source
    facts = [("Nguyên văn", f"“{source.quote}”")] if source.quote else []
    if not source.certain:
        facts.append(("Lưu ý", "thiết lập của tỉnh, có thể sửa trong bộ quy tắc"))
    return TraceNode("", "law", f"{form}: {source}" if form else str(source), tuple(facts))


def amount(fact: FactView) -> str:
    """This will write a stored figure with its unit; a yes or no in words."""
    if book().element(fact.element).kind in ("yesno", "class"):
        return "có" if fact.quantity.scaled else "không"
    return said(fact.quantity.fraction, fact.quantity.scale, fact.quantity.unit)


def cell_nodes_of(groups: Sequence[Sequence[FactView]]) -> list[tuple[TraceNode, ...]]:
    """This will list groups of closed figures, each figure with its area and who closed it when.

    Areas are named as on the newest day of their group: a query for each such day, and one for the persons.
    """
    days = [max((fact.period.last_day for fact in facts), default=None) for facts in groups]
    named: dict[date, dict[int, AreaView]] = {}
    for newest in dict.fromkeys(day for day in days if day is not None):
        ids = {fact.area_id for facts, day in zip(groups, days, strict=True) if day == newest for fact in facts}
        named[newest] = areas.areas_by_id(sorted(ids), newest)
    closers = {fact.accepted_by_id for facts in groups for fact in facts if fact.accepted_by_id is not None}
    names = agencies.person_names(sorted(closers)) if closers else {}
    found = []
    for facts, day in zip(groups, days, strict=True):
        places = named[day] if day is not None else {}
        ordered = sorted(facts, key=lambda fact: (fact.period.first_day, _order(places.get(fact.area_id))))
        found.append(tuple(_cell_node(fact, places.get(fact.area_id), names) for fact in ordered))
    return found


def _cell_node(fact: FactView, area: AreaView | None, names: dict[int, str]) -> TraceNode:
    place = area.full_name if area else f"địa bàn {fact.area_id}"
    closed = names.get(fact.accepted_by_id, "") if fact.accepted_by_id is not None else ""
    facts = [("Chốt", format_date(localdate(fact.accepted_at)) + (f", {closed}" if closed else ""))]
    if fact.basis:
        facts.append(("Căn cứ", fact.basis))
    return TraceNode(fact.reference, "cell", f"{place}, {fact.period.name_inside}: {amount(fact)}", tuple(facts))


def _order(area: AreaView | None) -> str:
    return area.sort_key if area else ""


def _revision(fact: FactView) -> TraceNode:
    word = "bản chốt trước" if fact.superseded_at else "bản chốt hiện hành"
    title = f"Lần {fact.revision}: {amount(fact)} ({word}, {format_date(localdate(fact.accepted_at))})"
    return TraceNode(fact.reference, "cell", title)


def _indicators(fact: FactView, area: AreaView, actor: Actor, on: date) -> tuple[TraceNode, ...]:
    """The values that count this figure: here, and in the area above; each with the targets that asked for it."""
    found: list[TraceNode] = []
    whole, _, _ = fact.element.partition(".")
    for rule in book().indicators(fact.period.last_day):
        if not _reads(rule, fact.element, whole):
            continue
        period = _counting_period(rule, fact.period)
        for place_id in _counting_areas(rule, area):
            place = areas.last_seen([place_id], on)[place_id]
            title = f"Chỉ số “{rule.label}” – {place.full_name}, {period.name_inside}"
            found.append(
                TraceNode(
                    reference=f"value:{rule.code}/{place_id}/{period.id}",
                    kind="value",
                    title=title,
                    facts=(("Quy tắc", f"{rule.id}, {rule.source}"),),
                    up=target_nodes(rule.code, place_id, actor, on),
                )
            )
    return tuple(found)


def _reports(fact: FactView, area: AreaView, actor: Actor) -> tuple[TraceNode, ...]:
    """The official reports that print a value which counts this figure: of its month, quarter, half or year."""
    above = areas.area(area.parent_id, fact.period.last_day) if area.parent_id is not None else area
    whole, _, _ = fact.element.partition(".")
    rules = [rule.code for rule in book().indicators(fact.period.last_day) if _reads(rule, fact.element, whole)]
    wanted = [
        f"value:{code}/{place}/{period.id}"
        for code in (fact.element, whole, *rules)
        for place in (area.id, above.id)
        for period in _spans(fact.period)
    ]
    return printed_nodes(wanted, above, actor)


def _reads(rule: IndicatorDef, *elements: str) -> bool:
    """This will tell whether an indicator is computed from any of some elements."""
    return bool({*elements} & codes(rule.formula, Cell))


def _spans(period: Period) -> tuple[Period, ...]:
    """The periods whose value can count a figure of this one."""
    if period.free or period.kind is not Kind.MONTH:
        return (period,)
    nine = (
        (Period(Kind.NINE_MONTHS, period.year, 1, period.calendar),) if period.index <= MONTHS[Kind.NINE_MONTHS] else ()
    )
    return (period, *(period.enclosing(kind) for kind in (Kind.QUARTER, Kind.HALF, Kind.YEAR)), *nine)


def _counting_period(rule: IndicatorDef, period: Period) -> Period:
    if period.free or period.is_span or period.width >= MONTHS[rule.period_kind]:
        return period
    return period.enclosing(rule.period_kind)


def _counting_areas(rule: IndicatorDef, area: AreaView) -> tuple[int, ...]:
    here = (area.id,) if rule.level in ("any", area.level) else ()
    above = (area.parent_id,) if area.parent_id is not None and rule.level in ("any", "province") else ()
    return (*here, *above)


def area_then(area_id: int, period: Period) -> AreaView:
    """This will find an area as it was on a period's last day, else as last before, else as first after."""
    found = areas.last_seen([area_id], period.last_day).get(area_id)
    if found is None:
        raise NotFound(f"Không tìm thấy đơn vị hành chính {area_id}.")
    return found
