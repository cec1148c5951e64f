"""Reads `categories.yaml`: the sets by which figures are broken down, each category with the days of its use."""

from collections.abc import Mapping
from datetime import date

from pcmt.rulebook.rules.elements import OWN, Category, CategorySet
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content


def read_categories(content: Content, findings: Findings) -> dict[str, CategorySet]:
    """This will read all sets of categories, by code."""
    top = Fields(content, findings)
    sets = {}
    for code, fields in top.named("sets"):
        fields.owner = f"categories:{code}"
        sets[code] = _set(code, fields)
        fields.done()
    top.done()
    return sets


def _set(code: str, fields: Fields) -> CategorySet:
    if code == OWN or "." in code:
        fields.wrong("label", f"“{code}” không dùng làm mã bộ phân loại.", "Đặt mã khác, không có dấu chấm.")
    labels = fields.labels("categories")
    begins, ends = _days(fields, "begins", labels), _days(fields, "ends", labels)
    for category, _ in labels:
        if "." in category:
            fields.wrong("categories", f"Mã loại “{category}” có dấu chấm.", "Dùng dấu gạch dưới.")
    return CategorySet(
        code=code,
        label=fields.text("label"),
        categories=tuple(Category(one, label, begins.get(one), ends.get(one)) for one, label in labels),
        source=fields.source(),
        overlaps=fields.flag("overlaps", False),
    )


def _days(fields: Fields, key: str, labels: tuple[tuple[str, str], ...]) -> Mapping[str, date]:
    found = fields.optional_table(key, lambda days: {code: days.day(code) for code in days.entries}) or {}
    for code in sorted(found.keys() - {code for code, _ in labels}):
        fields.wrong(key, f"“{code}” không phải là loại của bộ này.", "Ghi mã đã có trong “categories”.")
    return found
