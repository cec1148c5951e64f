"""Who may change the map. Looking is free to whoever may look anywhere: units and their names are public facts."""

from pcmt.kernel.actor import Actor, Decision


def may_change(actor: Actor, verb: str) -> Decision:
    """This will answer whether the actor may open, revise or close areas; only a grant that holds everywhere counts."""
    return actor.may(f"areas.{verb}")


def may_view(actor: Actor) -> Decision:
    """This will answer whether the actor may see the list of units and their pages."""
    reach = actor.areas_for("areas.view")
    return Decision(reach is None or bool(reach), "areas.view: đơn vị hành chính là thông tin công khai")
