"""Who may change the map. Its questions ask for no grant: units, their names and their past are public facts."""

from pcmt.kernel.actor import Actor, Decision


def may_change(actor: Actor, verb: str) -> Decision:
    """This will answer whether the actor may open, revise or close areas; only a grant that holds everywhere counts."""
    return actor.may(f"areas.{verb}")
