"""What a page of indicators was asked for: the area and the period in its address."""

from django.http import HttpRequest

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.web.areas.map_day import MapDay
from pcmt.web.asked import number_of


def asked_area(request: HttpRequest, actor: Actor, day: MapDay) -> AreaView:
    """This will find the area that `dia-ban` names on the day's map, else the one that the actor looks at first.

    An area of today that did not stand on an earlier map gives way to the one looked at first there.
    """
    wanted = request.GET.get("dia-ban", "")
    if not wanted:
        return indicators.home_area(actor, day.on)
    area_id = number_of(wanted)
    if area_id is None:
        raise NotFound
    try:
        return areas.area(area_id, day.on)
    except NotFound:
        if not day.is_other:
            raise
        return indicators.home_area(actor, day.on)


def parts(actor: Actor, shown: AreaView, day: MapDay) -> tuple[AreaView, ...]:
    """This will list the provinces to choose from where the one served today was several on the day."""
    if shown.level != "province" or not day.is_other:
        return ()
    served = tuple(one for one in areas.served_provinces(day.on) if indicators.may_view(actor, one))
    return served if len(served) > 1 else ()


def asked_period(request: HttpRequest, name: str = "ky") -> Period | None:
    """This will read the period that the address names; None where it names none."""
    wanted = request.GET.get(name, "")
    if not wanted:
        return None
    try:
        return Period.parse(wanted)
    except ValueError:
        raise NotFound(f"“{wanted}” không phải là kỳ báo cáo.") from None


def asked_year(request: HttpRequest, name: str = "goc") -> int | None:
    """This will read the year that the address names; None where it names none, or no year."""
    wanted = request.GET.get(name, "")
    return int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) == 4 else None
