"""What may be asked of trace: one question, for every kind of reference, both ways."""

from datetime import datetime

from django.utils.timezone import localdate

from pcmt.indicators.queries import Value
from pcmt.kernel.actor import Actor
from pcmt.trace.queries.area_events import trace_area_event
from pcmt.trace.queries.cells import trace_cell
from pcmt.trace.queries.plans import trace_item, trace_provision, trace_target, trace_task
from pcmt.trace.queries.reports import trace_report
from pcmt.trace.queries.rights import Answer, BadQuestion, Explanation, kinds_asked, why
from pcmt.trace.queries.values import trace_value
from pcmt.trace.queries.words import trace_words
from pcmt.trace.rules.node import TraceEvent, TraceNode, lines, plain
from pcmt.trace.rules.references import (
    FORMS,
    AreaEventReference,
    BadReference,
    CellReference,
    ItemReference,
    ProvisionReference,
    ReportReference,
    TargetReference,
    TaskReference,
    ValueReference,
    WordsReference,
    parse,
)

__all__ = [
    "FORMS",
    "Answer",
    "BadQuestion",
    "BadReference",
    "Explanation",
    "TraceEvent",
    "TraceNode",
    "kinds_asked",
    "lines",
    "plain",
    "trace",
    "trace_known",
    "why",
]


def trace_known(value: Value, actor: Actor, at: datetime) -> TraceNode:
    """This will answer as `trace` for a value that was just computed on today's map, without computing it again."""
    return trace_value(value.code, value.area_id, value.period, actor, localdate(at), found=value)


def trace(reference: str, actor: Actor, at: datetime) -> TraceNode:
    """This will follow a figure or a sentence both ways: up to what asked for it, down to who typed it.

    Raises BadReference for what is no reference, and NotFound for what is not there or may not be seen.
    """
    on = localdate(at)
    match parse(reference):
        case CellReference(id=identifier):
            return trace_cell(identifier, actor, on)
        case ValueReference(code=code, area_id=area_id, period=period):
            return trace_value(code, area_id, period, actor, on)
        case TargetReference(id=identifier):
            return trace_target(identifier, actor, on)
        case TaskReference(id=identifier):
            return trace_task(identifier, actor, on)
        case ItemReference(id=identifier):
            return trace_item(identifier, actor, on)
        case ProvisionReference(document_id=document_id, anchor=anchor):
            return trace_provision(document_id, anchor, actor, on)
        case ReportReference(id=identifier, block=block):
            return trace_report(identifier, block, actor, on)
        case AreaEventReference(id=identifier):
            return trace_area_event(identifier, actor)
        case WordsReference(id=identifier):
            return trace_words(identifier, actor)
