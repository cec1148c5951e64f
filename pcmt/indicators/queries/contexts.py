"""Where formulas are evaluated: sheets of accepted figures, each loaded in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from pcmt.areas import queries as areas
from pcmt.indicators.queries.bookkept import bookkept_figures
from pcmt.indicators.queries.carrying import Carrying
from pcmt.indicators.queries.planned import planned_figures
from pcmt.indicators.queries.yearly import laid_under, yearly_figures
from pcmt.indicators.rules.needs import Need, derived_from, needs, stored
from pcmt.indicators.rules.sheet import ElementRule, Figure, Key, Sheet
from pcmt.indicators.rules.together import ALONE, Together, added_up
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.period import MONTHS, Kind, Period
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import Book, Element, book


def contexts(nodes: Iterable[Node], area_ids: Sequence[int], periods: Sequence[Period], on: date) -> Sheet:
    """This will load all that these formulas can read at these areas in these periods, on the map of a day.

    Put a Spot on the sheet to evaluate a formula. A fixed number of queries and some for each province, however many
    areas there are.
    """
    return sheet_of([(node, periods) for node in nodes], area_ids, on)


def sheet_of(
    wanted: Iterable[tuple[Node, Sequence[Period]]],
    area_ids: Sequence[int],
    on: date,
    together: Mapping[int, Together] = ALONE,
) -> Sheet:
    """This will load what formulas can read, each in periods of its own, of any kinds, in one go.

    Figures of days on which an area was something else are carried from the units of that day. together: communes that
    stand as one area, by an identifier below zero, of which area_ids names those to be read.
    """
    rules, formulas, digest = element_rules(book(), on), indicator_formulas(book(), on), book().digest
    asked = frozenset[Need]().union(
        *(_needs(node, period, digest, on) for node, spans in wanted for period in dict.fromkeys(spans))
    )
    members = {one for group in together.values() for one in group.members}
    views = areas.areas_by_id({*area_ids, *members}, on)
    wholes = [view for view in views.values() if view.level != "commune"]
    parts = {
        whole.id: areas.children(whole.id, on, level="commune") or areas.communes(whole.id, on) for whole in wholes
    }
    names = {
        view.id: view.full_name for view in (*views.values(), *(part for group in parts.values() for part in group))
    }

    own = [need for need in asked if not need.below]
    lower = [need for need in asked if need.below]
    names |= {key: group.name for key, group in together.items()}
    below_ids = [part.id for group in parts.values() for part in group]
    figures: dict[Key, Figure] = {}
    for whole in wholes:
        figures |= _totals(whole.id, own, rules)
    figures |= _facts(list(views), own) | _facts([*below_ids, *members], lower)
    below = {whole: tuple(part.id for part in group) for whole, group in parts.items()}
    below |= {key: group.members for key, group in together.items()}
    single = [view.id for view in views.values() if view.level == "commune"]
    carried_to = Carrying(on, rules, names)
    carried_to.areas([*single, *below_ids], asked)
    carried_to.wholes([whole.id for whole in wholes], own)
    known = laid_under(carried_to.over(figures), yearly_figures(asked, single, below, on))
    known |= bookkept_figures(asked, single, below, on)
    known |= planned_figures(asked, single, below, on)
    known |= added_up(known, {key: group.members for key, group in together.items()}, own, rules)
    return Sheet(known, rules, names, below, formulas, carried_to.untold)


@lru_cache(maxsize=1024)  # the same few hundred formulas, in the periods that pages show
def _needs(node: Node, period: Period, digest: str, on: date) -> frozenset[Need]:
    """What a formula reads by the book of this digest, which is the one in force."""
    return needs(node, period, _element_rules(digest, on), indicator_formulas(book(), on))


def _facts(area_ids: Sequence[int], wanted: Sequence[Need]) -> dict[Key, Figure]:
    if not area_ids or not wanted:
        return {}
    periods, elements = _axes(wanted)
    return {
        (area_id, period.id, element): Figure(fact.quantity.fraction, f"cell:{fact.id}")
        for (area_id, period, element), fact in reporting.facts(area_ids, periods, elements).items()
    }


def _totals(area_id: int, wanted: Sequence[Need], rules: dict[str, ElementRule]) -> dict[Key, Figure]:
    periods, elements = _axes([need for need in wanted if _adds_up(need.element, rules)])
    if not elements:
        return {}
    return {
        (area_id, period.id, element): Figure(total.quantity.fraction, "", total.missing_area_ids)
        for (period, element), total in reporting.totals(area_id, periods, elements).items()
    }


def _adds_up(element: str, rules: dict[str, ElementRule]) -> bool:
    return element not in rules or rules[element].sums_over_areas


def _axes(wanted: Sequence[Need]) -> tuple[list[Period], list[str]]:
    return list(dict.fromkeys(need.period for need in wanted)), sorted({need.element for need in wanted})


def element_rules(of: Book, on: date) -> dict[str, ElementRule]:
    """This will tell how each element's figures combine, by the rulebook in force on a day."""
    return _element_rules(of.digest, on)


@lru_cache(maxsize=32)
def _element_rules(digest: str, on: date) -> dict[str, ElementRule]:
    current = book()
    asked = _asked_every(current, on)
    rules = {
        code: _rule(element, asked.get(code, Kind.YEAR))
        for code, element in current.element_by_code.items()
        if not element.categories
    }
    for element in current.elements():
        if element.categories:
            rules[element.code] = _rule_of_whole(element, asked, rules)
    return rules


def _asked_every(current: Book, on: date) -> dict[str, Kind]:
    """How often each figure is asked: by the form with the shortest periods, where several ask for it."""
    found: dict[str, Kind] = {}
    regular = (form for form in current.forms(on) if not form.is_on_request)
    for form in sorted(regular, key=lambda form: -MONTHS[form.period_kind]):
        found |= dict.fromkeys((cell.element for cell in form.cells), form.period_kind)
    return found


def _rule_of_whole(element: Element, asked: Mapping[str, Kind], rules: Mapping[str, ElementRule]) -> ElementRule:
    """An element is the sum of its own categories, unless the forms ask for the whole without them."""
    codes = element.cell_codes
    if element.code in asked and not any(code in asked for code in codes):
        return _rule(element, asked[element.code])
    every = min((rules[code].every for code in codes), key=lambda kind: MONTHS.get(kind, MONTHS[Kind.YEAR]))
    return _rule(element, every, codes)


def _rule(element: Element, every: Kind, parts: tuple[str, ...] = ()) -> ElementRule:
    is_yesno, is_class = element.kind == "yesno", element.kind == "class"
    return ElementRule(
        element.code, element.label, element.time, element.sums_over_areas, is_yesno, is_class, every, parts
    )


def indicator_formulas(of: Book, on: date) -> dict[str, Node]:
    """This will give the formula of each indicator in force on a day, for those that ask for another."""
    return {indicator.code: indicator.formula for indicator in of.indicators(on)}


def kept_under(code: str, period: Period, on: date) -> tuple[tuple[str, ...], tuple[Period, ...]]:
    """This will tell under which element codes, and in which periods, the figures behind an element are kept."""
    rules = element_rules(book(), on)
    codes = stored(code, rules)
    spans = [span for one in codes for span in derived_from(rules.get(one, ElementRule(one, one)), period)]
    return codes, tuple(dict.fromkeys(spans))
