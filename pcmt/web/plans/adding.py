"""Pages that add a target or a task to a plan by hand, where no suggestion of its document holds it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.documents import queries as documents
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_target import add_target
from pcmt.plans.actions.add_task import add_task
from pcmt.web.plans.forms import TargetForm, TaskForm
from pcmt.web.views import ActorRequest, page, status_of, tried

FORM_METHODS = ["GET", "HEAD", "POST"]
LONGEST_ITEM = 110


class PlaceForm(forms.Form):
    """Where in a plan a thing stands: under which part, and which provision of the document asks for it."""

    item = forms.TypedChoiceField(label="Thuộc mục", required=False, coerce=int, empty_value=None)
    anchor = forms.CharField(
        label="Mục trong văn bản",
        required=False,
        max_length=128,
        help_text="Như III.1.a; để trống nếu văn bản không nêu riêng.",
    )

    def place(self, items: Sequence[plans.ItemView], ground_id: int) -> None:
        """This will offer the parts of a plan; ground_id: the document in which a provision is looked for."""
        self.ground_id = ground_id
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Chung của kế hoạch"), *((one.id, one.name[:LONGEST_ITEM]) for one in items)]

    def clean_anchor(self) -> str:
        """This will refuse a provision that the document does not have."""
        anchor = str(self.cleaned_data["anchor"]).strip()
        if anchor:
            try:
                documents.provision(self.ground_id, anchor)
            except NotFound:
                raise forms.ValidationError("Văn bản không có mục này; ghi như III.1.a, hoặc để trống.") from None
        return anchor


class NewTaskForm(PlaceForm, TaskForm):
    """A task to be added."""


class NewTargetForm(PlaceForm, TargetForm):
    """A target to be added."""


@page("plans.add_task")
@require_http_methods(FORM_METHODS)
def new_task(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show an empty task, and add what was filled in."""
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    form = NewTaskForm(request.POST or None)
    form.place(plans.items(request.actor, plan_id), view.ground_id)

    def act(said: dict[str, Any]) -> object:
        return add_task(
            plan_id=plan_id,
            said=form.confirmed(on),
            item_id=said["item"],
            anchor=said["anchor"],
            actor=request.actor,
            at=timezone.now(),
        )

    return _page(request, view, form, act, "nhiệm vụ")


@page("plans.add_target")
@require_http_methods(FORM_METHODS)
def new_target(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show an empty target, and add what was filled in."""
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    form = NewTargetForm(request.POST or None, on=on, initial=_first(view.horizon_to))
    form.place(plans.items(request.actor, plan_id), view.ground_id)

    def act(said: dict[str, Any]) -> object:
        return add_target(
            plan_id=plan_id,
            said=form.confirmed(),
            item_id=said["item"],
            anchor=said["anchor"],
            actor=request.actor,
            at=timezone.now(),
        )

    return _page(request, view, form, act, "chỉ tiêu")


def _first(last_day: date) -> dict[str, object]:
    return {"relation": ">=", "by": str(last_day.year)}


def _page(
    request: ActorRequest, view: plans.PlanView, form: NewTaskForm | NewTargetForm, act: Any, label: str
) -> HttpResponse:
    if tried(form, act):
        messages.success(request, f"Đã thêm {label} vào kế hoạch.")
        return redirect(request.path) if "them_nua" in request.POST else redirect("plans.plan", view.id)
    context = {
        "title": f"Thêm {label}",
        "plan": view,
        "form": form,
        "label": label,
    }
    return render(request, "plans/adding.html", context, status=status_of(form))
