"""Checks by choosing: a few sentences with places for cells, each of which becomes a formula of the closed grammar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from pcmt.kernel.formula.parse import parse
from pcmt.kernel.formula.tree import Cell, Compare, Literal, Logic, Node, children, codes, looks_back, to_text
from pcmt.rulebook.rules.form_plan import CheckPlan
from pcmt.rulebook.rules.forms import Check
from vanban.text import format_number


@dataclass(frozen=True)
class Pattern:
    """One kind of check. `says` is what it offers on the page; needs: what must be chosen beside the first cell; none
    of both where the check is held as it stands.

    looks_back: it reads the period before, so that a form which is asked once cannot have it.
    """

    code: str
    says: str
    needs: str
    formula: str
    sentence: str
    looks_back: bool = False


PATTERNS = (
    Pattern("within", "A không lớn hơn B", "one", "{a} <= {b}", "{A} không được lớn hơn {B}."),
    Pattern("sums", "A bằng tổng của B, C, …", "several", "{a} == {b}", "{A} phải bằng {B}."),
    Pattern("sum_within", "Tổng của B, C, … không lớn hơn A", "several", "{b} <= {a}", "{B} không được lớn hơn {A}."),
    Pattern("goes_with", "Nếu A lớn hơn 0 thì B phải lớn hơn 0", "one", "{a} == 0 or {b} > 0",
            "Có {A} thì {B} phải lớn hơn 0."),
    Pattern("at_most", "A không lớn hơn một số", "number", "{a} <= {n}", "{A} không được lớn hơn {n}."),
    Pattern("at_least", "A không nhỏ hơn một số", "number", "{a} >= {n}", "{A} không được nhỏ hơn {n}."),
    Pattern("grows_within", "So với kỳ trước, A tăng không quá … %", "number",
            "{a} <= previous({a}) * (100 + {n}) / 100", "{A} tăng quá {n}% so với kỳ trước.", looks_back=True),
    Pattern("falls_within", "So với kỳ trước, A giảm không quá … %", "number",
            "{a} >= previous({a}) * (100 - {n}) / 100", "{A} giảm quá {n}% so với kỳ trước.", looks_back=True),
)  # fmt: skip
KEPT = Pattern("kept", "Chép từ biểu có sẵn: giữ công thức", "", "", "")
"""Of a check that came with a form that was copied and that no pattern says: its words can be changed, or it goes."""
BY_CODE: Mapping[str, Pattern] = {one.code: one for one in (*PATTERNS, KEPT)}


def formula_of(check: CheckPlan) -> str:
    """This will write a chosen check as a condition of the grammar."""
    if check.pattern == KEPT.code:
        return check.formula
    return BY_CODE[check.pattern].formula.format(a=check.left, b=" + ".join(check.right), n=check.number)


def looks_at_the_past(check: CheckPlan) -> bool:
    """This will tell whether a check reads the period before, so that a form which is asked once cannot have it."""
    if check.pattern == KEPT.code:
        return looks_back(parse(check.formula))
    return BY_CODE[check.pattern].looks_back


def check_of(key: str, check: Check) -> CheckPlan:
    """This will hold a form's check as the builder does: by its pattern where one says the same, else as it stands."""
    read = codes(check.condition, Cell)
    first, *others = dict.fromkeys((*(one for one in check.cells if one in read), *sorted(read)))
    plan = CheckPlan(key, KEPT.code, first, tuple(others), "", check.severity, check.message)
    for one in _guesses(plan, check.condition):
        if parse(formula_of(one)) == check.condition:
            return one
    return replace(plan, formula=to_text(check.condition))


def _guesses(plan: CheckPlan, condition: Node) -> Iterator[CheckPlan]:
    """The patterns that a condition might be, each to be held against it."""
    if isinstance(condition, Logic):
        left, right = (_in_order(part) for part in condition.parts[:2])
        if len(left) == len(right) == 1:
            yield replace(plan, pattern="goes_with", left=left[0], right=right)
    if isinstance(condition, Compare):
        left, right = _in_order(condition.left), _in_order(condition.right)
        if len(left) == 1 and right:
            yield replace(plan, pattern="within", left=left[0], right=right)
            yield replace(plan, pattern="sums", left=left[0], right=right)
        if len(right) == 1 and left:
            yield replace(plan, pattern="sum_within", left=right[0], right=left)
            yield replace(plan, pattern="within", left=left[0], right=right)
        if len(left) == 1 and isinstance(condition.right, Literal):
            number = to_text(condition.right)
            yield replace(plan, pattern="at_most", left=left[0], right=(), number=number)
            yield replace(plan, pattern="at_least", left=left[0], right=(), number=number)


def _in_order(node: Node) -> tuple[str, ...]:
    """The cells that a formula reads, in the order in which it names them, each once."""
    own = (node.code,) if isinstance(node, Cell) else ()
    return tuple(dict.fromkeys((*own, *(code for part in children(node) for code in _in_order(part)))))


def sentence_of(check: CheckPlan, labels: Mapping[str, str]) -> str:
    """This will say a check in words: its own where somebody wrote them. labels: of the cells, by code."""
    if check.message:
        return check.message
    first = labels.get(check.left, check.left)
    others = " + ".join(_within(labels.get(code, code)) for code in check.right)
    number = format_number(Decimal(check.number)) if check.number else ""
    wanted = BY_CODE[check.pattern]
    starts_with_others = wanted.sentence.startswith("{B}")
    said = wanted.sentence.format(
        A=first if wanted.sentence.startswith("{A}") else _within(first),
        B=others[:1].upper() + others[1:] if starts_with_others else others,
        n=number,
    )
    return said[:1].upper() + said[1:]


def cells_of(check: CheckPlan) -> tuple[str, ...]:
    """This will name the cells that a check reads, each once."""
    return tuple(dict.fromkeys((check.left, *check.right)))


def _within(label: str) -> str:
    """A label inside a sentence: its first letter small, unless it is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
