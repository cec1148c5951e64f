"""The document of a plan gathered from its rows, ready to be laid out."""

from collections.abc import Iterator, Sequence
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.documents.queries import DocumentRow
from pcmt.plans.keeping import ground_of
from pcmt.plans.models import Plan, PlanItem, Target
from pcmt.plans.rules.items import FUNDS
from pcmt.plans.rules.paper import HOUSES, Paper, PaperMoney, PaperPart, PaperTask, deadline_of, symbol_of
from pcmt.plans.rules.task_answers import PartyView, TaskView
from pcmt.plans.showing import target_views
from pcmt.plans.showing_tasks import task_views
from pcmt.plans.states import WITHDRAWN
from pcmt.plans.tree import tree
from vanban.text import lower_first

NO_SIGNER = ("THỦ TRƯỞNG",)


def paper_of(plan: Plan, on: date) -> Paper:
    """This will gather what a plan's document tells on a day; the plan must be of an agency."""
    own = agencies.agency(plan.agency_id or 0, on)
    signer = next(iter(agencies.signers(own.id, on)), None)
    area = areas.last_seen([own.area_id], on)[own.area_id]
    house = agencies.agency(own.parent_id).name if own.parent_id else ""
    ground = documents.labels([ground_of(plan)])[ground_of(plan)]
    is_house = own.kind in HOUSES
    return Paper(
        issuer=own.name,
        house=own.kind,
        symbol=symbol_of(own.kind, own.short_name.removesuffix(area.short_name)),
        superior="" if is_house else house,
        place=area.short_name,
        title=plan.title,
        ground=ground.in_full,
        ground_short=_in_short(ground),
        where=f"trên địa bàn {lower_first(area.full_name)}" if is_house else f"của {own.name}",
        above=_above(plan, own, house),
        year=on.year,
        parts=tuple(_parts(plan)),
        targets=_targets(plan),
        money=_money(plan),
        authority=signer.block if signer else NO_SIGNER,
        signer=signer.post.person_name if signer else None,
    )


def _in_short(ground: DocumentRow) -> str:
    return f"{ground.kind_name} số {ground.number}" if ground.number else ground.label


def _above(plan: Plan, own: AgencyView, house: str) -> tuple[str, ...]:
    """To whom is reported: the house above, then who keeps the plan that is carried out."""
    keeper_id = plan.parent.agency_id if plan.parent else None
    keeper = agencies.agencies_by_id([keeper_id]).get(keeper_id) if keeper_id and keeper_id != own.id else None
    return tuple(dict.fromkeys(name for name in (house, keeper.name if keeper else "") if name))


def _parts(plan: Plan) -> Iterator[PaperPart]:
    tasks, own_id = task_views(plan.tasks.exclude(state=WITHDRAWN), None), plan.agency_id or 0
    yield PaperPart("", "", 0, _told((one for one in tasks if one.item_id is None), own_id))
    rows: Sequence[PlanItem] = list(plan.items.all())
    for row, depth in tree(rows):
        yield PaperPart(row.kind, row.title, depth, _told((one for one in tasks if one.item_id == row.pk), own_id))


def _told(tasks: Iterator[TaskView], own_id: int) -> tuple[PaperTask, ...]:
    return tuple(
        PaperTask(
            title=one.title,
            leads=one.leads_text,
            supports=one.supports_text,
            deadline=deadline_of(one.due_on, one.within, one.recurrence),
            product=one.product,
            ref=one.reference,
            leading=_registered(one.leads),
            helping=_registered(one.supports),
            is_joined=any(party.agency_id == own_id for party in one.supports),
        )
        for one in tasks
    )


def _registered(parties: Sequence[PartyView]) -> tuple[str, ...]:
    return tuple(one.name for one in parties if one.agency_id is not None)


def _targets(plan: Plan) -> tuple[tuple[str, str], ...]:
    found = target_views(plan.targets.filter(state=Target.State.ACTIVE))
    return tuple((f"{one.label}: {one.level}, {one.deadline}", one.reference) for one in found)


def _money(plan: Plan) -> tuple[PaperMoney, ...]:
    rows = plan.budget.select_related("item")
    return tuple(
        PaperMoney(row.item.title if row.item else "Chung", FUNDS[row.fund], row.year, row.planned) for row in rows
    )
