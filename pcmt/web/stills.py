"""The still picture of a chart as SVG: for paper and for pages without script; colours by class only."""

import math
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pcmt.web.charts import Chart, Series
from pcmt.web.formats.figures import number_text

WIDTH, HEIGHT = 640, 270
LEFT, RIGHT, TOP, BOTTOM = 56, 20, 26, 34
MOST_LABELS = 12
MOST_TICKS = 5
COLOURS = 5


@dataclass
class Picture:
    """The still picture of a chart: where things stand on a plane of 640 × 270."""

    chart: Chart
    ceiling: float = field(init=False)
    step: float = field(init=False)

    def __post_init__(self) -> None:
        known = [float(value) for series in self.chart.all_series for value in series.points if value is not None]
        self.step = tick_step(max(known, default=0.0))
        highest = max(known, default=0.0)
        self.ceiling = self.step * max(1, -(-highest // self.step))

    def drawn(self) -> SafeString:
        """This will give the whole picture."""
        shapes = self._columns() if self.chart.kind == "bar" else self._lines()
        return format_html(
            '<svg class="still" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
            WIDTH,
            HEIGHT,
            f"{self.chart.title}. {self.chart.read_out}",
            self._grid(),
            self._labels(),
            self._marks(),
            shapes,
        )

    def x(self, place: int) -> float:
        """This will give the middle of a period's band."""
        band = (WIDTH - LEFT - RIGHT) / max(len(self.chart.periods), 1)
        return LEFT + band * (place + 0.5)

    def y(self, value: float) -> float:
        """This will give the height of a value."""
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / self.ceiling)

    def _grid(self) -> SafeString:
        ticks = [self.step * place for place in range(round(self.ceiling / self.step) + 1)]
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
        """Draw each mark before its period's band, its words on the side with more room."""
        half = (WIDTH - LEFT - RIGHT) / max(len(self.chart.periods), 1) / 2
        return format_html_join(
            "",
            '<line class="grid-line mark" x1="{}" x2="{}" y1="{}" y2="{}"/>'
            '<text x="{}" y="{}" text-anchor="{}">{}</text>',
            (
                (_at(x), _at(x), TOP - 12, HEIGHT - BOTTOM, _at(x + side), TOP - 14, anchor, mark.words)
                for mark in self.chart.marks
                for x in [self.x(mark.place) - half]
                for side, anchor in [(4, "start") if x < WIDTH / 2 else (-4, "end")]
            ),
        )

    def _lines(self) -> SafeString:
        parts = [self._line(series, f"line s{1 + place % COLOURS}") for place, series in enumerate(self.chart.series)]
        if self.chart.target:
            parts.append(self._line(self.chart.target, "target"))
        parts.extend(self._end(series, f"s{1 + place % COLOURS}") for place, series in enumerate(self.chart.series))
        return format_html_join("", "{}", ((part,) for part in parts))

    def _line(self, series: Series, classes: str) -> SafeString:
        """Draw one polyline per unbroken run: a missing figure leaves a gap, and one between two gaps is a dot."""
        runs: list[list[str]] = [[]]
        for place, value in enumerate(series.points):
            if value is None:
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
            '<rect class="column s{}" x="{}" y="{}" width="{}" height="{}"/>',
            (
                (
                    1 + order % COLOURS,
                    _at(self.x(place) - band * 0.35 + width * order),
                    _at(self.y(float(value))),
                    _at(width - 1),
                    _at(self.y(0) - self.y(float(value))),
                )
                for order, series in enumerate(self.chart.series)
                for place, value in enumerate(series.points)
                if value is not None
            ),
        )


def tick_step(highest: float) -> float:
    """This will choose 1, 2, 5 or 10 times a power of ten so that an axis up to `highest` needs at most five steps."""
    if highest <= 0:
        return 1.0
    size: float = 10.0 ** math.floor(math.log10(highest / MOST_TICKS))
    return next(size * step for step in (1, 2, 5, 10, 20) if size * step * MOST_TICKS >= highest)


def _at(coordinate: float) -> str:
    return f"{coordinate:.1f}"
