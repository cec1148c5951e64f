"""Reads `elements/*.yaml`: what is counted and measured, grouped by subject."""

from pcmt.rulebook.rules.definitions import ELEMENT_KINDS, ELEMENT_TIMES, Element
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content


def read_elements(content: Content, findings: Findings) -> tuple[Element, ...]:
    """This will read one file of elements; each of its cell codes may stand once in the whole rulebook."""
    top = Fields(content, findings)
    elements = []
    for code, fields in top.named("elements"):
        fields.owner = f"element:{code}"
        element = _element(code, fields)
        fields.done()
        for cell in {code, *element.cell_codes}:
            findings.stands(f"cell:{cell}", fields.place)
        elements.append(element)
    top.done()
    return tuple(elements)


def _element(code: str, fields: Fields) -> Element:
    categories = fields.labels("categories", optional=True)
    kind = fields.choice("kind", ELEMENT_KINDS, "count")
    scale = fields.integer("scale", 0)
    if scale and kind != "measure":
        fields.wrong("scale", "Chỉ số đo (measure) mới có phần thập phân.", "Bỏ mục “scale”, hoặc đặt “kind: measure”.")
    return Element(
        code=code,
        label=fields.text("label"),
        unit=fields.text("unit"),
        scale=scale,
        time=fields.choice("time", ELEMENT_TIMES),
        sums_over_areas=fields.flag("sums_over_areas", True),
        kind=kind,
        source=fields.source(),
        categories=tuple(category for category, _ in categories),
        category_labels=tuple(label for _, label in categories),
        help=fields.text("help", ""),
    )
