"""Checks by choosing: a few sentences with places for cells, each of which becomes a formula of the closed grammar."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pcmt.rulebook.rules.form_plan import CheckPlan
from vanban.text import format_number


@dataclass(frozen=True)
class Pattern:
    """One kind of check. `says` is what it offers on the page; needs: what must be chosen beside the first cell.

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
BY_CODE: Mapping[str, Pattern] = {one.code: one for one in PATTERNS}


def formula_of(check: CheckPlan) -> str:
    """This will write a chosen check as a condition of the grammar."""
    return BY_CODE[check.pattern].formula.format(a=check.left, b=" + ".join(check.right), n=check.number)


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
