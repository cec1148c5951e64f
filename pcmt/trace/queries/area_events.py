"""A change of the map: the paper that ordered it, and all that it touched."""

from pcmt.areas.queries import events
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.trace import policy
from pcmt.trace.queries.plans import events_of
from pcmt.trace.rules.node import TraceNode
from vanban.text import format_date


def trace_area_event(event_id: int, actor: Actor) -> TraceNode:
    """This will tell what an event ordered, by which paper, and what it touched; in preparation only to preparers."""
    shown = events.event(event_id)
    if not actor.may_somewhere("areas.view") or not (
        shown.state == "applied" or actor.may_somewhere("areas.propose_event")
    ):
        raise NotFound("Không tìm thấy sự kiện địa bàn.")
    labels = events.part_labels()
    names = {code: unit.full_name for code, unit in events.old_units(shown).items()}
    facts = [
        ("Có hiệu lực từ ngày", format_date(shown.on)),
        ("Trạng thái", shown.state_label),
        ("Đơn vị cũ", ", ".join(names.get(code, code) for code in shown.change.old)),
        ("Đơn vị sau thay đổi", ", ".join(f"{unit.name} (mã {unit.code})" for unit in shown.change.units)),
        ("Căn cứ", shown.basis),
    ]
    return TraceNode(
        reference=f"area_event:{event_id}",
        kind="area_event",
        title=f"{shown.kind_label} từ ngày {format_date(shown.on)}",
        facts=tuple((label, value) for label, value in facts if value),
        up=_paper(shown.document, actor),
        down=tuple(
            TraceNode("", "touched", f"{labels.get(part.name, part.name)}: {one.label}", (("Thay đổi", one.effect),))
            for part in shown.parts
            for one in part.touched
        ),
        events=events_of(f"area_event:{event_id}"),
    )


def _paper(reference: str, actor: Actor) -> tuple[TraceNode, ...]:
    number = reference.removeprefix("document:")
    if not number.isdecimal() or not policy.may_read_documents(actor):
        return ()
    head = documents.labels([int(number)]).get(int(number))
    return () if head is None else (TraceNode("", "document", head.label, (("Trích yếu", head.title),)),)
