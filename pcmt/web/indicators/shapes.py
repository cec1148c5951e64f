"""An indicator's page as components: the chart, the map by classes, the ranking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from pcmt.areas.queries import AreaView
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Band, IndicatorPage, Move, Place, Value
from pcmt.kernel.period import Kind, Period
from pcmt.rulebook.queries import IndicatorDef
from pcmt.web.areas.slots import TileStates
from pcmt.web.charts import TARGET, Chart, Series, line_chart
from pcmt.web.charts import Band as ChartBand
from pcmt.web.components import Fill, Shade, ShadeKind, State, StateKind
from pcmt.web.indicators.breaking import cuts, marks
from vanban.text import format_date, sort_key

# Shades of so many classes, far enough apart to be told from each other on paper.
SHADES: dict[int, tuple[ShadeKind, ...]] = {
    1: ("c3",),
    2: ("c2", "c4"),
    3: ("c1", "c3", "c5"),
    4: ("c1", "c2", "c4", "c5"),
    5: ("c1", "c2", "c3", "c4", "c5"),
}
MISSED: tuple[StateKind, ...] = ("late", "risk")
ANSWERS: dict[str, tuple[StateKind, str]] = {"met": ("met", "có"), "risk": ("late", "không")}


@dataclass(frozen=True)
class RankLine:
    """One commune in the ranking, with where its figure is explained, its number on the map and what fills it there.

    change: how it moved against the period before, in words; empty where not known.
    """

    place: Place
    url: str
    number: int
    fill: Fill
    change: str = ""


def move_words(move: Move, rule: IndicatorDef) -> State:
    """This will say how a value moved, as a state: for the better, for the worse, or neither."""
    told = f": {move.before.display}" if move.against == indicators.BASELINE else ""
    against = f"so với {move.against} ({move.before.period.name_inside}{told})"
    if move.change is None:
        return State("void", f"chưa so được với {move.against} ({move.before.period.name_inside}{told})")
    words = f"{moved(move.change, rule.scale, rule.unit)} {against}"
    if move.is_better is None:
        return State("on", words)
    return State("met", f"{words}, tốt lên") if move.is_better else State("late", f"{words}, xấu đi")


def trend_chart(page: IndicatorPage, changes: Sequence[date] = (), on: date | None = None) -> Chart:
    """This will draw the course with the roadmap, and what is known at least where communes are missing.

    Where the plan sets no steps on the way, the line wanted is the figure asked in the end. changes: days on which
    units of the area changed, marked before the first period that ends on the new map. on: the day of the figures.
    """
    ahead = indicators.ahead(page)
    scale = page.rule.scale
    gap: list[Decimal | None] = [None] * len(ahead)
    begins = next((place for place, one in enumerate(page.trend) if one.state != "void"), len(page.trend) - 1)
    trend = page.trend[begins:]
    levels = (*page.wanted[begins:], *(level for _, level in ahead))
    has_steps = any(level is not None for level in levels)
    wanted = [_shown(one if has_steps else page.final, scale) for one in levels] if page.wanted else None
    periods = [short(one.period) for one in trend] + [short(period) for period, _ in ahead]
    return line_chart(
        "dien-bien",
        page.rule.label,
        periods,
        _courses(page, trend, gap),
        target=wanted,
        target_name=TARGET if has_steps else "Mức phấn đấu",
        unit=page.rule.unit,
        decimals=scale,
        marks=marks(page, [one.period for one in trend], changes),
        cuts=cuts(page.rule, [one.period for one in trend]),
        band=_range_ahead(page, [*(one.period for one in trend), *(period for period, _ in ahead)]),
        source=f"số liệu báo cáo đã chốt, {page.area.full_name}",
        dated=f"tính ngày {format_date(on)}" if on else "",
    )


def _range_ahead(page: IndicatorPage, periods: Sequence[Period]) -> ChartBand | None:
    """The range that the course is heading for, from the last known figure to the deadline, if both are drawn."""
    best = page.outlook.best if page.outlook else None
    if page.outlook is None or best is None or page.outlook.newest is None:
        return None
    start, end = page.outlook.newest, page.outlook.until
    if start.period not in periods or end not in periods:
        return None
    scale = page.rule.scale
    known = _exact(start, scale)
    ends = {start.period: (known, known), end: (_shown(best.low, scale), _shown(best.high, scale))}
    lows, highs = zip(*(ends.get(period, (None, None)) for period in periods), strict=True)
    return ChartBand("Dự báo", lows, highs)


def outlook_note(page: IndicatorPage) -> str:
    """This will say where the course is heading, by which method and how sure; empty where nothing can be said."""
    view = page.outlook
    if view is None or view.best is None:
        return ""
    best, scale, unit = view.best, page.rule.scale, page.rule.unit
    low, high = indicators.said(best.low, scale), indicators.said(best.high, scale, unit)
    span = high if best.low == best.high else f"{low} – {high}"
    note = (
        f"Dự báo hết {view.until.name_inside}: {span}, {view.label} "
        f"({best.label}, {best.points} kỳ đã biết, {indicators.SURENESS[best.sureness]})."
    )
    if view.needed is not None:
        note += f" Để đạt mức phấn đấu, bình quân mỗi kỳ cần {moved(view.needed, max(scale, 1), unit)}."
    return note


def _courses(page: IndicatorPage, trend: Sequence[Value], gap: Sequence[Decimal | None]) -> list[Series]:
    """What is known, and apart from it what is known at least; each point leads to its explanation."""
    scale = page.rule.scale
    links = [reverse("trace.show", args=[one.reference]) for one in trend]
    least = [_least(one, scale) for one in trend]
    found = [Series(page.area.full_name, [*(_exact(one, scale) for one in trend), *gap], links)]
    if any(one is not None for one in least):
        found.append(Series("Ít nhất (còn thiếu xã)", [*least, *gap], links, is_least=True))
    return found


def short(period: Period) -> str:
    """This will name a period for an axis: 11/26, Q3/26, 2026."""
    year = f"{period.year % 100:02d}"
    return {
        Kind.MONTH: f"{period.index}/{year}",
        Kind.QUARTER: f"Q{period.index}/{year}",
        Kind.HALF: f"N{period.index}/{year}",
    }.get(period.kind, str(period.year))


def ranking(page: IndicatorPage, shown: TileStates) -> list[RankLine]:
    """This will give the communes in the order of the ranking, those that are not ranked last."""
    numbers = {area.id: number for number, area in enumerate(mapped(page.places), start=1)}
    return [
        RankLine(
            place,
            place_url(place),
            numbers[place.area.id],
            shown.by_area[place.area.id],
            _moved_place(place, page.before.get(place.area.id), page.rule.scale, page.rule.unit),
        )
        for place in page.places
    ]


def folded(lines: Sequence[RankLine]) -> tuple[list[RankLine], list[tuple[str, list[RankLine]]]]:
    """This will part the communes to lay out one by one from those left out for a reason, gathered under it."""
    groups: dict[str, list[RankLine]] = {}
    for line in lines:
        if line.place.rank is None and line.place.note:
            groups.setdefault(line.place.note, []).append(line)
    return [line for line in lines if not (line.place.rank is None and line.place.note)], list(groups.items())


def _moved_place(now: Place, before: Place | None, scale: int, unit: str) -> str:
    if now.number is None or before is None or before.number is None:
        return ""
    if not (now.number.is_known and before.number.is_known):
        return ""
    return moved(now.number.value - before.number.value, scale, unit)


def moved(change: Fraction, scale: int, unit: str) -> str:
    """This will write a change: “tăng 2”, “giảm 1,5 điểm %”, “không đổi”."""
    if not indicators.rounded(change, scale):
        return "không đổi"
    told = indicators.unit_of_change(unit) if unit == "%" else ""
    return f"{'tăng' if change > 0 else 'giảm'} {indicators.said(abs(change), scale, told)}"


def by_district(lines: Sequence[RankLine]) -> list[tuple[str, list[RankLine]]]:
    """This will group the communes by the district that they came from, for where no map can be drawn."""
    groups: dict[str, list[RankLine]] = {}
    for line in sorted(lines, key=lambda line: line.number):
        groups.setdefault(line.place.area.former_district, []).append(line)
    return sorted(groups.items(), key=lambda group: sort_key(group[0]))


def mapped(places: Sequence[Place]) -> list[AreaView]:
    """This will give the communes as the map numbers them, in Vietnamese order."""
    return sorted((place.area for place in places), key=lambda area: (area.sort_key, area.code))


def place_url(place: Place) -> str:
    """This will give where a commune's figure is explained, else the commune's own page."""
    if place.reference:
        return reverse("trace.show", args=[place.reference])
    return reverse("areas.area", args=[place.area.id])


def map_states(rule: IndicatorDef, period: Period, places: Sequence[Place], classes: Sequence[Band]) -> TileStates:
    """This will fill the map: by the answer of each commune, else by the class of its figure; with what that means."""
    fills = _fills(rule, classes)
    by_area = {place.area.id: _fill_of(place, classes, fills) for place in places}
    legend = [*fills]
    if any(place.state in ANSWERS for place in places):
        legend = [State(kind, words) for answer, (kind, words) in ANSWERS.items() if _has(places, answer)]
    if any(fill.kind == "void" for fill in by_area.values()):
        legend.append(State("void", "thiếu dữ liệu"))
    return TileStates(f"Bản đồ · {period.name_inside}", by_area, legend)


def map_origin(page: IndicatorPage, on: date) -> str:
    """This will tell the unit, the source and the day of a map in one line, as under a chart."""
    unit = f"Đơn vị tính: {page.rule.unit} · " if page.rule.unit else ""
    return f"{unit}Nguồn: số liệu báo cáo đã chốt, {page.value.period.name_inside} · tính ngày {format_date(on)}"


def _has(places: Sequence[Place], answer: str) -> bool:
    return any(place.state == answer for place in places)


def _fills(rule: IndicatorDef, classes: Sequence[Band]) -> list[Fill]:
    """The fill of each class with its range: told apart by a goal where there is one, else by shades, dark is more."""
    shades, missed = iter(SHADES.get(len(classes), ())), iter(MISSED)
    found: list[Fill] = []
    for band in classes:
        words = _range(band, rule.scale, rule.unit)
        if band.reached is None:
            found.append(Shade(next(shades), words))
        elif band.reached:
            found.append(State("met", f"đạt mức phấn đấu: {words}"))
        else:
            found.append(State(next(missed), f"chưa đạt: {words}"))
    return found


def _range(band: Band, scale: int, unit: str) -> str:
    low, high = indicators.said(band.low, scale), indicators.said(band.high, scale, unit)
    words = high if band.low == band.high else f"{low} – {high}"
    return f"{words} ({band.count} xã, phường)"


def _fill_of(place: Place, among: Sequence[Band], fills: Sequence[Fill]) -> Fill:
    """A commune's fill, with its own figure in words."""
    if place.state in ANSWERS:
        return State(ANSWERS[place.state][0], place.display)
    band = indicators.band_of(place.number.value, among) if place.number and place.number.is_known else None
    if band is None:
        return State("void", place.display)
    return replace(fills[band], words=place.display)


def _exact(one: Value, scale: int) -> Decimal | None:
    return indicators.rounded(one.number.value, scale) if one.number.is_known else None


def _least(one: Value, scale: int) -> Decimal | None:
    """What is known at least, where it says more than nothing: that nothing falls by more than all is no news."""
    if one.number.is_known or one.state != "partial" or one.number.low is None:
        return None
    least = indicators.rounded(one.number.low, scale)
    return least if least > 0 else None


def _shown(level: Fraction | None, scale: int) -> Decimal | None:
    return None if level is None else indicators.rounded(level, scale)
