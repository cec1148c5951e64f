"""What a page of indicators was asked for: the area and the period in its address."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.web.areas.map_day import MapDay
from pcmt.web.asked import number_of
from vanban.text import format_date, lower_first


def asked_area(request: HttpRequest, actor: Actor, day: MapDay) -> AreaView:
    """This will find the area that `dia-ban` names on the day's map, else the one that the actor looks at first.

    A unit that was merged gives way to who answers for it now (`told_heir` says so), and one of today that did not
    stand on an earlier map to the one looked at first there.
    """
    wanted = request.GET.get("dia-ban", "")
    if not wanted:
        return indicators.home_area(actor, day.on)
    area_id = number_of(wanted)
    if area_id is None:
        raise NotFound
    try:
        return standing_area(area_id, day.on)
    except NotFound:
        if not day.is_other:
            raise
        return indicators.home_area(actor, day.on)


def standing_area(area_id: int, on: date) -> AreaView:
    """This will find an area on a day's map, or who answers for it there; NotFound where nobody does."""
    try:
        return areas.area(area_id, on)
    except NotFound:
        heir = areas.heirs([area_id], on).get(area_id)
        if heir is None:
            raise
        return areas.area(heir, on)


def told_heir(request: HttpRequest, wanted: int | None, shown: AreaView, on: date) -> None:
    """This will say on the page that the area wanted has given way to the one shown, where it has."""
    if wanted is None or wanted == shown.id or areas.heirs([wanted], on).get(wanted) != shown.id:
        return
    gone = areas.last_seen([wanted], on)[wanted].full_name
    messages.info(
        request,
        f"{gone} không còn trên bản đồ ngày {format_date(on)}; đây là số liệu của {lower_first(shown.full_name)}, "
        "nơi nay phụ trách địa bàn ấy, các kỳ trước cộng từ các đơn vị cũ.",
    )


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
