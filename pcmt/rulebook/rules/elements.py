"""Elements: what is counted and measured, and the sets of categories by which it is broken down.

The category is part of the code: `talks.students` is the element `talks` for the category `students` of the set
`audience`. Codes are stable and English, labels Vietnamese.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product

from pcmt.kernel.formula.tree import Node
from pcmt.kernel.source import Source

# Measures of the register of areas (pcmt/areas), which stands below and is not imported here.
YEARLY = ("residents", "households", "land")
# Counts of the books of reporting (pcmt/reporting), which stands above.
COUNTED = ("due", "sent", "on_time", "closed", "amended")
# Counts of the tasks of plans (pcmt/plans), which stands above.
TASKED = ("due", "on_time")
ELEMENT_TIMES = ("sum", "last", "distinct")
ELEMENT_KINDS = ("count", "measure", "yesno", "class", "rate")
LONGEST_CODE = 64  # what a stored figure has room for
OWN = "categories"
"""The name under which `by` speaks of an element's own categories."""


@dataclass(frozen=True)
class Category:
    """One category of a set, used by forms that begin within its days."""

    code: str
    label: str
    begins: date | None = None
    ends: date | None = None

    def holds_on(self, day: date) -> bool:
        """This will tell whether forms of that day ask by this category."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class CategorySet:
    """A way to break figures down (sex, age group, audience).

    overlaps: one thing may fall into several categories, so that the parts do not add up to the whole.
    """

    code: str
    label: str
    categories: tuple[Category, ...]
    source: Source
    overlaps: bool = False

    def on(self, day: date) -> tuple[Category, ...]:
        """This will list the categories that forms of a day ask by."""
        return tuple(one for one in self.categories if one.holds_on(day))


@dataclass(frozen=True)
class Element:
    """Something that is counted or measured, whoever reports it.

    code: `talks`, or `spots_use.stock`; the cell of a category is `managed.users`.
    scale: decimals kept (a value is stored as an integer times 10**-scale).
    time: how months make a longer period: `sum` adds up, `last` is the state at the end, `distinct` counts persons
        once in the year so far, so that the last figure stands and months are never added.
    sums_over_areas: whether the communes' figures add up to the province's.
    categories, category_labels: its own categories; its figures are then kept by category.
    by: the breakdowns that forms may ask for, each the sets crossed, in the order of the code (`categories` its own).
    whole, parts: of a narrowed element: what it is a part of, and its (set, category) pairs.
    numerator, denominator, per: of a rate, which nobody types and nothing stores.
    formerly: the element under whose code earlier figures of the same meaning are kept.
    yearly: the measure of the register of areas that gives its figure of a year where nobody reported one.
    counted: what the books of reporting count for it, which no form asks.
    tasks: what is counted of the tasks of plans for it. roadmap: the indicator on whose targets communes are registered
        by year; it is then 1 for a commune registered for that very year, else 0. No form asks either.
    """

    code: str
    label: str
    unit: str
    scale: int
    time: str
    sums_over_areas: bool
    kind: str
    source: Source
    categories: tuple[str, ...] = ()
    category_labels: tuple[str, ...] = ()
    help: str = ""
    by: tuple[tuple[str, ...], ...] = ()
    whole: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    numerator: Node | None = None
    denominator: Node | None = None
    per: int = 100
    formerly: str = ""
    yearly: str = ""
    counted: str = ""
    tasks: str = ""
    roadmap: str = ""

    @property
    def cell_codes(self) -> tuple[str, ...]:
        """The codes that make up the whole: one for each of its own categories, or the element's own."""
        return tuple(f"{self.code}.{category}" for category in self.categories) or (self.code,)

    @property
    def sets(self) -> tuple[str, ...]:
        """The sets that break it down, in the order in which their categories stand in a code."""
        own = (OWN,) if self.categories else ()
        return tuple(dict.fromkeys((*own, *(name for cross in self.by for name in cross))))

    def code_of(self, parts: Mapping[str, str]) -> str:
        """This will write the code of a part, given its category by set; the whole's where none is given."""
        return ".".join((self.whole or self.code, *(parts[name] for name in self.sets if name in parts)))


def own_set(element: Element) -> CategorySet:
    """This will give an element's own categories as a set."""
    named = zip(element.categories, element.category_labels, strict=True)
    return CategorySet(OWN, element.label, tuple(Category(code, label) for code, label in named), element.source)


def set_of(element: Element, name: str, sets: Mapping[str, CategorySet]) -> CategorySet | None:
    """This will find a set that `by` names: the element's own, or one of the rulebook."""
    return own_set(element) if name == OWN else sets.get(name)


def narrowed(element: Element, sets: Mapping[str, CategorySet]) -> dict[str, Element]:
    """This will give the element under each code that a formula or a cell may name, one for every part.

    A cross of two sets can also be asked by each alone. Sets that the rulebook does not know are left out.
    """
    found = {element.code: element}
    for names in _asked(element):
        known = [set_of(element, name, sets) for name in names]
        whole = [one for one in known if one is not None]
        if len(whole) < len(known):
            continue
        for chosen in product(*(one.categories for one in whole)):
            part = _part(element, tuple(zip(names, chosen, strict=True)))
            found[part.code] = part
    return found


def _asked(element: Element) -> Iterator[tuple[str, ...]]:
    """Each breakdown with the shorter ones that it holds, the element's own categories first."""
    crosses = ((OWN,), *element.by) if element.categories else element.by
    smaller = (part for cross in crosses for size in range(1, len(cross) + 1) for part in combinations(cross, size))
    return iter(dict.fromkeys(smaller))


def _part(element: Element, chosen: tuple[tuple[str, Category], ...]) -> Element:
    own = next((category.label for name, category in chosen if name == OWN), element.label)
    others = ", ".join(category.label[:1].lower() + category.label[1:] for name, category in chosen if name != OWN)
    parts = tuple((name, category.code) for name, category in chosen)
    return replace(
        element,
        code=element.code_of(dict(parts)),
        label=f"{own}: {others}" if others else own,
        categories=(),
        category_labels=(),
        whole=element.code,
        parts=parts,
        formerly=".".join((element.formerly, *(code for _, code in parts))) if element.formerly else "",
    )
