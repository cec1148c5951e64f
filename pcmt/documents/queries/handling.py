"""Who handles what came in, by when, and what is late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import PostView
from pcmt.documents import policy
from pcmt.documents.handling import lifecycle
from pcmt.documents.models import Document, Endorsement, Handling, SealedDeadline
from pcmt.documents.queries.rows import ROW_FIELDS, row_of
from pcmt.documents.queries.versions import family
from pcmt.documents.rules.answers import DocumentRow, Page
from pcmt.documents.rules.identity import number_key
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared

OPEN = ("unassigned", "assigned")
PAGE_SIZE = 50
MOST_DUE = 20
_DUE = Prepared(lambda by: _beside(_ordered(_due(by)))[:MOST_DUE])
_OWN_DUE = Prepared(lambda by, own: _beside(_ordered(_due(by).filter(agency_id__in=own)))[:MOST_DUE])
_SEALED = Prepared(
    lambda own: (
        SealedDeadline.objects.filter(Q(keeper_id__in=own) | Q(agency_id__in=own), closed_at=None)
        .select_related("post__person")
        .order_by("due_on", "id")
    )
)


@dataclass(frozen=True)
class EndorsementView:
    """What a leader wrote (bút phê), with name and title."""

    words: str
    by: str
    title: str
    written_on: date


@dataclass(frozen=True)
class HandlingView:
    """How far an incoming document is handled. `id` is the act's first version, which the verbs take."""

    id: int
    row: DocumentRow
    urgency: str
    state: str
    label: str
    tone: str
    agency_id: int | None
    agency: str
    post_id: int | None
    person: str
    passed_on: date | None
    reply_due_on: date | None
    due_time: time | None
    reply: DocumentRow | None
    outcome: str

    @property
    def is_open(self) -> bool:
        """Whether it still has to be handled."""
        return self.state in OPEN

    def is_late(self, on: date) -> bool:
        """This will tell whether its answer is overdue on a day."""
        return self.is_open and self.reply_due_on is not None and self.reply_due_on < on


@dataclass(frozen=True)
class SealedView:
    """A bare deadline of the sealed book."""

    id: int
    book_number: str
    due_on: date
    agency: str
    person: str
    may_close: bool


@dataclass(frozen=True)
class HandlingCounts:
    """How many incoming documents wait for whom: for someone to be named, in handling, overdue."""

    unassigned: int
    assigned: int
    late: int


def handling(actor: Actor, document_id: int) -> HandlingView | None:
    """This will give how an act is handled, None where it went out; NotFound where it may not be seen."""
    if not policy.may_view(actor):
        raise NotFound("Không tìm thấy văn bản.")
    act = Document.objects.filter(id__in=family(document_id), version=1)
    found = act.select_related("handling__post__person", "handling__reply")
    row = found.defer("text", "handling__reply__text").first()
    if row is None:
        raise NotFound("Không tìm thấy văn bản.")
    if row.direction != Document.Direction.IN:
        return None
    handled = getattr(row, "handling", None)
    return _view(row, handled, _names([handled] if handled else []))


def endorsements(actor: Actor, document_id: int) -> tuple[EndorsementView, ...]:
    """This will list what leaders wrote on an act, oldest first."""
    if not policy.may_view(actor):
        return ()
    rows = Endorsement.objects.filter(document_id__in=family(document_id)).select_related("post__person")
    return tuple(EndorsementView(row.words, row.post.person.name, row.post.title, row.written_on) for row in rows)


def may(actor: Actor, verb: str, view: HandlingView, keeper_id: int | None) -> bool:
    """This will tell whether the actor may do this with what is handled, as its state stands."""
    step = lifecycle().moves.get(verb)
    allowed = policy.may_handle(f"documents.{verb}", actor, keeper_id=keeper_id, handler_id=view.agency_id)
    return bool(allowed) and (step is None or view.state in step.sources)


def incoming(actor: Actor, *, state: str = "", on: date, page: int = 1) -> Page[HandlingView]:
    """This will list incoming documents by how they are handled, the soonest due first.

    state: unassigned, assigned, late (overdue on the day), mine (with the actor's agency), closed; "" for all open.
    """
    if not policy.may_view(actor):
        return Page((), 1, 1, 0)
    found = _narrowed(actor, state, on)
    total = found.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    return Page(_views([*_beside(found)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]), page, pages, total)


def due_work(actor: Actor, *, by: date) -> tuple[HandlingView, ...]:
    """This will list what the actor's agency handles and owes an answer to by a day, and for who assigns: all of it."""
    if not policy.may_view(actor):
        return ()
    everybody = actor.may_somewhere("documents.assign_handler")
    return _views(_DUE.all(by) if everybody else _OWN_DUE.all(by, list(actor.own_agencies)))


def _due(by: Any) -> QuerySet[Handling]:
    return Handling.objects.filter(state__in=OPEN, reply_due_on__lte=by)


