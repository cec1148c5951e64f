"""The lines of the list of indicators: the newest value, its small course, and what is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Apart, IndicatorRow, Value
from pcmt.kernel.period import Period
from pcmt.web.areas.map_day import MapDay
from pcmt.web.indicators.apart import ApartLine, apart_lines
from pcmt.web.indicators.breaking import cuts
from pcmt.web.indicators.shapes import moved

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
    apart: tuple[ApartLine, ...] = ()


def row_of(
    row: IndicatorRow,
    area_id: int,
    day: MapDay | None = None,
    changes: Sequence[date] = (),
    apart: Sequence[Apart] = (),
) -> Row:
    """This will dress one line of the list; its link keeps the day of the map.

    changes: days on which the area changed, drawn as a break in its course. apart: targets of parts of the area.
    """
    url = f"{reverse('indicators.show', args=[row.rule.code])}?dia-ban={area_id}"
    url = day.link(url) if day else url
    floor = row.rule.floor
    by = f"hết {floor.by.name_inside}, " if floor and floor.by else ""
    return Row(
        row,
        url,
        spark(row.trend, changes, cuts(row.rule, [one.period for one in row.trend])),
        change(row),
        row.value.period.name_inside,
        f"{by}{indicators.floor_source(row.rule)}" if floor else "",
        apart_lines(apart),
    )


def changes_of(rows: Sequence[IndicatorRow], area: AreaView, on: date) -> tuple[date, ...]:
    """This will give the days within the longest course on which the area changed on the map."""
    first = min((row.trend[0].period.last_day for row in rows), default=on)
    return tuple(areas.days_of_change([area.id], first, on)) if rows else ()


def change(row: IndicatorRow) -> str:
    """This will say how the value moved against the period before: “tăng 2 so với kỳ trước”; empty where not known."""
    place = row.trend.index(row.value)
    before = row.trend[place - 1] if place and not cuts(row.rule, [*_around(row, place)]) else None
    if before is None or not (row.value.number.is_known and before.number.is_known):
        return ""
    step = row.value.number.value - before.number.value
    return f"{moved(step, row.rule.scale, row.rule.unit)} so với kỳ trước"


def _around(row: IndicatorRow, place: int) -> Iterator[Period]:
    yield from (one.period for one in row.trend[place - 1 : place + 1])


def spark(values: Sequence[Value], changes: Sequence[date] = (), cut: Sequence[int] = ()) -> SafeString:
    """This will draw a small course without axes; a missing period leaves a gap, one that stands alone is a dot.

    changes: days that part it, each an upright line before the first period that ends on the new map. cut: places
    before which it starts anew.
    """
    known = [float(one.number.value) for one in values if one.number.is_known]
    if len(known) < 2:
        return SafeString("")
    parted = {*cut}
    low, high = min(known), max(known)
    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    runs: list[list[str]] = [[]]
    for place, one in enumerate(values):
        if place in parted and runs[-1]:
            runs.append([])
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
    dots = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="2" fill="currentColor"/>',
        (run[0].split(",") for run in runs if len(run) == 1),
    )
    firsts = {next((place for place, one in enumerate(values) if day <= one.period.last_day), 0) for day in changes}
    breaks = format_html_join(
        "",
        '<line x1="{0}" x2="{0}" y1="0" y2="{1}" stroke="currentColor" stroke-dasharray="2 2" opacity="0.7"/>',
        ((f"{EDGE + step * (place - 0.5):.1f}", HEIGHT) for place in sorted(firsts) if place),
    )
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        breaks,
        lines,
        dots,
    )
