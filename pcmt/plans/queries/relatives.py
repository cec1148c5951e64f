"""The plans that a plan has to do with: above, below, before, after, and those linked to it."""

from dataclasses import dataclass

from django.db.models import Q

from pcmt.kernel.actor import Actor
from pcmt.plans.access import seen_plans
from pcmt.plans.models import Plan, PlanLink
from pcmt.plans.queries.plans import plan, plan_views
from pcmt.plans.rules.answers import PlanView

MOST_BELOW = 200
BACK = {"programme": "Gồm", "joint": "Lồng ghép với", "beside": "Phối hợp thực hiện với"}
"""How a link reads from the other plan's side."""
LINK_KINDS = tuple(PlanLink.Kind.choices)


@dataclass(frozen=True)
class Relative:
    """A plan beside another, and what it is to that one, in words; is_link: a person linked them, and may part them."""

    plan: PlanView
    told: str
    is_link: bool = False


def relatives(actor: Actor, plan_id: int) -> tuple[Relative, ...]:
    """This will list the plans that a plan has to do with and that the actor may see, in a few questions."""
    view = plan(actor, plan_id)
    links = list(PlanLink.objects.filter(Q(plan_id=plan_id) | Q(other_id=plan_id)))
    told: dict[int, tuple[str, bool]] = {}
    if view.parent_id:
        told[view.parent_id] = ("Thực hiện", False)
    if view.follows_id:
        told[view.follows_id] = ("Tiếp theo", False)
    below = Plan.objects.filter(Q(parent_id=plan_id) | Q(follows_id=plan_id)).exclude(state="discarded")
    for key, parent_id in below.order_by("-horizon_from", "id").values_list("id", "parent_id")[:MOST_BELOW]:
        told[key] = ("Được thực hiện bằng", False) if parent_id == plan_id else ("Kỳ sau", False)
    for link in links:
        mine = link.plan_id == plan_id
        told[link.other_id if mine else link.plan_id] = (
            link.get_kind_display() if mine else BACK[link.kind],
            mine,
        )
    if not told:
        return ()
    seen = {one.id: one for one in plan_views(Plan.objects.filter(seen_plans(actor), id__in=told))}
    return tuple(Relative(seen[key], words, is_link) for key, (words, is_link) in told.items() if key in seen)
