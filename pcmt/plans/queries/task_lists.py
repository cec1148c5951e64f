"""Long lists of tasks: a page at a time by where the last one ended, counted by how they stand, and in columns."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from pcmt.kernel.actor import Actor
from pcmt.plans import policy
from pcmt.plans.access import seen_plans
from pcmt.plans.counting import counted_once
from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.rules.standing import COLUMNS, OVERDUE
from pcmt.plans.rules.task_answers import TaskView
from pcmt.plans.rules.word_pattern import word_pattern
from pcmt.plans.showing_tasks import task_views
from pcmt.plans.states import OPEN, REPORTED, STANDING, WITHDRAWN

PAGE = 50
COLUMN = 20
TO_JUDGE = "to_judge"
STANDINGS = ("", *COLUMNS, TO_JUDGE)
"""What a list may be narrowed to: all but those withdrawn (""), a column, what has reports to accept, late or not."""


@dataclass(frozen=True)
class Wish:
    """Which tasks are wanted. agency_ids: None for all that may be seen. until: due by that day, None for any day.

    in_charge: "mine": the actor is in charge of an open part; "nobody": of one that leads nobody is.
    words: what the title holds.
    """

    standing: str = ""
    agency_ids: frozenset[int] | None = None
    plan_id: int | None = None
    until: date | None = None
    in_charge: str = ""
    words: str = ""


@dataclass(frozen=True)
class TaskPage:
    """Some tasks, what presses first, and where the next page begins ("" where there is none)."""

    tasks: tuple[TaskView, ...]
    onward: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the board: how many there are, and the first of them."""

    standing: str
    count: int
    tasks: tuple[TaskView, ...]


def task_page(actor: Actor, wish: Wish, on: date, after: str = "", size: int = PAGE) -> TaskPage:
    """This will give a page of tasks: those not ended first, by day, then those without one.

    after: where the page before ended; what is none begins at the front. The number of questions does not grow.
    """
    found = _standing(_wanted(actor, wish), wish.standing, on)
    first, day, last_id = _mark(after)
    ids: list[tuple[int, int, date | None]] = []
    for place, rows in enumerate(_phases(found)):
        if place < first or len(ids) > size:
            continue
        later = Q(due_on__gt=day) | Q(due_on=day, id__gt=last_id) if day else Q(id__gt=last_id)
        rest = rows.filter(later) if place == first and last_id else rows
        ids += [(place, *row) for row in rest.values_list("id", "due_on")[: size + 1 - len(ids)]]
    shown = [task_id for _, task_id, _ in ids[:size]]
    views = {view.id: view for view in task_views(Task.objects.filter(id__in=shown), on)}
    onward = _told(*ids[size - 1]) if len(ids) > size else ""
    return TaskPage(tuple(views[one] for one in shown), onward)


def task_ids(actor: Actor, wish: Wish, on: date, most: int) -> tuple[int, ...]:
    """This will name the tasks wanted, soonest due first, that many at most."""
    return tuple(_by_day(_standing(_wanted(actor, wish), wish.standing, on)).values_list("id", flat=True)[:most])


def standing_counts(actor: Actor, wish: Wish, on: date) -> dict[str, int]:
    """This will count the tasks wanted by how they stand, whichever of these the wish names, in one question."""
    asked = {
        "": ~Q(state=WITHDRAWN),
        **{column: _in_column(column, on) for column in COLUMNS},
        TO_JUDGE: Q(state=REPORTED) | Q(has_reported=True),
    }
    found = _wanted(actor, wish).annotate(has_reported=Exists(_reported()))
    told = found.aggregate(**{f"n_{code or 'all'}": Count("id", filter=which) for code, which in asked.items()})
    return {code: told[f"n_{code or 'all'}"] for code in STANDINGS}


