"""What communes are given of a target: a figure each, whether they make up the whole, and where each stands."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.areas import queries as areas
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.quantity import Quantity
from pcmt.plans import queries as plans
from pcmt.plans.actions.allot_shares import allot_shares
from pcmt.plans.queries import SharesView
from pcmt.web.forms import VnDecimalField
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@dataclass(frozen=True)
class ShareLine:
    """A commune with its share, its field in the form, and where it stands (None where not measured or not seen)."""

    area: areas.AreaView
    value: Quantity | None
    field: Any
    progress: indicators.Progress | None


class SharesForm(forms.Form):
    """One figure a commune, empty for none; `all` is for the communes that were left empty."""

    all = VnDecimalField(
        label="Mức cho mọi xã, phường còn trống",
        required=False,
        decimals=6,
        minimum=0,
        help_text="Để trống nếu không cần.",
    )

    def __init__(self, data: QueryDict | None, view: SharesView) -> None:
        super().__init__(data)
        given = {one.area.id: one.value.decimal for one in view.shares}
        self.places = [*(one.area for one in view.shares), *view.open_areas]
        for area in self.places:
            name = f"muc-{area.id}"
            self.fields[name] = VnDecimalField(label=area.full_name, required=False, decimals=6, minimum=0)
            self.initial[name] = given.get(area.id)
        self.given = given

    def shares(self) -> dict[int, Decimal | None]:
        """This will give the shares that differ from those there are; None takes one back."""
        rest = self.cleaned_data["all"]
        said = {area.id: self.cleaned_data[f"muc-{area.id}"] for area in self.places}
        filled = {area_id: rest if value is None else value for area_id, value in said.items()}
        return {area_id: value for area_id, value in filled.items() if value != self.given.get(area_id)}


@page("plans.view")
@require_safe
def show_shares(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will show what each commune is given, the sum against the whole, and where each stands."""
    return _shares(request, target_id)


@page("plans.allot_shares")
@require_POST
def allot(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will give the communes the figures of the form."""
    form = SharesForm(request.POST, plans.shares(request.actor, target_id, timezone.localdate()))
    if form.is_valid():
        with refusals_in(form):
            changed = allot_shares(target_id=target_id, shares=form.shares(), actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã ghi mức giao của {len(changed)} xã, phường.")
            return redirect("plans.shares", target_id)
    return _shares(request, target_id, form=form, status=status_of(form))


def _shares(
    request: ActorRequest, target_id: int, *, form: SharesForm | None = None, status: int = 200
) -> HttpResponse:
    view = plans.shares(request.actor, target_id, timezone.localdate())
    shown = form or SharesForm(None, view)
    standing = _standing(request.actor, view)
    given = {one.area.id: one.value for one in view.shares}
    order = sorted((*(one.area for one in view.shares), *view.open_areas), key=lambda area: area.sort_key)
    context = {
        "title": f"Giao xã, phường: {view.target.label}",
        "view": view,
        "target": view.target,
        "form": shown,
        "lines": [
            ShareLine(area, given.get(area.id), shown[f"muc-{area.id}"], standing.get(area.id)) for area in order
        ],
        "is_measured": bool(standing),
        "may_allot": view.target.state == "active" and plans.may_keep(request.actor, view.target, "plans.allot_shares"),
    }
    return render(request, "plans/shares.html", context, status=status)


def _standing(actor: Actor, view: SharesView) -> dict[int, indicators.Progress]:
    if view.target.state != "active":
        return {}
    seen = {one.area.id: one.value for one in view.shares if indicators.may_view(actor, one.area)}
    return indicators.shared_progresses(view.target, seen, timezone.localdate())
