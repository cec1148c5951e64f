"""Yearly values that stand under rates: residents, households, land; each with year and source."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pcmt.areas.models import Denominator
from pcmt.areas.rules.denominators import MEASURES, PROVENANCES, scaled_value
from pcmt.prepared import Prepared

_OF_AREA = Prepared(lambda area_id: Denominator.objects.filter(area_id=area_id, superseded_at__isnull=True))


@dataclass(frozen=True)
class DenominatorView:
    """A value that counts: `value` is the integer kept, `quantity` the same in the measure's unit."""

    area_id: int
    measure: str
    label: str
    unit: str
    year: int
    value: int
    source: str
    provenance_label: str

    @property
    def quantity(self) -> Decimal:
        """The value in its unit, exact."""
        return Decimal(self.value).scaleb(-MEASURES[self.measure].decimals)


def denominators(area_id: int) -> tuple[DenominatorView, ...]:
    """This will list what is known of an area by the year, newest year first, measures in their order."""
    rows = _OF_AREA.all(area_id)
    order = [*MEASURES]
    return tuple(sorted((_view(row) for row in rows), key=lambda view: (-view.year, order.index(view.measure))))


def denominators_of(area_ids: Iterable[int], measure: str, year: int) -> dict[int, DenominatorView]:
    """This will give one measure of many areas in a year; areas without a value are left out."""
    rows = Denominator.objects.filter(area_id__in=set(area_ids), measure=measure, year=year, superseded_at__isnull=True)
    return {row.area_id: _view(row) for row in rows}


def measures() -> tuple[tuple[str, str], ...]:
    """This will list the measures with their Vietnamese names and units."""
    return tuple((code, f"{measure.label} ({measure.unit})") for code, measure in MEASURES.items())


def read_value(text: str, measure: str) -> int | None:
    """This will read a value as its measure keeps it, scaled to a whole number; None where it cannot be one."""
    return scaled_value(text, measure)


def _view(row: Denominator) -> DenominatorView:
    measure = MEASURES[row.measure]
    return DenominatorView(
        area_id=row.area_id,
        measure=row.measure,
        label=measure.label,
        unit=measure.unit,
        year=row.year,
        value=row.value,
        source=row.source,
        provenance_label=PROVENANCES[row.provenance],
    )
