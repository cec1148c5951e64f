"""The document of a plan gathered from its rows, ready to be laid out."""

from collections.abc import Iterator, Sequence
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.plans.keeping import ground_of
from pcmt.plans.models import Plan, PlanItem, Target
from pcmt.plans.rules.items import FUNDS
from pcmt.plans.rules.paper import Paper, PaperMoney, PaperPart, PaperTask, deadline_of, symbol_of
from pcmt.plans.rules.task_answers import TaskView
from pcmt.plans.showing import target_views
from pcmt.plans.showing_tasks import task_views
from pcmt.plans.states import WITHDRAWN
from pcmt.plans.tree import tree

NO_SIGNER = ("THỦ TRƯỞNG",)


def paper_of(plan: Plan, on: date) -> Paper:
    """This will gather what a plan's document tells on a day; the plan must be of an agency."""
    own = agencies.agency(plan.agency_id or 0, on)
    signer = next(iter(agencies.signers(own.id, on)), None)
    area = areas.last_seen([own.area_id], on)[own.area_id]
    above = agencies.agency(own.parent_id).name if own.parent_id and not own.kind.startswith("ubnd") else ""
    ground = ground_of(plan)
    return Paper(
        issuer=own.name,
        house=own.kind,
        symbol=symbol_of(own.kind, own.short_name.removesuffix(area.short_name)),
        superior=above,
        place=area.short_name,
        title=plan.title,
        ground=documents.labels([ground])[ground].label,
        year=on.year,
        parts=tuple(_parts(plan)),
        targets=_targets(plan),
        money=_money(plan),
        authority=signer.block if signer else NO_SIGNER,
        signer=signer.post.person_name if signer else None,
    )


def _parts(plan: Plan) -> Iterator[PaperPart]:
    tasks = task_views(plan.tasks.exclude(state=WITHDRAWN), None)
    yield PaperPart("", "", 0, _told(one for one in tasks if one.item_id is None))
    rows: Sequence[PlanItem] = list(plan.items.all())
    for row, depth in tree(rows):
        yield PaperPart(row.kind, row.title, depth, _told(one for one in tasks if one.item_id == row.pk))


def _told(tasks: Iterator[TaskView]) -> tuple[PaperTask, ...]:
    return tuple(
        PaperTask(
            title=one.title,
            leads=one.leads_text,
            supports=one.supports_text,
            deadline=deadline_of(one.due_on, one.within, one.recurrence),
            product=one.product,
            ref=one.reference,
        )
        for one in tasks
    )


def _targets(plan: Plan) -> tuple[tuple[str, str], ...]:
    found = target_views(plan.targets.filter(state=Target.State.ACTIVE))
    return tuple((f"{one.label}: {one.level}, {one.deadline}", one.reference) for one in found)


def _money(plan: Plan) -> tuple[PaperMoney, ...]:
    rows = plan.budget.select_related("item")
    return tuple(
        PaperMoney(row.item.title if row.item else "Chung", FUNDS[row.fund], row.year, row.planned) for row in rows
    )
