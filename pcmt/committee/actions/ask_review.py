"""Ask agencies for their part of a review."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.models import Review, ReviewAnswer
from pcmt.committee.rules.reviewing import BadReview, ReviewInput, check_review
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book


@transaction.atomic
def ask_review(*, plan_id: int, said: ReviewInput, agency_ids: Collection[int], actor: Actor, at: datetime) -> int:
    """This will open a review of an issued plan, and make each of the agencies owe its part by a day; returns it."""
    policy.may_ask("committee.ask_review", actor).require()

    plan = plans.plan(actor, plan_id)
    wanted, today = tuple(dict.fromkeys(agency_ids)), localdate(at)
    check_review(said, today=today, agency_ids=wanted, known=len(agencies.agencies_by_id(wanted)))
    if plan.is_draft:
        raise BadReview("Kế hoạch này chưa ban hành.", remedy="Chỉ sơ kết, tổng kết kế hoạch đã ban hành.")

    review = Review.objects.create(
        plan_id=plan_id,
        kind=said.kind,
        title=" ".join(said.title.split()),
        covers_from=said.covers[0],
        covers_to=said.covers[1],
        keeper_id=actor.agency_id,
        asked_on=today,
        due_on=said.due_on,
        note=" ".join(said.note.split()),
        state=book().lifecycle("review").start,
    )
    ReviewAnswer.objects.bulk_create(ReviewAnswer(review=review, agency_id=one) for one in wanted)

    record(
        action="committee.ask_review",
        subject=f"review:{review.pk}",
        actor=actor,
        at=at,
        after={"plan": plan_id, "due_on": said.due_on.isoformat(), "agencies": len(wanted)},
    )
    return review.pk
