"""Leaders' opinions beside the thing that they are on."""

from collections.abc import Iterable
from datetime import date

from pcmt.committee import queries as committee
from pcmt.kernel.actor import Actor
from pcmt.web.navigation import address

Other = tuple[str, int | None]
NONE: Other = ("", None)


def opinions_beside(
    actor: Actor,
    about: str,
    about_id: int,
    on: date,
    *,
    others: Iterable[int] = (),
    also: Other = NONE,
) -> dict[str, object]:
    """This will give a page what `committee/opinions_beside.html` shows: the opinions, and where to note one.

    others: earlier and later rounds of the same thing, whose opinions stand there too. also: the same thing as another
    package keeps it (a report, and the document as which it was issued): one thread, told on both pages.
    """
    if not actor.may_somewhere("committee.view"):
        return {}
    may_note = actor.may_somewhere("committee.note_opinion")
    found = committee.opinions_on(actor, about, about_id, *others, on=on)
    kind, other_id = also
    if other_id is not None:
        found = (*found, *committee.opinions_on(actor, kind, other_id, on=on))
    return {
        "opinions": sorted(found, key=lambda one: (one.said_on, one.id), reverse=True),
        "opinions_about": about,
        "note_opinion": f"{address('committee.note_opinion')}?ve={about}:{about_id}" if may_note else "",
    }
