"""How an indicator adds up over areas and time, and by what its figures break down: told by its formula and elements.

Nothing of it is written in a rule file, so that it cannot contradict what is computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pcmt.kernel.formula.tree import Aggregate, Binary, Cell, Indicator, Node, children, codes, is_change
from pcmt.rulebook.rules.elements import OWN, CategorySet, Element

TIMES = {
    "sum": "cộng các kỳ",
    "last": "lấy số cuối kỳ",
    "distinct": "đếm khác nhau từ đầu năm, không cộng các kỳ",
}


@dataclass(frozen=True)
class Adding:
    """In words for the screen: over areas, over time, and the breakdowns that some form may ask for."""

    over_areas: str
    over_time: str
    breakdowns: tuple[str, ...]


def adding(
    formula: Node, elements: Mapping[str, Element], formulas: Mapping[str, Node], sets: Mapping[str, CategorySet]
) -> Adding:
    """This will tell how a formula's figures combine. elements: by every code that a formula can name."""
    whole = _opened(formula, formulas, ())
    read = [elements[code] for code in sorted(codes(whole, Cell)) if code in elements]
    times = tuple(dict.fromkeys(TIMES[one.time] for one in read))
    names = dict.fromkeys(name for one in read for name in one.sets if name != OWN)
    split = [one.whole for one in read if any(name == OWN for name, _ in one.parts)]
    own = tuple(dict.fromkeys(elements[whole].label for whole in split))
    labels = tuple(sets[name].label for name in names if name in sets)
    return Adding(_over_areas(formula, read), "; ".join(times), (*(f"loại của “{one}”" for one in own), *labels))


def _over_areas(formula: Node, read: list[Element]) -> str:
    if _counts_areas(formula):
        return "đếm từng xã, phường theo điều kiện"
    if any(not one.sums_over_areas for one in read):
        return "không cộng các địa bàn"
    if is_change(formula):
        return "cộng số của các địa bàn ở hai thời điểm, rồi so"
    if _divides(formula):
        return "cộng tử và mẫu của các địa bàn, rồi chia"
    return "cộng các địa bàn"


def _opened(node: Node, formulas: Mapping[str, Node], asking: tuple[str, ...]) -> Node:
    """The formula with the other indicators that it asks for beside it, so that all its cells are seen."""
    found = node
    for code in sorted(codes(node, Indicator)):
        if code in formulas and code not in asking:
            found = Binary("add", found, _opened(formulas[code], formulas, (*asking, code)))
    return found


def _counts_areas(node: Node) -> bool:
    over_areas = isinstance(node, Aggregate) and node.over == "areas"
    return over_areas or any(_counts_areas(child) for child in children(node))


def _divides(node: Node) -> bool:
    return (isinstance(node, Binary) and node.op == "divide") or any(_divides(child) for child in children(node))
