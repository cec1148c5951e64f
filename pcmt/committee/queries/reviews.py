"""Reviews as they are read: many, one whole, and what of a plan is to be carried on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.models import Review, ReviewAnswer, ReviewLine
from pcmt.committee.review_access import NOT_THERE
from pcmt.committee.review_answers import AnswerView, LineView, ReviewRow, ReviewView
from pcmt.committee.rules.reviewing import SECTIONS, SENT, STANDINGS, standing
from pcmt.committee.tasks_of import WITHDRAWN
from pcmt.documents import queries as documents
from pcmt.documents.queries import drafting
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book

ORDER = [*STANDINGS]
OF_AN_AGENCY = ("answer_review", "keep_answer")


@dataclass(frozen=True)
class CarriedOn:
    """What reviews of a plan say goes on, or is spread: targets and tasks by identifier; from which review."""

    review_id: int
    target_ids: frozenset[int]
    task_ids: frozenset[int]


def reviews(actor: Actor, *, plan_id: int | None = None) -> tuple[ReviewRow, ...]:
    """This will list the reviews that the actor keeps or answers, of one plan where asked, newest first."""
    found = _seen(actor)
    return _rows(actor, found if plan_id is None else found.filter(plan_id=plan_id))


def review(actor: Actor, review_id: int, *, on: date) -> ReviewView:
    """This will give one review as it stands on a day, with the answers that the actor may see; NotFound."""
    row = _seen(actor).filter(pk=review_id).first()
    if row is None:
        raise NotFound(NOT_THERE)
    lines = _lines(row)
    tasks = [one for one in plans.tasks(actor, row.plan_id, on=on) if one.state != WITHDRAWN]
    draft = _draft(actor, row.draft_id)
    reach = policy.agencies_reach(actor)
    own = row.answers.all() if reach is None or row.keeper_id in reach else row.answers.filter(agency_id__in=reach)
    answers = _answers(row, own, lines, actor=actor, on=on)
    by_task: dict[int, list[LineView]] = defaultdict(list)
    for answer in (one for one in answers if one.is_sent):
        for line in answer.lines:
            by_task[line.of_id].append(line)
    return ReviewView(
        row=_rows(actor, Review.objects.filter(pk=row.pk))[0],
        note=row.note,
        withdrawn_for=row.withdrawn_for,
        answers=answers,
        targets=tuple((one, lines.targets.get(one.id)) for one in plans.targets(actor, row.plan_id)),
        tasks=tuple((one, tuple(by_task[one.id])) for one in tasks),
        draft_id=row.draft_id if draft else None,
        issued_as=draft.document if draft else None,
        document=documents.labels([row.document_id])[row.document_id] if row.document_id else None,
        may=_may(actor, row),
    )


def carried_on(actor: Actor, plan_id: int) -> CarriedOn | None:
    """This will tell what the newest closed review of a plan carries on; None where there is none that is seen."""
    row = _seen(actor).filter(plan_id=plan_id, state="closed").first()
    if row is None:
        return None
    onward = row.lines.filter(onward__in=("carry", "spread"))
    return CarriedOn(
        row.pk,
        frozenset(onward.filter(target__isnull=False).values_list("target_id", flat=True)),
        frozenset(onward.filter(task__isnull=False).values_list("task_id", flat=True)),
    )


def _seen(actor: Actor) -> QuerySet[Review]:
    reach = policy.agencies_reach(actor)
    if reach is None:
        return Review.objects.all()
    owed = ReviewAnswer.objects.filter(agency_id__in=reach).values("review_id")
    return Review.objects.filter(Q(keeper_id__in=reach) | Q(pk__in=owed))


def _rows(actor: Actor, found: QuerySet[Review]) -> tuple[ReviewRow, ...]:
    sent = Q(answers__sent_on__isnull=False, answers__returned_for="")
    counted = found.annotate(asked=Count("answers", distinct=True), sent=Count("answers", filter=sent, distinct=True))
    rows = list(counted.select_related("plan").order_by("-asked_on", "-pk"))
    owing: dict[int, list[int]] = defaultdict(list)
    waiting = ReviewAnswer.objects.filter(review__in=[row.pk for row in rows], agency_id__in=actor.own_agencies)
    for one in waiting.filter(Q(sent_on__isnull=True) | ~Q(returned_for="")):
        if policy.answers_for("committee.answer_review", actor, one.agency_id):
            owing[one.review_id].append(one.agency_id)
    states = book().lifecycle("review").states
    return tuple(
        ReviewRow(
            id=row.pk,
            title=row.title,
            kind=row.kind,
            plan_id=row.plan_id,
            plan_title=row.plan.title,
            covers_from=row.covers_from,
            covers_to=row.covers_to,
            due_on=row.due_on,
            state=row.state,
            state_label=states[row.state].label,
            tone=states[row.state].tone,
            asked=row.asked,
            sent=row.sent,
            awaits=tuple(owing[row.pk]) if row.state == "open" else (),
        )
        for row in rows
    )


@dataclass(frozen=True)
class _Lines:
    targets: dict[int, LineView]
    answers: dict[int, list[ReviewLine]]


def _lines(row: Review) -> _Lines:
    answers: dict[int, list[ReviewLine]] = defaultdict(list)
    targets: dict[int, LineView] = {}
    for line in row.lines.all():
        if line.target_id is not None:
            targets[line.target_id] = _line(line)
        elif line.answer_id is not None:
            answers[line.answer_id].append(line)
    return _Lines(targets, answers)


def _line(row: ReviewLine, agency_name: str = "", agency_id: int | None = None) -> LineView:
    return LineView(
        of_id=row.target_id or row.task_id or 0,
        agency_name=agency_name,
        outcome=row.outcome,
        result=row.result,
        cause=row.cause,
        lesson=row.lesson,
        onward=row.onward,
        figure=row.figure,
        agency_id=agency_id,
    )


def _answers(
    row: Review, owed: Iterable[ReviewAnswer], lines: _Lines, *, actor: Actor, on: date
) -> tuple[AnswerView, ...]:
    found = list(owed)
    named = agencies.agencies_by_id({one.agency_id for one in found})
    views = []
    for one in found:
        how = standing(sent_on=one.sent_on, returned=bool(one.returned_for), due_on=row.due_on, on=on)
        mine = policy.answers_for("committee.answer_review", actor, one.agency_id)
        told = mine or how in SENT  # a draft is its agency's alone
        name = named[one.agency_id]
        view = AnswerView(
            agency_id=one.agency_id,
            agency_name=name.name,
            is_asked=name.party_line,
            standing=how,
            sent_on=one.sent_on,
            returned_for=one.returned_for,
            words=tuple((section, getattr(one, section) if told else "") for section in SECTIONS),
            lines=tuple(_line(line, name.short_name, name.id) for line in lines.answers[one.pk]) if told else (),
            mine=mine,
        )
        views.append(view)
    return tuple(sorted(views, key=lambda one: (ORDER.index(one.standing), one.agency_name)))


def _draft(actor: Actor, draft_id: int | None) -> drafting.DraftView | None:
    if draft_id is None:
        return None
    try:
        return drafting.draft(actor, draft_id)
    except NotFound:
        return None


def _may(actor: Actor, row: Review) -> frozenset[str]:
    moves = book().lifecycle("review").moves
    ready = {code for code, move in moves.items() if row.state in move.sources and code not in OF_AN_AGENCY}
    return frozenset(one for one in ready if policy.may_ask(f"committee.{one}", actor, agency_id=row.keeper_id))
