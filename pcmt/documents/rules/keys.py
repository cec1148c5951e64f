"""Answer keys: what people confirmed of a document, in the form in which the reader's own output is scored."""

from collections.abc import Iterable
from typing import Any

from pcmt.documents.rules.answers import DocumentView, SuggestionView
from pcmt.documents.rules.payload import Payload, ProposedDuty, ProposedTarget, parted_relation, to_json

LONGEST_QUOTE = {"target": 30, "duty": 15}
"""Words of a quote: a target's clause, the first words of a duty."""


def answer_key(view: DocumentView, drawn_anew: Iterable[SuggestionView] = ()) -> dict[str, Any]:
    """This will give a document's answer key as plain values.

    Targets and duties are those that people adopted, as they confirmed them. `corrections` tells, beyond the form,
    what the reader had proposed and what became of it; `complete` whether no suggestion waits any more.
    """
    adopted = [item for item in view.suggestions if item.state == "adopted"]
    paths = {part.anchor: part.path for part in view.provisions}
    settled = [item for item in (*view.suggestions, *drawn_anew) if not item.is_open]
    return {
        "file": f"document-{view.id}",
        "metadata": _metadata(view),
        "citations": [
            {
                "kind": citation.kind,
                "number": citation.number or None,
                "name": citation.name or None,
                "issued_on": citation.issued_on.isoformat() if citation.issued_on else None,
                "issuer": citation.issuer or None,
            }
            for citation in view.citations
        ],
        "outline": [
            {"label": part.label, "depth": part.depth, "heading": " ".join(part.heading.split()[:8])}
            for part in view.provisions
        ],
        "targets": [_target(item, paths) for item in adopted if item.kind == "target"],
        "assignments": [_duty(item, paths) for item in adopted if item.kind == "duty"],
        "complete": all(not item.is_open for item in view.suggestions),
        "corrections": [_correction(item) for item in sorted(settled, key=lambda one: (one.start, one.id))],
    }


def _metadata(view: DocumentView) -> dict[str, Any]:
    row = view.row
    return {
        "kind": row.kind,
        "number": row.number or None,
        "issued_on": row.issued_on.isoformat() if row.issued_on else None,
        "issuer": row.issuer or None,
        "place": view.place or None,
        "title": row.title or None,
        "signer": view.signer or None,
    }


def _target(item: SuggestionView, paths: dict[str, str]) -> dict[str, Any]:
    said = _confirmed(item)
    if not isinstance(said, ProposedTarget):
        raise TypeError(f"suggestion {item.id} is no target")
    relation, bound = parted_relation(said.relation)
    return {
        "path": paths.get(item.anchor, ""),
        "quote": _quote(item),
        "relation": relation,
        "value": _figure(said.value),
        "value_high": _figure(said.value_high),
        "unit": said.unit or None,
        "subject": said.subject,
        "by": said.by or None,
        "every": said.every or None,
        **({"bound": bound} if bound else {}),
        **({"table": True} if said.table else {}),
    }


def _duty(item: SuggestionView, paths: dict[str, str]) -> dict[str, Any]:
    said = _confirmed(item)
    if not isinstance(said, ProposedDuty):
        raise TypeError(f"suggestion {item.id} is no duty")
    return {
        "path": paths.get(item.anchor, ""),
        "lead": list(said.leads),
        "with": list(said.supports),
        "quote": _quote(item),
        "due": said.due or None,
        "every": said.every or None,
        **({"table": True} if said.table else {}),
    }


def _correction(item: SuggestionView) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "by_hand": item.by_hand,
        "reason": item.reason,
        "confidence": item.confidence,
        "state": item.state,
        "read": to_json(item.payload),
        "confirmed": to_json(item.confirmed) if item.confirmed else None,
        "why": item.settled_reason,
    }


def _confirmed(item: SuggestionView) -> Payload:
    return item.confirmed or item.payload


def _quote(item: SuggestionView) -> str:
    return " ".join(item.quote.split()[: LONGEST_QUOTE[item.kind]])


def _figure(text: str) -> int | str | None:
    """Whole figures as numbers; a decimal stays text, so that no digit is lost on the way."""
    return (int(text) if text.lstrip("-").isdigit() else text) if text else None
