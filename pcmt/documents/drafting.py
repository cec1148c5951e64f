"""The one way to a draft, and to a file of one, for the verbs that move it on."""

from datetime import datetime

import vanban
from pcmt.documents import policy
from pcmt.documents.models import Draft, DraftFile
from pcmt.documents.rules.reading import read, secret
from pcmt.documents.rules.secrecy import stamp_in_head
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
    found = Draft.objects.select_for_update(of=("self",)).filter(id=draft_id).first()
    if found is None or not policy.may_see_draft(actor, agency_id=found.agency_id):
        raise NotFound("Không tìm thấy dự thảo.")
    policy.may_change(permission, actor, agency_id=found.agency_id).require()
    return found


def read_draft(data: bytes, name: str) -> vanban.Reading:
    """This will read a draft's file; raises CannotRead, and IsSecret for one under a stamp: no draft of it is kept."""
    reading = read(data, name)
    if stamp := reading.secrecy or stamp_in_head(reading.original or reading.text):
        raise secret(stamp)
    return reading


def keep_file(draft: Draft, data: bytes, name: str, *, actor: Actor, at: datetime) -> int:
    """This will keep a file as the newest of a draft and return the upload's identifier."""
    file = keep(data=data, name=name, purpose="documents.begin_draft", actor=actor, at=at)
    DraftFile.objects.create(draft=draft, file_id=file.id, added_at=at)
    return file.id
