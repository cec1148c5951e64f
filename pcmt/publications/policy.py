"""Who may do what with an official report: a grant of the action's name for the report's province."""

from pcmt.kernel.actor import Actor, Decision


def may(actor: Actor, permission: str, area_id: int) -> Decision:
    """This will allow whoever holds the permission in the report's area."""
    return actor.may(permission, area_id=area_id)
