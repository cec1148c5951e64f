"""References read back, wrong ones refused with the forms there are; formulas written with needful brackets only."""

import pytest

from pcmt.kernel.formula.parse import parse as formula
from pcmt.kernel.period import Period
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
    "text",
    [
        "a + b + c",
        "a - (b + c)",
        "(a + b) * 100",
        "a / (b * c)",
        "share(recognised == 1 over areas) * 100",
        "previous(a) + b - c",
    ],
)
def test_formulas_keep_their_meaning_without_needless_brackets(text: str) -> None:
    assert readable(formula(text)) == text
    assert formula(readable(formula(text))) == formula(text)
