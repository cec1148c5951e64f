"""The tree of a formula: frozen nodes, and their JSON, the form that is stored and that other evaluators translate."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

ARITHMETIC = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
AGGREGATES = ("sum", "avg", "min", "max", "count", "share")
SPANS = ("areas", "year")
SHIFTS = {"previous": "period", "last_year": "year"}


@dataclass(frozen=True)
class Literal:
    """An exact decimal number."""

    value: Fraction


@dataclass(frozen=True)
class Cell:
    """A reported figure, by element code."""

    code: str


@dataclass(frozen=True)
class Indicator:
    """Another indicator's value at the same area and period."""

    code: str


@dataclass(frozen=True)
class Binary:
    """Arithmetic between two figures; op is a key of ARITHMETIC."""

    op: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Compare:
    """A comparison of two figures; op is one of COMPARISONS."""

    op: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Logic:
    """`and` or `or` of two or more answers."""

    op: str
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """The opposite answer."""

    of: "Node"


@dataclass(frozen=True)
class Aggregate:
    """One of AGGREGATES over one of SPANS; count and share take a condition, the others a figure."""

    fn: str
    of: "Node"
    over: str


@dataclass(frozen=True)
class Shift:
    """The same figure one period, or one year, back; by is `period` or `year`."""

    of: "Node"
    by: str


Node = Literal | Cell | Indicator | Binary | Compare | Logic | Not | Aggregate | Shift


def is_condition(node: Node) -> bool:
    """This will tell whether a node answers true or false (or unknown), rather than giving a figure."""
    return isinstance(node, Compare | Logic | Not)


def children(node: Node) -> tuple[Node, ...]:
    """This will list the nodes directly under one."""
    if isinstance(node, Binary | Compare):
        return (node.left, node.right)
    if isinstance(node, Logic):
        return node.parts
    return (node.of,) if isinstance(node, Not | Aggregate | Shift) else ()


def is_change(node: Node) -> bool:
    """This will tell a formula that holds a figure against its own past: what it gives is a change, not a level.

    One that only starts from what stood before (cleared spots of those left and found) gives a level.
    """
    now, before = _read(node, shifted=False), _read(node, shifted=True)
    return bool(now & before)


def _read(node: Node, *, shifted: bool, inside: bool = False) -> frozenset[str]:
    """The codes read now, or only those read of another time."""
    inside = inside or isinstance(node, Shift)
    own = frozenset({node.code}) if isinstance(node, Cell | Indicator) and inside is shifted else frozenset()
    return own.union(*(_read(child, shifted=shifted, inside=inside) for child in children(node)))


def looks_back(node: Node) -> bool:
    """This will tell whether a formula reads any period but the one that it is asked for."""
    if isinstance(node, Shift) or (isinstance(node, Aggregate) and node.over == "year"):
        return True
    return any(looks_back(child) for child in children(node))


def codes(node: Node, kind: type[Cell] | type[Indicator]) -> frozenset[str]:
    """This will collect the cell codes, or the indicator codes, that a formula reads."""
    own = frozenset({node.code}) if isinstance(node, kind) else frozenset()
    return own.union(*(codes(child, kind) for child in children(node)))


def to_json(node: Node) -> dict[str, Any]:
    """This will give the tree as plain JSON values; numbers as exact text."""
    match node:
        case Literal(value):
            return {"number": str(value)}
        case Cell(code):
            return {"cell": code}
        case Indicator(code):
            return {"indicator": code}
        case Binary(op, left, right) | Compare(op, left, right):
            return {"op": op, "args": [to_json(left), to_json(right)]}
        case Logic(op, parts):
            return {"op": op, "args": [to_json(part) for part in parts]}
        case Not(of):
            return {"op": "not", "args": [to_json(of)]}
        case Aggregate(fn, of, over):
            return {"aggregate": fn, "over": over, "of": to_json(of)}
        case Shift(of, by):
            return {"shift": by, "of": to_json(of)}


def from_json(data: dict[str, Any]) -> Node:
    """This will rebuild the tree that `to_json` gave; raises ValueError for anything else."""
    match data:
        case {"number": str(number)}:
            return Literal(_exact(number))
        case {"cell": str(code)}:
            return Cell(code)
        case {"indicator": str(code)}:
            return Indicator(code)
        case {"aggregate": str(fn), "over": str(over), "of": dict(of)} if fn in AGGREGATES and over in SPANS:
            return Aggregate(fn, from_json(of), over)
        case {"shift": str(by), "of": dict(of)} if by in SHIFTS.values():
            return Shift(from_json(of), by)
        case {"op": "not", "args": [of]}:
            return Not(from_json(of))
        case {"op": str(op), "args": [left, right]} if op in ARITHMETIC:
            return Binary(op, from_json(left), from_json(right))
        case {"op": str(op), "args": [left, right]} if op in COMPARISONS:
            return Compare(op, from_json(left), from_json(right))
        case {"op": "and" | "or" as op, "args": [_, _, *_] as parts}:
            return Logic(op, tuple(from_json(part) for part in parts))
    raise ValueError(f"no formula: {data!r}")


def _exact(number: str) -> Fraction:
    try:
        return Fraction(number)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"no formula: {number!r} is no number") from None


def to_text(node: Node) -> str:
    """This will write the formula in the grammar, so that `parse` reads the same tree back."""
    match node:
        case Literal(value):
            return _decimal(value)
        case Cell(code):
            return code
        case Indicator(code):
            return f"indicator({code})"
        case Binary(op, left, right):
            return f"({to_text(left)} {ARITHMETIC[op]} {to_text(right)})"
        case Compare(op, left, right):
            return f"({to_text(left)} {op} {to_text(right)})"
        case Logic(op, parts):
            return "(" + f" {op} ".join(to_text(part) for part in parts) + ")"
        case Not(of):
            return f"not {to_text(of)}"
        case Aggregate(fn, of, over):
            return f"{fn}({to_text(of)} over {over})"
        case Shift(of, by):
            name = next(name for name, step in SHIFTS.items() if step == by)
            return f"{name}({to_text(of)})"


def _decimal(value: Fraction) -> str:
    digits, rest = 0, value.denominator
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        digits += 1
    if rest != 1:
        raise ValueError(f"{value} is no decimal")
    shifted = value * 10**digits
    sign, text = "-" if value < 0 else "", f"{abs(shifted.numerator):0{digits + 1}d}"
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"
