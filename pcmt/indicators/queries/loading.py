"""All figures that formulas can read at many places, as columns: what `contexts` loads, without an object a row."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from typing import TypeVar

import polars as pl

from pcmt.areas import queries as areas
from pcmt.indicators.bulk.groups import Groups, with_groups
from pcmt.indicators.bulk.lookups import Reader, Wanted
from pcmt.indicators.bulk.ratio import WIDE
from pcmt.indicators.bulk.sheet import HELD, KIN, OWED, BulkSheet, Held, held_of
from pcmt.indicators.queries.bookkept import bookkept_figures
from pcmt.indicators.queries.carrying import Carrying
from pcmt.indicators.queries.contexts import element_rules, indicator_formulas
from pcmt.indicators.queries.planned import planned_figures
from pcmt.indicators.queries.yearly import laid_under, yearly_figures
from pcmt.indicators.rules.needs import Need
from pcmt.indicators.rules.sheet import ElementRule, Figure, Key
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import book

NO_GROUPS: Groups = {}
K = TypeVar("K")
STORED = {
    "code": pl.String,
    "area": pl.Int64,
    "period": pl.String,
    "scaled": pl.Int64,
    "scale": pl.Int64,
    "lacks": pl.Boolean,
}


def load(
    nodes: Collection[Node],
    area_ids: Sequence[int],
    periods: Sequence[Period],
    on: date,
    *,
    groups: Groups = NO_GROUPS,
    with_owed: bool = True,
) -> BulkSheet:
    """This will load what formulas can read at areas in periods, on the map of a day; a fixed number of queries.

    groups: areas taken together, which then stand as one area each. with_owed: also which areas are missing in totals
    that are not whole, a few queries more for each of those.
    """
    rules, formulas = element_rules(book(), on), indicator_formulas(book(), on)
    asked = Reader(rules, formulas).wanted(nodes, list(dict.fromkeys(periods)))
    levels = areas.levels([*area_ids, *(one for members in groups.values() for one in members)], on)
    wholes = [one for one, level in levels.items() if level != "commune"]
    parts = areas.communes_in(wholes, on) if wholes else {}
    below = [one for group in _members(groups, levels, parts).values() for one in group]
    below += [one for group in parts.values() for one in group]
    stored = _stored(asked, list(levels), wholes, list(dict.fromkeys(below)), rules)
    laid = _laid(asked, stored, list(levels), parts, on)
    kin = _kin(parts)
    held, owed = held_of({key: figure for key, figure in laid.items() if figure is not None})
    if with_owed:
        lacking = _owed(stored, asked)
        owed = pl.concat([owed, lacking])
        stored = _lacking_where_owed(stored, lacking)
    together = _members(groups, levels, parts)
    kin = pl.concat(
        [kin, pl.DataFrame([(g, one) for g, group in together.items() for one in group], schema=KIN, orient="row")]
    )
    void = pl.DataFrame([*laid], schema={"area": pl.Int64, "period": pl.String, "code": pl.String}, orient="row")
    figures, owed = with_groups(_merged(stored, held, void), owed, groups, rules)
    return BulkSheet(figures, rules, kin, formulas, owed)


def _kin(parts: Mapping[int, Sequence[int]]) -> pl.DataFrame:
    return pl.DataFrame([(whole, one) for whole, group in parts.items() for one in group], schema=KIN, orient="row")


def _members(groups: Groups, levels: Mapping[int, str], parts: Mapping[int, tuple[int, ...]]) -> dict[int, list[int]]:
    """The communes of each group: members that are communes, and those of members that are larger."""
    return {
        group: [one for member in members for one in parts.get(member, (member,) if member in levels else ())]
        for group, members in groups.items()
    }


def _stored(
    asked: Wanted, own: Sequence[int], wholes: Sequence[int], below: Sequence[int], rules: Mapping[str, ElementRule]
) -> pl.DataFrame:
    """Facts, and totals where no fact of the area itself stands, each key once."""
    frames = [pl.DataFrame(schema=STORED)]
    here, lower = ({code: spans for (code, at), spans in asked.items() if at is is_below} for is_below in (False, True))
    summed = {code: spans for code, spans in here.items() if code not in rules or rules[code].sums_over_areas}
    if wholes and summed:
        totals = reporting.total_columns(wholes, _spans(summed), sorted(summed))
        frames.append(totals.with_columns(lacks=pl.col("reported") < pl.col("expected")).select(*STORED))
    for area_ids, codes in ((own, here), (below, lower)):
        if area_ids and codes:
            facts = reporting.fact_columns(area_ids, _spans(codes), sorted(codes))
            frames.append(facts.with_columns(lacks=pl.lit(False)).select(*STORED))
    return pl.concat(frames).unique(["code", "area", "period"], keep="last")


def _laid(
    asked: Wanted, stored: pl.DataFrame, own: Sequence[int], parts: Mapping[int, tuple[int, ...]], on: date
) -> dict[Key, Figure | None]:
    """What stands instead of stored figures: carried from a former map, of the register, of the books; or nothing."""
    below_ids = [one for group in parts.values() for one in group]
    single = [one for one in own if one not in parts]
    laid: dict[Key, Figure | None] = {}
    special = {one.code for one in book().elements() if one.yearly or one.counted or one.tasks or one.roadmap}
    is_special = bool(special & {code for code, _ in asked})
    made_of = areas.carried([*own, *below_ids], {period.last_day for period in _spans(asked)}, on)
    if not is_special and not made_of:
        return {}
    needs = {Need(code, period, below) for (code, below), spans in asked.items() for period in spans}
    if made_of:
        carrying = Carrying(on, element_rules(book(), on), {}, made_of)
        carrying.areas([*single, *below_ids], needs)
        carrying.wholes(list(parts), [need for need in needs if not need.below])
        laid = dict.fromkeys(carrying.void) | dict(carrying.found)
    if is_special:
        reported = {key: figure for key, figure in _figures(stored, special).items() if key not in laid}
        carried = {key: figure for key, figure in laid.items() if figure is not None}
        weighed = laid_under({**reported, **carried}, yearly_figures(needs, single, parts, on))
        weighed |= bookkept_figures(needs, single, parts, on)
        weighed |= planned_figures(needs, single, parts, on)
        laid |= {key: figure for key, figure in weighed.items() if reported.get(key) is not figure}
    return laid


def _figures(stored: pl.DataFrame, codes: Collection[str]) -> dict[Key, Figure]:
    """Stored figures of a few elements as values, to be weighed against those of a register."""
    rows = stored.filter(pl.col("code").is_in(list(codes))).select("code", "area", "period", "scaled", "scale", "lacks")
    return {
        (area_id, period, code): Figure(Fraction(scaled, 10**scale), missing_areas=(0,) if lacks else ())
        for code, area_id, period, scaled, scale, lacks in rows.iter_rows()
    }


def _owed(stored: pl.DataFrame, asked: Wanted) -> pl.DataFrame:
    by_id = {period.id: period for spans in asked.values() for period in spans}
    return reporting.owed_columns(stored.filter("lacks").select("code", "area", "period"), by_id).select(*OWED)


def _lacking_where_owed(stored: pl.DataFrame, owed: pl.DataFrame) -> pl.DataFrame:
    """A total lacks something only where an area can be named: the map may have changed since it was added up."""
    if not stored["lacks"].any():
        return stored
    named = owed.select("code", "area", "period").unique().with_columns(named=pl.lit(True))
    found = stored.join(named, on=["code", "area", "period"], how="left", maintain_order="left")
    return found.with_columns(lacks=pl.col("named").fill_null(value=False)).select(*STORED)


def _merged(stored: pl.DataFrame, laid: Mapping[str, Held], void: pl.DataFrame) -> dict[str, Held]:
    """The figures of each element over one denominator, stored ones and those that were laid over them."""
    if len(void):
        stored = stored.join(void, on=["area", "period", "code"], how="anti")
    found: dict[str, Held] = {}
    for (code,), rows in stored.partition_by("code", as_dict=True).items():
        scale = rows["scale"].max()
        digits = scale if isinstance(scale, int) else 0
        tens = (10 ** (digits - pl.col("scale"))).cast(WIDE)
        top = pl.col("scaled").cast(WIDE) * tens if rows["scale"].n_unique() > 1 else pl.col("scaled").cast(WIDE)
        frame = rows.select("area", "period", top.alias("top"), "lacks", pl.lit(0, dtype=pl.Int8).alias("way"))
        found[str(code)] = Held(frame, 10**digits)
    for code, held in laid.items():
        found[code] = _both(found[code], held) if code in found else held
    return found


def _both(one: Held, two: Held) -> Held:
    under = lcm(one.under, two.under)
    frames = [
        held.frame.with_columns(pl.col("top") * pl.lit(under // held.under, dtype=WIDE)).select(*HELD)
        for held in (one, two)
    ]
    return Held(pl.concat(frames), under)


def _spans(asked: Mapping[K, frozenset[Period]]) -> list[Period]:
    # Elements of a kind share one set of periods, which is gone through once.
    return sorted(frozenset[Period]().union(*dict.fromkeys(asked.values())), key=lambda period: period.id)
