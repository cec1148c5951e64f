"""Pages that ask agencies for plans of their own: whom and by when, looked over once more; and one taken back."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.plans import queries as plans
from pcmt.plans.actions.ask_for_plans import ask_for_plans
from pcmt.plans.actions.withdraw_asking import withdraw_asking
from pcmt.web.forms import VnDateField
from pcmt.web.plans.forms import ReasonForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

FORM_METHODS = ["GET", "HEAD", "POST"]


class AskForm(forms.Form):
    """Whom to ask for a plan of their own, by when: whole groups, agencies one by one; `sure` on the second look."""

    due_on = VnDateField(label="Hạn ban hành")
    groups = forms.MultipleChoiceField(label="Cả nhóm", required=False)
    agencies = forms.MultipleChoiceField(label="Cơ quan phải xây dựng kế hoạch", required=False)
    sure = forms.BooleanField(required=False)

    def __init__(
        self, data: QueryDict | None, view: plans.PlanView, offered: Sequence[AgencyView], chosen: Sequence[int] = ()
    ) -> None:
        super().__init__(data, initial={"agencies": [str(one) for one in chosen]})
        self.view = view
        self.offered = offered
        kinds = dict.fromkeys(one.kind for one in offered)
        self.fields["groups"].choices = [(kind, kind) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["agencies"].choices = [(str(one.id), one.name) for one in offered]  # type: ignore[attr-defined]

    def by_kind(self) -> list[tuple[str, str, list[AgencyView], int]]:
        """This will give the agencies offered in groups: kind, its name, who is in it, how many are ticked."""
        ticked, groups = set(self["agencies"].value() or ()), set(self["groups"].value() or ())
        held: dict[str, list[AgencyView]] = {}
        for one in self.offered:
            held.setdefault(one.kind, []).append(one)
        return [
            (
                kind,
                many[0].kind_label,
                many,
                len(many) if kind in groups else sum(str(one.id) in ticked for one in many),
            )
            for kind, many in sorted(held.items(), key=lambda one: -len(one[1]))
        ]

    def chosen(self) -> list[AgencyView]:
        """This will give the agencies ticked or in a ticked group; the form must be valid."""
        ids, kinds = set(self.cleaned_data["agencies"]), set(self.cleaned_data["groups"])
        return [one for one in self.offered if str(one.id) in ids or one.kind in kinds]

    def clean_due_on(self) -> date:
        """This will refuse a day that is past or outside the plan's years, before the second look."""
        due_on: date = self.cleaned_data["due_on"]
        first, last = self.view.horizon_from, self.view.horizon_to
        if flaw := plans.flaw_of_asking(due_on, first=first, last=last, today=timezone.localdate()):
            raise forms.ValidationError(flaw)
        return due_on

    def clean(self) -> None:
        """This will ask for at least one agency."""
        super().clean()
        if not self.errors and not self.chosen():
            self.add_error("agencies", "Chọn ít nhất một cơ quan.")


@page("plans.ask_for_plans")
@require_http_methods(FORM_METHODS)
def ask(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will offer the agencies, show once more whom the request goes to, and then ask them."""
    on = timezone.localdate()
    view = plans.cascade(request.actor, plan_id, on)
    offered, asked = _offered(view.plan), {row.agency_id: row for row in view.rows}
    named = {party.agency_id for duty in view.duties for party in duty.leads if party.agency_id is not None}
    preset = [one.id for one in offered if one.id in named and one.id not in asked]
    form = AskForm(request.POST if request.method == "POST" else None, view.plan, offered, preset)
    context = {"title": "Giao xây dựng kế hoạch", "plan": view.plan, "form": form, "asked": set(asked)}
    if not form.is_valid() or "again" in request.POST:
        return render(request, "plans/ask.html", context, status=status_of(form))
    chosen = form.chosen()
    if form.cleaned_data["sure"]:
        with refusals_in(form):
            new = ask_for_plans(
                plan_id=plan_id,
                agency_ids={one.id for one in chosen},
                due_on=form.cleaned_data["due_on"],
                actor=request.actor,
                at=timezone.now(),
            )
            changed = len(chosen) - len(new)
            told = f"Đã giao {len(new)} cơ quan xây dựng kế hoạch"
            messages.success(request, f"{told}; đổi hạn {changed} cơ quan." if changed else f"{told}.")
            return redirect("plans.cascade", plan_id)
        return render(request, "plans/ask.html", context, status=status_of(form))
    context |= {"chosen": [(one, asked.get(one.id)) for one in chosen], "due_on": form.cleaned_data["due_on"]}
    return render(request, "plans/ask_sure.html", context)


@page("plans.withdraw_asking")
@require_http_methods(FORM_METHODS)
def withdraw(request: ActorRequest, plan_id: int, agency_id: int) -> HttpResponse:
    """This will take back that an agency was asked, with the reason."""
    view = plans.plan(request.actor, plan_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            withdraw_asking(
                plan_id=plan_id,
                agency_id=agency_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã thu hồi việc giao xây dựng kế hoạch.")
            return redirect("plans.cascade", plan_id)
    names = agencies.agencies_by_id([agency_id])
    who = names[agency_id].name if agency_id in names else ""
    context = {"title": f"Thu hồi việc giao: {who}", "plan": view, "form": form, "verb": "Thu hồi việc giao"}
    return render(request, "plans/closing.html", context, status=status_of(form))


def _offered(view: plans.PlanView) -> list[AgencyView]:
    """The agencies that can be asked: those under the house of the plan's own, itself left out."""
    on = timezone.localdate()
    keeper = agencies.agencies_by_id([view.agency_id], on).get(view.agency_id) if view.agency_id else None
    house = (keeper.parent_id or keeper.id) if keeper else None
    found = agencies.agencies(parent_id=house, on=on) if house is not None else ()
    return [one for one in found if one.id != view.agency_id]
