"""The list of plans: whose, of which kind, how they stand, found by words, in an order, a page at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Value, When

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.documents.queries.ended_grounds import ended_grounds
from pcmt.kernel.actor import Actor
from pcmt.plans import policy
from pcmt.plans.access import seen_plans, seen_tasks
from pcmt.plans.models import Plan
from pcmt.plans.queries.plans import plan_views
from pcmt.plans.rules.answers import PlanView
from pcmt.plans.states import OPEN, PLAN_ACTIVE, PLAN_DRAFT
from vanban.text import fold, sort_key

STANDINGS = {"": (PLAN_ACTIVE, PLAN_DRAFT), "ended": ("ended", "replaced"), "discarded": ("discarded",)}
"""How plans are told apart in the list; "" is what is being written or carried out."""

ORDERS = ("", "keeper", "title")
PAGE = 50


@dataclass(frozen=True)
class PlanWish:
    """Which plans are wanted. agency_ids: those that keep them, None for all; order: "" newest first."""

    words: str = ""
    standing: str = ""
    kind: str = ""
    agency_ids: frozenset[int] | None = None
    order: str = ""


@dataclass(frozen=True)
class ListedPlan:
    """A plan in the list: whose it is, who keeps it here, and how many of its tasks that the actor sees are late.

    issuer: as its document names it; of a draft who keeps it. ended: the bases of its document that have ended.
    """

    plan: PlanView
    issuer: str
    keeper: str
    overdue: int
    ended: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanPage:
    """A page of the list, its number from 1, of how many pages, and how many plans there are in all."""

    rows: tuple[ListedPlan, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True)
class _Line:
    """What a plan is found and sorted by."""

    id: int
    title: str
    issuer: str
    keeper: str
    said: str


def plan_list(actor: Actor, wish: PlanWish, on: date, *, page: int = 1) -> PlanPage:
    """This will list the plans wanted that the actor may see, in a number of questions that does not grow with them.

    Words are found with or without marks, in the title, the document's number and the keeper's name.
    """
    lines = _lines(actor, wish) if policy.may_view(actor) else []
    pages = max(1, -(-len(lines) // PAGE))
    number = min(max(1, page), pages)
    shown = lines[(number - 1) * PAGE : number * PAGE]
    ids = [one.id for one in shown]
    views = {one.id: one for one in plan_views(Plan.objects.filter(id__in=ids))} if ids else {}
    late = seen_tasks(actor).filter(plan_id__in=ids, plan__state=PLAN_ACTIVE, state__in=OPEN, due_on__lt=on).order_by()
    overdue = dict(late.values_list("plan_id").annotate(many=Count("id", distinct=True))) if ids else {}
    over = ended_grounds(actor, {view.ground_id for view in views.values()}, on=on)
    rows = [
        ListedPlan(views[one.id], one.issuer, one.keeper, overdue.get(one.id, 0), over.get(views[one.id].ground_id, ()))
        for one in shown
    ]
    return PlanPage(tuple(rows), number, pages, len(lines))


def _lines(actor: Actor, wish: PlanWish) -> list[_Line]:
    rows = Plan.objects.filter(seen_plans(actor), state__in=STANDINGS.get(wish.standing, STANDINGS[""]))
    rows = rows.filter(kind=wish.kind) if wish.kind in Plan.Kind.values else rows
    rows = rows.filter(agency_id__in=wish.agency_ids) if wish.agency_ids is not None else rows
    first = Case(When(state=PLAN_ACTIVE, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = list(rows.order_by(first, "-horizon_from", "-id").values_list("id", "title", "agency_id", "document_id"))
    names = agencies.agencies_by_id({agency_id for _, _, agency_id, _ in found if agency_id})
    asked = fold(wish.words).split()
    heads = documents.labels(one for *_, one in found if one)
    lines = []
    for plan_id, title, agency_id, document_id in found:
        keeper = names[agency_id].name if agency_id in names else ""
        head = heads.get(document_id or 0)
        issuer, number = (head.issuer or keeper, head.number) if head else (keeper, "")
        said = fold(f"{title} {issuer} {keeper} {number}") if asked else ""
        lines.append(_Line(plan_id, title, issuer, keeper, said))
    kept = [one for one in lines if all(word in one.said for word in asked)]
    return sorted(kept, key=_KEYS[wish.order]) if wish.order in _KEYS else kept


_KEYS: dict[str, Callable[[_Line], tuple[str, ...]]] = {
    "keeper": lambda one: (sort_key(one.issuer), sort_key(one.title)),
    "title": lambda one: (sort_key(one.title),),
}
