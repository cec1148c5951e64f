"""What the places in a layout's texts stand for."""

from typing import Protocol

from pcmt.kernel.period import Period
from vanban.text import format_date


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
