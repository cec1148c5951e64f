"""Leaders' opinions beside the thing that they are on."""

from datetime import date

from pcmt.committee import queries as committee
from pcmt.kernel.actor import Actor
from pcmt.web.navigation import address


def opinions_beside(actor: Actor, about: str, about_id: int, on: date) -> dict[str, object]:
    """This will give a page what `committee/opinions_beside.html` shows: the opinions, and where to note one."""
    if not actor.may_somewhere("committee.view"):
        return {}
    may_note = actor.may_somewhere("committee.note_opinion")
    return {
        "opinions": committee.opinions_on(actor, about, about_id, on=on),
        "note_opinion": f"{address('committee.note_opinion')}?ve={about}:{about_id}" if may_note else "",
    }
