"""Closed figures and totals as columns, for evaluations of many places at once: no object is made of a row."""

from collections.abc import Collection, Mapping
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Aggregate, QuerySet, TextField

from pcmt.kernel.period import Period
from pcmt.reporting.ground import areas_counted
from pcmt.reporting.models import Fact, Total
from pcmt.reporting.renamed import kept_as

IN_ONE_GO = 500
"""Above so many areas all are read, and those not asked for left out afterwards: that is faster than to name them."""
FIGURES = {"area": pl.Int64, "period": pl.String, "code": pl.String, "scaled": pl.Int64, "scale": pl.Int64}
TOTALS = {**FIGURES, "reported": pl.Int64, "expected": pl.Int64}
OWED = {"code": pl.String, "area": pl.Int64, "period": pl.String, "missing": pl.Int64}
BY_FIGURE, BY_PLACE = ("period", "code"), ("area", "period")
"""What the rows of a group share: that which the index at hand has them sorted by."""
NAMES = {"area": "area_id", "code": "element"}


class Packed(Aggregate):
    """A column's values within a group, joined by commas; all packed columns of a group are in one order.

    A row of a hundred thousand costs more to hand over than to find, so that rows travel by the group.
    """

    function = "STRING_AGG"
    template = "%(function)s((%(expressions)s)::text, ',')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """This will write it as SQLite names it."""
        return self.as_sql(
            compiler, connection, function="GROUP_CONCAT", template="%(function)s(%(expressions)s, ',')", **context
        )


def fact_columns(area_ids: Collection[int], periods: Collection[Period], elements: Collection[str]) -> pl.DataFrame:
    """This will give the current facts of areas × periods × elements: area, period, code, scaled, scale; one query.

    A figure that an earlier version of the form kept under another code stands under the code asked for.
    """
    kept = kept_as(elements)
    rows = Fact.objects.filter(
        period__in=[period.id for period in periods], element__in=_names(kept), superseded_at__isnull=True
    )
    return _asked(rows, area_ids, kept, FIGURES, BY_FIGURE)


def total_columns(area_ids: Collection[int], periods: Collection[Period], elements: Collection[str]) -> pl.DataFrame:
    """This will give the stored totals, as `fact_columns` gives facts, with how many areas reported of how many."""
    kept = kept_as(elements)
    rows = Total.objects.filter(period__in=[period.id for period in periods], element__in=_names(kept))
    return _asked(rows, area_ids, kept, TOTALS, BY_PLACE)


def owed_columns(wanting: pl.DataFrame, periods: Mapping[str, Period]) -> pl.DataFrame:
    """This will name the areas that are missing in totals: code, area, period, missing.

    wanting: the totals that are not whole, as (code, area, period). periods: by their identifiers.
    """
    if not len(wanting):
        return pl.DataFrame(schema=OWED)
    places = wanting.select("area", "period").unique().sort("area", "period").rows()
    parts = pl.DataFrame(
        [(area_id, period, part) for area_id, period in places for part in areas_counted(area_id, periods[period])],
        schema={"area": pl.Int64, "period": pl.String, "missing": pl.Int64},
        orient="row",
    )
    needed = wanting.join(parts, on=["area", "period"], how="inner")
    codes, spans = wanting["code"].unique().to_list(), [periods[one] for one in wanting["period"].unique()]
    present = fact_columns(parts["missing"].unique().to_list(), spans, codes)
    return needed.join(
        present, left_on=["missing", "period", "code"], right_on=["area", "period", "code"], how="anti"
    ).select(*OWED)


def _names(kept: Mapping[str, tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(name for names in kept.values() for name in names))


def _asked(
    rows: QuerySet[Any],
    area_ids: Collection[int],
    kept: Mapping[str, tuple[str, ...]],
    schema: Mapping[str, Any],
    shared: tuple[str, str],
) -> pl.DataFrame:
    """The rows of some areas under the codes asked for; today's code goes before earlier ones."""
    if not area_ids or not kept:
        return pl.DataFrame(schema=schema)
    if len(area_ids) <= IN_ONE_GO:
        rows = rows.filter(area_id__in=list(area_ids))
    found = _fetched(rows, schema, shared)
    if len(area_ids) > IN_ONE_GO:
        found = found.filter(pl.col("area").is_in(pl.Series(list(area_ids), dtype=pl.Int64).implode()))
    if all(names == (code,) for code, names in kept.items()):
        return found
    ranks = [(name, code, rank) for code, names in kept.items() for rank, name in enumerate(names)]
    named = pl.DataFrame(ranks, schema={"code": pl.String, "asked": pl.String, "rank": pl.Int64}, orient="row")
    return (
        found.join(named, on="code")
        .sort("rank")
        .unique(["area", "period", "asked"], keep="first")
        .with_columns(code=pl.col("asked"))
        .select(*schema)
    )


def _fetched(rows: QuerySet[Any], schema: Mapping[str, Any], shared: tuple[str, str]) -> pl.DataFrame:
    """The answer to a question as columns, past the objects that Django would make of every row."""
    single = [name for name in schema if name not in shared]
    packed = {f"{name}_packed": Packed(NAMES.get(name, name)) for name in single}
    grouped = rows.order_by().values(*(NAMES.get(name, name) for name in shared)).annotate(**packed)
    sql, params = grouped.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        answer = cursor.fetchall()
    kinds = {name: schema[name] if name in shared else pl.String for name in (*shared, *single)}
    groups = pl.DataFrame(answer, schema=kinds, orient="row")
    found = groups.with_columns(pl.col(single).str.split(",")).explode(single)
    return found.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
