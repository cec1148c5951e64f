"""Keep another file of an act beside the ones before."""

from datetime import datetime

from pcmt.documents import policy
from pcmt.documents.models import Document
from pcmt.documents.registering import note_secret
from pcmt.documents.rules.reading import secret
from pcmt.documents.storing import read_paper
from pcmt.documents.versioning import enter_version
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


def add_version(*, document_id: int, data: bytes, name: str, note: str = "", actor: Actor, at: datetime) -> int:
    """This will read a file, keep it as the act's newest version, and return the version's identifier.

    note: why there is another file ("bản sạch thay bản quét"). The older versions stay as they are, with all that was
    built on them. Raises CannotRead, IsSecret, AlreadyRegistered, and AnotherAct for a file with another number.
    """
    known = Document.objects.only("agency_id").filter(id=document_id).first()
    if known is None or not policy.may_view(actor):
        raise NotFound("Không tìm thấy văn bản.")
    policy.may_change("documents.add_version", actor, agency_id=known.agency_id).require()

    paper = read_paper(data, name)
    if paper.stamp:
        note_secret(actor, at)
        raise secret(paper.stamp)

    # Recorded as "documents.add_version" by the step that a scan read in the background takes too.
    return enter_version(paper, document_id=document_id, note=note, actor=actor, at=at).id
