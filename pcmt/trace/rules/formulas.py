"""Formulas for a reader: with no more brackets than needed, and the two sides of a share with their values."""

from collections.abc import Callable

from pcmt.kernel.formula.evaluate import Trace
from pcmt.kernel.formula.tree import ARITHMETIC, SHIFTS, Aggregate, Binary, Compare, Logic, Node, Not, Shift, to_text
from pcmt.kernel.number import Number, Truth

SUM, PRODUCT, ATOM = 1, 2, 3


def readable(node: Node) -> str:
    """This will write a formula in the grammar without the brackets that precedence makes needless."""
    match node:
        case Binary(op, left, right):
            own = _strength(node)
            after = right if _strength(right) > own or (_strength(right) == own and op in ("add", "multiply")) else None
            one = readable(left) if _strength(left) >= own else f"({readable(left)})"
            two = readable(right) if after is not None else f"({readable(right)})"
            return f"{one} {ARITHMETIC[op]} {two}"
        case Compare(op, left, right):
            return f"{readable(left)} {op} {readable(right)}"
        case Logic(op, parts):
            return f" {op} ".join(
                f"({readable(part)})" if isinstance(part, Logic) else readable(part) for part in parts
            )
        case Not(of):
            return f"not ({readable(of)})"
        case Aggregate(fn, of, over):
            return f"{fn}({readable(of)} over {over})"
        case Shift(of, by):
            return f"{next(name for name, step in SHIFTS.items() if step == by)}({readable(of)})"
        case _:
            return to_text(node)


def parts_of_ratio(node: Node, trace: Trace, told: Callable[[Number], str]) -> tuple[tuple[str, str], ...]:
    """This will give numerator and denominator, with their values as `told` writes them, of a formula's first share."""
    if not isinstance(node, Binary) or len(trace.steps) != 2:
        return ()
    if node.op == "divide":
        above, below = trace.steps
        return (("Tử số", _valued(node.left, above, told)), ("Mẫu số", _valued(node.right, below, told)))
    return parts_of_ratio(node.left, trace.steps[0], told) or parts_of_ratio(node.right, trace.steps[1], told)


def _valued(node: Node, trace: Trace, told: Callable[[Number], str]) -> str:
    value: Number | Truth = trace.value
    return f"{readable(node)} = {told(value)}" if isinstance(value, Number) else readable(node)


def _strength(node: Node) -> int:
    if isinstance(node, Binary):
        return SUM if node.op in ("add", "subtract") else PRODUCT
    return ATOM
