"""A sheet of figures as columns: what `rules.sheet.Sheet` reads at one place, read at all rows of a grid at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

import polars as pl

from pcmt.indicators.bulk.figures import Figures, nowhere
from pcmt.indicators.bulk.ratio import WIDE, Ratio, chosen, filled, sure
from pcmt.indicators.rules.sheet import ElementRule, Figure, Key, Sheet, sources
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.period import Period

WAYS = ("", "whole", "share")
HELD = {"area": pl.Int64, "period": pl.String, "top": WIDE, "lacks": pl.Boolean, "way": pl.Int8}
OWED = {"code": pl.String, "area": pl.Int64, "period": pl.String, "missing": pl.Int64}
KIN = {"parent": pl.Int64, "area": pl.Int64}
MOST_PARTS = 12
"""The most periods of which a longer one is added up."""


@dataclass(frozen=True)
class Held:
    """All figures of one element as stored: `top` / `under`, by area and period."""

    frame: pl.DataFrame
    under: int = 1

    @property
    def most(self) -> int:
        """The greatest |top| held."""
        found = self.frame["top"].abs().max()
        return found if isinstance(found, int) else 0


@dataclass(frozen=True)
class Read:
    """What was read of one element: the figures by row, how they were carried, and what was missing for them.

    gaps: (row, area, period, absent) of every stored figure that a row would need and that is absent or not whole.
    """

    code: str
    figures: Figures
    way: pl.Series
    gaps: pl.DataFrame


@dataclass(frozen=True)
class BulkSheet:
    """Figures of elements by code, the rules that reading them needs, and which areas make up which.

    owed: the areas missing in a stored total, by element, area and period.
    """

    held: Mapping[str, Held]
    elements: Mapping[str, ElementRule]
    below: pl.DataFrame
    indicators: Mapping[str, Node] = field(default_factory=dict)
    owed: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=OWED))

    @classmethod
    def of(cls, sheet: Sheet) -> "BulkSheet":
        """This will lay a sheet out as columns."""
        pairs = [(whole, part) for whole, parts in sheet.below.items() for part in parts]
        below = pl.DataFrame(pairs, schema=KIN, orient="row")
        held, owed = held_of(sheet.figures)
        return cls(held, sheet.elements, below, sheet.indicators, owed)

    def read(self, code: str, areas: pl.Series, periods: pl.Series, by_id: Mapping[str, Period]) -> Read:
        """This will read an element that has no parts, at an area in a period a row.

        A figure that is not stored is derived from other periods where the element's meaning allows; what is not there
        is unknown, from zero upwards (a yes or no: up to one).
        """
        rule = self.elements.get(code, ElementRule(code, code))
        held = self.held.get(code, Held(pl.DataFrame(schema=HELD)))
        asked = pl.DataFrame({"area": areas, "period": periods}).with_row_index("row")
        found = asked.join(held.frame, on=["area", "period"], how="left", maintain_order="left")
        absent = found["top"].is_null()
        top, lacks, way = found["top"], sure(found["lacks"]), found["way"].fill_null(0)
        gaps = [_gaps(found.filter(found["lacks"]), absent=False)]
        high = chosen(~lacks, top, None)
        if absent.any():
            rows, lacking = self._derived(rule, held, asked.filter(absent), by_id)
            gaps.append(lacking)
            there = asked.select("row").join(rows, on="row", how="left", maintain_order="left")
            top, high, lacks, way = (
                chosen(absent, there[name], column)
                for name, column in (("top", top), ("high", high), ("lacks", lacks), ("way", way))
            )
        most = MOST_PARTS * (held.most + held.under)
        low = Ratio(top, held.under, most, held.under)
        figures = Figures(
            low, Ratio(high, held.under, most, held.under) if lacks.any() else low, lacks, nowhere(len(top))
        )
        return Read(code, figures, way, pl.concat(gaps))

    def _derived(
        self, rule: ElementRule, held: Held, asked: pl.DataFrame, by_id: Mapping[str, Period]
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Rows without a figure of their own, from the parts of their period, or from a longer one that stands."""
        plan = _plan(rule, [by_id[one] for one in asked["period"].unique(maintain_order=True)])
        parts = asked.join(plan, on="period", how="left", maintain_order="left").with_columns(
            pl.col("source").fill_null(pl.col("period")), pl.col("stands").fill_null(value=False)
        )
        found = parts.join(
            held.frame, left_on=["area", "source"], right_on=["area", "period"], how="left", maintain_order="left"
        )
        standing = found.filter(pl.col("stands") & pl.col("top").is_not_null()).unique(
            "row", keep="first", maintain_order=True
        )
        # Of a longer period only the newest that has a figure stands; a row without one is absent itself.
        added = found.filter(~pl.col("stands"))
        waiting = found.filter(pl.col("stands")).unique("row", keep="first", maintain_order=True)
        waiting = waiting.join(standing, on="row", how="anti").with_columns(pl.col("period").alias("source"))
        used = pl.concat([added, standing, waiting])
        absent = pl.col("top").is_null()
        most = pl.lit(held.under if rule.is_yesno else None, dtype=WIDE)
        lacking = absent | pl.col("lacks")
        rows = (
            used.with_columns(high=pl.when(absent).then(most).when(~pl.col("lacks")).then(pl.col("top")))
            .group_by("row", maintain_order=True)
            .agg(
                pl.col("top").fill_null(0).sum(),
                pl.when(pl.col("high").null_count() == 0).then(pl.col("high").sum()).alias("high"),
                lacking.any().alias("lacks"),
                pl.col("way").fill_null(0).max(),
            )
            .sort("row")
        )
        lacks = used.filter(lacking).select("row", "area", pl.col("source").alias("period"), absent.alias("absent"))
        return rows, lacks

    def missing(self, reads: Iterable[Read], parents: pl.Series | None = None) -> pl.DataFrame:
        """This will list, by row, the areas whose figures are missing for what was read there, each once.

        parents: the row that each row of the reads stands for, where they were read at the areas below.
        """
        found = [self._missing_of(read) for read in reads if len(read.gaps)]
        if not found:
            return pl.DataFrame(schema={"row": pl.UInt32, "missing": pl.Int64})
        rows = pl.concat(found)
        if parents is not None:
            rows = rows.with_columns(pl.Series("row", parents.gather(rows["row"])))
        return rows.unique()

    def _missing_of(self, read: Read) -> pl.DataFrame:
        absent = read.gaps.filter("absent").join(self.below, left_on="area", right_on="parent", how="left")
        whole = absent.select("row", missing=pl.coalesce("area_right", "area"))
        owed = self.owed.filter(pl.col("code") == read.code)
        partly = read.gaps.filter(~pl.col("absent")).join(owed, on=["area", "period"], how="inner")
        return pl.concat([whole, partly.select("row", "missing")])


