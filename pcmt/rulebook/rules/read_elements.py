"""Reads `elements/*.yaml`: what is counted and measured, grouped by subject."""

from collections.abc import Iterator, Mapping

from pcmt.rulebook.rules.elements import (
    COUNTED,
    ELEMENT_KINDS,
    ELEMENT_TIMES,
    LONGEST_CODE,
    OWN,
    TASKED,
    YEARLY,
    CategorySet,
    Element,
    narrowed,
    set_of,
)
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content

MOST_PARTS = 2000


def read_elements(content: Content, findings: Findings, sets: Mapping[str, CategorySet]) -> tuple[Element, ...]:
    """This will read one file of elements; each code of a figure may stand once in the whole rulebook."""
    top = Fields(content, findings)
    elements = []
    for code, fields in top.named("elements"):
        fields.owner = f"element:{code}"
        element = _element(code, fields)
        fields.done()
        if _may_be_split(element, fields, sets):
            _tell_codes(element, fields, sets)
        elements.append(element)
    top.done()
    return tuple(elements)


def _element(code: str, fields: Fields) -> Element:
    categories = fields.labels("categories", optional=True)
    kind = fields.choice("kind", ELEMENT_KINDS, "count")
    is_rate, scale = kind == "rate", fields.integer("scale", 0)
    if scale and kind not in ("measure", "rate"):
        fields.wrong("scale", "Chỉ số đo (measure) mới có phần thập phân.", "Bỏ mục “scale”, hoặc đặt “kind: measure”.")
    return Element(
        code=code,
        label=fields.text("label"),
        unit=fields.text("unit"),
        scale=scale,
        time="last" if is_rate else fields.choice("time", ELEMENT_TIMES),
        sums_over_areas=not is_rate and fields.flag("sums_over_areas", True),
        kind=kind,
        source=fields.source(),
        categories=tuple(category for category, _ in categories),
        category_labels=tuple(label for _, label in categories),
        help=fields.text("help", ""),
        by=tuple(tuple(cross.split(".")) for cross in fields.texts("by")),
        numerator=fields.figure("numerator") if is_rate else None,
        denominator=fields.figure("denominator") if is_rate else None,
        per=fields.integer("per", 100, least=1) if is_rate else 100,
        formerly=fields.code("formerly", "cell") if fields.has("formerly") else "",
        yearly=fields.choice("yearly", YEARLY, "") if fields.has("yearly") else "",
        counted=fields.choice("counted", COUNTED, "") if fields.has("counted") else "",
        tasks=fields.choice("tasks", TASKED, "") if fields.has("tasks") else "",
        roadmap=fields.code("roadmap", "indicator") if fields.has("roadmap") else "",
    )


def _may_be_split(element: Element, fields: Fields, sets: Mapping[str, CategorySet]) -> bool:
    """Whether its breakdowns can be written out; tells those that cannot."""
    if element.by and element.kind not in ("count", "measure"):
        fields.wrong("by", "Chỉ số đếm và số đo mới chia theo loại.", "Bỏ mục “by”.")
        return False
    size = 0
    for cross in element.by:
        for name in cross:
            if name != OWN:
                fields.findings.names("category_set", name, fields.place_of("by"), fields.owner)
        if [name for name in element.sets if name in cross] != [*cross]:
            order = ".".join(name for name in element.sets if name in cross)
            fields.wrong("by", f"“{'.'.join(cross)}” khác thứ tự của các mục trên.", f"Viết “{order}”.")
            return False
        if OWN in cross and not element.categories:
            fields.wrong(
                "by", "Chỉ tiêu này không có loại riêng.", "Thêm mục “categories”, hoặc dùng bộ phân loại khác."
            )
            return False
        size += _product(element, cross, sets)
    if size > MOST_PARTS:
        fields.wrong("by", f"Chia thành hơn {MOST_PARTS} ô.", "Bớt phép chia chéo không cần.")
    return size <= MOST_PARTS


def _product(element: Element, cross: tuple[str, ...], sets: Mapping[str, CategorySet]) -> int:
    size = 1
    for name in cross:
        found = set_of(element, name, sets)
        size *= len(found.categories) if found else 1
    return size


def _tell_codes(element: Element, fields: Fields, sets: Mapping[str, CategorySet]) -> None:
    for code in _twice(element, sets):
        fields.wrong("by", f"Loại “{code}” có ở hai bộ phân loại của chỉ tiêu này.", "Đổi mã ở một bộ.")
    for code in narrowed(element, sets):
        fields.findings.stands(f"cell:{code}", fields.place)
        if len(code) > LONGEST_CODE:
            fields.wrong("by", f"Mã “{code}” dài quá {LONGEST_CODE} ký tự.", "Rút ngắn mã chỉ tiêu hoặc mã loại.")


def _twice(element: Element, sets: Mapping[str, CategorySet]) -> Iterator[str]:
    """Categories that two sets share: a code would not say which is meant."""
    seen: set[str] = set()
    for name in element.sets:
        found = set_of(element, name, sets)
        for category in found.categories if found else ():
            if category.code in seen:
                yield category.code
            seen.add(category.code)
