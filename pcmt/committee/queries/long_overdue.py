"""What agencies have long owed a committee, for the job that tells the level above; asks for no actor."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from pcmt.committee.models import BriefingDuty, Finding, OpinionDuty, ReviewAnswer
from pcmt.committee.queries.awaiting import Awaited
from pcmt.documents import queries as documents


def overdue(until: date) -> tuple[Awaited, ...]:
    """This will list briefings, answers to reviews and opinions, and remedies due by a day that are not there."""
    found = (*_briefings(until), *_reviews(until), *_findings(until), *_opinions(until))
    return tuple(sorted(found, key=lambda one: (one.due_on, one.kind, one.id, one.agency_id)))


def _briefings(until: date) -> Iterator[Awaited]:
    owing = BriefingDuty.objects.filter(briefing__withdrawn_for="", briefing__due_on__lte=until)
    rows = list(owing.exclude(sessions__taken_back_for="").select_related("briefing"))
    heads = documents.labels({row.briefing.document_id for row in rows}) if rows else {}
    for row in rows:
        label = heads[row.briefing.document_id].label
        yield Awaited("briefing", row.briefing_id, row.agency_id, label, row.briefing.due_on)


def _reviews(until: date) -> Iterator[Awaited]:
    owing = ReviewAnswer.objects.filter(review__state="open", review__due_on__lte=until)
    for row in owing.filter(Q(sent_on__isnull=True) | ~Q(returned_for="")).select_related("review"):
        yield Awaited("review", row.review_id, row.agency_id, row.review.title, row.review.due_on)


def _findings(until: date) -> Iterator[Awaited]:
    for row in Finding.objects.filter(state="open", due_on__lte=until).select_related("visit"):
        yield Awaited("finding", row.pk, row.visit.agency_id, row.remedy, row.due_on)


def _opinions(until: date) -> Iterator[Awaited]:
    owing = OpinionDuty.objects.filter(state="open", opinion__due_on__lte=until).select_related("opinion")
    for row in owing:
        if row.opinion.due_on is not None:
            yield Awaited("opinion", row.opinion_id, row.agency_id, row.opinion.words, row.opinion.due_on)
