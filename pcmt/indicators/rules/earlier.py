"""A sheet of figures as it stood before some of them changed, so that a value can be told as it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from pcmt.indicators.rules.sheet import Figure, Key, Sheet


@dataclass(frozen=True)
class ChangedFigure:
    """A figure of one area that is not what it was; None where it was, or is, not known.

    heirs: the areas of the sheet's map that have it now, each with the share that came to it (None: nobody counted),
    where the area was not then what it is on that map.
    """

    area_id: int
    period_id: str
    element: str
    before: Fraction | None
    now: Fraction | None
    heirs: Mapping[int, Fraction | None] = field(default_factory=dict)


def as_before(sheet: Sheet, changes: Iterable[ChangedFigure]) -> Sheet:
    """This will take changes back: each in its own area, and in the totals of the areas that it is part of."""
    figures = dict(sheet.figures)
    for one in changes:
        if one.heirs:
            _carried(figures, one)
        else:
            _own(figures, one)
        for whole, parts in sheet.below.items():
            if not {one.area_id, *one.heirs}.isdisjoint(parts):
                _total(figures, whole, parts, one)
    return replace(sheet, figures=figures)


def _own(figures: dict[Key, Figure], one: ChangedFigure) -> None:
    key = (one.area_id, one.period_id, one.element)
    if one.before is None:
        figures.pop(key, None)
    else:
        figures[key] = Figure(one.before)


def _carried(figures: dict[Key, Figure], one: ChangedFigure) -> None:
    """What the heirs have was added up from several: it is moved by the change, or was not told then."""
    for heir, share in one.heirs.items():
        key = (heir, one.period_id, one.element)
        figure = figures.get(key)
        if figure is None:
            continue
        if one.before is None or (share is None and one.before):
            del figures[key]
        else:
            figures[key] = replace(figure, value=figure.value + (share or 0) * (one.before - (one.now or 0)))


def _total(figures: dict[Key, Figure], whole: int, parts: tuple[int, ...], one: ChangedFigure) -> None:
    """Where no total stands, as of persons that are not added up, there is none to take back."""
    key = (whole, one.period_id, one.element)
    total = figures.get(key)
    if total is None:
        return
    missing = set(total.missing_areas)
    if one.before is None:
        missing.add(one.area_id)
    else:
        missing.discard(one.area_id)
    if missing.issuperset(parts):
        del figures[key]
        return
    value = total.value - (one.now or 0) + (one.before or 0)
    figures[key] = replace(total, value=value, missing_areas=tuple(sorted(missing)))
