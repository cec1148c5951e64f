"""Drafts of outgoing documents: where each stands, its files, what it became."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from pcmt.documents import policy
from pcmt.documents.drafting import lifecycle, signer_of
from pcmt.documents.models import Draft, DraftFile
from pcmt.documents.queries.rows import row_of
from pcmt.documents.rules.answers import DocumentRow, Original
from pcmt.documents.rules.kinds import kind_name
from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@dataclass(frozen=True)
class DraftFileView:
    """One file of a draft."""

    id: int
    name: str
    added_at: datetime


@dataclass(frozen=True)
class DraftView:
    """A draft; `submitted_to` names the person and title, `signer_id` the person while it lies or lay before them."""

    id: int
    title: str
    kind_name: str
    state: str
    label: str
    tone: str
    agency_id: int | None
    signer_id: int | None
    submitted_to: str
    submitted_on: date | None
    submission: str
    returned_for: str
    answers: DocumentRow | None
    document: DocumentRow | None
    begun_at: datetime
    files: tuple[DraftFileView, ...]


def drafts(actor: Actor, *, most: int = 50) -> tuple[DraftView, ...]:
    """This will list the drafts of the actor's reach that are not issued yet, newest first, without their files."""
    reach = actor.agencies_for("documents.begin_draft")
    found = _rows().exclude(state="issued") if actor.may_somewhere("documents.begin_draft") else _rows().none()
    found = found if reach is None else found.filter(agency_id__in=reach)
    return tuple(_view(row, ()) for row in found.order_by("-id")[:most])


def drafts_to_sign(actor: Actor) -> tuple[DraftView, ...]:
    """This will list the drafts that lie before the actor, or whom they act for, to be signed, without their files."""
    found = _rows().filter(state="submitted", submitted_to__person_id__in=actor.hands)
    return tuple(_view(row, ()) for row in found.order_by("submitted_on", "id"))


def draft(actor: Actor, draft_id: int) -> DraftView:
    """This will give one draft with its files, newest first; NotFound where it may not be seen."""
    found = _rows().filter(id=draft_id).first()
    if found is None or not _may_see(actor, found):
        raise NotFound("Không tìm thấy dự thảo.")
    return _view(found, tuple(found.files.select_related("file")))


def draft_of(actor: Actor, document_id: int) -> DraftView | None:
    """This will give the draft that became a document, None where there is none or it may not be seen."""
    found = _rows().filter(document_id=document_id).first()
    if found is None or not _may_see(actor, found):
        return None
    return _view(found, tuple(found.files.select_related("file")))


def issued_from(draft_id: int) -> int | None:
    """This will give the document that a draft became, None while it is not issued; for packages above."""
    return Draft.objects.filter(id=draft_id).values_list("document_id", flat=True).first()


def paper_state(draft_id: int) -> str:
    """This will tell in words where a draft stands: "đã trình ký"; for packages above."""
    state = Draft.objects.filter(id=draft_id).values_list("state", flat=True).first()
    return lifecycle().states[state].label.lower() if state else ""


def draft_file(actor: Actor, draft_id: int, draft_file_id: int) -> Original:
    """This will give a file of a draft; NotFound where the draft may not be seen."""
    view = draft(actor, draft_id)
    found = DraftFile.objects.filter(id=draft_file_id, draft_id=view.id).select_related("file").first()
    if found is None:
        raise NotFound("Không tìm thấy tệp dự thảo.")
    return Original(found.file.name, found.file.media_type, files.content(found.file_id))


def may(actor: Actor, verb: str, view: DraftView) -> bool:
    """This will tell whether the actor may do this with a draft, as its state stands."""
    allowed = policy.may_move_draft(f"documents.{verb}", actor, agency_id=view.agency_id, signer_id=view.signer_id)
    return bool(allowed) and view.state in lifecycle().moves[verb].sources


def _may_see(actor: Actor, row: Draft) -> bool:
    return bool(policy.may_see_draft(actor, agency_id=row.agency_id, signer_id=signer_of(row)))


def _rows() -> QuerySet[Draft]:
    return Draft.objects.select_related("submitted_to__person", "answers", "document").defer(
        "answers__text", "document__text"
    )


def _view(row: Draft, kept: tuple[DraftFile, ...]) -> DraftView:
    state = lifecycle().states[row.state]
    to = row.submitted_to
    return DraftView(
        id=row.id,
        title=row.title,
        kind_name=kind_name(row.kind),
        state=state.code,
        label=state.label,
        tone=state.tone,
        agency_id=row.agency_id,
        signer_id=signer_of(row),
        submitted_to=f"{to.person.name}, {to.title}" if to else "",
        submitted_on=row.submitted_on,
        submission=row.submission,
        returned_for=row.returned_for,
        answers=row_of(row.answers) if row.answers else None,
        document=row_of(row.document) if row.document else None,
        begun_at=row.begun_at,
        files=tuple(DraftFileView(one.id, one.file.name, one.added_at) for one in kept),
    )
