"""What the places in a layout's texts stand for."""

from typing import Protocol

from pcmt.kernel.period import Period


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
        "period": period.name[:1].lower() + period.name[1:],
        "first_day": f"{period.first_day:%d/%m/%Y}",
        "last_day": f"{period.last_day:%d/%m/%Y}",
    }
