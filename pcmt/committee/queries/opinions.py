"""Opinions of leaders as they are read: at the thing that they are on, all together, one whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.models import Opinion, OpinionDuty
from pcmt.committee.opinion_access import NOT_THERE, seen_opinions
from pcmt.committee.rules.opinions import ABOUT
from pcmt.committee.settling import Settling
from pcmt.committee.subjects import kinds
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book

OF_THE_AGENCY = "answer_opinion"
UNSETTLED = ("open", "answered")


@dataclass(frozen=True, kw_only=True)
class OpinionDutyView(Settling):
    """What an agency owes on an opinion, and did. is_asked: an answer is expected of it."""

    is_asked: bool


@dataclass(frozen=True)
class OpinionView:
    """An opinion with what the agencies that the actor may see did. leader: name and title of whose words they are."""

    id: int
    about: str
    about_label: str
    about_id: int
    about_title: str
    leader: str
    said_on: date
    words: str
    due_on: date | None
    duties: tuple[OpinionDutyView, ...]

    @property
    def reference(self) -> str:
        """The reference that the journal understands."""
        return f"opinion:{self.id}"

    @property
    def late(self) -> int:
        """How many agencies are past the day."""
        return sum(one.is_late for one in self.duties)

    @property
    def open(self) -> int:
        """How many have not closed it."""
        return sum(one.state in UNSETTLED for one in self.duties)


def opinions(actor: Actor, *, on: date) -> tuple[OpinionView, ...]:
    """This will list the opinions that the actor may see, newest first, as they stand on a day."""
    return _views(actor, seen_opinions(actor), on)


def opinions_on(actor: Actor, about: str, *about_ids: int, on: date) -> tuple[OpinionView, ...]:
    """This will list the opinions on one thing that the actor may see; on some, where they are rounds of one."""
    place = f"{about}_id" if about in ABOUT else "elsewhere_id"
    return _views(actor, seen_opinions(actor).filter(**{"about": about, f"{place}__in": about_ids}), on)


def opinion(actor: Actor, opinion_id: int, *, on: date) -> OpinionView:
    """This will give one opinion; NotFound where the actor may not see it."""
    found = _views(actor, seen_opinions(actor).filter(pk=opinion_id), on)
    if not found:
        raise NotFound(NOT_THERE)
    return found[0]


def _views(actor: Actor, found: QuerySet[Opinion], on: date) -> tuple[OpinionView, ...]:
    rows = list(found.select_related("plan", "task", "post__person").prefetch_related("duties"))
    if not rows:
        return ()
    reach, labels = policy.agencies_reach(actor), kinds()
    heads = documents.labels(row.document_id for row in rows if row.document_id)
    named = agencies.agencies_by_id({one.agency_id for row in rows for one in row.duties.all()})
    return tuple(
        OpinionView(
            id=row.pk,
            about=row.about,
            about_label=labels[row.about],
            about_id=row.document_id or row.plan_id or row.task_id or row.elsewhere_id or 0,
            about_title=_title(row, heads),
            leader=f"{row.post.person.name}, {row.post.title}",
            said_on=row.said_on,
            words=row.words,
            due_on=row.due_on,
            duties=tuple(
                _duty(actor, row, one, named[one.agency_id], on)
                for one in row.duties.all()
                if reach is None or row.keeper_id in reach or one.agency_id in reach
            ),
        )
        for row in rows
    )


def _title(row: Opinion, heads: Mapping[int, documents.DocumentRow]) -> str:
    if row.document_id:
        return heads[row.document_id].label
    return row.plan.title if row.plan else row.task.title if row.task else row.title


def _duty(actor: Actor, opinion: Opinion, row: OpinionDuty, agency: agencies.AgencyView, on: date) -> OpinionDutyView:
    lifecycle = book().lifecycle("opinion")
    mine = policy.answers_for("committee.answer_opinion", actor, row.agency_id)
    ready: Iterable[str] = (code for code, move in lifecycle.moves.items() if row.state in move.sources)
    may = {
        one
        for one in ready
        if (mine if one == OF_THE_AGENCY else policy.may_ask(f"committee.{one}", actor, agency_id=opinion.keeper_id))
    }
    if row.followed_by_id is not None:
        may -= {"give_opinion"}
    return OpinionDutyView(
        id=row.pk,
        agency_id=row.agency_id,
        agency_name=agency.name,
        is_asked=agency.party_line,
        state=row.state,
        state_label=lifecycle.states[row.state].label,
        state_tone=lifecycle.states[row.state].tone,
        told=row.told,
        told_on=row.told_on,
        returned_for=row.returned_for,
        closed_on=row.closed_on,
        task_id=row.followed_by_id,
        is_late=row.state == "open" and opinion.due_on is not None and opinion.due_on < on,
        mine=mine,
        may=frozenset(may),
    )
