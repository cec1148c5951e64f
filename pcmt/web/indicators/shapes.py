"""An indicator's page as components: the chart, the tile map with its legend, the small course of a list row."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import IndicatorPage, IndicatorRow, Place, Value
from pcmt.kernel.period import Kind, Period
from pcmt.web.charts import TARGET, Chart, Series, line_chart
from pcmt.web.components import State, StateKind, Tile

BANDS: dict[int, StateKind] = {1: "met", 2: "on", 3: "late", 4: "risk"}
WIDTH, HEIGHT, EDGE = 120, 28, 3


@dataclass(frozen=True)
class Row:
    """One line of the list of indicators, with its address and its small picture."""

    row: IndicatorRow
    url: str
    spark: SafeString
    change: str
    period: str
    floor_note: str


@dataclass(frozen=True)
class RankLine:
    """One commune in the ranking, with where its figure is explained."""

    place: Place
    url: str


def row_of(row: IndicatorRow, area_id: int) -> Row:
    """This will dress one line of the list."""
    url = f"{reverse('indicators.show', args=[row.rule.code])}?dia-ban={area_id}"
    floor = row.rule.floor
    by = f"hết {floor.by.name_inside}, " if floor and floor.by else ""
    return Row(
        row,
        url,
        spark(row.trend),
        change(row),
        row.value.period.name_inside,
        f"{by}{floor.source.document}" if floor else "",
    )


def change(row: IndicatorRow) -> str:
    """This will say how the value moved against the period before: “tăng 2 so với kỳ trước”; empty where not known."""
    place = row.trend.index(row.value)
    before = row.trend[place - 1] if place else None
    if before is None or not (row.value.number.is_known and before.number.is_known):
        return ""
    moved = row.value.number.value - before.number.value
    if not indicators.rounded(moved, row.rule.scale):
        return "không đổi so với kỳ trước"
    unit = "điểm %" if row.rule.unit == "%" else ""
    return f"{'tăng' if moved > 0 else 'giảm'} {indicators.said(abs(moved), row.rule.scale, unit)} so với kỳ trước"


def spark(values: Sequence[Value]) -> SafeString:
    """This will draw a small course without axes; a missing period leaves a gap."""
    known = [float(one.number.value) for one in values if one.number.is_known]
    if len(known) < 2:
        return SafeString("")
    low, high = min(known), max(known)
    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    runs: list[list[str]] = [[]]
    for place, one in enumerate(values):
        if one.number.is_known:
            share = (float(one.number.value) - low) / (high - low) if high > low else 0.5
            runs[-1].append(f"{EDGE + step * place:.1f},{HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE):.1f}")
        elif runs[-1]:
            runs.append([])
    lines = format_html_join(
        "",
        '<polyline points="{}" fill="none" stroke="currentColor" stroke-width="2"/>',
        ((" ".join(run),) for run in runs if len(run) > 1),
    )
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}</svg>',
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        lines,
    )


def trend_chart(page: IndicatorPage) -> Chart:
    """This will draw the course with the roadmap, and what is known at least where communes are missing.

    Where the plan sets no steps on the way, the line wanted is the figure asked in the end.
    """
    ahead = indicators.ahead(page)
    scale = page.rule.scale
    gap: list[Decimal | None] = [None] * len(ahead)
    begins = next((place for place, one in enumerate(page.trend) if one.state != "void"), len(page.trend) - 1)
    trend = page.trend[begins:]
    series = [Series(page.area.full_name, [_exact(one, scale) for one in trend] + gap)]
    levels = (*page.wanted[begins:], *(level for _, level in ahead))
    has_steps = any(level is not None for level in levels)
    wanted = [_shown(one if has_steps else page.final, scale) for one in levels] if page.wanted else None
    periods = [short(one.period) for one in trend] + [short(period) for period, _ in ahead]
    return line_chart(
        "dien-bien",
        page.rule.label,
        periods,
        series,
        target=wanted,
        target_name=TARGET if has_steps else "Mức phấn đấu",
        unit=page.rule.unit,
        decimals=scale,
    )


def short(period: Period) -> str:
    """This will name a period for an axis: 11/26, Q3/26, 2026."""
    year = f"{period.year % 100:02d}"
    return {
        Kind.MONTH: f"{period.index}/{year}",
        Kind.QUARTER: f"Q{period.index}/{year}",
        Kind.HALF: f"N{period.index}/{year}",
    }.get(period.kind, str(period.year))


def tiles(places: Sequence[Place]) -> list[Tile]:
    """This will place the communes on the tile map, each coloured by its answer or its quarter of the ranking."""
    return [
        Tile(place.area.short_name, *place.area.tile, state_of(place), place_url(place))
        for place in places
        if place.area.tile
    ]


def ranking(places: Sequence[Place]) -> list[RankLine]:
    """This will give the communes in the order of the ranking, those that are not ranked last."""
    return [RankLine(place, place_url(place)) for place in places]


def place_url(place: Place) -> str:
    """This will give where a commune's figure is explained; empty where there is none."""
    return reverse("trace.show", args=[place.reference]) if place.reference else ""


def state_of(place: Place) -> State:
    """This will give a commune's fill and its words."""
    if place.state in ("met", "risk", "void"):
        return State("void" if place.state == "void" else "met" if place.state == "met" else "late", place.display)
    return State(BANDS.get(place.band, "void"), place.display)


def legend(places: Sequence[Place], scale: int, unit: str) -> list[State]:
    """This will explain the fills: the range of figures in each band, and the missing ones."""
    found: list[State] = []
    for band, kind in BANDS.items():
        values = [place.number.value for place in places if place.band == band and place.number is not None]
        if values:
            low, high = indicators.said(min(values), scale), indicators.said(max(values), scale, unit)
            found.append(State(kind, high if min(values) == max(values) else f"{low} – {high}"))
    if any(place.state == "void" for place in places):
        found.append(State("void", "thiếu dữ liệu"))
    return found


def _exact(one: Value, scale: int) -> Decimal | None:
    return indicators.rounded(one.number.value, scale) if one.number.is_known else None


def _shown(level: Fraction | None, scale: int) -> Decimal | None:
    return None if level is None else indicators.rounded(level, scale)
