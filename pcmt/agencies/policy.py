"""Who may change the directory of agencies. Looking is free to whoever may look anywhere: it is the State's list."""

from pcmt.kernel.actor import Actor, Decision


def may_change(actor: Actor, verb: str, *, agency_id: int | None = None, area_id: int | None = None) -> Decision:
    """This will answer whether the actor may found agencies or committees, or appoint to posts, here."""
    return actor.may(f"agencies.{verb}", agency_id=agency_id, area_id=area_id)


def may_view(actor: Actor) -> Decision:
    """This will answer whether the actor may see the directory."""
    reach = actor.agencies_for("agencies.view")
    return Decision(reach is None or bool(reach), "agencies.view: danh bạ cơ quan dùng chung")
