"""Whether an actor could do something with a document or a draft: asked of the policy that the verbs ask."""

from pcmt.documents import policy
from pcmt.documents.drafting import signer_of
from pcmt.documents.models import Document, Draft
from pcmt.documents.queries.versions import family
from pcmt.kernel.actor import Actor, Decision
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.kernel.verdict import Verdict
from pcmt.rulebook.queries import book

OF_HANDLING = frozenset({"endorse", "assign_handler", "record_reply", "close_handling", "reopen_handling"})
OF_OWN_AGENCY = {
    "view": policy.may_view,
    "register_document": policy.may_register,
    "receive_files": policy.may_receive,
    "read_received": policy.may_read_received,
    "begin_draft": policy.may_begin_draft,
    "note_sealed_deadline": policy.may_note_sealed,
}
"""What does not look at the document: it is done for the agency acted for."""


def verdict(actor: Actor, permission: str, document_id: int) -> Verdict:
    """This will answer for one permission and one document; raises NotFound where it is not."""
    row = Document.objects.filter(pk=document_id).only("id", "agency_id").first()
    if row is None:
        raise NotFound("Không có văn bản này.")
    verb, seen = permission.removeprefix("documents."), bool(policy.may_view(actor))
    if verb in OF_OWN_AGENCY:
        return Verdict(seen, OF_OWN_AGENCY[verb](actor))
    if verb in OF_HANDLING:
        return _of_handling(actor, permission, document_id, seen)
    return Verdict(seen, policy.may_change(permission, actor, agency_id=row.agency_id))


def verdict_on_draft(actor: Actor, permission: str, draft_id: int) -> Verdict:
    """This will answer for one permission and one draft; raises NotFound where it is not."""
    row = Draft.objects.filter(pk=draft_id).select_related("submitted_to").first()
    verb = permission.removeprefix("documents.")
    if row is None or verb not in book().lifecycle("draft").moves:
        raise NotFound("Không có dự thảo này, hoặc việc này không làm với dự thảo.")
    signer_id = signer_of(row)
    seen = policy.may_see_draft(actor, agency_id=row.agency_id, signer_id=signer_id)
    decision = policy.may_move_draft(permission, actor, agency_id=row.agency_id, signer_id=signer_id)
    return Verdict(bool(seen), decision, _obstacle("draft", row.state, verb))


def _of_handling(actor: Actor, permission: str, document_id: int, seen: bool) -> Verdict:
    act = Document.objects.filter(id__in=family(document_id), version=1).select_related("handling").defer("text").get()
    handled = getattr(act, "handling", None)
    handler_id = handled.agency_id if handled else None
    decision: Decision = policy.may_handle(permission, actor, keeper_id=act.agency_id, handler_id=handler_id)
    if act.direction != Document.Direction.IN:
        return Verdict(seen, decision, "Chỉ văn bản đến mới có phân công xử lý.")
    verb = permission.removeprefix("documents.")
    state = handled.state if handled else book().lifecycle("handling").start
    known = verb in book().lifecycle("handling").moves
    return Verdict(seen, decision, _obstacle("handling", state, verb) if known else "")


def _obstacle(lifecycle: str, state: str, move: str) -> str:
    try:
        book().lifecycle(lifecycle).after(state, move)
    except Refusal as refusal:
        return refusal.message
    return ""
