"""What communes lack of the agencies that every commune has."""

from datetime import date

from pcmt.agencies.usual import Lacking, lacking_in
from pcmt.kernel.actor import Actor
from pcmt.rulebook.queries import book

__all__ = ["Lacking", "lacking", "usual_names"]


def lacking(actor: Actor, province_id: int, on: date) -> tuple[Lacking, ...]:
    """This will list what `found_usual_agencies` would found on a day; nothing for who may not found it."""
    if not actor.may_somewhere("agencies.found_usual_agencies"):
        return ()
    return lacking_in(province_id, on)


def usual_names() -> tuple[str, ...]:
    """This will name the kinds of agency that every commune has."""
    return tuple(book().agency_kinds[one.kind] for one in book().commune_agencies)
