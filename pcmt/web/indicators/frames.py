"""The map of an indicator over its periods: a frame each, in one scale of classes, for the slider under the map."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pcmt.classification import queries as classification
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Band, MapFrames, Place
from pcmt.kernel.period import Period
from pcmt.web.areas.map_day import map_day
from pcmt.web.indicators.asked import asked_area, asked_period
from pcmt.web.indicators.class_frames import class_frames
from pcmt.web.indicators.shapes import map_states
from pcmt.web.views import ActorRequest, page


@page("indicators.view")
@require_safe
def frames(request: ActorRequest, code: str) -> JsonResponse:
    """This will give the fills of the map in each period, under the classes of all of them, or as decided by year."""
    day = map_day(request, "dia-ban")
    area = asked_area(request, request.actor, day)
    rule = indicators.rule_on(code, day.on)
    if rule and area.level == "province" and not day.is_other and classification.is_counted_by(rule):
        return JsonResponse(class_frames(request.actor, area, day.on))
    found = indicators.map_frames(request.actor, code, area.id, day.on, asked_period(request, "theo"))
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
