"""What the coordination of agencies asks of the desk."""

from collections.abc import Sequence
from datetime import date, timedelta

from pcmt.agencies.queries import ProgrammeView
from pcmt.web.desk.chore import Chore
from pcmt.web.navigation import address

AHEAD = timedelta(days=14)
"""How far ahead the desk looks for reviews of programmes: they need an invitation and a draft."""


def reviews_to_hold(programmes: Sequence[ProgrammeView], on: date) -> list[Chore]:
    """This will tell which programmes are due to be summed up, late ones too."""
    return [
        Chore(
            f"Sơ kết: {one.name}",
            f"Chủ trì: {', '.join(party.short_name for party in one.leads)}",
            "Ghi sơ kết",
            address("agencies.programme", one.id),
            one.review_due_on,
        )
        for one in programmes
        if one.review_due_on is not None and one.review_due_on <= on + AHEAD
    ]
