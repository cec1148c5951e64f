"""Every name that units have borne, with its days: from it the map of any day is laid out without asking again."""

from dataclasses import dataclass
from datetime import date

from pcmt.areas.models import AreaVersion
from pcmt.areas.rules.names import full_name

COLUMNS = ("area_id", "code", "name", "type", "level", "parent_id", "former_district", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class NameInTime:
    """What a unit was called from `valid_from` to `valid_to` (both included; None: still), and what it lay in."""

    area_id: int
    code: str
    name: str
    type: str
    level: str
    parent_id: int | None
    former_district: str
    valid_from: date
    valid_to: date | None

    @property
    def full_name(self) -> str:
        """The name with the type: "Xã Sen Hồng"."""
        return full_name(self.type, self.name)

    def held_on(self, day: date) -> bool:
        """This will tell whether it was so on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def gazetteer() -> tuple[NameInTime, ...]:
    """This will list every version of provinces, districts and communes, oldest first; one query."""
    levels = (AreaVersion.Level.PROVINCE, AreaVersion.Level.DISTRICT, AreaVersion.Level.COMMUNE)
    rows = AreaVersion.objects.filter(level__in=levels).order_by("valid_from", "pk")
    return tuple(NameInTime(*columns) for columns in rows.values_list(*COLUMNS))
