"""The ways to look at indicators: pages side by side, each with the same strip of tabs."""

from django.urls import reverse

from pcmt.kernel.actor import Actor
from pcmt.web.components import Link

WAYS = (
    ("indicators.list", "Các chỉ số"),
    ("indicators.leading", "Điều hành"),
    ("indicators.dashboards", "Bảng điều khiển"),
    ("indicators.score_table", "Bảng điểm"),
    ("indicators.compare", "So sánh xã"),
    ("indicators.pivot", "Bảng tổng hợp"),
    ("classification.board", "Phân loại xã, phường"),
)
NEEDED = {"indicators.score_table": "reporting.view"}


def ways(actor: Actor, here: str) -> list[Link]:
    """This will lead to every page of indicators that the actor may open; `here` names the page that one is on."""
    return [
        Link(label, reverse(name), current=name == here)
        for name, label in WAYS
        if name not in NEEDED or actor.may_somewhere(NEEDED[name])
    ]
