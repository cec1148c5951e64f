"""What a page of indicators was asked for: the area and the period in its address."""

from datetime import date

from django.http import HttpRequest

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound

LONGEST_ID = 18  # digits; more do not fit into a database's integer


def asked_area(request: HttpRequest, actor: Actor, on: date) -> AreaView:
    """This will find the area that `dia-ban` names, else the one that the actor looks at first."""
    wanted = request.GET.get("dia-ban", "")
    if not wanted:
        return indicators.home_area(actor, on)
    if not wanted.isdecimal() or len(wanted) > LONGEST_ID:
        raise NotFound
    return areas.area(int(wanted), on)


def asked_period(request: HttpRequest, name: str = "ky") -> Period | None:
    """This will read the period that the address names; None where it names none."""
    wanted = request.GET.get(name, "")
    if not wanted:
        return None
    try:
        return Period.parse(wanted)
    except ValueError:
        raise NotFound(f"“{wanted}” không phải là kỳ báo cáo.") from None
