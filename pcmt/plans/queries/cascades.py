"""The cascade of a plan: who was asked for a plan of their own, who has one, is late, and what it leaves out."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.quantity import Quantity
from pcmt.plans.access import seen_plans
from pcmt.plans.models import Plan, PlanAsked, Share, Target, Task, TaskAgency
from pcmt.plans.queries.plans import plan
from pcmt.plans.queries.targets import targets
from pcmt.plans.queries.tasks import tasks
from pcmt.plans.rules.answers import PlanView, TargetView
from pcmt.plans.rules.parts import asks_for_plan, is_formal
from pcmt.plans.rules.task_answers import TaskView
from pcmt.plans.states import OPEN, PLAN_DRAFT
from vanban.text import sort_key

DONE = ("active", "ended", "replaced")
STATES = {
    "issued": ("met", "đã ban hành"),
    "late_issued": ("on", "đã ban hành, quá hạn"),
    "drafting": ("on", "đang soạn"),
    "late": ("risk", "chưa có, quá hạn"),
    "late_drafting": ("late", "đang soạn, quá hạn"),
    "none": ("void", "chưa có"),
}
"""Where an agency stands with its own plan: the tone on the screen and the words."""


@dataclass(frozen=True)
class LeftOut:
    """A duty or target of the plan above that an agency's own plan does not carry out; ref "task:12", "target:7"."""

    reference: str
    title: str


@dataclass(frozen=True)
class OtherLevel:
    """A target that an own plan carries at another level than the share given."""

    target_id: int
    title: str
    given: Quantity
    taken: Quantity


@dataclass(frozen=True)
class CascadeRow:
    """One agency asked for its plan. own_plan_id is kept from who may not see the draft; issued_on: its document's day.

    state: a key of `STATES`. left_out and differing are told only where a plan was issued or may be seen.
    """

    agency_id: int
    agency_name: str
    is_asked: bool
    due_on: date
    state: str
    own_plan_id: int | None
    own_label: str
    issued_on: date | None
    left_out: tuple[LeftOut, ...]
    differing: tuple[OtherLevel, ...]

    @property
    def is_issued(self) -> bool:
        """Whether it has a plan of its own."""
        return self.state in ("issued", "late_issued")

    @property
    def is_late(self) -> bool:
        """Whether its day is over without one."""
        return self.state in ("late", "late_drafting")

    @property
    def tone(self) -> str:
        """The tone of its state on the screen."""
        return STATES[self.state][0]

    @property
    def label(self) -> str:
        """Its state in words."""
        return STATES[self.state][1]


@dataclass(frozen=True)
class Cascade:
    """Who was asked for a plan, in Vietnamese order, and the duties that ask for one in words."""

    plan: PlanView
    on: date
    rows: tuple[CascadeRow, ...]
    duties: tuple[TaskView, ...]

    @property
    def issued(self) -> int:
        """How many have one."""
        return sum(row.is_issued for row in self.rows)

    @property
    def late(self) -> int:
        """How many are late."""
        return sum(row.is_late for row in self.rows)

    @property
    def lacking(self) -> int:
        """How many of the plans leave something out."""
        return sum(bool(row.left_out) for row in self.rows)


def cascade(actor: Actor, plan_id: int, on: date) -> Cascade:
    """This will tell who was asked for a plan of their own and where each stands; NotFound where it may not be seen."""
    view = plan(actor, plan_id)
    rows = list(PlanAsked.objects.filter(plan_id=plan_id).select_related("own_plan"))
    names = agencies.agencies_by_id({row.agency_id for row in rows}, on)
    rows = _standing_for_themselves(rows, names.keys(), on)
    names |= agencies.agencies_by_id({row.agency_id for row in rows} - names.keys())
    heads = documents.labels(row.own_plan.document_id for row in rows if row.own_plan and row.own_plan.document_id)
    seen = _seen_plans(actor, rows)
    lacks = _left_out(plan_id, rows, names)
    levels = _differing(plan_id, [row.own_plan_id for row in rows if row.own_plan_id is not None])
    found = []
    for row in sorted(rows, key=lambda one: sort_key(names[one.agency_id].name)):
        own, head = row.own_plan, heads.get(row.own_plan.document_id or 0) if row.own_plan else None
        shown = own.pk if own and own.pk in seen else None
        issued_on = head.issued_on if head else None
        found.append(
            CascadeRow(
                agency_id=row.agency_id,
                agency_name=names[row.agency_id].name,
                is_asked=names[row.agency_id].party_line,
                due_on=row.due_on,
                state=_state(own, issued_on, row.due_on, on),
                own_plan_id=shown,
                own_label=(head.number or head.label) if head else "",
                issued_on=issued_on,
                left_out=lacks.get(row.agency_id, ()) if shown else (),
                differing=levels.get(shown, ()) if shown else (),
            )
        )
    asking = [one for one in tasks(actor, plan_id=plan_id, on=on) if asks_for_plan(one.title)]
    return Cascade(view, on, tuple(found), tuple(asking))


