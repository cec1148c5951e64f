"""Formulas for a reader: in words, no more brackets than needed, and the two sides of a share with their values."""

from collections.abc import Callable

from pcmt.kernel.formula.evaluate import Trace
from pcmt.kernel.formula.tree import (
    ARITHMETIC,
    Aggregate,
    Binary,
    Cell,
    Compare,
    Indicator,
    Literal,
    Logic,
    Node,
    Not,
    Shift,
    to_text,
)
from pcmt.kernel.number import Number, Truth

SUM, PRODUCT, ATOM = 1, 2, 3
SIGNS = {**ARITHMETIC, "subtract": "−", "multiply": "×"}
COMPARED = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}
JOINED = {"and": "và", "or": "hoặc"}
SHIFTED = {"period": "kỳ trước", "year": "cùng kỳ năm trước"}
COUNTED = {
    ("count", "areas"): "số địa bàn có",
    ("share", "areas"): "tỷ lệ địa bàn có",
    ("count", "year"): "số kỳ trong năm có",
    ("share", "year"): "tỷ lệ kỳ trong năm có",
}
GATHERED = {"sum": "tổng", "avg": "trung bình", "min": "nhỏ nhất", "max": "lớn nhất"}
SPANNED = {"areas": "của các địa bàn", "year": "của các kỳ trong năm"}

Named = Callable[[Cell | Indicator], str]
Told = Callable[[Number], str]


def readable(node: Node, named: Named) -> str:
    """This will write a formula in words, figures by their names, without brackets that precedence makes needless."""
    match node:
        case Cell() | Indicator():
            return f"“{named(node)}”"
        case Literal():
            return to_text(node).replace(".", ",")
        case Binary(op, left, right):
            own = _strength(node)
            after = _strength(right) > own or (_strength(right) == own and op in ("add", "multiply"))
            one, two = readable(left, named), readable(right, named)
            return f"{one if _strength(left) >= own else f'({one})'} {SIGNS[op]} {two if after else f'({two})'}"
        case Compare(op, left, right):
            return f"{readable(left, named)} {COMPARED[op]} {readable(right, named)}"
        case Logic(op, parts):
            return f" {JOINED[op]} ".join(_inside(part, named, Logic) for part in parts)
        case Not(of):
            return f"không phải ({readable(of, named)})"
        case Aggregate(fn, of, over):
            inner = _inside(of, named, Binary, Compare, Logic)
            return f"{COUNTED[fn, over]} {inner}" if fn in ("count", "share") else _gathered(fn, inner, over)
        case Shift(of, by):
            return f"{_inside(of, named, Binary, Compare, Logic, Aggregate)} {SHIFTED[by]}"


def parts_of_ratio(node: Node, trace: Trace, told: Told, named: Named) -> tuple[tuple[str, str], ...]:
    """This will give numerator and denominator, with their values as `told` writes them, of a formula's first share."""
    if not isinstance(node, Binary) or len(trace.steps) != 2:
        return ()
    one, two = trace.steps
    if node.op == "divide":
        return (("Tử số", _valued(node.left, one, told, named)), ("Mẫu số", _valued(node.right, two, told, named)))
    return parts_of_ratio(node.left, one, told, named) or parts_of_ratio(node.right, two, told, named)


def _gathered(fn: str, inner: str, over: str) -> str:
    """ "tổng “Số lượt người” của các kỳ trong năm", "“Số lượt người” lớn nhất của các địa bàn"."""
    return (
        f"{GATHERED[fn]} {inner} {SPANNED[over]}" if fn in ("sum", "avg") else f"{inner} {GATHERED[fn]} {SPANNED[over]}"
    )


def _inside(node: Node, named: Named, *bracketed: type[Node]) -> str:
    said = readable(node, named)
    return f"({said})" if isinstance(node, bracketed) else said


def _valued(node: Node, trace: Trace, told: Told, named: Named) -> str:
    value: Number | Truth = trace.value
    said = readable(node, named)
    return f"{said} = {told(value)}" if isinstance(value, Number) else said


def _strength(node: Node) -> int:
    if isinstance(node, Binary):
        return SUM if node.op in ("add", "subtract") else PRODUCT
    return ATOM
