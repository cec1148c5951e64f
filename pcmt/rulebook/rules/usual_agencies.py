"""Agencies that every commune has: how they are called there, and under whom they stand."""

from dataclasses import dataclass

from pcmt.rulebook.rules.fields import Fields

PLACE = "{xã}"


@dataclass(frozen=True)
class UsualAgency:
    """An agency that every commune has.

    name, short_name: with PLACE where the commune's full name stands. under: the kind of the agency above it, in the
    commune itself or in the province.
    """

    kind: str
    name: str
    short_name: str
    under: str

    def called(self, place: str) -> tuple[str, str]:
        """This will give the names, long and short, in a commune ("xã Sen Hồng")."""
        return self.name.replace(PLACE, place), self.short_name.replace(PLACE, place)


def read_usual_agency(fields: Fields) -> UsualAgency:
    """This will read one entry of `each_commune`."""
    name, short = fields.text("name"), fields.text("short")
    for key, text in (("name", name), ("short", short)):
        if text and PLACE not in text:
            fields.wrong(key, f"Tên không có chỗ cho tên đơn vị ({PLACE}).", f"Ví dụ: “Công an {PLACE}”.")
    return UsualAgency(fields.code("kind", "agency_kind"), name, short, fields.code("under", "agency_kind"))
