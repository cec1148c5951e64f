"""Leaders' opinions beside the thing that they are on."""

from collections.abc import Iterable
from datetime import date

from pcmt.committee import queries as committee
from pcmt.kernel.actor import Actor
from pcmt.web.navigation import address


def opinions_beside(
    actor: Actor, about: str, about_id: int, on: date, *, others: Iterable[int] = ()
) -> dict[str, object]:
    """This will give a page what `committee/opinions_beside.html` shows: the opinions, and where to note one.

    others: earlier and later rounds of the same thing, whose opinions stand there too.
    """
    if not actor.may_somewhere("committee.view"):
        return {}
    may_note = actor.may_somewhere("committee.note_opinion")
    return {
        "opinions": committee.opinions_on(actor, about, about_id, *others, on=on),
        "note_opinion": f"{address('committee.note_opinion')}?ve={about}:{about_id}" if may_note else "",
    }
