"""Save a dashboard: a new one, or another arrangement of one's own."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.areas import queries as areas
from pcmt.indicators import policy
from pcmt.indicators.access import obtain_dashboard
from pcmt.indicators.models import DashboardPanel, SavedDashboard
from pcmt.indicators.queries.dashboards import PANEL_KINDS, PanelView, offered
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal

MOST_PANELS = 24
LONGEST_NAME = 120


class CannotSaveDashboard(Refusal):
    """This will say why a dashboard is not saved as it was arranged."""

    code = "cannot_save_dashboard"


@transaction.atomic
def save_dashboard(
    *,
    name: str,
    panels: Sequence[PanelView],
    area_id: int | None = None,
    dashboard_id: int | None = None,
    version: int = 0,
    actor: Actor,
    at: datetime,
) -> int:
    """This will keep a dashboard with its panels in this order, and return its identifier.

    dashboard_id: the actor's own one to change, as it was at `version`; none: a new one. area_id: shown first to
    whoever may see it; none: each reader's own.
    """
    if actor.person_id is None or not actor.may_somewhere(policy.VIEW):
        raise NotFound
    held = obtain_dashboard(dashboard_id, actor) if dashboard_id is not None else None
    if area_id is not None:
        policy.need_view(actor, areas.area(area_id, localdate(at)))

    name = " ".join(name.split())
    _check(name, panels, {rule.code for rule in offered(localdate(at))})
    if held is not None and held.version != version:
        raise CannotSaveDashboard(
            "Bảng này vừa được sửa ở cửa sổ khác.", remedy="Mở lại trang sửa để thấy bản mới nhất rồi sửa tiếp."
        )

    saved = held or SavedDashboard(owner_id=actor.person_id, version=0)
    saved.name, saved.area_id, saved.saved_at, saved.version = name, area_id, at, saved.version + 1
    saved.save()
    saved.panels.all().delete()
    DashboardPanel.objects.bulk_create(
        DashboardPanel(dashboard=saved, place=place, kind=panel.kind, indicator=panel.indicator)
        for place, panel in enumerate(panels, start=1)
    )

    record(
        action="indicators.save_dashboard",
        subject=f"dashboard:{saved.pk}",
        actor=actor,
        at=at,
        after={"name": name, "panels": [f"{panel.kind} {panel.indicator}" for panel in panels]},
    )
    return saved.pk


def _check(name: str, panels: Sequence[PanelView], known: set[str]) -> None:
    if not 0 < len(name) <= LONGEST_NAME:
        raise CannotSaveDashboard(
            "Chưa đặt tên bảng." if not name else "Tên bảng quá dài.",
            fields={"name": f"Đặt tên ngắn gọn, tối đa {LONGEST_NAME} ký tự (đang là {len(name)})."},
        )
    if not panels:
        raise CannotSaveDashboard("Bảng chưa có ô nào.", remedy="Thêm ít nhất một ô rồi lưu.")
    if len(panels) > MOST_PANELS:
        raise CannotSaveDashboard(f"Bảng có quá {MOST_PANELS} ô.", remedy="Bỏ bớt ô, hoặc lập thêm một bảng khác.")
    if any(panel.kind not in PANEL_KINDS or panel.indicator not in known for panel in panels):
        raise CannotSaveDashboard(
            "Có ô mang chỉ số không còn áp dụng, hoặc cách trình bày không có.", remedy="Bỏ ô đó rồi lưu lại."
        )
