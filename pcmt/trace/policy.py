"""Who may follow a trace: whoever may see the thing itself, where it stands. Denied by default."""

from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor, Decision
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.queries import CellView
from pcmt.rulebook.queries import book

CHECKING = ("reporting.accept", "reporting.sign")


def may_see_area(actor: Actor, permission: str, area: AreaView) -> Decision:
    """This will answer whether a looking permission covers the area, or the one right above it."""
    own = actor.may(permission, area_id=area.id)
    return own if own or area.parent_id is None else actor.may(permission, area_id=area.parent_id)


def may_see_cell(actor: Actor, cell: CellView, area: AreaView) -> Decision:
    """This will answer whether the actor may see a closed figure; a restricted one only those who check the form."""
    seen = may_see_area(actor, "reporting.view", area)
    definition = book().form_by_id(cell.form_id).cell(cell.fact.element) if cell.form_id else None
    if not seen or definition is None or not definition.restricted:
        return seen
    checks = (actor.may(one, agency_id=cell.agency_id, area_id=area.id) for one in CHECKING)
    return next((decision for decision in checks if decision), Decision(False, "restricted cell"))


def may_read_documents(actor: Actor) -> Decision:
    """This will answer whether the actor may read registered documents."""
    return actor.may("documents.view", agency_id=actor.agency_id, area_id=actor.area_id)


def need(decision: Decision) -> None:
    """This will refuse as not found."""
    if not decision:
        raise NotFound("Không tìm thấy nội dung cần tra nguồn.")
