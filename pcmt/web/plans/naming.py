"""Names in confirmed tasks that the register knows by now, to be matched in one go."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.plans import queries as plans
from pcmt.plans.actions.match_names import match_names
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


class NamesForm(forms.Form):
    """The names that are chosen, of those that tell an agency."""

    def __init__(self, data: QueryDict | None, matches: Sequence[plans.NameMatch]) -> None:
        super().__init__(data)
        self.fields["ten"] = forms.MultipleChoiceField(
            label="Tên gọi",
            choices=[(one.name, one.name) for one in matches],
            error_messages={
                "required": "Chọn ít nhất một tên gọi.",
                "invalid_choice": "“%(value)s” không còn trong danh sách; xem lại danh sách mới nhất.",
            },
        )


@page("plans.match_names")
@require_http_methods(["GET", "HEAD", "POST"])
def match_plan_names(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will list the names that tell an agency by now, and give the chosen ones' tasks that agency."""
    view = plans.plan(request.actor, plan_id)
    found = plans.name_matches(request.actor, plan_id, on=timezone.localdate())
    form = NamesForm(request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        with refusals_in(form):
            changed = match_names(
                plan_id=plan_id, names=form.cleaned_data["ten"], actor=request.actor, at=timezone.now()
            )
            messages.success(request, f"Đã gán cơ quan trong {changed} nhiệm vụ.")
            return redirect("plans.plan", plan_id)
    context = {"title": "Gán tên cơ quan", "plan": view, "matches": found, "form": form}
    return render(request, "plans/names.html", context, status=status_of(form))
