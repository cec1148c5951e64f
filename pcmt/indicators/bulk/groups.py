"""Groups of areas that stand on no map: what their members report, added up, with the members that are missing."""

from collections.abc import Mapping, Sequence

import polars as pl

from pcmt.indicators.bulk.sheet import HELD, OWED, Held
from pcmt.indicators.rules.sheet import ElementRule

Groups = Mapping[int, Sequence[int]]
"""Members by the identifier of their group, which is below zero, so that it is no area's."""


def with_groups(
    held: Mapping[str, Held], owed: pl.DataFrame, groups: Groups, rules: Mapping[str, ElementRule]
) -> tuple[dict[str, Held], pl.DataFrame]:
    """This will add the groups' figures to those of areas, of elements that add up; and name who is missing in them."""
    members = pl.DataFrame(
        [(group, area_id) for group, area_ids in groups.items() for area_id in area_ids],
        schema={"group": pl.Int64, "area": pl.Int64},
        orient="row",
    )
    sizes = members.group_by("group").len("size")
    if not groups:
        return dict(held), owed
    passed_on = owed.join(members, on="area", how="inner").with_columns(area=pl.col("group")).select(*OWED)
    found, lacking = dict(held), [owed, passed_on]
    for code, one in held.items():
        if code in rules and not rules[code].sums_over_areas:
            continue
        parts = one.frame.join(members, on="area", how="inner")
        sums = parts.group_by("group", "period").agg(
            pl.col("top").sum(), pl.col("lacks").any(), pl.col("way").max(), pl.len().alias("have")
        )
        sums = sums.join(sizes, on="group").with_columns(
            lacks=pl.col("lacks") | (pl.col("have") < pl.col("size")), area=pl.col("group")
        )
        found[code] = Held(pl.concat([one.frame, sums.select(*HELD)]), one.under)
        absent = sums.filter("lacks").select("group", "period").join(members, on="group")
        absent = absent.join(one.frame, on=["area", "period"], how="anti")
        lacking.append(
            absent.select(code=pl.lit(code), area=pl.col("group"), period=pl.col("period"), missing=pl.col("area"))
        )
    return found, pl.concat(lacking)
