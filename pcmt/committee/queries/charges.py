"""What was concluded and announced, charges an agency, and is no task of any plan yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.models import Conclusion, ConclusionParty
from pcmt.committee.queries.seeing import committees_seen
from pcmt.committee.states import CONCLUDED
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.prepared import Prepared

_WAITING = Prepared(
    lambda: (
        Conclusion.objects.filter(meeting__state=CONCLUDED, task=None, parties__role="lead")
        .distinct()
        .select_related("meeting")
    )
)


@dataclass(frozen=True)
class ChargeView:
    """A conclusion that charges an agency and is no task of any plan yet. mine: the agency is the actor's own."""

    meeting_id: int
    words: str
    due_on: date | None
    announced_as: str
    leads: str
    mine: bool


def charges(actor: Actor, *, on: date) -> tuple[ChargeView, ...]:
    """This will list the charges that wait, the soonest due first, what has no day last.

    To the agencies charged, and to who may give tasks for the committee.
    """
    if not policy.may_view(actor):
        return ()
    rows = _WAITING.all()
    # Every commune has a committee: who sits in them is asked only where something waits.
    seen = {one.id: one for one in committees_seen(actor, on)} if rows else {}
    rows = [row for row in rows if row.meeting.committee_id in seen]
    if not rows:
        return ()
    kept = {key for key, one in seen.items() if policy.may_keep("committee.give_tasks", actor, one)}
    leads: dict[int, list[ConclusionParty]] = defaultdict(list)
    for part in ConclusionParty.objects.filter(conclusion__in=rows, role="lead"):
        leads[part.conclusion_id].append(part)
    names = agencies.agencies_by_id({part.agency_id for many in leads.values() for part in many if part.agency_id})
    papers = documents.labels({row.meeting.document_id for row in rows if row.meeting.document_id})
    found = [
        ChargeView(
            meeting_id=row.meeting_id,
            words=row.words,
            due_on=row.due_on,
            announced_as=papers[row.meeting.document_id].label if row.meeting.document_id else row.meeting.title,
            leads="; ".join(names[one.agency_id].name if one.agency_id else one.as_written for one in leads[row.pk]),
            mine=any(part.agency_id in actor.own_agencies for part in leads[row.pk] if part.agency_id),
        )
        for row in rows
    ]
    kept_meetings = {row.meeting_id for row in rows if row.meeting.committee_id in kept}
    told = (one for one in found if one.mine or one.meeting_id in kept_meetings)
    return tuple(sorted(told, key=lambda one: (one.due_on or date.max, one.meeting_id)))
