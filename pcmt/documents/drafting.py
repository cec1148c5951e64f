"""The one way to a draft, and to a file of one, for the verbs that move it on."""

import hashlib
from datetime import datetime
from pathlib import PurePath

import vanban
from pcmt.documents import policy
from pcmt.documents.models import Draft, DraftFile
from pcmt.documents.rules.marks_of_drafts import is_marked_draft
from pcmt.documents.rules.reading import read, secret
from pcmt.documents.rules.secrecy import stamp_in_head
from pcmt.files import queries as files
from pcmt.files.actions.keep import keep
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import Lifecycle
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook.queries import book


class CannotDraft(Refusal):
    """This will say what is missing or wrong in a draft."""

    code = "cannot_draft"


def lifecycle() -> Lifecycle:
    """This will give the lifecycle of drafts, as the rulebook has it."""
    return book().lifecycle("draft")


def obtain_draft(draft_id: int, permission: str, actor: Actor) -> Draft:
    """This will lock a draft for an actor who may do this with it; NotFound or NotAllowed otherwise."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("submitted_to")
    found = rows.filter(id=draft_id).first()
    if found is None:
        raise NotFound("Không tìm thấy dự thảo.")
    signer_id = signer_of(found)
    if not policy.may_see_draft(actor, agency_id=found.agency_id, signer_id=signer_id):
        raise NotFound("Không tìm thấy dự thảo.")
    policy.may_move_draft(permission, actor, agency_id=found.agency_id, signer_id=signer_id).require()
    return found


def signer_of(draft: Draft) -> int | None:
    """This will give the person before whom a draft was laid, None while it is being written (anew)."""
    return draft.submitted_to.person_id if draft.submitted_to and draft.state != "draft" else None


def read_draft(data: bytes, name: str) -> vanban.Reading:
    """This will read a draft's file; raises CannotRead, and IsSecret for one under a stamp: no draft of it is kept."""
    reading = read(data, name)
    if stamp := reading.secrecy or stamp_in_head(reading.original or reading.text):
        raise secret(stamp)
    return reading


def flaw_of_copy(draft: Draft, data: bytes, name: str) -> str:
    """This will say why a file is the draft itself and no signed paper of it; "" where nothing tells so.

    A file kept with the draft is no signed one, nor is one whose head still says that it is a draft. A scan's words
    are not read for it: what was signed on paper was a draft until then.
    """
    digest = hashlib.sha256(data).hexdigest()
    if draft.files.filter(file__digest=digest).exists():
        return "Đây chính là tệp dự thảo. Tải lên bản đã ký, có số và ngày."
    if files.has_words(data) and is_marked_draft(read(data, name).text):
        return "Tệp còn ghi “DỰ THẢO” ở đầu văn bản. Tải lên bản đã ký, có số và ngày."
    return ""


def keep_file(draft: Draft, data: bytes, name: str, pdf: bytes = b"", *, actor: Actor, at: datetime) -> int:
    """This will keep a file as the newest of a draft, its PDF right behind it, and return the upload's identifier."""
    if pdf:
        keep_file(draft, pdf, str(PurePath(name).with_suffix(".pdf")), actor=actor, at=at)
    file = keep(data=data, name=name, purpose="documents.begin_draft", actor=actor, at=at)
    DraftFile.objects.create(draft=draft, file_id=file.id, added_at=at)
    return file.id
