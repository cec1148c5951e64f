"""What a committee's work asks of the actor's own agency: briefings, reviews, remedies; meetings and visits ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.models import BriefingDuty, Finding, InspectionVisit, Meeting, OpinionDuty, ReviewAnswer
from pcmt.committee.states import PLANNED
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.prepared import Prepared

_OWING = Prepared(
    lambda agency_ids: (
        BriefingDuty.objects.filter(agency_id__in=agency_ids, briefing__withdrawn_for="")
        .exclude(sessions__taken_back_for="")
        .select_related("briefing")
    )
)
_TO_COME = Prepared(lambda on: Meeting.objects.filter(state=PLANNED, held_on__gte=on))
_UNSENT = Prepared(
    lambda agency_ids: (
        ReviewAnswer.objects.filter(agency_id__in=agency_ids, review__state="open")
        .filter(Q(sent_on__isnull=True) | ~Q(returned_for=""))
        .select_related("review")
    )
)
_COMING = Prepared(
    lambda agency_ids, on: InspectionVisit.objects.filter(
        agency_id__in=agency_ids, visited_on=None, inspection__state="planned", inspection__ends_on__gte=on
    ).select_related("inspection")
)
_FOUND = Prepared(
    lambda agency_ids: Finding.objects.filter(visit__agency_id__in=agency_ids, state="open").select_related("visit")
)
_VOICED = Prepared(
    lambda agency_ids: OpinionDuty.objects.filter(
        agency_id__in=agency_ids, state="open", opinion__due_on__isnull=False
    ).select_related("opinion")
)
AWAITED_KINDS = {
    "briefing": "Quán triệt văn bản",
    "meeting": "Họp",
    "review": "Sơ kết, tổng kết",
    "inspection": "Đoàn kiểm tra đến làm việc",
    "finding": "Khắc phục sau kiểm tra",
    "opinion": "Ý kiến chỉ đạo",
}
"""What may be awaited, in Vietnamese."""


@dataclass(frozen=True)
class Awaited:
    """One thing to be done, or to be at. id: of the briefing, meeting …, by its kind. agency_id: whose it is.

    due_on: the day by which, of a meeting the day on which. words: what is to be known of it, "" for nothing.
    is_returned: an answer came back to be put right. answered_on: of which day it was, None of what nobody answered.
    """

    kind: str
    id: int
    agency_id: int
    title: str
    due_on: date
    words: str = ""
    is_returned: bool = False
    answered_on: date | None = None

    @property
    def kind_label(self) -> str:
        """What it is, in Vietnamese."""
        return AWAITED_KINDS[self.kind]

    def is_late(self, on: date) -> bool:
        """Whether its day is over."""
        return self.due_on < on


def awaiting(actor: Actor, on: date) -> tuple[Awaited, ...]:
    """This will list what waits for an agency of the actor on a day, the earliest due first."""
    if not policy.may_view(actor) or not actor.own_agencies:
        return ()
    found = (
        *_briefings(actor),
        *_meetings(actor, on),
        *_reviews(actor),
        *_visits(actor, on),
        *_findings(actor),
        *_opinions(actor),
    )
    return tuple(sorted(found, key=lambda one: (one.due_on, one.kind, one.id)))


def _briefings(actor: Actor) -> Iterator[Awaited]:
    rows = _OWING.all(list(actor.own_agencies))
    mine = [row for row in rows if policy.answers_for("committee.record_briefing", actor, row.agency_id)]
    heads = documents.labels(row.briefing.document_id for row in mine)
    for row in mine:
        head = heads[row.briefing.document_id]
        yield Awaited("briefing", row.briefing_id, row.agency_id, head.label, row.briefing.due_on, row.briefing.note)


def _reviews(actor: Actor) -> Iterator[Awaited]:
    for row in _UNSENT.all(list(actor.own_agencies)):
        if policy.answers_for("committee.answer_review", actor, row.agency_id):
            words = f"trả lại: {row.returned_for}" if row.returned_for else ""
            asked, back = row.review, bool(row.returned_for)
            yield Awaited("review", row.review_id, row.agency_id, asked.title, asked.due_on, words, back, row.sent_on)


def _visits(actor: Actor, on: date) -> Iterator[Awaited]:
    for row in _COMING.all(list(actor.own_agencies), on):
        first = row.inspection.starts_on
        yield Awaited("inspection", row.inspection_id, row.agency_id, row.inspection.title, first, row.inspection.note)


def _findings(actor: Actor) -> Iterator[Awaited]:
    for row in _FOUND.all(list(actor.own_agencies)):
        if policy.answers_for("committee.report_remedy", actor, row.visit.agency_id):
            words = f"trả lại: {row.returned_for}" if row.returned_for else row.words
            back, whose = bool(row.returned_for), row.visit.agency_id
            yield Awaited("finding", row.pk, whose, row.remedy, row.due_on, words, back, row.told_on)


def _opinions(actor: Actor) -> Iterator[Awaited]:
    for row in _VOICED.all(list(actor.own_agencies)):
        if row.opinion.due_on is not None and policy.answers_for("committee.answer_opinion", actor, row.agency_id):
            words = f"trả lại: {row.returned_for}" if row.returned_for else ""
            said, due_on, back = row.opinion.words, row.opinion.due_on, bool(row.returned_for)
            yield Awaited("opinion", row.opinion_id, row.agency_id, said, due_on, words, back, row.told_on)


def _meetings(actor: Actor, on: date) -> Iterator[Awaited]:
    rows = _TO_COME.all(on)
    own = agencies.committees_of(actor.own_agencies, on) if rows else {}
    for row in rows:
        if row.committee_id in own:
            yield Awaited("meeting", row.pk, own[row.committee_id], row.title, row.held_on, row.place)