def shared_targets(actor: Actor, plan_id: int) -> tuple[tuple[TargetView, Quantity], ...]:
    """This will list the targets of a plan of which the actor's own area was given a share, each with that share."""
    shares = Share.objects.filter(target__plan_id=plan_id, area_id=actor.area_id) if actor.area_id else ()
    given = {share.target_id: share for share in shares}
    found = targets(actor, plan_id=plan_id) if given else ()
    return tuple(
        (one, Quantity(given[one.id].value, given[one.id].scale, one.unit)) for one in found if one.id in given
    )


def plans_asked_of(actor: Actor, on: date) -> tuple[tuple[PlanView, date, int | None], ...]:
    """This will list the plans for which the actor's own agencies were asked for theirs and have issued none yet.

    Each with the day by which, soonest first, and the draft begun for it, None where nobody has begun.
    """
    rows = PlanAsked.objects.filter(agency_id__in=actor.own_agencies, plan__state="active")
    waiting = rows.exclude(own_plan__state__in=DONE).order_by("due_on", "id")
    first = {row.plan_id: row for row in reversed(waiting[:20]) if on <= row.plan.horizon_to}
    soonest = sorted(first.values(), key=lambda row: (row.due_on, row.pk))
    return tuple((plan(actor, row.plan_id), row.due_on, row.own_plan_id) for row in soonest)


def _standing_for_themselves(rows: list[PlanAsked], living: Collection[int], on: date) -> list[PlanAsked]:
    """The requests without those of ended agencies whose heir was asked too and answers for both."""
    asked = {row.agency_id for row in rows}
    ended = asked.difference(living)
    heirs = agencies.heirs(ended, on) if ended else {}
    return [row for row in rows if row.own_plan_id is not None or heirs.get(row.agency_id) not in asked]


def _state(own: Plan | None, issued_on: date | None, due_on: date, on: date) -> str:
    if own is not None and own.state in DONE:
        return "late_issued" if issued_on is not None and issued_on > due_on else "issued"
    late = on > due_on
    if own is not None and own.state == PLAN_DRAFT:
        return "late_drafting" if late else "drafting"
    return "late" if late else "none"


def _seen_plans(actor: Actor, rows: list[PlanAsked]) -> set[int]:
    held = {row.own_plan_id for row in rows if row.own_plan_id is not None}
    return set(Plan.objects.filter(seen_plans(actor), id__in=held).values_list("id", flat=True)) if held else set()


def _left_out(
    plan_id: int, rows: list[PlanAsked], names: dict[int, agencies.AgencyView]
) -> dict[int, tuple[LeftOut, ...]]:
    """What each agency's plan does not carry out, of what the plan above gives it, by agency."""
    own = {row.own_plan_id: row.agency_id for row in rows if row.own_plan_id is not None}
    if not own:
        return {}
    carried = set(Task.objects.filter(plan_id__in=own, carries__isnull=False).values_list("plan_id", "carries_id"))
    taken = set(Target.objects.filter(plan_id__in=own, carries__isnull=False).values_list("plan_id", "carries_id"))
    areas = {names[agency_id].area_id: key for key, agency_id in own.items() if agency_id in names}
    found: dict[int, list[LeftOut]] = defaultdict(list)
    shares = Share.objects.filter(
        target__plan_id=plan_id, target__state=Target.State.ACTIVE, area_id__in=areas
    ).select_related("target")
    for share in shares:
        key = areas[share.area_id]
        if (key, share.target_id) not in taken:
            found[own[key]].append(LeftOut(f"target:{share.target_id}", share.target.subject))
    parties = TaskAgency.objects.filter(
        task__plan_id=plan_id, task__state__in=OPEN, agency_id__in=own.values()
    ).select_related("task")
    plan_of = {agency_id: key for key, agency_id in own.items()}
    for party in parties:
        if asks_for_plan(party.task.title) or is_formal(party.task.title):
            continue  # the plan itself answers it
        if party.agency_id is not None and (plan_of[party.agency_id], party.task_id) not in carried:
            found[party.agency_id].append(LeftOut(f"task:{party.task_id}", party.task.title))
    return {agency_id: tuple(many) for agency_id, many in found.items()}


def _differing(plan_id: int, own_ids: list[int]) -> dict[int, tuple[OtherLevel, ...]]:
    """The targets that own plans carry at another level than their share, by plan; a fixed number of questions."""
    rows = Target.objects.filter(plan_id__in=own_ids, carries__plan_id=plan_id, state=Target.State.ACTIVE)
    carried = list(rows)
    shares = Share.objects.filter(target_id__in={row.carries_id for row in carried})
    given = {(share.target_id, share.area_id): share for share in shares}
    found: dict[int, list[OtherLevel]] = defaultdict(list)
    for row in carried:
        share = given.get((row.carries_id or 0, row.scope_area_id))
        if share is None or row.value is None:
            continue
        asked, taken = Quantity(share.value, share.scale, row.unit), Quantity(row.value, row.scale, row.unit)
        if asked.decimal != taken.decimal:
            found[row.plan_id].append(OtherLevel(row.pk, row.subject, asked, taken))
    return {key: tuple(many) for key, many in found.items()}
