"""What a value is made up of: the elements in its formula that are kept by category, each with its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.indicators.queries.values import Value, values
from pcmt.kernel.actor import Actor
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import Element, book


@dataclass(frozen=True)
class Breakdown:
    """One element of the formula with its parts, each a label and its value; a part that is not read is left out."""

    element: Element
    parts: tuple[tuple[str, Value], ...]


def breakdowns(actor: Actor, value: Value, on: date) -> tuple[Breakdown, ...]:
    """This will tell what a value is made up of at its area; none of figures that the actor may not see."""
    sight = reporting.sight_of(actor)
    groups = {
        element.code: (element, [code for code in codes if sight.covers(code, value.area_id)])
        for element, codes in _groups([reading.code for reading in value.readings])
    }
    wanted = [code for _, codes in groups.values() for code in codes]
    if not wanted:
        return ()
    found = values(wanted, [value.area_id], [value.period], on)
    return tuple(
        Breakdown(
            element, tuple((_label(element, code), found[(code, value.area_id, value.period.id)]) for code in codes)
        )
        for element, codes in groups.values()
        if len(codes) > 1
    )


def _groups(read: Sequence[str]) -> list[tuple[Element, list[str]]]:
    """Elements with categories that were read whole (all parts), or in parts (those that were read)."""
    known = book().element_by_code
    found: dict[str, tuple[Element, list[str]]] = {}
    for code in dict.fromkeys(read):
        element = known.get(code)
        if element is None:
            continue
        if element.categories:
            found[element.code] = (element, list(element.cell_codes))
        elif element.whole in known and code in known[element.whole].cell_codes:
            found.setdefault(element.whole, (known[element.whole], []))[1].append(code)
    return [(element, list(dict.fromkeys(codes))) for element, codes in found.values()]


def _label(element: Element, code: str) -> str:
    return element.category_labels[element.cell_codes.index(code)]
