"""A step of a trace: one thing with its facts, what asked for it (up), what it stands on (down), and what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vanban.text import format_moment


@dataclass(frozen=True)
class TraceEvent:
    """What was done with a thing, by whom and when (local time); `note` holds the reason or the means."""

    at: datetime
    what: str
    who: str
    note: str = ""


@dataclass(frozen=True)
class TraceNode:
    """One thing in a trace. `kind` is the word before its reference's colon; some steps have no reference."""

    reference: str
    kind: str
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    up: tuple["TraceNode", ...] = ()
    down: tuple["TraceNode", ...] = ()
    events: tuple[TraceEvent, ...] = ()


def plain(node: TraceNode) -> dict[str, Any]:
    """This will give a trace as plain JSON values; times in ISO 8601 with their offset."""
    return {
        "reference": node.reference,
        "kind": node.kind,
        "title": node.title,
        "facts": [{"label": label, "value": value} for label, value in node.facts],
        "up": [plain(other) for other in node.up],
        "down": [plain(other) for other in node.down],
        "events": [
            {"at": event.at.isoformat(), "what": event.what, "who": event.who, "note": event.note}
            for event in node.events
        ],
    }


def lines(node: TraceNode, depth: int = 0) -> Iterable[str]:
    """This will write a trace as indented text, for a terminal."""
    pad = "  " * depth
    yield f"{pad}{node.title}" + (f"  [{node.reference}]" if node.reference else "")
    for label, value in node.facts:
        yield f"{pad}  {label}: {value}"
    for event in node.events:
        yield f"{pad}  {format_moment(event.at)} {event.what}: {event.who}" + (f" ({event.note})" if event.note else "")
    for heading, others in (("Yêu cầu:", node.up), ("Số liệu:", node.down)):
        if others:
            yield f"{pad}  {heading}"
        for other in others:
            yield from lines(other, depth + 2)
