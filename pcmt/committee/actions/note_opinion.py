"""Note a leader's opinion on a document, a plan, a task or a report."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.models import Opinion, OpinionDuty
from pcmt.committee.rules.opinions import ABOUT, OpinionInput, check_opinion
from pcmt.committee.subjects import kinds, title_of
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.rulebook.queries import book


@transaction.atomic
def note_opinion(*, said: OpinionInput, actor: Actor, at: datetime) -> int:
    """This will keep what a leader said, and make each agency that it is to owe an answer by its day; returns it.

    The actor may be the clerk who copies the words; whose they are stands beside them.
    """
    policy.may_ask("committee.note_opinion", actor).require()

    today = localdate(at)
    check_opinion(said, today=today, known=len(agencies.agencies_by_id(said.agency_ids)), kinds=kinds())
    title = title_of(actor, said.about, said.about_id, on=today)
    post = agencies.post(said.post_id)
    own = said.about in ABOUT

    opinion = Opinion.objects.create(
        about=said.about,
        **({f"{said.about}_id": said.about_id} if own else {"elsewhere_id": said.about_id, "title": title}),
        post_id=post.id,
        keeper_id=actor.agency_id,
        said_on=said.said_on,
        words=as_reason(said.words),
        due_on=said.due_on,
    )
    start = book().lifecycle("opinion").start
    OpinionDuty.objects.bulk_create(
        OpinionDuty(opinion=opinion, agency_id=one, state=start) for one in dict.fromkeys(said.agency_ids)
    )

    record(
        action="committee.note_opinion",
        subject=f"{said.about}:{said.about_id}",
        actor=actor,
        at=at,
        after={
            "opinion": opinion.pk,
            "post": post.id,
            "on": said.said_on.isoformat(),
            "agencies": len(said.agency_ids),
            "due_on": said.due_on.isoformat() if said.due_on else None,
        },
    )
    return opinion.pk
