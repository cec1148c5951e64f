"""Reads `indicators/CODE@DATE.yaml`: what is measured, from which figures, and the floor set from above."""

from decimal import Decimal

from pcmt.kernel.period import Period
from pcmt.rulebook.rules.definitions import LEVELS, RELATIONS, Denominator, Floor, IndicatorDef
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content


def read_indicator(content: Content, findings: Findings) -> IndicatorDef:
    """This will read one version of an indicator."""
    fields = Fields(content, findings)
    code = fields.text("code")
    fields.owner = f"indicator:{code}"
    indicator = IndicatorDef(
        code=code,
        label=fields.text("label"),
        unit=fields.text("unit"),
        better=fields.choice("better", ("up", "down", "none")),
        formula=fields.figure("formula"),
        scale=fields.integer("scale", 0),
        period_kind=fields.period_kind(),
        calendar=fields.calendar(),
        level=fields.choice("level", LEVELS),
        source=fields.source(),
        valid_from=fields.day("valid_from"),
        valid_to=fields.optional_day("valid_to"),
        explanation=fields.text("explanation"),
        denominator=fields.optional_table("denominator", _denominator),
        floor=fields.optional_table("floor", _floor),
        keywords=fields.texts("keywords"),
        beside=fields.texts("beside"),
    )
    for other in indicator.beside:
        findings.names("indicator", other, fields.place_of("beside"), fields.owner)
    fields.done()
    return indicator


def _denominator(fields: Fields) -> Denominator:
    return Denominator(fields.figure("formula"), fields.integer("least", 0), fields.text("label"))


def _floor(fields: Fields) -> Floor:
    relation, value = fields.choice("relation", RELATIONS), fields.decimal("value")
    high = fields.decimal("high") if fields.has("high") else ""
    if (relation == "within") is not bool(high) or (high and Decimal(high) <= Decimal(value)):
        fields.wrong(
            "high", "Mức là một khoảng (within) phải có đầu cao lớn hơn đầu thấp.", "Ghi cả “value” và “high”."
        )
    by = _period(fields) if fields.has("by") else None
    return Floor(relation, value, by, fields.source(), high)


def _period(fields: Fields) -> Period | None:
    text = fields.text("by")
    try:
        return Period.parse(text)
    except ValueError:
        fields.wrong("by", f"“{text}” không phải là kỳ.", 'Viết kỳ dạng "2030", "2026-Q2" hoặc "2026-06@nd09".')
        return None
