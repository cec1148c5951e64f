"""Figures of old books as facts: what stands already, many closed at once, a whole load taken back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.ledger import refresh_totals_of
from pcmt.reporting.models import Fact, OldBookFigure, OldBookLoad
from pcmt.reporting.ports import Reliance
from pcmt.reporting.rules.old_books.fitting import Fitted
from pcmt.rulebook.queries import book

IN_ONE_GO = 500
TAKEN_FROM_FILES = frozenset({Fact.Provenance.IMPORTED.value, Fact.Provenance.OLD_BOOK.value})
"""Provenances of figures that nobody reported: only these may be replaced by a book."""

Key = tuple[int, str, str]


@dataclass(frozen=True)
class Compared:
    """Figures of a book beside the facts that stand: new ones, the same, those that replace a figure from a file, and
    those that a report or decision closed otherwise."""

    new: tuple[Fitted, ...]
    same: tuple[Fitted, ...]
    changed: tuple[tuple[Fitted, Fact], ...]
    closed: tuple[tuple[Fitted, Fact], ...]


def compare(figures: Sequence[Fitted]) -> Compared:
    """This will hold figures against the current facts of their areas, periods and elements."""
    current = {_key(fact): fact for fact in _facts(figures, current=True)}
    new: list[Fitted] = []
    same: list[Fitted] = []
    changed: list[tuple[Fitted, Fact]] = []
    closed: list[tuple[Fitted, Fact]] = []
    for figure in figures:
        fact = current.get((figure.area_id, figure.period.id, figure.element))
        if fact is None:
            new.append(figure)
        elif Quantity(fact.scaled, fact.scale).decimal == _quantity(figure).decimal:
            same.append(figure)
        else:
            (changed if fact.provenance in TAKEN_FROM_FILES else closed).append((figure, fact))
    return Compared(tuple(new), tuple(same), tuple(changed), tuple(closed))


def close_from_book(load: OldBookLoad, compared: Compared, *, actor: Actor, at: datetime) -> int:
    """This will make facts of what is new or changed, each with the cell that it came from; returns how many.

    Totals above are added up in the same transaction, each once.
    """
    before: dict[Key, Fact] = {_key(fact): fact for _, fact in compared.changed}
    figures = [*compared.new, *(figure for figure, _ in compared.changed)]
    revisions = _revisions(figures)
    _supersede(before.values(), at)
    facts = Fact.objects.bulk_create(
        [_fact(one, revisions, load.basis, actor, at) for one in figures], batch_size=IN_ONE_GO
    )
    OldBookFigure.objects.bulk_create(
        [
            OldBookFigure(
                load=load,
                fact=fact,
                sheet=figure.sheet[:100],
                address=figure.address,
                text=figure.text[:60],
                before=before.get(_key(fact)),
            )
            for figure, fact in zip(figures, facts, strict=True)
        ],
        batch_size=IN_ONE_GO,
    )
    _add_up(facts, at)
    return len(facts)


def take_back(load: OldBookLoad, *, actor: Actor, at: datetime) -> int:
    """This will withdraw every fact of a load, and put back the figures that it replaced; returns how many went."""
    rows = [*load.figures.select_related("fact", "before")]
    facts = [row.fact for row in rows]
    _supersede(facts, at)
    Fact.objects.bulk_create(
        [_again(row.before, row.fact, actor, at) for row in rows if row.before is not None], batch_size=IN_ONE_GO
    )
    _add_up(facts, at)
    return len(facts)


def superseded_since(load: OldBookLoad) -> int:
    """This will count figures of a load that something later has replaced."""
    return load.figures.filter(fact__superseded_at__isnull=False).count()


def standing_on(load: OldBookLoad) -> list[str]:
    """This will name what was made since of the figures of a load, wherever in the system."""
    told = load.figures.values_list("fact__element", "fact__period").distinct()
    elements, periods = {element for element, _ in told}, {Period.parse(period) for _, period in told}
    reliances: list[Reliance] = [import_string(path) for path in settings.REPORTING_RELIANCES]
    return [name for one in reliances for name in one.standing_on(elements, periods, load.loaded_at)]


def _fact(figure: Fitted, revisions: Mapping[Key, int], basis: str, actor: Actor, at: datetime) -> Fact:
    quantity = _quantity(figure)
    return Fact(
        area_id=figure.area_id,
        period=figure.period.id,
        element=figure.element,
        scaled=quantity.scaled,
        scale=quantity.scale,
        revision=revisions.get((figure.area_id, figure.period.id, figure.element), 0) + 1,
        provenance=Fact.Provenance.OLD_BOOK,
        basis=basis,
        accepted_at=at,
        accepted_by_id=actor.person_id,
    )


def _again(before: Fact, after: Fact, actor: Actor, at: datetime) -> Fact:
    """The figure that stood before, as the next revision: facts are only added."""
    return Fact(
        area_id=before.area_id,
        period=before.period,
        element=before.element,
        scaled=before.scaled,
        scale=before.scale,
        revision=after.revision + 1,
        provenance=before.provenance,
        basis=before.basis,
        accepted_at=at,
        accepted_by_id=actor.person_id,
    )


def _quantity(figure: Fitted) -> Quantity:
    return Quantity(figure.scaled, book().element(figure.element).scale)


def _key(fact: Fact) -> Key:
    return fact.area_id, fact.period, fact.element


def _supersede(facts: Iterable[Fact], at: datetime) -> None:
    ids = [fact.pk for fact in facts]
    for start in range(0, len(ids), IN_ONE_GO):
        Fact.objects.filter(pk__in=ids[start : start + IN_ONE_GO]).update(superseded_at=at)


def _add_up(facts: Iterable[Fact], at: datetime) -> None:
    moved: dict[tuple[int, str], list[str]] = {}
    for fact in facts:
        moved.setdefault((fact.area_id, fact.period), []).append(fact.element)
    refresh_totals_of(((area_id, Period.parse(period), codes) for (area_id, period), codes in moved.items()), at)


def _facts(figures: Sequence[Fitted], *, current: bool) -> Iterator[Fact]:
    """The facts of the areas and elements that each period of the figures has; a question a period and 500 areas."""
    by_period: dict[str, tuple[set[int], set[str]]] = {}
    for figure in figures:
        areas, elements = by_period.setdefault(figure.period.id, (set(), set()))
        areas.add(figure.area_id)
        elements.add(figure.element)
    for period, (areas, elements) in sorted(by_period.items()):
        wanted = sorted(areas)
        for start in range(0, len(wanted), IN_ONE_GO):
            rows = Fact.objects.filter(
                period=period, element__in=elements, area_id__in=wanted[start : start + IN_ONE_GO]
            )
            yield from rows.filter(superseded_at__isnull=True) if current else rows


def _revisions(figures: Sequence[Fitted]) -> dict[Key, int]:
    """The last revision of each area, period and element that the figures touch."""
    found: dict[Key, int] = {}
    for fact in _facts(figures, current=False):
        found[_key(fact)] = max(found.get(_key(fact), 0), fact.revision)
    return found
