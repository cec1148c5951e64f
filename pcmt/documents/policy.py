"""Who may do what with documents. Nothing in the store is secret: who may view for their agency may read it all."""

from pcmt.kernel.actor import Actor, Decision

SIGNER = "người được trình ký được xem dự thảo và trả lại kèm lý do"


def may_view(actor: Actor) -> Decision:
    """This will answer whether the actor may read the store of documents."""
    return actor.may("documents.view", agency_id=actor.agency_id, area_id=actor.area_id)


def may_register(actor: Actor) -> Decision:
    """This will answer whether the actor may register a document for the agency that they act for."""
    return actor.may("documents.register_document", agency_id=actor.agency_id, area_id=actor.area_id)


def may_receive(actor: Actor) -> Decision:
    """This will answer whether the actor may hand in files for the agency that they act for."""
    return actor.may("documents.receive_files", agency_id=actor.agency_id, area_id=actor.area_id)


def may_read_received(actor: Actor) -> Decision:
    """This will answer whether the actor may bring files that wait to their outcome, whoever handed them in."""
    return actor.may("documents.read_received")


def may_see_batch(actor: Actor, *, agency_id: int | None) -> Decision:
    """This will answer whether the actor may follow what was handed in for an agency."""
    return actor.may("documents.register_document", agency_id=agency_id)


def may_change(permission: str, actor: Actor, *, agency_id: int | None) -> Decision:
    """This will answer whether the actor may change what is noted of a document that this agency keeps."""
    return actor.may(permission, agency_id=agency_id)


def may_handle(permission: str, actor: Actor, *, keeper_id: int | None, handler_id: int | None) -> Decision:
    """This will answer whether the actor may move on what one agency keeps and another handles: either may do."""
    kept = actor.may(permission, agency_id=keeper_id)
    return kept if kept or handler_id is None else actor.may(permission, agency_id=handler_id)


def may_note_sealed(actor: Actor) -> Decision:
    """This will answer whether the actor may note deadlines of the sealed book that their agency keeps."""
    return actor.may("documents.note_sealed_deadline", agency_id=actor.agency_id)


def may_see_sealed(actor: Actor, keeper_id: int | None, handler_id: int) -> bool:
    """This will tell whether the actor's agency keeps the sealed book, or handles what the deadline is for."""
    return not actor.own_agencies.isdisjoint({keeper_id, handler_id})


def may_begin_draft(actor: Actor) -> Decision:
    """This will answer whether the actor may keep a draft for the agency that they act for."""
    return actor.may("documents.begin_draft", agency_id=actor.agency_id, area_id=actor.area_id)


def may_see_draft(actor: Actor, *, agency_id: int | None, signer_id: int | None) -> Decision:
    """This will answer whether the actor may see an agency's draft: who drafts there, and who was asked to sign it.

    signer_id: the person before whom it was laid; None while it is being written. Nobody else sees it before it is out.
    """
    if signer_id in actor.hands:
        return Decision(True, SIGNER)
    return actor.may("documents.begin_draft", agency_id=agency_id)


def may_move_draft(permission: str, actor: Actor, *, agency_id: int | None, signer_id: int | None) -> Decision:
    """This will answer whether the actor may move a draft on: who drafts there; its signer may give it back."""
    if permission == "documents.return_draft" and signer_id in actor.hands:
        return Decision(True, SIGNER)
    return actor.may(permission, agency_id=agency_id)


def may_reindex(actor: Actor) -> Decision:
    """This will answer whether the actor may make the search index anew, of all documents whoever keeps them."""
    return actor.may("documents.reindex")