def task_board(actor: Actor, wish: Wish, on: date) -> tuple[Column, ...]:
    """This will sort the tasks wanted into columns, the first of each shown, in a fixed number of questions."""
    found = _wanted(actor, wish)
    which = {column: _in_column(column, on) for column in COLUMNS}
    counts = found.aggregate(**{f"n_{code}": Count("id", filter=which[code]) for code in COLUMNS})
    ids = {code: list(_by_day(found.filter(which[code])).values_list("id", flat=True)[:COLUMN]) for code in COLUMNS}
    every = [one for many in ids.values() for one in many]
    views = {view.id: view for view in task_views(Task.objects.filter(id__in=every), on)}
    return tuple(Column(code, counts[f"n_{code}"], tuple(views[one] for one in ids[code])) for code in COLUMNS)


def _wanted(actor: Actor, wish: Wish) -> QuerySet[Task]:
    """The tasks of issued plans, or of the one plan asked for, without a join that doubles them."""
    if not policy.may_view(actor):
        return Task.objects.none()
    found = Task.objects.filter(seen_plans(actor, "plan__"))
    found = found.filter(plan_id=wish.plan_id) if wish.plan_id else counted_once(found)
    for reach in (policy.tasks_reach(actor), wish.agency_ids):
        found = found if reach is None else found.filter(Exists(_of(reach)))
    if wish.in_charge:
        found = found.filter(Exists(_charged(actor, wish)))
    if wish.words:
        found = found.filter(title__regex=word_pattern(wish.words))
    return found.filter(due_on__lte=wish.until) if wish.until else found


def _charged(actor: Actor, wish: Wish) -> QuerySet[TaskAgency]:
    """Open parts of whom the wish asks for, that the actor is in charge of, or nobody."""
    parts = TaskAgency.objects.filter(task=OuterRef("pk"), state__in=OPEN, agency__isnull=False)
    for reach in (policy.tasks_reach(actor), wish.agency_ids):
        parts = parts if reach is None else parts.filter(agency_id__in=reach)
    if wish.in_charge == "mine":
        return parts.filter(in_charge__person=actor.person_id, in_charge__isnull=False)
    return parts.filter(in_charge=None, role=TaskAgency.Role.LEAD)


def _of(agency_ids: Collection[int]) -> QuerySet[TaskAgency]:
    return TaskAgency.objects.filter(task=OuterRef("pk"), agency_id__in=agency_ids)


def _reported() -> QuerySet[TaskAgency]:
    return TaskAgency.objects.filter(task=OuterRef("pk"), state=REPORTED)


def _standing(found: QuerySet[Task], standing: str, on: date) -> QuerySet[Task]:
    if standing == TO_JUDGE:
        return found.filter(~Q(state=WITHDRAWN), Q(state=REPORTED) | Exists(_reported()))
    return found.filter(_in_column(standing, on)) if standing in COLUMNS else found.exclude(state=WITHDRAWN)


def _in_column(column: str, on: date) -> Q:
    """The rule of `column_of`, asked of the database."""
    if column == OVERDUE:
        return Q(state__in=OPEN, due_on__lt=on)
    return Q(state=column) & (Q(due_on=None) | Q(due_on__gte=on)) if column in OPEN else Q(state=column)


def _phases(found: QuerySet[Task]) -> Iterator[QuerySet[Task]]:
    """The stretches of a list, one after the other: not ended before ended, with a day before without."""
    for rows in (found.filter(state__in=STANDING), found.exclude(state__in=STANDING)):
        yield rows.filter(due_on__isnull=False).order_by("due_on", "id")
        yield rows.filter(due_on=None).order_by("id")


def _by_day(found: QuerySet[Task]) -> QuerySet[Task]:
    return found.order_by(F("due_on").asc(nulls_last=True), "id")


def _mark(after: str) -> tuple[int, date | None, int]:
    """Where a page ended: the stretch, the day and the task; the front where the text is no such mark."""
    try:
        place, day, task_id = after.split("~")
        return int(place), date.fromisoformat(day) if day else None, int(task_id)
    except ValueError:
        return 0, None, 0


def _told(place: int, task_id: int, day: date | None) -> str:
    return f"{place}~{day.isoformat() if day else ''}~{task_id}"
