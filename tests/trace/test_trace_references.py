"""References read back, wrong ones refused with the forms there are; formulas in words with needful brackets only."""

import pytest

from pcmt.kernel.formula.parse import parse as formula
from pcmt.kernel.formula.tree import Cell, Indicator
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import book
from pcmt.trace.rules.formulas import readable
from pcmt.trace.rules.references import (
    AreaEventReference,
    BadReference,
    CellReference,
    ProvisionReference,
    Reference,
    ReportReference,
    TargetReference,
    TaskReference,
    ValueReference,
    parse,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("cell:12", CellReference(12)),
        ("target:7", TargetReference(7)),
        (" task:3 ", TaskReference(3)),
        ("value:S3.6/4/2026-Q3@nd09", ValueReference("S3.6", 4, Period.parse("2026-Q3@nd09"))),
        ("provision:9#II.2.a", ProvisionReference(9, "II.2.a")),
        ("report:5#ket-qua", ReportReference(5, "ket-qua")),
        ("area_event:5", AreaEventReference(5)),
    ],
)
def test_references(text: str, read: Reference) -> None:
    assert parse(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cell:",
        "cell:0",
        "cell:١",
        "cell:12 3",
        "value:T1b/1",
        "value:T1b/1/2026-13",
        "provision:9",
        "x:1",
        "report:5#",
    ],
)
def test_no_references(text: str) -> None:
    with pytest.raises(BadReference, match="không phải là mã tra nguồn") as caught:
        parse(text)
    assert "cell:ID" in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a + b + c", "“A” + “B” + “C”"),
        ("a - (b + c)", "“A” − (“B” + “C”)"),
        ("(a + b) * 100", "(“A” + “B”) × 100"),
        ("a / (b * c)", "“A” / (“B” × “C”)"),
        ("indicator(n) + managed.aftercare", "“chỉ số N” + “MANAGED.AFTERCARE”"),
        ("share(recognised == 1 over areas) * 100", "tỷ lệ địa bàn có (“RECOGNISED” = 1) × 100"),
        ("count(a / b >= 0.002 over year)", "số kỳ trong năm có (“A” / “B” ≥ 0,002)"),
        ("count(not a == 1 over areas)", "số địa bàn có không phải (“A” = 1)"),
        ("sum(a over year) - max(b over areas)", "tổng “A” của các kỳ trong năm − “B” lớn nhất của các địa bàn"),
        ("previous(a) + b - c", "“A” kỳ trước + “B” − “C”"),
        ("last_year(a + b)", "(“A” + “B”) cùng kỳ năm trước"),
        ("share(a > 0 and (b == 0 or c != 1) over areas)", "tỷ lệ địa bàn có (“A” > 0 và (“B” = 0 hoặc “C” ≠ 1))"),
    ],
)
def test_formulas_are_told_in_words_without_needless_brackets(text: str, said: str) -> None:
    def named(read: Cell | Indicator) -> str:
        return f"chỉ số {read.code.upper()}" if isinstance(read, Indicator) else read.code.upper()

    assert readable(formula(text), named) == said


def test_every_formula_of_the_rulebook_is_told() -> None:
    told = [readable(rule.formula, lambda read: read.code) for rule in book().all_indicators]
    assert told
    assert not any(word in one for one in told for word in ("indicator(", " over ", " and ", "previous("))
