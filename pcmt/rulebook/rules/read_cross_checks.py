"""Reads `cross-checks.yaml`: where two agencies report of one thing."""

from fractions import Fraction

from pcmt.kernel.source import Source
from pcmt.rulebook.rules.cross_checks import AREA_LEVELS, CrossCheck, CrossSide
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content

WHOLE = 100


def read_cross_checks(content: Content, findings: Findings) -> tuple[CrossCheck, ...]:
    """This will read the list, each with its two sides, tolerance and reason, and one source for all of them."""
    fields = Fields(content, findings, "cross_checks")
    source = fields.source()
    found = fields.tables("cross_checks", lambda one: _cross_check(one, source))
    fields.done()
    return found


def _cross_check(fields: Fields, source: Source) -> CrossCheck:
    code = fields.text("code")
    fields.owner = f"cross_check:{code}"
    fields.findings.stands(fields.owner, fields.place)
    return CrossCheck(
        code=code,
        label=fields.text("label"),
        unit=fields.text("unit"),
        period_kind=fields.period_kind(),
        calendar=fields.calendar(),
        level=fields.choice("level", AREA_LEVELS),
        first=fields.table("first", _side),
        second=fields.table("second", _side),
        tolerance=fields.integer("tolerance", 0),
        tolerance_share=_share(fields),
        why=fields.text("why"),
        source=source,
    )


def _side(fields: Fields) -> CrossSide:
    return CrossSide(reporter=fields.text("reporter"), label=fields.text("label"), formula=fields.figure("formula"))


def _share(fields: Fields) -> Fraction:
    """A per cent of the greater figure, below the whole; none where it is not written."""
    if not fields.has("tolerance_percent"):
        fields.asked.add("tolerance_percent")
        return Fraction(0)
    share = Fraction(fields.decimal("tolerance_percent")) / WHOLE
    if not 0 <= share < 1:
        fields.wrong("tolerance_percent", "Mức chênh lệch cho phép phải từ 0 đến dưới 100%.", "Viết ví dụ: 5.")
        return Fraction(0)
    return share
