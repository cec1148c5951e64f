"""The provinces of the table of facts that ships with the system, whether loaded or not."""

from dataclasses import dataclass
from datetime import date

from pcmt.areas.rules.names import full_name
from pcmt.areas.shipped import shipped_facts
from vanban.text import sort_key


@dataclass(frozen=True)
class ListedProvince:
    """One of the 34 provinces, with the type that it has on the day asked."""

    code: str
    name: str
    type: str

    @property
    def full_name(self) -> str:
        """The name with its type: "Tỉnh Quảng Trị"."""
        return full_name(self.type, self.name)


def listed_provinces(on: date) -> tuple[ListedProvince, ...]:
    """This will list the provinces that can be loaded, in Vietnamese order."""
    table = shipped_facts()
    found = []
    for fact in table.since.values():
        if fact.level == "province":
            changes = [change for change in table.changes.get(fact.code, ()) if change.on <= on]
            found.append(ListedProvince(fact.code, fact.name, changes[-1].type if changes else fact.type))
    return tuple(sorted(found, key=lambda province: sort_key(province.name)))
