"""How yearly values are held: one counts for an area, measure and year; a correction supersedes it and keeps it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pcmt.areas.models import Denominator

IN_ONE_GO = 500


@dataclass(frozen=True)
class Figure:
    """A value to be held, scaled by its measure's decimals, with its source."""

    area_id: int
    measure: str
    year: int
    value: int
    source: str

    @property
    def key(self) -> tuple[int, str, int]:
        """What it is the value of."""
        return self.area_id, self.measure, self.year


def held_figures(area_ids: Iterable[int]) -> dict[tuple[int, str, int], int]:
    """This will give the values that count, by area, measure and year."""
    rows = Denominator.objects.filter(area_id__in=set(area_ids), superseded_at__isnull=True)
    return {(row.area_id, row.measure, row.year): row.value for row in rows}


def write_figures(figures: Sequence[Figure], *, provenance: str, at: datetime) -> int:
    """This will write the values and supersede what counted before, and give how many were written."""
    keys = {figure.key for figure in figures}
    rows = Denominator.objects.filter(
        area_id__in={area_id for area_id, *_ in keys}, year__in={year for *_, year in keys}, superseded_at__isnull=True
    )
    older = [row.pk for row in rows if (row.area_id, row.measure, row.year) in keys]
    for start in range(0, len(older), IN_ONE_GO):
        Denominator.objects.filter(pk__in=older[start : start + IN_ONE_GO]).update(superseded_at=at)
    Denominator.objects.bulk_create(
        (
            Denominator(
                area_id=figure.area_id,
                measure=figure.measure,
                year=figure.year,
                value=figure.value,
                source=figure.source,
                provenance=provenance,
                at=at,
            )
            for figure in figures
        ),
        batch_size=IN_ONE_GO,
    )
    return len(figures)
