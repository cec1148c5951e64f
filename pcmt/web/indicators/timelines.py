"""The periods under a map: as links, and as a slider where script runs; the frames come from `frames`."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from pcmt.classification import queries as classification
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import IndicatorPage
from pcmt.kernel.period import Period
from pcmt.web.areas.map_day import MapDay
from pcmt.web.components import Link
from pcmt.web.indicators.shapes import short


@dataclass(frozen=True)
class Timeline:
    """The periods of a map as links, and where the frames come from; without script the links alone lead on."""

    links: tuple[Link, ...]
    frames_url: str
    place: int


def timeline(shown: IndicatorPage, day: MapDay) -> Timeline | None:
    """This will lay out the periods under the map that a rule counts, oldest first; None where there is only one."""
    if not shown.places:
        return None
    counted = [one for one in reversed(shown.periods) if indicators.rule_of(shown.rule.code, one)]
    return _laid(shown, counted, {"on": day.text} if day.text else {})


def class_timeline(shown: IndicatorPage) -> Timeline | None:
    """This will lay out the years whose classes were decided, oldest first; None where there is only one."""
    return _laid(shown, [*classification.decisions_by_year([place.area.id for place in shown.places])], {})


def _laid(shown: IndicatorPage, periods: list[Period], more: dict[str, str]) -> Timeline | None:
    if shown.value.period not in periods or len(periods) < 2:
        return None
    asked = {"dia-ban": str(shown.area.id), **more}
    links = tuple(
        Link(short(one), f"?{urlencode({**asked, 'ky': one.id})}", current=one == shown.value.period) for one in periods
    )
    coloured = urlencode({**asked, "theo": shown.value.period.id})
    url = f"{reverse('indicators.frames', args=[shown.rule.code])}?{coloured}"
    return Timeline(links, url, periods.index(shown.value.period))
