"""The still picture of a chart as SVG: for paper and for pages without script; colours by class only.

Series are told apart without colour as well: lines by their dashes, columns by their hatching (house/charts.css).
"""

import math
from dataclasses import dataclass, field
from itertools import cycle

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pcmt.web.charts import Chart, Series
from pcmt.web.formats.figures import number_text

WIDTH, HEIGHT = 640, 270
LEFT, RIGHT, TOP, BOTTOM = 56, 20, 26, 34
MOST_LABELS = 12
MOST_TICKS = 5
COLOURS = 5
LEGEND = 26
LINE = 13
LETTER = 6.4  # how wide a letter is, on the average
HATCHINGS = ((0, ""), (45, "M0 0v6"), (0, "M0 3h6"), (135, "M0 0v6"), (0, "M0 0v6M0 3h6"))


@dataclass
class Picture:
    """The still picture of a chart: where things stand on a plane of 640 × 270."""

    chart: Chart
    ceiling: float = field(init=False)
    floor: float = field(init=False)
    step: float = field(init=False)

    def __post_init__(self) -> None:
        known = [float(value) for series in self.chart.all_series for value in series.points if value is not None]
        for _, low, high in self.chart.band.ends() if self.chart.band else ():
            known += [float(low), float(high)]
        highest, lowest = max(known, default=0.0), min(0.0, min(known, default=0.0))
        step = tick_step(max(highest, 0.0) - lowest)
        self.step = max(step, 1.0) if self.chart.counts_whole else step
        self.floor = self.step * (lowest // self.step)
        self.ceiling = self.step * max(1 if lowest == 0 else 0, -(-highest // self.step))

    def drawn(self) -> SafeString:
        """This will give the whole picture."""
        shapes = self._columns() if self.chart.kind == "bar" else self._lines()
        return format_html(
            '<svg class="still" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}{}{}{}</svg>',
            WIDTH,
            HEIGHT + LEGEND * len(self._legend_lines()),
            f"{self.chart.title}. {self.chart.read_out}",
            self._hatchings(),
            self._grid(),
            self._labels(),
            self._marks(),
            self._range(),
            shapes,
            self._legend(),
        )

    def x(self, place: int) -> float:
        """This will give the middle of a period's band."""
        band = (WIDTH - LEFT - RIGHT) / max(len(self.chart.periods), 1)
        return LEFT + band * (place + 0.5)

    def y(self, value: float) -> float:
        """This will give the height of a value."""
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - self.floor) / (self.ceiling - self.floor))

    def _grid(self) -> SafeString:
        first, last = round(self.floor / self.step), round(self.ceiling / self.step)
        ticks = [self.step * place for place in range(first, last + 1)]
        return format_html_join(
            "",
            '<line class="grid-line" x1="{}" x2="{}" y1="{}" y2="{}"/><text x="{}" y="{}" text-anchor="end">{}</text>',
            (
                (LEFT, WIDTH - RIGHT, _at(self.y(tick)), _at(self.y(tick)), LEFT - 8, _at(self.y(tick) + 4), text)
                for tick in ticks
                for text in [number_text(tick) + ("%" if self.chart.unit == "%" else "")]
            ),
        )

    def _labels(self) -> SafeString:
        every = -(-len(self.chart.periods) // MOST_LABELS)
        return format_html_join(
            "",
            '<text x="{}" y="{}" text-anchor="middle">{}</text>',
            (
                (_at(self.x(place)), HEIGHT - 12, period)
                for place, period in enumerate(self.chart.periods)
                if place % every == 0
            ),
        )

    def _marks(self) -> SafeString:
        """Draw each mark before its period's band, its words on the side with more room, neighbours' in two lines."""
        half = (WIDTH - LEFT - RIGHT) / max(len(self.chart.periods), 1) / 2
        return format_html_join(
            "",
            '<line class="grid-line mark" x1="{}" x2="{}" y1="{}" y2="{}"/>'
            '<text x="{}" y="{}" text-anchor="{}">{}</text>',
            (
                (
                    _at(x),
                    _at(x),
                    TOP - 12,
                    HEIGHT - BOTTOM,
                    _at(x + side),
                    TOP - 14 + down,
                    anchor,
                    mark.words,
                )
                for down, mark in zip(cycle((0, LINE)), self.chart.marks, strict=False)
                for x in [self.x(mark.place) - half]
                for side, anchor in [(4, "start") if x < WIDTH / 2 else (-4, "end")]
            ),
        )

    def _range(self) -> SafeString:
        """Draw what the figure may come to as an area, its ends joined through the known places."""
        ends = [*self.chart.band.ends()] if self.chart.band else []
        if not ends:
            return SafeString("")
        there = [f"{_at(self.x(place))},{_at(self.y(float(high)))}" for place, _, high in ends]
        back = [f"{_at(self.x(place))},{_at(self.y(float(low)))}" for place, low, _ in reversed(ends)]
        return format_html('<polygon class="range" points="{}"/>', " ".join([*there, *back]))

    def _lines(self) -> SafeString:
        parts = [self._course(series, number) for number, series in self._numbered()]
        if self.chart.target:
            parts.append(self._line(self.chart.target, "target"))
        parts.extend(self._end(series, f"s{number}") for number, series in self._numbered() if not series.is_least)
        return format_html_join("", "{}", ((part,) for part in parts))

    def _numbered(self) -> list[tuple[int, Series]]:
        return [(1 + place % COLOURS, series) for place, series in enumerate(self.chart.series)]

    def _course(self, series: Series, number: int) -> SafeString:
        if not series.is_least:
            return self._line(series, f"line s{number}")
        known = [(place, float(value)) for place, value in enumerate(series.points) if value is not None]
        return format_html_join(
            "", '<path class="least" d="M{} {}l5 9h-10z"/>', ((_at(self.x(x)), _at(self.y(y) - 5)) for x, y in known)
        )

    def _line(self, series: Series, classes: str) -> SafeString:
        """Draw one polyline per unbroken run: a missing figure leaves a gap, and one between two gaps is a dot."""
        runs: list[list[str]] = []
        for run in self.chart.runs(series):
            runs.append([])
            for place in run:
                if (value := series.points[place]) is None:
                    runs.append([])
                else:
                    runs[-1].append(f"{_at(self.x(place))},{_at(self.y(float(value)))}")
        lines = format_html_join(
            "", '<polyline class="{}" points="{}"/>', ((classes, " ".join(run)) for run in runs if len(run) > 1)
        )
        dots = format_html_join(
            "",
            '<circle class="dot {}" cx="{}" cy="{}" r="3"/>',
            ((classes.removeprefix("line "), *run[0].split(",")) for run in runs if len(run) == 1),
        )
        return format_html("{}{}", lines, dots)

    def _end(self, series: Series, colour: str) -> SafeString:
        known = [(place, value) for place, value in enumerate(series.points) if value is not None]
        if not known:
            return SafeString("")
        place, value = known[-1]
        x, y = self.x(place), self.y(float(value))
        return format_html(
            '<circle class="dot {}" cx="{}" cy="{}" r="4.5"/>'
            '<text class="name {}" x="{}" y="{}" text-anchor="end">{}</text>',
            colour,
            _at(x),
            _at(y),
            colour,
            _at(min(x + 24, WIDTH - 4)),
            _at(max(y - 11, 12)),
            self.chart.written(value),
        )

    def _columns(self) -> SafeString:
        band = (WIDTH - LEFT - RIGHT) / max(len(self.chart.periods), 1)
        width = band * 0.7 / max(len(self.chart.series), 1)
        return format_html_join(
            "",
            '<rect class="column s{}"{} x="{}" y="{}" width="{}" height="{}"/>',
            (
                (
                    1 + order % COLOURS,
                    self._hatched(order),
                    _at(self.x(place) - band * 0.35 + width * order),
                    _at(min(self.y(float(value)), self.y(0))),
                    _at(width - 1),
                    _at(abs(self.y(0) - self.y(float(value)))),
                )
                for order, series in enumerate(self.chart.series)
                for place, value in enumerate(series.points)
                if value is not None
            ),
        )

    def _hatched(self, order: int) -> SafeString:
        """The first set of columns stands plain; the others are hatched each in its own way."""
        return format_html(' fill="url(#{}-h{})"', self.chart.identifier, order % COLOURS) if order else SafeString("")

    def _hatchings(self) -> SafeString:
        if self.chart.kind != "bar" or len(self.chart.series) < 2:
            return SafeString("")
        kinds = ((order, 1 + order % COLOURS, HATCHINGS[order % COLOURS]) for order in range(1, len(self.chart.series)))
        return format_html_join(
            "",
            '<pattern id="{}-h{}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate({})">'
            '<rect class="column s{}" width="6" height="6"/><path class="hatch" d="{}"/></pattern>',
            (
                (self.chart.identifier, order % COLOURS, turn, colour, lines)
                for order, colour, (turn, lines) in [*kinds][: COLOURS - 1]
            ),
        )

    def _named(self) -> list[tuple[SafeString, str]]:
        """What stands in the legend: nothing where there is but one series, and no target or range beside it."""
        named = [*((self._sample(number, one), one.name) for number, one in self._numbered())]
        if self.chart.target:
            named.append((SafeString('<path class="target" d="M0 0h22"/>'), self.chart.target.name))
        if self.chart.band and any(self.chart.band.ends()):
            named.append((SafeString('<rect class="range" y="-6" width="22" height="12"/>'), self.chart.band.name))
        return named if len(named) > 1 else []

    def _sample(self, number: int, series: Series) -> SafeString:
        if self.chart.kind == "bar":
            hatched = self._hatched(number - 1)
            return format_html('<rect class="column s{}"{} y="-6" width="22" height="12"/>', number, hatched)
        if series.is_least:
            return SafeString('<path class="least" d="M11 -5l5 9h-10z"/>')
        return format_html('<path class="line s{}" d="M0 0h22"/>', number)

    def _legend_lines(self) -> list[list[tuple[float, SafeString, str]]]:
        """What stands in the legend with its place from the left, in as many lines as it takes."""
        lines: list[list[tuple[float, SafeString, str]]] = []
        x = float(WIDTH)
        for sample, name in self._named():
            wide = 22 + 28 + LETTER * len(name)
            if not lines or x + wide > WIDTH:
                lines.append([])
                x = float(LEFT)
            lines[-1].append((x, sample, name))
            x += wide
        return lines

    def _legend(self) -> SafeString:
        """Name the series under the picture, each beside a sample."""
        parts = [
            (_at(x), HEIGHT + LEGEND * (number + 0.5), sample, name)
            for number, line in enumerate(self._legend_lines())
            for x, sample, name in line
        ]
        return format_html_join("", '<g transform="translate({} {})">{}<text x="28" y="4">{}</text></g>', parts)


def tick_step(highest: float) -> float:
    """This will choose 1, 2, 5 or 10 times a power of ten so that an axis up to `highest` needs at most five steps."""
    if highest <= 0:
        return 1.0
    size: float = 10.0 ** math.floor(math.log10(highest / MOST_TICKS))
    return next(size * step for step in (1, 2, 5, 10, 20) if size * step * MOST_TICKS >= highest)


def _at(coordinate: float) -> str:
    return f"{coordinate:.1f}"
