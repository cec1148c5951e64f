"""What a suggestion proposes, as typed values that live in the database as JSON: a target, or a duty."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from pcmt.kernel.refusal import Refusal

SuggestionKind = Literal["target", "duty"]
BOUNDS = (">=", ">", "<=", "<")
RELATIONS = (
    "=",
    *BOUNDS,
    "increase",
    *(f"increase{bound}" for bound in BOUNDS),
    "decrease",
    *(f"decrease{bound}" for bound in BOUNDS),
    "none",
    "maintain",
)
"""How a level is compared; "increase>" is "tăng trên …": a change that may not be less, or not more, than the value."""
RECURRENCES = ("", "month", "quarter", "half-year", "semester", "year")


class BadPayload(Refusal):
    """This will say that a suggestion does not have the fields of its kind."""

    code = "bad_payload"


@dataclass(frozen=True)
class ProposedTarget:
    """A level to reach as the text states it; figures are decimals as text ("50"); `by` is 2030, 2026-06 or a day."""

    relation: str = ">="
    value: str = ""
    value_high: str = ""
    unit: str = ""
    subject: str = ""
    by: str = ""
    every: str = ""
    table: bool = False


@dataclass(frozen=True)
class ProposedDuty:
    """A duty as the text gives it: who leads, who helps (in the document's words), and by when ("12-15" recurs).

    `asked`: the text asks (đề nghị) and does not order. `product`: the result that a table of tasks names.
    """

    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    due: str = ""
    every: str = ""
    table: bool = False
    asked: bool = False
    product: str = ""


Payload = ProposedTarget | ProposedDuty


def parted_relation(relation: str) -> tuple[str, str]:
    """This will part "increase>" into the relation and its bound; a relation without one has the bound ""."""
    for change in ("increase", "decrease"):
        if relation.startswith(change):
            return change, relation.removeprefix(change)
    return relation, ""


def to_json(payload: Payload) -> dict[str, Any]:
    """This will give the plain form that is stored."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(payload).items()}


def from_json(kind: str, stored: dict[str, Any]) -> Payload:
    """This will read the stored form back; raises BadPayload for fields or values that the kind does not have."""
    shape: Callable[..., Payload] = ProposedTarget if kind == "target" else ProposedDuty
    known = {field.name for field in fields(ProposedTarget if kind == "target" else ProposedDuty)}
    if unknown := set(stored) - known:
        raise BadPayload(f"Gợi ý có trường không biết: {', '.join(sorted(unknown))}.")
    payload = shape(**{key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()})
    if isinstance(payload, ProposedTarget) and payload.relation not in RELATIONS:
        raise BadPayload(f"Không có quan hệ “{payload.relation}” trong chỉ tiêu.")
    if payload.every not in RECURRENCES:
        raise BadPayload(f"Không có chu kỳ “{payload.every}”.")
    return payload
