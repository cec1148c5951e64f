"""The rooms of a plan: its pages side by side, each with the same strip of tabs."""

from collections.abc import Iterable

from django.urls import reverse

from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.queries import PlanView, TargetView
from pcmt.web.components import Link

ROOMS = (
    ("plans.plan", "Chỉ tiêu, nhiệm vụ"),
    ("plans.items", "Mục, dự án"),
    ("plans.budget", "Kinh phí"),
    ("plans.cascade", "Kế hoạch cấp dưới"),
    ("plans.timeline", "Tiến trình"),
    ("plans.coverage", "Ai chịu trách nhiệm gì"),
    ("plans.unclear", "Chưa rõ"),
    ("plans.relatives", "Liên quan"),
    ("plans.basis", "Căn cứ"),
    ("plans.directive", "Điều chỉnh"),
)


def rooms(view: PlanView, here: str) -> list[Link]:
    """This will lead to every page of a plan; `here` names the page that one is on."""
    return [Link(label, reverse(name, args=[view.id]), current=name == here) for name, label in ROOMS]


def unled(actor: Actor, view: PlanView, targets: Iterable[TargetView] | None = None) -> dict[str, object]:
    """This will give what `plans/leaderless.html` asks for: targets without a lead, whether the reader may mend it.

    targets: those in force of the plan, where the page has them already.
    """
    count = plans.unled_targets(view.id) if targets is None else sum(one.lead_id is None for one in targets)
    return {
        "targets_unled": count if view.state in ("draft", "active") else 0,
        "may_lead": plans.may_keep(actor, view, "plans.name_leads"),
    }
