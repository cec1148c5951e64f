"""The figures of the public page, with small counts held back. No actor: the page was opened for everybody."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.conf import settings

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators.queries.anew import starts_anew
from pcmt.indicators.queries.contexts import contexts
from pcmt.indicators.queries.public import PublicPageView, levels_of
from pcmt.indicators.queries.public_beside import joined, sums_beside
from pcmt.indicators.queries.tables import SPANS
from pcmt.indicators.queries.targets import ended_periods, rule_on
from pcmt.indicators.queries.values import Value, measured, rule_of
from pcmt.indicators.rules.public import behind, rest
from pcmt.indicators.rules.spot import Spot
from pcmt.indicators.rules.suppression import ALONE, Around, Bounds, bounds_of, gives_away, held_back, is_small
from pcmt.kernel.formula.evaluate import evaluate
from pcmt.kernel.number import NO_DENOMINATOR, Number
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import IndicatorDef


@dataclass(frozen=True)
class PublicFigure:
    """One figure of the public page.

    state: known, held (too few behind it), empty (a share of nothing) or void (not known yet).
    """

    state: str
    value: Value | None = None


@dataclass(frozen=True)
class PublicTable:
    """One indicator of the public page over its last periods, oldest first: the province, then its communes."""

    rule: IndicatorDef
    least: int
    areas: tuple[AreaView, ...]
    periods: tuple[Period, ...]
    figures: dict[tuple[int, str], PublicFigure]

    def at(self, area: AreaView, period: Period) -> PublicFigure:
        """This will give a figure of the table."""
        return self.figures[(area.id, period.id)]


@dataclass(frozen=True)
class _Weighed:
    """A value with how many stand behind it, whether it tells too much by itself, and what other tables tell of it."""

    value: Value
    count: Fraction | None
    is_tiny: bool
    bounds: Bounds = ALONE


def public_table(page: PublicPageView, code: str, on: date) -> PublicTable:
    """This will compute one indicator of a public page, with what is too small held back; NotFound for every other.

    A figure is weighed against the other tables of the page too, and against what was told of the year so far: what a
    reader gets by taking one from another must not be a small count either. A share is held back wherever a table is
    that could be worked out with it: a rate and what it is a rate of tell the count.
    """
    own = _by_itself(page, code, on)
    figures = dict(own.figures)
    for other in (_by_itself(page, one, on) for one in joined(page, own.rule, on)):
        at_end = {period.last_day: period for period in other.periods}
        for area in (area for area in own.areas if area in other.areas):
            for period in own.periods:
                beside = at_end.get(period.last_day)
                if beside and other.at(area, beside).state == "held" and own.at(area, period).state == "known":
                    figures[area.id, period.id] = PublicFigure("held")
    return replace(own, figures=figures)


def _by_itself(page: PublicPageView, code: str, on: date) -> PublicTable:
    """The table as it is where no share leads from it to another."""
    choice = next((one for one in page.choices if one.indicator == code), None)
    rule, province = rule_on(code, on), areas.province(on)
    if choice is None or rule is None or province is None or choice.level not in levels_of(rule):
        raise NotFound
    below = areas.communes(province.id, on) if choice.level == "commune" else ()
    periods = ended_periods(rule.period_kind, rule.calendar, on, SPANS[rule.period_kind])
    shown = (province, *below)
    beside = {
        area.id: one
        for levels, these in ((("province", "commune"), (province,)), (("commune",), below))
        for one in [sums_beside(page, rule, levels, on)]
        for area in these
    }
    rules = {period: rule_of(code, period) for period in periods}
    nodes = [one.formula for one in rules.values() if one] + [*beside[province.id].nodes.values()]
    nodes += [one.denominator.formula for one in rules.values() if one and one.denominator]
    sheet = contexts(dict.fromkeys(nodes), [one.id for one in shown], periods, on)
    lot = _lot(beside[province.id].key, below)
    figures: dict[tuple[int, str], PublicFigure] = {}
    told_before: dict[int, Fraction] = {}
    for place, (period, dated) in enumerate(rules.items()):
        if place and period.year != periods[place - 1].year:
            told_before = {}
        spots = [Spot(sheet, area.id, period) for area in shown]
        weighed = [_weighed(dated, code, spot, page.least) for spot in spots]
        weighed = [
            _beside(one, beside[spot.area_id].around(spot, told_before.get(spot.area_id)), page.least)
            for one, spot in zip(weighed, spots, strict=True)
        ]
        told = _told(weighed, lot, page.least)
        figures |= {(area.id, period.id): figure for area, figure in zip(shown, told, strict=True)}
        if dated and starts_anew(dated, period):
            known = {area.id: one.count for area, one, got in zip(shown, weighed, told, strict=True) if got.value}
            told_before |= {area_id: count for area_id, count in known.items() if count is not None}
    return PublicTable(rule, page.least, shown, periods, figures)


def _beside(own: _Weighed, around: Around, least: int) -> _Weighed:
    """Weigh a figure once more, by what a reader knows from other tables and earlier periods."""
    if own.count is None:
        return own
    is_tiny = own.is_tiny or gives_away(own.count, around, least)
    return replace(own, is_tiny=is_tiny, bounds=bounds_of(around, least))


def _weighed(rule: IndicatorDef | None, code: str, spot: Spot, least: int) -> _Weighed:
    value = measured(rule, code, spot)
    if rule is None or not value.number.is_known:
        return _Weighed(value, None, False)
    base = evaluate(rule.denominator.formula, spot).value if rule.denominator else None
    of = base if isinstance(base, Number) else None
    left = rest(value.number, rule.unit, of)
    is_tiny = left is not None and is_small(left, least)
    if rule.denominator and of is not None and of.is_known:
        is_tiny = is_tiny or of.value < rule.denominator.least
    return _Weighed(value, behind(value.number, rule.unit, of), is_tiny)


def _told(weighed: Sequence[_Weighed], lot: Sequence[int], least: int) -> list[PublicFigure]:
    """The figures of one period, the province's first. Where its own is small, so is every count in it."""
    whole, *parts = weighed
    tiny = [at for at, one in enumerate(parts) if one.is_tiny]
    bounds = {at: one.bounds for at, one in enumerate(parts)}
    held = held_back([one.count for one in parts], lot, least, tiny, bounds)
    hidden = {at + 1 for at in held.parts}
    if whole.is_tiny or (whole.count is not None and is_small(whole.count, least)):
        hidden = {at for at, one in enumerate(weighed) if one.count}
    if held.total:
        hidden.add(0)
    return [_figure(one.value, is_held=at in hidden) for at, one in enumerate(weighed)]


def _figure(value: Value, *, is_held: bool) -> PublicFigure:
    """A figure that is not whole yet would tell what is known of it, so it is not told at all."""
    if is_held:
        return PublicFigure("held")
    if value.state == "known":
        return PublicFigure("known", value)
    return PublicFigure("empty" if value.number.missing == (NO_DENOMINATOR,) else "void")


def _lot(key: str, below: Sequence[AreaView]) -> list[int]:
    """The order in which communes cover each other: the same for what is counted at all times, and known to nobody."""

    def drawn(place: int) -> bytes:
        return hmac.digest(settings.SEALING_KEY.encode(), f"public {key} {below[place].id}".encode(), "sha256")

    return sorted(range(len(below)), key=drawn)
