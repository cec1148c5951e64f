"""Who may look at classes, and who may decide them. Denied by default."""

from collections.abc import Iterable

from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor, Decision
from pcmt.kernel.refusal import NotAllowed, NotFound

VIEW = "classification.view"
DECIDE = "classification.decide_class"
REVOKE = "classification.revoke_decision"


def may_view(actor: Actor, area: AreaView) -> Decision:
    """This will answer whether the actor may see an area's class and assessment; looking reaches one level down."""
    own = actor.may(VIEW, area_id=area.id)
    return own if own or area.parent_id is None else actor.may(VIEW, area_id=area.parent_id)


def may_decide(actor: Actor, permission: str, area: AreaView) -> Decision:
    """This will answer whether the actor decides for the area above: no commune decides its own class.

    Source: Quyết định số 28/2025/QĐ-TTg, Điều 7 (UBND cấp tỉnh phê duyệt danh sách).
    """
    return actor.may(permission, area_id=area.parent_id)


def need_view(actor: Actor, area: AreaView) -> None:
    """This will refuse as not found where the actor may not see an area's assessment."""
    if not may_view(actor, area):
        raise NotFound


def need_decide(actor: Actor, permission: str, areas: Iterable[AreaView]) -> None:
    """This will refuse unless the actor decides for every area; as not found to those who may not even look."""
    for area in areas:
        answer = may_decide(actor, permission, area)
        if not answer:
            need_view(actor, area)
            raise NotAllowed(
                "Việc công nhận, phân loại xã, phường do người có thẩm quyền của UBND cấp tỉnh quyết định.",
                rule=answer.rule,
                needs=answer.needs,
            )
