"""The map of an indicator over its periods: a frame each, in one scale of classes, for the slider under the map."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Band, IndicatorPage, MapFrames, Place
from pcmt.kernel.period import Period
from pcmt.web.areas.map_day import MapDay, map_day
from pcmt.web.components import Link
from pcmt.web.indicators.asked import asked_area
from pcmt.web.indicators.shapes import map_states, short
from pcmt.web.views import ActorRequest, page


@dataclass(frozen=True)
class Timeline:
    """The periods of a map as links, and where the frames come from; without script the links alone lead on."""

    links: tuple[Link, ...]
    frames_url: str
    place: int


@page("indicators.view")
@require_safe
def frames(request: ActorRequest, code: str) -> JsonResponse:
    """This will give the fills of the map in each period, under the classes of all of them together."""
    day = map_day(request, "dia-ban")
    area = asked_area(request, request.actor, day)
    found = indicators.map_frames(request.actor, code, area.id, day.on)
    areas = [place.area.id for place in found.places[-1][1]] if found.places else []
    return JsonResponse(
        {
            "areas": areas,
            "trace": reverse("trace.show", args=["x"]).removesuffix("x"),
            "frames": [_frame(found, period, places, areas) for period, places in found.places],
        }
    )


def _frame(found: MapFrames, period: Period, places: Sequence[Place], areas: Sequence[int]) -> dict[str, Any]:
    states = map_states(found.rule, period, places, _counted(found.bands, places))
    by_area = {place.area.id: place for place in places}
    return {
        "period": period.id,
        "title": states.title,
        "kinds": [states.by_area[one].kind for one in areas],
        "words": [states.by_area[one].words for one in areas],
        "references": [by_area[one].reference for one in areas],
        "legend": [[fill.kind, fill.words] for fill in states.legend],
    }


def _counted(bands: Sequence[Band], places: Sequence[Place]) -> tuple[Band, ...]:
    """The common classes with how many places of this period fall into each."""
    counts = [0] * len(bands)
    for place in places:
        if place.number is not None and place.number.is_known:
            band = indicators.band_of(place.number.value, bands)
            if band is not None:
                counts[band] += 1
    return tuple(replace(band, count=count) for band, count in zip(bands, counts, strict=True))


def timeline(shown: IndicatorPage, day: MapDay) -> Timeline | None:
    """This will lay out the periods under the map, oldest first; None where there is only one."""
    periods = [*reversed(shown.periods)]
    if shown.value.period not in periods or len(periods) < 2 or not shown.places:
        return None
    asked = {"dia-ban": str(shown.area.id), **({"on": day.text} if day.text else {})}
    links = tuple(
        Link(short(one), f"?{urlencode({**asked, 'ky': one.id})}", current=one == shown.value.period) for one in periods
    )
    url = f"{reverse('indicators.frames', args=[shown.rule.code])}?{urlencode(asked)}"
    return Timeline(links, url, periods.index(shown.value.period))
