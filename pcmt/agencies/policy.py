"""Who may change the directory. Its questions ask for no grant: offices and their holders are public."""

from pcmt.kernel.actor import Actor, Decision


def may_change(actor: Actor, verb: str, *, agency_id: int | None = None, area_id: int | None = None) -> Decision:
    """This will answer whether the actor may found agencies or committees, or appoint to posts, here."""
    return actor.may(f"agencies.{verb}", agency_id=agency_id, area_id=area_id)
