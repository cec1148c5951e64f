"""What the places in a layout's texts stand for."""

from typing import Protocol

from pcmt.kernel.period import Period
from vanban.text import format_date, lower_first


class Named(Protocol):
    """An area with its names."""

    @property
    def short_name(self) -> str:
        """“Hoa Mai”."""


def text_places(area: Named, period: Period) -> dict[str, str]:
    """This will give the values of `{province}`, `{period}`, `{first_day}`, `{last_day}` and `{place}`."""
    return {
        "province": area.short_name,
        "place": area.short_name,
        "period": period.name_inside,
        "first_day": format_date(period.first_day),
        "last_day": format_date(period.last_day),
    }


def initials(name: str, area_name: str) -> str:
    """This will give what stands for an office in the symbol of its papers: “Sở Y tế” SYT, “Sở GDĐT” SGDĐT.

    area_name: the area's own name, which is no part of a symbol: “Công an phường Hoa Ban” CAP.
    """
    words = name.removesuffix(area_name).split()
    return "".join(word if len(word) > 1 and word.isupper() else word[:1].upper() for word in words if word.isalpha())


def about(label: str) -> str:
    """This will give what a form is about, for a title: what follows “về” in its label, else the whole label."""
    before, _, after = label.partition(" về ")
    return after or lower_first(before)
