"""Figures that tasks are to bring about, and the proposals to close tasks by them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.quantity import Quantity
from pcmt.plans.models import ClosingProposal, TaskMeasure
from pcmt.plans.rules.measuring import MEASURES
from pcmt.plans.states import NOT_ISSUED, STANDING
from pcmt.rulebook.queries import book
from vanban.text import format_quantity


@dataclass(frozen=True)
class MeasureView:
    """The figure of a task; `since`: the first day of its plan, before which no figure counts. asked: in words."""

    task_id: int
    indicator: str
    area_id: int
    area_name: str
    relation: str
    value: Quantity
    since: date
    asked: str


@dataclass(frozen=True)
class ClosingView:
    """A proposal to close a task, with the figure's reference and how it read."""

    id: int
    task_id: int
    task_title: str
    reference: str
    shown: str
    proposed_on: date
    state: str
    state_label: str
    decided_on: date | None
    words: str

    @property
    def is_open(self) -> bool:
        """Whether it waits for a person."""
        return self.state == "open"


def measure_of(task_id: int) -> MeasureView | None:
    """This will give the figure that a task is to bring about, None where none is said. Asks for no actor."""
    found = _measures(TaskMeasure.objects.filter(task_id=task_id).select_related("task__plan"))
    return found[0] if found else None


def measures_of(task_ids: Collection[int]) -> tuple[MeasureView, ...]:
    """This will list the figures that some tasks are to bring about. Asks for no actor."""
    rows = TaskMeasure.objects.filter(task_id__in=task_ids).select_related("task__plan").order_by("task_id")
    return _measures(rows) if task_ids else ()


def measured_tasks() -> tuple[MeasureView, ...]:
    """This will list the figures of all tasks that have not ended, for the job that looks at them."""
    rows = TaskMeasure.objects.filter(task__state__in=STANDING).exclude(task__plan__state__in=NOT_ISSUED)
    return _measures(rows.select_related("task__plan").order_by("task_id"))


def closings_of(task_id: int) -> tuple[ClosingView, ...]:
    """This will list the proposals of a task, newest first. Asks for no actor."""
    return tuple(_view(row) for row in ClosingProposal.objects.filter(task_id=task_id).select_related("task"))


def closings_waiting(actor: Actor) -> tuple[ClosingView, ...]:
    """This will list the proposals that the actor may decide, oldest first."""
    reach = actor.agencies_for("plans.accept_closing")
    rows = ClosingProposal.objects.filter(state=ClosingProposal.State.OPEN, task__state__in=STANDING)
    rows = rows if reach is None else rows.filter(task__plan__agency_id__in=reach)
    return tuple(_view(row) for row in rows.select_related("task").order_by("proposed_on", "id"))


def _measures(rows: QuerySet[TaskMeasure]) -> tuple[MeasureView, ...]:
    held = list(rows)
    places = areas.areas_by_id({row.area_id for row in held}, date.max) if held else {}
    rules = {one.code: one for one in book().indicators(date.max)} if held else {}
    found = []
    for row in held:
        value = Quantity(row.value, row.scale)
        rule = rules.get(row.indicator)
        label, unit = (rule.label, rule.unit) if rule else (row.indicator, "")
        name = places[row.area_id].full_name if row.area_id in places else ""
        asked = f"{label}, {name}: {MEASURES[row.relation]} {format_quantity(value.decimal, unit)}"
        since = row.task.plan.horizon_from
        found.append(MeasureView(row.task_id, row.indicator, row.area_id, name, row.relation, value, since, asked))
    return tuple(found)


def _view(row: ClosingProposal) -> ClosingView:
    return ClosingView(
        id=row.pk,
        task_id=row.task_id,
        task_title=row.task.title,
        reference=row.reference,
        shown=row.shown,
        proposed_on=row.proposed_on,
        state=row.state,
        state_label=row.get_state_display(),
        decided_on=row.decided_on,
        words=row.words,
    )
