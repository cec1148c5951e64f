"""Who may follow a trace: whoever may see the thing itself, where it stands. Denied by default."""

from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor, Decision
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.queries import CellView, sight_of


def may_see_area(actor: Actor, permission: str, area: AreaView) -> Decision:
    """This will answer whether a looking permission covers the area, or the one right above it."""
    own = actor.may(permission, area_id=area.id)
    return own if own or area.parent_id is None else actor.may(permission, area_id=area.parent_id)


def may_see_cell(actor: Actor, cell: CellView, area: AreaView) -> Decision:
    """This will answer whether the actor may see a closed figure; a restricted one only who sees it on the form."""
    seen = may_see_area(actor, "reporting.view", area)
    return may_see_element(actor, cell.fact.element, area) if seen else seen


def may_see_element(actor: Actor, element: str, area: AreaView) -> Decision:
    """This will answer whether figures of an element may be shown for an area: a form may restrict it."""
    return Decision(sight_of(actor).covers(element, area.id), f"phạm vi được xem của số liệu {element}")


def may_read_documents(actor: Actor) -> Decision:
    """This will answer whether the actor may read registered documents."""
    return actor.may("documents.view", agency_id=actor.agency_id, area_id=actor.area_id)


def need(decision: Decision) -> None:
    """This will refuse as not found."""
    if not decision:
        raise NotFound("Không tìm thấy nội dung cần tra nguồn.")


def may_ask_of_rights(actor: Actor) -> Decision:
    """This will answer whether the actor may ask what others may do: who keeps the accounts."""
    return actor.may("accounts.manage")
