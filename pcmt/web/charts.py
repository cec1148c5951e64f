"""Charts as plain values: a table that always stands beside, a text that is read out, JSON for the live picture.

The page carries the JSON in a data block; `static/charts.js` loads ECharts only when a chart scrolls into
view, with the colours of the style sheet's tokens. `stills` draws the picture for paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from pcmt.web.formats.figures import NO_VALUE, number_text

Point = Decimal | int | None
TARGET = "Lộ trình"


@dataclass(frozen=True)
class Series:
    """One line or one set of columns: a name and a value per period, None where figures are missing."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True)
class Mark:
    """An upright line in a chart at the period of that place, with its words: what is no longer as it was before."""

    place: int
    words: str


@dataclass(frozen=True)
class Chart:
    """A chart with everything that its three forms need; `identifier` is unique on its page."""

    kind: Literal["line", "bar"]
    identifier: str
    title: str
    periods: Sequence[str]
    series: Sequence[Series]
    target: Series | None = None
    unit: str = ""
    decimals: int | None = None
    summary: str = ""
    head: str = "Kỳ"
    marks: Sequence[Mark] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of the table beside."""
        return (self.head, *(series.name for series in self.all_series))

    @property
    def rows(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """The table beside: a label and, per column, its head and the written value."""
        return tuple(
            (period, tuple((series.name, self.written(series.points[place])) for series in self.all_series))
            for place, period in enumerate(self.periods)
        )

    @property
    def all_series(self) -> tuple[Series, ...]:
        """Every series, the target last."""
        return (*self.series, self.target) if self.target else tuple(self.series)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to draw yet."""
        return all(point is None for series in self.all_series for point in series.points)

    @property
    def read_out(self) -> str:
        """The text that stands for the picture: the summary, or the course (columns: the extremes) of each series."""
        course = self.summary or "; ".join(filter(None, (self._course(series) for series in self.all_series)))
        return ". ".join([course, *(mark.words for mark in self.marks)])

    @property
    def data(self) -> dict[str, Any]:
        """What `charts.js` draws, with every value already written for its label."""
        return {
            "kind": self.kind,
            "title": self.title,
            "periods": list(self.periods),
            "unit": self.unit,
            "marks": [{"place": mark.place, "words": mark.words} for mark in self.marks],
            "series": [self._plain(series, "") for series in self.series]
            + ([self._plain(self.target, "target")] if self.target else []),
        }

    def written(self, value: Point) -> str:
        """This will write a value of this chart with its unit."""
        if value is None:
            return NO_VALUE
        number = number_text(value, self.decimals)
        return number + self.unit if self.unit == "%" else f"{number} {self.unit}".strip()

    def _course(self, series: Series) -> str:
        known = [
            (period, value) for period, value in zip(self.periods, series.points, strict=True) if value is not None
        ]
        if not known:
            return f"{series.name}: chưa có số liệu"
        if self.kind == "bar":
            (most, top), (least, low) = max(known, key=_value), min(known, key=_value)
            return f"{series.name}: cao nhất {self.written(top)} ({most}), thấp nhất {self.written(low)} ({least})"
        (first, start), (last, end) = known[0], known[-1]
        if first == last:
            return f"{series.name}: {self.written(end)} ({last})"
        return f"{series.name}: từ {self.written(start)} ({first}) đến {self.written(end)} ({last})"

    def _plain(self, series: Series, role: str) -> dict[str, Any]:
        return {
            "name": series.name,
            "role": role,
            "values": [None if value is None else float(value) for value in series.points],
            "written": [self.written(value) for value in series.points],
        }


def _value(known: tuple[str, Decimal | int]) -> Decimal | int:
    return known[1]


def line_chart(
    identifier: str,
    title: str,
    periods: Sequence[str],
    series: Sequence[Series],
    *,
    target: Sequence[Point] | None = None,
    target_name: str = TARGET,
    unit: str = "",
    decimals: int | None = None,
    summary: str = "",
    marks: Sequence[Mark] = (),
) -> Chart:
    """This will describe values over periods, with the wanted course as a dashed line and marks upright."""
    wanted = None if target is None else Series(target_name, target)
    return _checked(Chart("line", identifier, title, periods, series, wanted, unit, decimals, summary, marks=marks))


def bar_chart(
    identifier: str,
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    unit: str = "",
    decimals: int | None = None,
    summary: str = "",
    head: str = "Địa bàn",
) -> Chart:
    """This will describe values side by side, one group of columns per label."""
    return _checked(Chart("bar", identifier, title, labels, series, None, unit, decimals, summary, head))


def _checked(chart: Chart) -> Chart:
    for series in chart.all_series:
        if len(series.points) != len(chart.periods):
            raise ValueError(f"{series.name}: {len(series.points)} points for {len(chart.periods)} periods")
    return chart
