"""The rooms of a plan: its pages side by side, each with the same strip of tabs."""

from django.urls import reverse

from pcmt.plans.queries import PlanView
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
