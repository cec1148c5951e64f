"""Values of many indicators at many places in one go: columns of figures, the same formulas, the same words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

import polars as pl

from pcmt.indicators.bulk.evaluate import Grid, evaluations
from pcmt.indicators.bulk.figures import Figures
from pcmt.indicators.bulk.groups import Groups
from pcmt.indicators.bulk.ratio import Ratio, TooWide, chosen, column_of, sure
from pcmt.indicators.bulk.sheet import WAYS, BulkSheet
from pcmt.indicators.queries.contexts import contexts
from pcmt.indicators.queries.loading import NO_GROUPS, load
from pcmt.indicators.queries.values import NO_RULE, Value, measured, rule_in
from pcmt.indicators.rules.spot import Spot
from pcmt.indicators.rules.wording import EMPTY, KNOWN, LEAST, MOST, UNTOLD, shape_of, worded
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.rulebook.queries import IndicatorDef, book

STATES = {KNOWN: "known", LEAST: "partial", MOST: "partial", UNTOLD: "void", EMPTY: "void"}
COLUMNS = {
    "code": pl.String, "area_id": pl.Int64, "period": pl.String, "shape": pl.String, "low": pl.Int64, "high": pl.Int64,
    "scale": pl.Int64, "unit": pl.String, "way": pl.String, "missing": pl.Int64, "of": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True)
class BulkValue:
    """One value of a table: its bounds rounded to the indicator's decimals, and how it reads.

    low, high: integers of 10**-scale; None where there is no such bound. state: `known`, `partial` or `void`.
    missing, of: how many areas have not reported, of how many.
    """

    code: str
    area_id: int
    period: str
    shape: str
    low: int | None
    high: int | None
    scale: int
    unit: str
    way: str
    missing: int
    of: int

    @property
    def state(self) -> str:
        """How much of it is known."""
        return STATES.get(self.shape, "void")

    @cached_property
    def display(self) -> str:
        """How it reads in Vietnamese, as `Value.display` does."""
        return self._said(self.unit)

    @cached_property
    def figure(self) -> str:
        """How it reads where its unit is told beside it; only the per cent sign stays with its figure."""
        return self._said(self.unit if self.unit == "%" else "")

    def _said(self, unit: str) -> str:
        if self.shape not in STATES:
            return NO_RULE
        scaled = self.high if self.shape == MOST else self.low
        value = Fraction(scaled or 0, 10**self.scale)
        text = worded(self.shape, value, self.scale, unit, owing=self.missing, of=self.of)
        return f"{text} (ước tính)" if self.way == "share" and self.shape == KNOWN else text


@dataclass(frozen=True)
class Table:
    """Values as columns (COLUMNS), ordered by code, area and period as they were asked for."""

    frame: pl.DataFrame

    def __len__(self) -> int:
        return len(self.frame)

    def __iter__(self) -> Iterator[BulkValue]:
        for row in self.frame.iter_rows():
            yield BulkValue(*row)

    def by_key(self) -> dict[tuple[str, int, str], BulkValue]:
        """This will give the values by (code, area, period id), as `values` does."""
        return {(one.code, one.area_id, one.period): one for one in self}


@dataclass(frozen=True)
class Reckoned:
    """A table with what it was made on: the rules by code and period id, and the grids that hold all figures exactly.

    wide: codes whose figures are too large for columns, which no grid holds.
    """

    table: Table
    rules: Mapping[str, Mapping[str, IndicatorDef | None]]
    grids: Sequence[Grid]
    wide: frozenset[str]


def bulk_values(
    codes: Sequence[str],
    area_ids: Sequence[int],
    periods: Sequence[Period],
    on: date,
    *,
    groups: Groups = NO_GROUPS,
    with_missing: bool = True,
) -> Table:
    """This will compute indicators, and elements by their own codes, at areas in periods, on the map of a day.

    It says what `values` says, without the trace. groups: areas that are to stand as one (a zone, a list), by an
    identifier below zero each; their values follow those of the areas. with_missing: count the areas that have not
    reported, which asks the database once more where totals are not whole; without, `missing` is 0. Figures too large
    for columns are evaluated place by place; a group of such has no row.
    """
    return reckoned(codes, area_ids, periods, on, groups=groups, with_missing=with_missing).table


def reckoned(
    codes: Sequence[str],
    area_ids: Sequence[int],
    periods: Sequence[Period],
    on: date,
    *,
    also: Sequence[Node] = (),
    groups: Groups = NO_GROUPS,
    with_missing: bool = True,
) -> Reckoned:
    """This will compute as `bulk_values`, and keep the grids, on which the formulas in `also` can be read as well."""
    current = book()
    rules = {code: {period.id: rule_in(current, code, period) for period in periods} for code in codes}
    formulas = (rule.formula for dated in rules.values() for rule in dated.values() if rule)
    nodes = list(dict.fromkeys((*formulas, *also)))
    sheet = load(nodes, area_ids, periods, on, groups=groups, with_owed=with_missing)
    places = [*area_ids, *groups]
    sizes = _sizes(sheet, places)
    found: dict[str, list[pl.DataFrame]] = {code: [] for code in codes}
    wide = set[str]()
    grids = evaluations(sheet, nodes, places, periods)
    for grid in grids:
        for code in codes:
            try:
                found[code].append(_of_grid(code, rules[code], grid, with_missing=with_missing))
            except TooWide:
                wide.add(code)
    frames = [frame for code in codes if code not in wide for frame in found[code]]
    frames += [_by_reference(code, rules[code], area_ids, periods, on) for code in sorted(wide)]
    return Reckoned(Table(_ordered(frames, codes, places, periods, sizes)), rules, grids, frozenset(wide))


def _of_grid(code: str, rules: Mapping[str, IndicatorDef | None], grid: Grid, *, with_missing: bool) -> pl.DataFrame:
    """One indicator at all rows of a grid, each under the rule of its own period."""
    dated: dict[str, list[str]] = {}
    by_id = {rule.id: rule for rule in rules.values() if rule}
    for period in grid.periods:
        rule = rules[period.id]
        dated.setdefault(rule.id if rule else "", []).append(period.id)
    keys = _keys(code, grid)
    frames = []
    for rule_id, spans in dated.items():
        told = _told(by_id[rule_id], grid, with_missing=with_missing) if rule_id else _untold(grid)
        frame = keys.hstack(told)
        frames.append(frame if len(dated) == 1 else frame.filter(pl.col("period").is_in(spans)))
    return pl.concat(frames)


def _keys(code: str, grid: Grid) -> pl.DataFrame:
    periods = pl.DataFrame({"period": [period.id for period in grid.periods]})
    places = pl.DataFrame({"area_id": grid.areas}, schema={"area_id": pl.Int64}).join(periods, how="cross")
    return places.select(pl.lit(code).alias("code"), "area_id", "period")


def _told(rule: IndicatorDef, grid: Grid, *, with_missing: bool) -> list[pl.Series]:
    figures = grid.figure(rule.formula)
    low = _decimals(figures.low, rule.scale)
    high = low if figures.is_exact else _decimals(figures.high, rule.scale)
    shape = _shapes(figures, low, rule.unit)
    missing = column_of(0, grid.rows, pl.Int64)
    if with_missing and not figures.known.all():
        counts = grid.missing(rule.formula).group_by("row").agg(pl.len().cast(pl.Int64))
        rows = pl.DataFrame({"row": pl.int_range(grid.rows, dtype=pl.UInt32, eager=True)})
        counted = rows.join(counts, on="row", how="left", maintain_order="left")["len"].fill_null(0)
        missing = chosen(~figures.known, counted, 0)
    carried = grid.ways(rule.formula)
    ways = column_of("", grid.rows, pl.String)
    if carried.max():
        ways = carried.replace_strict(dict(enumerate(WAYS)), return_dtype=pl.String)
    scale = column_of(rule.scale, grid.rows, pl.Int64)
    unit = column_of(rule.unit, grid.rows, pl.String)
    columns = {
        "shape": shape, "low": low, "high": high, "scale": scale, "unit": unit, "way": ways, "missing": missing,
    }  # fmt: skip
    return [column.alias(name) for name, column in columns.items()]


def _untold(grid: Grid) -> list[pl.Series]:
    """What stands where no rule was in force yet."""
    names = list(COLUMNS)[3:-1]
    blank: dict[str, str | int | None] = {"shape": "", "scale": 0, "unit": "", "way": "", "missing": 0}
    return [column_of(blank.get(name), grid.rows, COLUMNS[name]).alias(name) for name in names]


def _shapes(figures: Figures, low: pl.Series, unit: str) -> pl.Series:
    """How each row is told, as `wording.told` tells one number."""
    shape = column_of(UNTOLD, len(low), pl.String)
    if not figures.is_exact:
        bounded = figures.low.below(figures.high, strict=True)
        if unit == "%":
            hundred = Ratio.constant(100, len(low))
            bounded &= ~hundred.below(figures.high, strict=False)
        shape = chosen(~bounded, shape, MOST)
        shape = chosen(~sure(low > 0), shape, LEAST)
    shape = chosen(~(figures.void & ~figures.lacks), shape, EMPTY)
    return chosen(~figures.known, shape, KNOWN)


def _decimals(bound: Ratio, scale: int) -> pl.Series:
    column = bound.rounded(scale)
    largest = column.abs().max()
    if isinstance(largest, int) and largest >= 2**63:
        raise TooWide("a figure of more than 64 bits")
    return column.cast(pl.Int64)


def _by_reference(
    code: str, rules: Mapping[str, IndicatorDef | None], area_ids: Sequence[int], periods: Sequence[Period], on: date
) -> pl.DataFrame:
    """The values of one indicator whose figures are too large for columns, place by place."""
    sheet = contexts([rule.formula for rule in rules.values() if rule], area_ids, periods, on)
    rows = [
        _row(measured(rules[period.id], code, Spot(sheet, area_id, period)))
        for area_id in area_ids
        for period in periods
    ]
    return pl.DataFrame(rows, schema=list(COLUMNS.items())[:-1], orient="row")


def _row(value: Value) -> tuple[str | int | None, ...]:
    low, high = (
        None if bound is None else Quantity.nearest(bound, scale=value.scale).scaled
        for bound in (value.number.low, value.number.high)
    )
    shape = shape_of(value.number, value.scale, value.unit)[0] if value.rule_id else ""
    return (
        value.code, value.area_id, value.period.id, shape, low, high, value.scale, value.unit, value.way, value.owing,
    )  # fmt: skip


def _ordered(
    frames: Sequence[pl.DataFrame],
    codes: Sequence[str],
    area_ids: Sequence[int],
    periods: Sequence[Period],
    sizes: Mapping[int, int],
) -> pl.DataFrame:
    """All rows in the order in which codes, areas and periods were asked for, with how many areas make each up."""
    found = pl.concat([pl.DataFrame(schema=dict(list(COLUMNS.items())[:-1])), *frames])
    of = pl.DataFrame(
        {"area_id": list(sizes), "of": list(sizes.values())}, schema={"area_id": pl.Int64, "of": pl.Int64}
    )
    found = found.join(of, on="area_id", how="left", maintain_order="left").with_columns(
        pl.when(pl.col("shape") == "").then(0).otherwise(pl.col("of")).alias("of")
    )
    orders = (
        ("code", codes), ("area_id", area_ids), ("period", [period.id for period in periods])
    )  # fmt: skip
    places = [
        pl.col(name).replace_strict(list(asked), range(len(asked)), return_dtype=pl.Int64) for name, asked in orders
    ]
    return found.sort(places)


def _sizes(sheet: BulkSheet, area_ids: Sequence[int]) -> Mapping[int, int]:
    counts = sheet.below.group_by("parent").len()
    known = dict(zip(counts["parent"], counts["len"], strict=True))
    return {area_id: known.get(area_id, 1) for area_id in area_ids}
