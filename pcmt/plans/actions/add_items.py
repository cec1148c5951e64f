"""Add parts to a plan: those its document shows, as a person confirmed them, or one written by hand."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan
from pcmt.plans.keeping import ground_of, refuse_closed
from pcmt.plans.models import Plan, PlanItem, Target, Task
from pcmt.plans.rules.items import BadItem, ItemInput, check_items

LONGEST_LABEL = 64


@transaction.atomic
def add_items(*, plan_id: int, items: Sequence[ItemInput], actor: Actor, at: datetime) -> tuple[int, ...]:
    """This will add parts in the order given, and return their identifiers.

    Targets and tasks of the plan that come from a provision inside a part's, and hang nowhere yet, are hung under it.
    Raises BadItem, and NotFound where an anchor is none of the document's.
    """
    plan = obtain_plan(plan_id, "plans.add_items", actor)

    refuse_closed(plan)
    check_items(items)
    ground = ground_of(plan)
    held = {row.pk: row for row in plan.items.all()}
    _refuse(items, held)
    paths = {one.anchor: documents.provision(ground, one.anchor).place for one in items if one.anchor}

    made = _make(plan, items, ground, paths)
    placed = _place(plan, [one for one in made if one.anchor])

    record(
        action="plans.add_items",
        subject=f"plan:{plan.pk}",
        actor=actor,
        at=at,
        after={"items": [one.pk for one in made], "kinds": [one.kind for one in made], "placed": placed},
    )
    return tuple(one.pk for one in made)


def _refuse(items: Sequence[ItemInput], held: dict[int, PlanItem]) -> None:
    there = {(row.kind, row.anchor, row.title) for row in held.values()}
    for one in items:
        if one.parent is not None and one.parent not in held:
            raise BadItem("Mục bao trùm không thuộc kế hoạch này.", remedy="Tải lại trang rồi chọn lại.")
        if (one.kind, one.anchor, " ".join(one.title.split())) in there:
            raise BadItem(f"Mục “{one.title[:60]}” đã có trong kế hoạch.", remedy="Bỏ đánh dấu mục đã có.")
    leads = {one.lead for one in items if one.lead is not None}
    if len(agencies.agencies_by_id(leads)) != len(leads):
        raise BadItem("Có cơ quan không còn trong danh mục.", fields={"lead": "Chọn lại cơ quan."})


def _make(plan: Plan, items: Sequence[ItemInput], ground: int, paths: dict[str, str]) -> list[PlanItem]:
    last = plan.items.aggregate(last=Max("order"))["last"] or 0
    by_key: dict[str, PlanItem] = {}
    made: dict[int, PlanItem] = {}
    for order, place in enumerate(_wholes_first(items), last + 1):
        one = items[place]
        row = PlanItem.objects.create(
            plan=plan,
            parent_id=by_key[one.under].pk if one.under else one.parent,
            kind=one.kind,
            order=order,
            label=one.label[:LONGEST_LABEL],
            title=" ".join(one.title.split()),
            lead_id=one.lead,
            document_id=ground if one.anchor else None,
            anchor=one.anchor,
            path=paths.get(one.anchor, ""),
            quote=one.quote.strip(),
        )
        made[place] = row
        if one.key:
            by_key[one.key] = row
    return [made[place] for place in range(len(items))]


def _wholes_first(items: Sequence[ItemInput]) -> list[int]:
    """The places of the parts so that each comes after the one it belongs to; a ring of parts is refused."""
    waiting, done, order = list(range(len(items))), {""}, list[int]()
    while waiting:
        ready = [place for place in waiting if items[place].under in done]
        if not ready:
            raise BadItem("Các mục thuộc lẫn nhau thành vòng.", remedy="Chọn lại mục bao trùm.")
        done |= {items[place].key for place in ready}
        order += ready
        waiting = [place for place in waiting if place not in ready]
    return order


def _place(plan: Plan, parts: list[PlanItem]) -> int:
    """Hang what comes from inside a part's provision under it, the innermost part first; returns how many."""
    placed = 0
    for part in sorted(parts, key=lambda one: -one.anchor.count(".")):
        here = Q(anchor=part.anchor) | Q(anchor__startswith=f"{part.anchor}.")
        loose = {"plan": plan, "item": None, "source_document_id": part.document_id}
        placed += Target.objects.filter(here, **loose).update(item=part)
        placed += Task.objects.filter(here, **loose).update(item=part)
    return placed
