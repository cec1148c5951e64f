"""A block of an official report: the figures that it prints, each leading on to what it stands on."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localtime

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.publications import queries as publications
from pcmt.publications.queries import PrintedFigure, ReportView
from pcmt.rulebook.queries import FiguresBlock, book
from pcmt.trace import policy
from pcmt.trace.rules.node import TraceEvent, TraceNode
from pcmt.trace.rules.references import BadReference, Reference, ValueReference, parse
from vanban.text import format_date


def trace_report(report_id: int, block: str, actor: Actor, on: date) -> TraceNode:
    """This will tell which figures a block prints, and who composed, signed and issued the report."""
    view = publications.report(actor, report_id)
    if view.layout.block(block) is None:
        raise NotFound("Báo cáo không có phần này.", where=f"report:{report_id}#{block}")
    named = book().permissions
    return TraceNode(
        reference=f"report:{report_id}#{block}",
        kind="report",
        title=f"{view.row.title}: {_caption(view, block)}",
        facts=_facts(view),
        up=(TraceNode("", "law", f"Mẫu báo cáo {view.layout.id}: {view.layout.source}"),),
        down=_figures(publications.figures(report_id, block), on),
        events=tuple(
            TraceEvent(localtime(entry.at), named.get(entry.action, entry.action), entry.actor_label, entry.reason)
            for entry in view.history
        ),
    )


def printed_nodes(references: Sequence[str], area: AreaView, actor: Actor) -> tuple[TraceNode, ...]:
    """This will list the reports that print any of some figures, each once, for those who may see them."""
    if not policy.may_see_area(actor, "publications.view", area):
        return ()
    places: dict[int, list[PrintedFigure]] = {}
    for one in publications.printed_in(references):
        places.setdefault(one.report_id, []).append(one)
    return tuple(_printed_node(found) for found in places.values())


def _printed_node(places: Sequence[PrintedFigure]) -> TraceNode:
    """One report with all that it prints of what was asked; it leads to the first place."""
    first = places[0]
    facts = ("Ý đã chọn từ" if one.reference.startswith("words:") else "Số liệu in" for one in places)
    return TraceNode(
        reference=f"report:{first.report_id}#{first.block}",
        kind="report",
        title=f"Được nêu trong: {first.report_title}" + (f" (số {first.number})" if first.number else ""),
        facts=tuple(dict.fromkeys(zip(facts, (one.display for one in places), strict=True))),
    )


def _facts(view: ReportView) -> tuple[tuple[str, str], ...]:
    facts = [("Báo cáo", view.row.title), ("Kỳ", view.row.period.label), ("Trạng thái", view.row.state.label)]
    if view.row.number:
        day = f", {format_date(view.row.issued_on)}" if view.row.issued_on else ""
        facts.append(("Số, ngày", view.row.number + day))
    if view.signer:
        facts.append(("Người ký", view.signer))
    return tuple(facts)


def _caption(view: ReportView, code: str) -> str:
    block = view.layout.block(code)
    return block.caption if isinstance(block, FiguresBlock) else f"phần {code}"


def _figures(printed: Sequence[PrintedFigure], on: date) -> tuple[TraceNode, ...]:
    read = [(one, _reference(one.reference)) for one in printed]
    names = areas.areas_by_id({ref.area_id for _, ref in read if isinstance(ref, ValueReference)}, on)
    nodes = []
    for one, ref in read:
        title = one.display
        if isinstance(ref, ValueReference):
            rule = indicators.rule_of(ref.code, ref.period)
            place = names[ref.area_id].full_name if ref.area_id in names else f"địa bàn {ref.area_id}"
            title = f"{rule.label if rule else ref.code}, {place}, {ref.period.name_inside}: {one.display}"
        nodes.append(TraceNode(one.reference if ref else "", one.reference.partition(":")[0], title))
    return tuple(nodes)


def _reference(text: str) -> Reference | None:
    """Read what stands behind a piece; the words of agencies have no reference that can be followed."""
    try:
        return parse(text)
    except BadReference:
        return None
