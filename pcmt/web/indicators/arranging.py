"""Arranging a dashboard: panels are added, moved and taken out by buttons, so that no script and no mouse is needed.

What is being arranged travels in the form itself; only "Lưu" keeps it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.indicators import queries as indicators
from pcmt.indicators.actions.discard_dashboard import discard_dashboard as discard
from pcmt.indicators.actions.save_dashboard import LONGEST_NAME, MOST_PANELS
from pcmt.indicators.actions.save_dashboard import save_dashboard as save
from pcmt.indicators.actions.share_dashboard import share_dashboard as share
from pcmt.indicators.actions.unshare_dashboard import unshare_dashboard as unshare
from pcmt.indicators.queries import PANEL_KINDS, DashboardView, PanelView
from pcmt.kernel.refusal import NotFound
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

FIRST = (PanelView("value", "N1"), PanelView("trend", "N1"))
LONGEST_CODE = 32
LONGEST_NUMBER = 9


class DashboardForm(forms.Form):
    """The name of a dashboard; its panels are read by hand, as there may be any number of them."""

    name = forms.CharField(
        label="Tên bảng",
        help_text=f"Ví dụ: Tình hình toàn tỉnh, Chỉ tiêu năm 2026. Tối đa {LONGEST_NAME} ký tự.",
    )
    """Without a length of its own: a browser would cut what is pasted without a word, where the action says why not."""


@dataclass
class Draft:
    """A dashboard as it stands in the form: of which one it is (none: a new one), at which version, and its panels."""

    dashboard_id: int | None
    version: int
    panels: list[PanelView]


@page("indicators.view")
@require_http_methods(["GET", "HEAD", "POST"])
def save_dashboard(request: ActorRequest, dashboard_id: int | None = None) -> HttpResponse:
    """This will arrange a new dashboard or one's own, and keep it once it is sent to be kept."""
    held = indicators.dashboard(request.actor, dashboard_id) if dashboard_id is not None else None
    if held is not None and not held.is_own:
        raise NotFound
    if request.method != "POST":
        return _shown(request, DashboardForm(initial={"name": held.name if held else ""}), _begun(held))
    draft = Draft(dashboard_id, _number(request.POST.get("version", "")), panels_in(request.POST))
    asked, _, place = request.POST.get("do", "").partition("-")
    if asked != "save":
        focus = rearranged(draft.panels, asked, _number(place), request.POST)
        return _shown(request, DashboardForm(initial={"name": request.POST.get("name", "")}), draft, focus)
    form = DashboardForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            saved = save(
                name=form.cleaned_data["name"],
                panels=draft.panels,
                area_id=held.area_id if held else None,
                dashboard_id=dashboard_id,
                version=draft.version,
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã lưu bảng điều khiển.")
            return redirect("indicators.dashboard", saved)
    return _shown(request, form, draft)


def _begun(held: DashboardView | None) -> Draft:
    if held is not None:
        return Draft(held.id, held.version, list(held.panels))
    known = {rule.code for rule in indicators.offered(timezone.localdate())}
    return Draft(None, 0, [panel for panel in FIRST if panel.indicator in known])


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdecimal() and len(told) < LONGEST_NUMBER else 0


def panels_in(sent: Mapping[str, str]) -> list[PanelView]:
    """This will read the panels of a form in their order, as many as a dashboard may have and one to be refused."""
    found = []
    for place in range(1, MOST_PANELS + 2):
        kind, code = sent.get(f"kind-{place}"), sent.get(f"indicator-{place}")
        if kind is None or code is None:
            break
        found.append(PanelView(kind[:LONGEST_CODE], code[:LONGEST_CODE]))
    return found


def rearranged(panels: list[PanelView], asked: str, place: int, sent: Mapping[str, str]) -> str:
    """This will move, drop or add a panel in the list, and name the button that keeps the focus: "up-2"."""
    at = place - 1
    if asked == "add":
        panels.append(PanelView(sent.get("kind-new", "")[:LONGEST_CODE], sent.get("indicator-new", "")[:LONGEST_CODE]))
        return "add"
    if not 0 <= at < len(panels):
        return ""
    if asked == "drop":
        panels.pop(at)
        return f"drop-{min(place, len(panels))}"
    to = at - 1 if asked == "up" else at + 1
    if asked not in ("up", "down") or not 0 <= to < len(panels):
        return ""
    panels[at], panels[to] = panels[to], panels[at]
    return f"{asked}-{to + 1}"


def _shown(request: ActorRequest, form: DashboardForm, draft: Draft, focus: str = "") -> HttpResponse:
    values = {
        "title": "Sắp xếp bảng điều khiển" if draft.dashboard_id else "Lập bảng điều khiển",
        "form": form,
        "draft": draft,
        "kinds": PANEL_KINDS.items(),
        "offered": indicators.offered(timezone.localdate()),
        "focus": focus,
        "is_full": len(draft.panels) >= MOST_PANELS,
    }
    return render(request, "indicators/arrange.html", values, status=status_of(form))


@page("indicators.view")
@require_POST
def share_dashboard(request: ActorRequest, dashboard_id: int) -> HttpResponseRedirect:
    """This will let others open one's own dashboard."""
    return _done(request, dashboard_id, share, "Đã chia sẻ: ai có quyền xem chỉ số đều mở được bảng này.")


@page("indicators.view")
@require_POST
def unshare_dashboard(request: ActorRequest, dashboard_id: int) -> HttpResponseRedirect:
    """This will close one's own dashboard to others again."""
    return _done(request, dashboard_id, unshare, "Đã thôi chia sẻ; chỉ anh/chị còn mở được bảng này.")


@page("indicators.view")
@require_POST
def discard_dashboard(request: ActorRequest, dashboard_id: int) -> HttpResponseRedirect:
    """This will take one's own dashboard away."""
    discard(dashboard_id=dashboard_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã bỏ bảng điều khiển.")
    return redirect("indicators.dashboards")


def _done(request: ActorRequest, dashboard_id: int, act: Callable[..., None], said: str) -> HttpResponseRedirect:
    act(dashboard_id=dashboard_id, actor=request.actor, at=timezone.now())
    messages.success(request, said)
    return redirect("indicators.dashboard", dashboard_id)
