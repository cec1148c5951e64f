"""The one way to the handling of an incoming document, for the verbs that move it on."""

from pcmt.agencies import queries as agencies
from pcmt.documents import policy
from pcmt.documents.models import Document, Handling
from pcmt.documents.versioning import act_of
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import Lifecycle
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook.queries import book


class CannotHandle(Refusal):
    """This will say what is missing or wrong in how a document is handled."""

    code = "cannot_handle"


def lifecycle() -> Lifecycle:
    """This will give the lifecycle of handling, as the rulebook has it."""
    return book().lifecycle("handling")


def obtain_handling(document_id: int, permission: str, actor: Actor) -> Handling:
    """This will lock the handling of an act for an actor who may do this with it; NotFound or NotAllowed otherwise.

    What came in before handling was kept gets one now.
    """
    if not policy.may_view(actor):
        raise NotFound("Không tìm thấy văn bản.")
    act = act_of(document_id)
    found = Handling.objects.select_for_update().filter(document_id=act.id).first()
    handler = found.agency_id if found else None
    policy.may_handle(permission, actor, keeper_id=act.agency_id, handler_id=handler).require()
    if act.direction != Document.Direction.IN:
        raise CannotHandle("Chỉ văn bản đến mới có phân công xử lý.", remedy="Mở văn bản đến cần xử lý.")
    return found or Handling.objects.create(document_id=act.id, state=lifecycle().start)


def check_post(post_id: int | None, agency_id: int) -> None:
    """This will refuse a person who is not of the agency."""
    if post_id is not None and agencies.post(post_id).agency_id != agency_id:
        raise CannotHandle(
            "Người xử lý không thuộc cơ quan được giao.",
            remedy="Chọn lại cơ quan, rồi chọn người trong cơ quan đó.",
            fields={"post": "Người này thuộc cơ quan khác."},
        )