def counts(actor: Actor, on: date) -> HandlingCounts:
    """This will count the incoming documents that wait."""
    if not policy.may_view(actor):
        return HandlingCounts(0, 0, 0)
    found = Handling.objects.filter(state__in=OPEN).aggregate(
        unassigned=Count("id", filter=Q(state="unassigned")),
        assigned=Count("id", filter=Q(state="assigned")),
        late=Count("id", filter=Q(reply_due_on__lt=on)),
    )
    return HandlingCounts(**found)


def sealed_deadlines(actor: Actor) -> tuple[SealedView, ...]:
    """This will list the open deadlines of the sealed book that the actor's agency keeps or handles, soonest first."""
    if actor.agency_id is None or not policy.may_view(actor):
        return ()
    rows = _SEALED.all(list(actor.own_agencies))
    names = _names(rows)
    return tuple(
        SealedView(
            id=row.id,
            book_number=row.book_number,
            due_on=row.due_on,
            agency=names.get(row.agency_id, ""),
            person=row.post.person.name if row.post else "",
            may_close=bool(
                policy.may_handle(
                    "documents.close_sealed_deadline", actor, keeper_id=row.keeper_id, handler_id=row.agency_id
                )
            ),
        )
        for row in rows
    )


def possible_replies(actor: Actor, document_id: int, *, number: str = "") -> tuple[DocumentRow, ...]:
    """This will propose outgoing documents as the answer: those with a number, or else those that cite the act."""
    if not policy.may_view(actor):
        return ()
    sent = Document.objects.filter(direction=Document.Direction.OUT, is_current=True).only(*ROW_FIELDS)
    if number.strip():
        found = sent.filter(number_key=number_key(number))
    else:
        found = sent.filter(citations__cited_id__in=family(document_id)).distinct()
    return tuple(row_of(row) for row in found.order_by("-issued_on", "-id")[:5])


def leaders_over(agency_id: int | None, on: date) -> tuple[PostView, ...]:
    """This will list who leads an agency or the one above, and so writes on its documents: heads, then their deputies.

    None: of a document that no agency keeps, which nobody may. Where the directory knows neither a head nor a deputy
    of theirs, all who hold a post are listed.
    """
    posts = _posts_over(agency_id, on)
    return tuple(post for post in posts if post.is_head or post.powers) or posts


def signers_over(agency_id: int | None, on: date, actor: Actor) -> tuple[PostView, ...]:
    """This will list before whom an actor may lay a draft: who signs for its agency or the one above, heads first.

    Nobody is offered themselves. Where the directory says of nobody that they sign, all who hold a post are listed.
    """
    others = [post for post in _posts_over(agency_id, on) if post.person_id not in actor.hands]
    houses = {post.agency_id for post in others}
    signing = {signer.post.id for house in houses for signer in agencies.signers(house, on)}
    return tuple(post for post in others if post.id in signing) or tuple(others)


def _posts_over(agency_id: int | None, on: date) -> tuple[PostView, ...]:
    """This will list who holds a post in an agency or the one above, heads first."""
    if agency_id is None:
        return ()
    keeper = agencies.agency(agency_id)
    found = agencies.posts_in([one for one in (keeper.id, keeper.parent_id) if one], on)
    return tuple(sorted((post for posts in found.values() for post in posts), key=lambda post: not post.is_head))


def _narrowed(actor: Actor, state: str, on: date) -> QuerySet[Handling]:
    found = Handling.objects.all()
    if state == "closed":
        return found.exclude(state__in=OPEN).order_by("-closed_at", "-id")
    found = found.filter(state__in=OPEN)
    if state in OPEN:
        found = found.filter(state=state)
    elif state == "late":
        found = found.filter(reply_due_on__lt=on)
    elif state == "mine":
        found = found.filter(agency_id__in=actor.own_agencies)
    return _ordered(found)


def _ordered(found: QuerySet[Handling]) -> QuerySet[Handling]:
    return found.order_by(F("reply_due_on").asc(nulls_last=True), "due_time", "-document_id")


def _beside(found: QuerySet[Handling]) -> QuerySet[Handling]:
    return found.select_related("document", "post__person", "reply").defer("document__text", "reply__text")


def _views(rows: Sequence[Handling]) -> tuple[HandlingView, ...]:
    names = _names(rows)
    return tuple(_view(row.document, row, names) for row in rows)


def _names(rows: Iterable[Handling | SealedDeadline]) -> dict[int, str]:
    found = agencies.agencies_by_id({row.agency_id for row in rows if row.agency_id})
    return {key: view.short_name for key, view in found.items()}


def _view(act: Document, row: Handling | None, names: Mapping[int, str]) -> HandlingView:
    state = lifecycle().states[row.state if row else lifecycle().start]
    return HandlingView(
        id=act.id,
        row=row_of(act),
        urgency=act.urgency,
        state=state.code,
        label=state.label,
        tone=state.tone,
        agency_id=row.agency_id if row else None,
        agency=names.get(row.agency_id or 0, "") if row else "",
        post_id=row.post_id if row else None,
        person=row.post.person.name if row and row.post else "",
        passed_on=row.passed_on if row else None,
        reply_due_on=row.reply_due_on if row else None,
        due_time=row.due_time if row else None,
        reply=row_of(row.reply) if row and row.reply else None,
        outcome=row.outcome if row else "",
    )
