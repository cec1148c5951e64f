"""The page that begins next year's plan from this one, or a campaign of it, with what is carried over chosen."""

import re
from collections.abc import Sequence
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.committee import queries as committee
from pcmt.plans import queries as plans
from pcmt.plans.actions.repeat_plan import repeat_plan
from pcmt.plans.queries import PLAN_KINDS, PlanView, TargetView, TaskView
from pcmt.web.forms import VnDateField
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


class RepeatForm(forms.Form):
    """The plan to come: its name, kind and days, and what it takes over of the one before."""

    title = forms.CharField(
        label="Tên kế hoạch", max_length=plans.LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(label="Loại", choices=tuple(PLAN_KINDS.items()))
    first = VnDateField(label="Từ ngày")
    last = VnDateField(label="Đến hết ngày")
    targets = forms.TypedMultipleChoiceField(label="Chỉ tiêu chuyển tiếp", coerce=int, required=False)
    tasks = forms.TypedMultipleChoiceField(label="Nhiệm vụ chuyển tiếp", coerce=int, required=False)

    def __init__(
        self, data: QueryDict | None, view: PlanView, targets: Sequence[TargetView], tasks: Sequence[TaskView]
    ) -> None:
        year = view.horizon_to.year + 1
        initial = {
            "title": _YEAR.sub(str(year), view.title) if view.kind == "annual" else view.title,
            "kind": view.kind,
            "first": date(year, 1, 1),
            "last": date(year + view.horizon_to.year - view.horizon_from.year, 12, 31),
        }
        super().__init__(data, initial=initial)
        self.fields["targets"].choices = [(one.id, one.label) for one in targets]  # type: ignore[attr-defined]
        self.fields["tasks"].choices = [(one.id, one.title) for one in tasks]  # type: ignore[attr-defined]


@page("plans.repeat_plan")
@require_http_methods(["GET", "HEAD", "POST"])
def repeat(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will offer what may be carried over, and begin the plan with what is ticked."""
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    targets = plans.targets(request.actor, plan_id=plan_id)
    tasks = [one for one in plans.tasks(request.actor, plan_id=plan_id, on=on) if one.state != "withdrawn"]
    form = RepeatForm(request.POST if request.method == "POST" else None, view, targets, tasks)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            made = repeat_plan(
                plan_id=plan_id,
                title=said["title"],
                horizon=(said["first"], said["last"]),
                kind=said["kind"],
                target_ids=said["targets"],
                task_ids=said["tasks"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã lập dự thảo kế hoạch; đặt lại thời hạn của từng nhiệm vụ chuyển tiếp.")
            return redirect("plans.plan", made)
    told = committee.carried_on(request.actor, plan_id)
    kept = told.target_ids if told else frozenset(one.id for one in targets if _binds_on(one, view))
    going = told.task_ids if told else frozenset(one.id for one in tasks if one.is_open)
    chosen = form.is_bound
    context = {
        "every": tasks,
        "title": "Soạn kế hoạch kỳ sau, đợt cao điểm",
        "plan": view,
        "form": form,
        "review_id": told.review_id if told else None,
        "targets": [(one, _ticked(form, "targets", one.id) if chosen else one.id in kept) for one in targets],
        "tasks": [(one, _ticked(form, "tasks", one.id) if chosen else one.id in going) for one in tasks],
    }
    return render(request, "plans/repeat.html", context, status=status_of(form))


def _binds_on(target: TargetView, view: PlanView) -> bool:
    """Whether a target binds beyond the plan's end."""
    return target.by.last_day > view.horizon_to


def _ticked(form: RepeatForm, name: str, identifier: int) -> bool:
    return str(identifier) in (form[name].value() or ())