def _gaps(found: pl.DataFrame, *, absent: bool) -> pl.DataFrame:
    return found.select("row", "area", "period", absent=pl.lit(absent))


def _plan(rule: ElementRule, periods: Sequence[Period]) -> pl.DataFrame:
    """From which other periods a figure may come: (period, source, whether the first of such that has one stands)."""
    rows = []
    for period in periods:
        parts, stands = sources(rule, period)
        rows += [(period.id, part.id, False) for part in parts if part != period]
        rows += [(period.id, longer.id, True) for longer in stands]
    return pl.DataFrame(rows, schema={"period": pl.String, "source": pl.String, "stands": pl.Boolean}, orient="row")


def held_of(figures: Mapping[Key, Figure]) -> tuple[dict[str, Held], pl.DataFrame]:
    """This will lay figures out by element, and beside them the areas missing in totals."""
    by_code: dict[str, list[tuple[int, str, Figure]]] = {}
    for (area_id, period_id, code), figure in figures.items():
        by_code.setdefault(code, []).append((area_id, period_id, figure))
    owed = [
        (code, area_id, period_id, missing)
        for code, rows in by_code.items()
        for area_id, period_id, figure in rows
        for missing in figure.missing_areas
    ]
    held = {code: _held(rows) for code, rows in by_code.items()}
    return held, pl.DataFrame(owed, schema=OWED, orient="row")


def _held(rows: Sequence[tuple[int, str, Figure]]) -> Held:
    under = lcm(*(figure.value.denominator for _, _, figure in rows))
    frame = pl.DataFrame(
        [
            (area_id, period_id, whole_top(figure.value, under), bool(figure.missing_areas), WAYS.index(figure.way))
            for area_id, period_id, figure in rows
        ],
        schema=HELD,
        orient="row",
    )
    return Held(frame, under)


def whole_top(value: Fraction, under: int) -> int:
    """This will give a value's numerator over a denominator that holds it; raises TooWide where it is too large."""
    top = int(value * under)
    filled(top, 0)
    return top
