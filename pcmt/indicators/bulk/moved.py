"""Two tables of the same values, told at two times or by two rules: which of them say something else."""

import polars as pl

KEY = ("code", "area_id", "period")
TOLD = ("shape", "low", "high", "scale", "unit")


def moved_keys(before: pl.DataFrame, after: pl.DataFrame, telling: tuple[str, ...]) -> tuple[pl.DataFrame, int]:
    """This will give the keys of values that read otherwise, in the order of `after`, and how many were compared.

    telling: the shapes that tell a figure; where neither time told one, nothing moved. A value that only one of the
    tables has is not compared.
    """
    both = after.join(before, on=KEY, how="inner", suffix="_then", maintain_order="left")
    told = pl.col("shape").is_in(telling) | pl.col("shape_then").is_in(telling)
    otherwise = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_then")) for name in TOLD)
    return both.filter(told & otherwise).select(*KEY), len(both)
