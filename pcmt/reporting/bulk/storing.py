"""Draft cells stored by the ten thousand: what `bulk_create` does, four times as fast (`bench.imports`)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from pcmt.reporting.models import DraftCell

COLUMNS = (
    "submission_id", "element", "scaled", "scale", "revision", "provenance", "entered_by_id", "entered_at", "comment",
    "comment_revision", "tallied_from",
)  # fmt: skip
KEPT = ("submission_id", "element", "comment", "comment_revision", "tallied_from")
"""What a row that is there already keeps: its key, what was said beside the figure, and of which places a sum came."""


class Stored(NamedTuple):
    """A figure for a cell of a draft: scaled integer, its scale, and the revision that it makes."""

    submission_id: int
    element: str
    scaled: int
    scale: int
    revision: int


def store(cells: Sequence[Stored], *, person_id: int | None, at: datetime) -> None:
    """This will write figures into drafts, each new or in place of the one that stands, as imported by a person."""
    when = connection.ops.adapt_datetimefield_value(at)
    said = (DraftCell.Provenance.IMPORTED.value, person_id, when, "", 0, "")
    table = connection.ops.quote_name(DraftCell._meta.db_table)
    renewed = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name not in KEPT)
    head = f"INSERT INTO {table} ({', '.join(COLUMNS)})"
    tail = f"ON CONFLICT (submission_id, element) DO UPDATE SET {renewed}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = [list(column) for column in zip(*cells, strict=True)]
            cursor.execute(
                f"{head} SELECT unnest(%s::bigint[]), unnest(%s::text[]), unnest(%s::bigint[]), unnest(%s::int[]), "
                f"unnest(%s::int[]), %s, %s, %s, %s, %s, %s {tail}",
                [*arrays, *said],
            )
        else:
            marks = ", ".join(["%s"] * len(COLUMNS))
            cursor.executemany(f"{head} VALUES ({marks}) {tail}", [(*cell, *said) for cell in cells])
