"""The page of the plans beside a plan: above, below, before, after, and the programmes that it is linked to."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.plans import queries as plans
from pcmt.plans.actions.link_plans import link_plans
from pcmt.web.plans.ways import rooms
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


class LinkForm(forms.Form):
    """Which plan is linked, and what it is to this one; no kind takes the link away."""

    kind = forms.ChoiceField(label="Kế hoạch này", required=False)
    other = forms.TypedChoiceField(label="Kế hoạch, chương trình", coerce=int)

    def __init__(self, data: QueryDict | None, known: Sequence[plans.PlanView]) -> None:
        super().__init__(data)
        self.fields["kind"].required = data is None or bool(data.get("kind"))
        self.fields["kind"].choices = list(plans.LINK_KINDS)  # type: ignore[attr-defined]
        self.fields["other"].choices = [(one.id, one.title[:110]) for one in known]  # type: ignore[attr-defined]


@page("plans.view")
@require_safe
def show(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will list the plans beside a plan, and offer to link another."""
    return _show(request, plan_id)


@page("plans.link_plans")
@require_POST
def link(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will link a plan, or take a link away."""
    form = LinkForm(request.POST, _known(request, plan_id))
    if form.is_valid():
        with refusals_in(form):
            link_plans(
                plan_id=plan_id,
                other_id=form.cleaned_data["other"],
                kind=form.cleaned_data["kind"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã ghi kế hoạch liên quan." if form.cleaned_data["kind"] else "Đã bỏ liên kết.")
            return redirect("plans.relatives", plan_id)
    return _show(request, plan_id, form=form)


def _known(request: ActorRequest, plan_id: int) -> list[plans.PlanView]:
    return [one for one in plans.plans(request.actor) if one.id != plan_id and one.state != "discarded"]


def _show(request: ActorRequest, plan_id: int, *, form: LinkForm | None = None) -> HttpResponse:
    view = plans.plan(request.actor, plan_id)
    may = view.state in ("draft", "active") and plans.may_keep(request.actor, view, "plans.link_plans")
    context = {
        "title": "Kế hoạch liên quan",
        "plan": view,
        "rooms": rooms(view, "plans.relatives"),
        "relatives": plans.relatives(request.actor, plan_id),
        "may": may,
        "form": form or (LinkForm(None, _known(request, plan_id)) if may else None),
        "errors": form,
    }
    return render(request, "plans/relatives.html", context, status=status_of(form) if form else 200)
