"""Who may do what with plans. Plans and targets are open to all who may view; tasks to those who are in them."""

from collections.abc import Iterable

from pcmt.kernel.actor import Actor, Decision


def may_view(actor: Actor) -> Decision:
    """This will answer whether the actor may read plans and their targets."""
    return actor.may("plans.view", agency_id=actor.agency_id, area_id=actor.area_id)


def may_adopt(permission: str, actor: Actor) -> Decision:
    """This will answer whether the actor may make plans for the agency that they act for."""
    return actor.may(permission, agency_id=actor.agency_id, area_id=actor.area_id)


def may_change(permission: str, actor: Actor, *, agency_id: int | None) -> Decision:
    """This will answer whether the actor may change a plan that this agency keeps."""
    return actor.may(permission, agency_id=agency_id)


def may_by_itself(actor: Actor, permission: str) -> Decision:
    """This will answer for what the system does by itself, for no agency."""
    return actor.may(permission)


def drafts_reach(actor: Actor) -> frozenset[int] | None:
    """This will give the agencies whose unissued plans the actor may see: their own, and those they make plans for."""
    reach = actor.agencies_for("plans.begin_plan")
    return None if reach is None else reach | actor.own_agencies


def tasks_reach(actor: Actor) -> frozenset[int] | None:
    """This will give the agencies whose tasks the actor may see; None means all."""
    return actor.agencies_for("plans.view")


def acts_for(permission: str, actor: Actor, agencies: Iterable[int]) -> int | None:
    """This will give which of a task's agencies the actor answers for, their own first; None where it is none.

    A grant that holds everywhere lets nobody speak for another agency: only a grant for that agency does.
    """
    reach = actor.agencies_for(permission)
    if reach is None:
        reach = actor.own_agencies
    answers = [agency for agency in agencies if agency in reach]
    return actor.agency_id if actor.agency_id in answers else next(iter(answers), None)
