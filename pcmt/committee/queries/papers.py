"""The papers of a meeting as files to print: invitation and minutes."""

from dataclasses import dataclass

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.drafting import paper_of
from pcmt.committee.models import Meeting
from pcmt.committee.rules.paper import invitation, minutes
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.write.docx import write_docx
from vanban.write.refusal import WriteRefused

PAPERS = {"giay-moi": invitation, "bien-ban": minutes}


@dataclass(frozen=True)
class MeetingFile:
    """A paper as a DOCX."""

    name: str
    content: bytes


def paper(actor: Actor, meeting_id: int, which: str) -> MeetingFile:
    """This will write a paper of a meeting ("giay-moi", "bien-ban") to an actor who may see it; NotFound otherwise."""
    row = Meeting.objects.filter(pk=meeting_id).first()
    committee = agencies.committee(row.committee_id, row.held_on) if row else None
    if row is None or committee is None or which not in PAPERS or not policy.sees(actor, committee):
        raise NotFound("Không tìm thấy cuộc họp.")
    try:
        content = write_docx(PAPERS[which](paper_of(row)))
    except WriteRefused as refused:
        raise Refusal(refused.message, remedy=refused.remedy, code=refused.code) from refused
    return MeetingFile(f"{which}-{row.held_on.isoformat()}.docx", content)
