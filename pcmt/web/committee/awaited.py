"""Where what awaits an agency is done."""

from django.urls import reverse

from pcmt.committee.queries import Awaited


def address_of(one: Awaited) -> str:
    """This will give the page on which an awaited thing is looked at and done."""
    if one.kind == "briefing":
        return reverse("committee.record_briefing", args=[one.id, one.agency_id])
    return reverse("committee.meeting", args=[one.id])
