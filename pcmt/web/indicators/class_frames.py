"""The map of classes over the years that have decisions: a frame each, for the slider under the map."""

from datetime import date
from typing import Any

from django.urls import reverse

from pcmt.areas.queries import AreaView, communes
from pcmt.classification import queries as classification
from pcmt.classification.queries import DecisionView
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.web.classification.shapes import class_states


def class_frames(actor: Actor, province: AreaView, on: date) -> dict[str, Any]:
    """This will give the fills of the map in each year, with the decisions' numbers in the words."""
    seen = [area.id for area in communes(province.id, on) if classification.may_view(actor, area)]
    by_year = classification.decisions_by_year(seen)
    frames = [_frame(year, {one: decided.get(one) for one in seen}) for year, decided in by_year.items()]
    return {"areas": seen, "trace": reverse("classification.board"), "frames": frames}


def _frame(year: Period, decided: dict[int, DecisionView | None]) -> dict[str, Any]:
    states = class_states(year, decided, classification.scheme_on(year.last_day))
    return {
        "period": year.id,
        "title": states.title,
        "kinds": [fill.kind for fill in states.by_area.values()],
        "words": [fill.words for fill in states.by_area.values()],
        "references": [f"{one}/" for one in decided],
        "legend": [[fill.kind, fill.words] for fill in states.legend],
    }
