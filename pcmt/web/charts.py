"""Charts as plain values: a table that always stands beside, a text that is read out, JSON for the live picture.

The page carries the JSON in a data block; `static/charts.js` loads ECharts only when a chart scrolls into
view, with the colours of the style sheet's tokens. `stills` draws the picture for paper.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

from pcmt.web.formats.figures import NO_VALUE, number_text

Point = Decimal | int | None
TARGET = "Lộ trình"


@dataclass(frozen=True)
class Series:
    """One line or one set of columns: a name and a value per period, None where figures are missing.

    links: where each point is explained, "" for none. is_least: marks of what is known at least, without a line.
    """

    name: str
    points: Sequence[Point]
    links: Sequence[str] = ()
    is_least: bool = False

    def link(self, place: int) -> str:
        """This will give the address at which a point is explained; empty where there is none."""
        return self.links[place] if place < len(self.links) else ""


@dataclass(frozen=True)
class Band:
    """A range per period that a figure may come to lie in (a projection); None where there is none."""

    name: str
    lows: Sequence[Point]
    highs: Sequence[Point]

    def ends(self) -> Iterator[tuple[int, Decimal | int, Decimal | int]]:
        """This will give the places that have both ends, with them."""
        for place, (low, high) in enumerate(zip(self.lows, self.highs, strict=True)):
            if low is not None and high is not None:
                yield place, low, high


@dataclass(frozen=True)
class Mark:
    """An upright line in a chart at the period of that place, with its words: what is no longer as it was before."""

    place: int
    words: str


@dataclass(frozen=True)
class Cell:
    """A cell of the table beside: the head of its column, what is written, and where that is explained."""

    head: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart with everything that its three forms need; `identifier` is unique on its page.

    source, dated: whose figures these are and of when, as a reader of the picture alone must know. cuts: places before
    which a course starts anew, so that it is not joined to what came before; the target goes on.
    """

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
    band: Band | None = None
    source: str = ""
    dated: str = ""
    cuts: Sequence[int] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of the table beside."""
        ranged = (self.band.name,) if self.band else ()
        return (self.head, *(series.name for series in self.all_series), *ranged)

    @property
    def rows(self) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
        """The table beside: a label and its cells, a column each."""
        return tuple((period, tuple(self._cells(place))) for place, period in enumerate(self.periods))

    @property
    def all_series(self) -> tuple[Series, ...]:
        """Every series, the target last."""
        return (*self.series, self.target) if self.target else tuple(self.series)

    @property
    def counts_whole(self) -> bool:
        """Whether all figures are whole, so that an axis has no use for halves of a commune."""
        return all(point is None or point == int(point) for series in self.all_series for point in series.points)

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
    def origin(self) -> str:
        """The unit, the source and the date, in one line under the picture."""
        told = (("Đơn vị tính: ", self.unit), ("Nguồn: ", self.source), ("", self.dated))
        return " · ".join(f"{lead}{text}" for lead, text in told if text)

    @property
    def data(self) -> dict[str, Any]:
        """What `charts.js` draws, with every value already written for its label."""
        return {
            "kind": self.kind,
            "title": self.title,
            "origin": self.origin,
            "periods": list(self.periods),
            "unit": self.unit,
            "whole": self.counts_whole,
            "cuts": list(self.cuts),
            "marks": [{"place": mark.place, "words": mark.words} for mark in self.marks],
            "series": [self._plain(series, "least" if series.is_least else "") for series in self.series]
            + ([self._plain(self.target, "target")] if self.target else []),
            "band": self._ranged(self.band) if self.band else None,
        }

    def runs(self, series: Series) -> Iterator[range]:
        """This will give the stretches of places within which a series is one course."""
        edges = (0, *(() if series is self.target else self.cuts), len(self.periods))
        return (range(start, end) for start, end in pairwise(edges))

    def written(self, value: Point) -> str:
        """This will write a value of this chart with its unit."""
        if value is None:
            return NO_VALUE
        number = number_text(value, self.decimals)
        return number + self.unit if self.unit == "%" else f"{number} {self.unit}".strip()

    def _cells(self, place: int) -> Iterator[Cell]:
        for series in self.all_series:
            text = self.written(series.points[place])
            least = "ít nhất " if series.is_least and series.points[place] is not None else ""
            yield Cell(series.name, f"{least}{text}", series.link(place))
        if self.band:
            yield Cell(self.band.name, self._between(self.band.lows[place], self.band.highs[place]))

    def _between(self, low: Point, high: Point) -> str:
        if low is None or high is None:
            return NO_VALUE
        return self.written(low) if low == high else f"{number_text(low, self.decimals)} – {self.written(high)}"

    def _course(self, series: Series) -> str:
        known = [*self._known(series, range(len(self.periods)))]
        if series.is_least:
            return f"{len(known)} kỳ còn thiếu số liệu, chỉ biết mức ít nhất" if known else ""
        if not known:
            return f"{series.name}: chưa có số liệu"
        if self.kind == "bar":
            (most, top), (least, low) = max(known, key=_value), min(known, key=_value)
            return f"{series.name}: cao nhất {self.written(top)} ({most}), thấp nhất {self.written(low)} ({least})"
        told = (self._span([*self._known(series, run)]) for run in self.runs(series))
        return f"{series.name}: {', tính lại '.join(filter(None, told))}"

    def _known(self, series: Series, run: Iterable[int]) -> Iterator[tuple[str, Decimal | int]]:
        for place in run:
            if (value := series.points[place]) is not None:
                yield self.periods[place], value

    def _span(self, known: Sequence[tuple[str, Decimal | int]]) -> str:
        if not known:
            return ""
        (first, start), (last, end) = known[0], known[-1]
        if first == last:
            return f"{self.written(end)} ({last})"
        return f"từ {self.written(start)} ({first}) đến {self.written(end)} ({last})"

    def _plain(self, series: Series, role: str) -> dict[str, Any]:
        return {
            "name": series.name,
            "role": role,
            "values": [None if value is None else float(value) for value in series.points],
            "written": [self.written(value) for value in series.points],
            "links": [series.link(place) for place in range(len(series.points))] if any(series.links) else [],
        }

    def _ranged(self, band: Band) -> dict[str, Any]:
        return {
            "name": band.name,
            "lows": [None if low is None else float(low) for low in band.lows],
            "highs": [None if high is None else float(high) for high in band.highs],
            "written": [self._between(*ends) for ends in zip(band.lows, band.highs, strict=True)],
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
    cuts: Sequence[int] = (),
    band: Band | None = None,
    source: str = "",
    dated: str = "",
) -> Chart:
    """This will describe values over periods, with the wanted course dashed, marks upright, and a range to come."""
    return _checked(
        Chart(
            "line",
            identifier,
            title,
            periods,
            series,
            None if target is None else Series(target_name, target),
            unit,
            decimals,
            summary,
            marks=marks,
            cuts=cuts,
            band=band,
            source=source,
            dated=dated,
        )
    )


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
    source: str = "",
    dated: str = "",
) -> Chart:
    """This will describe values side by side, one group of columns per label."""
    drawn = Chart("bar", identifier, title, labels, series, None, unit, decimals, summary, head)
    return _checked(replace(drawn, source=source, dated=dated))


def _checked(chart: Chart) -> Chart:
    ranged = [("band", chart.band.lows), ("band", chart.band.highs)] if chart.band else []
    for name, points in [*((series.name, series.points) for series in chart.all_series), *ranged]:
        if len(points) != len(chart.periods):
            raise ValueError(f"{name}: {len(points)} points for {len(chart.periods)} periods")
    return chart
