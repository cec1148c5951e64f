"""Walks a formula's tree once for a whole grid of areas and periods, where the reference walks it once a place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import polars as pl

from pcmt.indicators.bulk.figures import COMBINED, Figures, Truths, compare, counted, every, extreme, nowhere, some
from pcmt.indicators.bulk.lookups import Lookup, Path, Reader, walked
from pcmt.indicators.bulk.ratio import WIDE, Ratio, TooWide, chosen, column_of, sure
from pcmt.indicators.bulk.sheet import BulkSheet, Read
from pcmt.indicators.rules.needs import stored
from pcmt.kernel.formula.tree import (
    Aggregate,
    Binary,
    Cell,
    Compare,
    Indicator,
    Literal,
    Logic,
    Node,
    Not,
    Shift,
    codes,
    is_condition,
)
from pcmt.kernel.period import Period


@dataclass
class Grid:
    """The rows of one evaluation: areas × periods, in that order, and all that was read for them so far.

    Every period of a grid has as many periods before it in its year, so that `over year` is as long in each row.
    """

    sheet: BulkSheet
    areas: Sequence[int]
    periods: Sequence[Period]
    parents: pl.Series | None = None
    reads: dict[tuple[str, Path], Read] = field(default_factory=dict)
    asking: tuple[str, ...] = ()
    _known: dict[tuple[Node, Path, tuple[str, ...]], Figures | Truths] = field(default_factory=dict)
    _lower: list["Grid"] = field(default_factory=list)

    def __post_init__(self) -> None:
        places = pl.int_range(self.rows, dtype=pl.UInt32, eager=True)
        self.area_column = pl.Series(self.areas, dtype=pl.Int64).gather(places // len(self.periods))
        self._period_places = places % len(self.periods)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.areas) * len(self.periods)

    def figure(self, node: Node, path: Path = ()) -> Figures:
        """This will evaluate a formula that gives a figure; raises TypeError for a condition."""
        found = self._at(node, path)
        if not isinstance(found, Figures):
            raise TypeError("a condition, not a figure")
        return found

    def truth(self, node: Node, path: Path = ()) -> Truths:
        """This will evaluate a condition; raises TypeError for a figure."""
        found = self._at(node, path)
        if not isinstance(found, Truths):
            raise TypeError("a figure, not a condition")
        return found

    def lookups(self, node: Node) -> frozenset[Lookup]:
        """This will tell what evaluating a formula reads at these rows."""
        return Reader(self.sheet.elements, self.sheet.indicators).lookups(node, self.periods[0])

    def missing(self, node: Node) -> pl.DataFrame:
        """This will list the areas missing for a formula already evaluated: (row, missing), each once."""
        own, lower = self._used(node)
        found = self.sheet.missing(own)
        for grid in self._lower:
            found = pl.concat([found, self.sheet.missing(lower, grid.parents)]).unique()
        return found

    def ways(self, node: Node) -> pl.Series:
        """This will tell how the inputs of a formula were carried (WAYS), the farthest from exact in each row."""
        own, lower = self._used(node)
        found = column_of(0, self.rows, pl.Int8)
        for read in own:
            if read.way.max():
                found = chosen(found > read.way, found, read.way)
        for grid in self._lower:
            for read in lower:
                if read.way.max():
                    gathered = self._grouped(grid, pl.col("way").max(), way=read.way)["way"].fill_null(0)
                    found = chosen(found > gathered, found, gathered)
        return found

    def _used(self, node: Node) -> tuple[list[Read], list[Read]]:
        """What a formula read at these rows, and at the areas below."""
        asked = self.lookups(node)
        below = self._lower[0].reads if self._lower else {}
        own = [self.reads[code, path] for code, path, is_below in asked if not is_below]
        return own, [below[code, path] for code, path, is_below in asked if is_below and (code, path) in below]

    def _at(self, node: Node, path: Path) -> Figures | Truths:
        # An indicator that asks for itself is unknown; only there does it matter from where a formula was reached.
        key = (node, path, self.asking if codes(node, Indicator) else ())
        if key not in self._known:
            self._known[key] = self._condition(node, path) if is_condition(node) else self._figure(node, path)
        return self._known[key]

    def _figure(self, node: Node, path: Path) -> Figures:
        match node:
            case Literal(value):
                return Figures.exactly(value, self.rows)
            case Cell(code):
                return self._cell(code, path)
            case Indicator(code):
                return self._indicator(code, path)
            case Shift(of, by):
                return self.figure(of, (*path, by))
            case Binary(op, left, right):
                return COMBINED[op](self.figure(left, path), self.figure(right, path))
            case Aggregate(fn, of, "areas"):
                return self._over_areas(fn, of, path)
            case Aggregate(fn, of, _):
                return self._over_year(fn, of, path)
        raise TypeError("no figure")

    def _condition(self, node: Node, path: Path) -> Truths:
        match node:
            case Compare(op, left, right):
                return compare(self.figure(left, path), op, self.figure(right, path))
            case Logic(op, parts):
                return (every if op == "and" else some)([self.truth(part, path) for part in parts])
            case Not(of):
                return ~self.truth(of, path)
        raise TypeError("no condition")

    def _cell(self, code: str, path: Path) -> Figures:
        parts = [self._read(part, path) for part in stored(code, self.sheet.elements)]
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        return total

    def _read(self, code: str, path: Path) -> Figures:
        if (code, path) not in self.reads:
            there = [walked(period, path) for period in self.periods]
            by_id = {period.id: period for period in there}
            periods = pl.Series([one.id for one in there], dtype=pl.String).gather(self._period_places)
            self.reads[code, path] = self.sheet.read(code, self.area_column, periods, by_id)
        return self.reads[code, path].figures

    def _indicator(self, code: str, path: Path) -> Figures:
        formula = self.sheet.indicators.get(code)
        if formula is None or code in self.asking:
            return Figures.unknown(self.rows)
        before = self.asking
        self.asking = (*before, code)
        try:
            return self.figure(formula, path)
        finally:
            self.asking = before

    def _over_year(self, fn: str, of: Node, path: Path) -> Figures:
        spans = len(walked(self.periods[0], path).year_to_date())
        paths = [(*path, place) for place in range(spans)]
        if fn in ("count", "share"):
            number = counted([self.truth(of, one) for one in paths], self.rows)
            return number / Figures.exactly(spans, self.rows) if fn == "share" else number
        figures = [self.figure(of, one) for one in paths]
        if fn in ("min", "max"):
            return extreme(fn, figures)
        total = Figures.exactly(0, self.rows)
        for one in figures:
            total = total + one
        return total / Figures.exactly(spans, self.rows) if fn == "avg" else total

    def _over_areas(self, fn: str, of: Node, path: Path) -> Figures:
        lower = self._below()
        if fn in ("count", "share"):
            answers = lower.truth(of, path) if lower else None
            number = self._gathered_truths(lower, answers)
            return number / self._sizes(lower) if fn == "share" else number
        figures = lower.figure(of, path) if lower else None
        if fn in ("min", "max"):
            return self._gathered_extreme(fn, lower, figures)
        total = self._gathered_sum(lower, figures)
        return total / self._sizes(lower) if fn == "avg" else total

    def _below(self) -> "Grid | None":
        """The same periods at the areas right below, each row knowing the row that it is a part of."""
        if self._lower:
            self._lower[0].asking = self.asking
            return self._lower[0]
        if self.parents is not None:
            return None
        order = pl.DataFrame(
            {"parent": self.areas, "place": range(len(self.areas))}, schema={"parent": pl.Int64, "place": pl.UInt32}
        )
        kin = order.join(self.sheet.below, on="parent", how="inner", maintain_order="left")
        if not len(kin):
            return None
        count = len(self.periods)
        places = pl.int_range(len(kin) * count, dtype=pl.UInt32, eager=True)
        parents = kin["place"].gather(places // count) * count + places % count
        lower = Grid(self.sheet, kin["area"].to_list(), self.periods, parents, asking=self.asking)
        self._lower.append(lower)
        return lower

    def _grouped(self, lower: "Grid", *columns: pl.Expr, **series: pl.Series) -> pl.DataFrame:
        frame = pl.DataFrame({"row": lower.parents, **series}).group_by("row").agg(pl.len().alias("parts"), *columns)
        rows = pl.DataFrame({"row": pl.int_range(self.rows, dtype=pl.UInt32, eager=True)})
        return rows.join(frame, on="row", how="left", maintain_order="left")

    def _sizes(self, lower: "Grid | None") -> Figures:
        if lower is None:
            return Figures.exactly(0, self.rows)
        parts = self._grouped(lower)["parts"].fill_null(0).cast(WIDE)
        ratio, no = Ratio(parts, 1, len(lower.areas), 1), nowhere(self.rows)
        return Figures(ratio, ratio, no, no)

    def _gathered_truths(self, lower: "Grid | None", answers: Truths | None) -> Figures:
        if lower is None or answers is None:
            return Figures.exactly(0, self.rows)
        found = self._grouped(
            lower,
            pl.col("holds").sum().cast(WIDE).alias("surely"),
            pl.col("holds").null_count().cast(WIDE).alias("unsure"),
            pl.col("lacks", "void").any(),
            holds=answers.holds,
            lacks=answers.lacks,
            void=answers.void,
        )
        surely, unsure = found["surely"].fill_null(0), found["unsure"].fill_null(0)
        most = len(lower.areas)
        low = Ratio(surely, 1, most, 1)
        return Figures(low, Ratio(surely + unsure, 1, most, 1) if unsure.max() else low, *_flags(found))

    def _gathered_sum(self, lower: "Grid | None", figures: Figures | None) -> Figures:
        if lower is None or figures is None:
            return Figures.exactly(0, self.rows)
        whole = [pl.when(pl.col(end).null_count() == 0).then(pl.col(end).sum()).alias(end) for end in ("low", "high")]
        found = self._grouped(lower, *whole, pl.col("lacks", "void").any(), **_ends(figures))
        empty = found["parts"].is_null()
        low, high = (
            Ratio(chosen(~empty, found[end], 0), _plain(ratio), ratio.most * len(lower.areas), ratio.deepest)
            for end, ratio in (("low", figures.low), ("high", figures.high))
        )
        _fits(low, high)
        return Figures(low, low if figures.is_exact else high, *_flags(found))

    def _gathered_extreme(self, fn: str, lower: "Grid | None", figures: Figures | None) -> Figures:
        if lower is None or figures is None:
            return Figures.unknown(self.rows)
        pick = {end: pl.col(end).min() if fn == "min" else pl.col(end).max() for end in ("low", "high")}
        strict = "low" if fn == "min" else "high"
        pick[strict] = pl.when(pl.col(strict).null_count() == 0).then(pick[strict]).alias(strict)
        found = self._grouped(lower, *pick.values(), pl.col("lacks", "void").any(), **_ends(figures))
        low, high = (
            Ratio(found[end], _plain(ratio), ratio.most, ratio.deepest)
            for end, ratio in (("low", figures.low), ("high", figures.high))
        )
        known = low.below(high, strict=False) & high.below(low, strict=False)
        lacks, void = _flags(found)
        return Figures(low, high, (lacks & ~known) | found["parts"].is_null(), void & ~known)


def evaluations(
    sheet: BulkSheet, nodes: Collection[Node], areas: Sequence[int], periods: Sequence[Period]
) -> list[Grid]:
    """This will make the grids on which formulas can be evaluated: periods in which they do the same together."""
    reader = Reader(sheet.elements, sheet.indicators)
    return [Grid(sheet, areas, alike) for alike in reader.alike(nodes, periods)]


def _ends(figures: Figures) -> dict[str, pl.Series]:
    return {"low": figures.low.top, "high": figures.high.top, "lacks": figures.lacks, "void": figures.void}


def _plain(ratio: Ratio) -> int:
    """The one denominator of all rows, without which areas cannot be gathered in columns."""
    if isinstance(ratio.under, int):
        return ratio.under
    raise TooWide("rows of different denominators")


def _fits(*ratios: Ratio) -> None:
    for ratio in ratios:
        Ratio.constant(ratio.most, 0)


def _flags(found: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    return sure(found["lacks"]), sure(found["void"])
