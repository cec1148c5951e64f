"""The page that changes many tasks at once: what is to become of them, what that would do, then done."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.edit_tasks import edit_tasks
from pcmt.web.asked import number_of
from pcmt.web.forms import VnDateField, VnIntegerField
from pcmt.web.plans.task_filters import wish_of
from pcmt.web.views import ActorRequest, page, status_of, tried

VERBS = ("plans.revise_task", "plans.hand_over", "plans.put_in_charge")


class EditForm(forms.Form):
    """What becomes of every chosen task; what is left empty stays."""

    due_on = VnDateField(label="Hạn mới", required=False)
    weight = VnIntegerField(label="Trọng số", required=False, minimum=1, maximum=100)
    product = forms.CharField(
        label="Sản phẩm",
        required=False,
        max_length=plans.LONGEST_PRODUCT,
        help_text="Văn bản, số liệu, việc phải có khi xong.",
    )
    from_agency = forms.TypedChoiceField(label="Chuyển phần việc của", required=False, coerce=int, empty_value=None)
    to_agency = forms.TypedChoiceField(label="Cho cơ quan", required=False, coerce=int, empty_value=None)
    post_id = forms.TypedChoiceField(label="Người phụ trách", required=False, coerce=int, empty_value=None)
    reason = forms.CharField(
        label="Lý do, căn cứ",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Cần khi đổi hạn, trọng số, sản phẩm hoặc chuyển giao; ghi ở từng nhiệm vụ.",
    )

    def __init__(self, data: QueryDict | None, tasks: Sequence[plans.TaskView], actor: Actor, on: date) -> None:
        super().__init__(data)
        if not all(plans.may_keep(actor, task, "plans.revise_task") for task in tasks):
            del self.fields["due_on"], self.fields["weight"], self.fields["product"]
        if all(plans.may_keep(actor, task, "plans.hand_over") for task in tasks):
            inside = {one.agency_id: one.name for task in tasks for one in task.parties if one.agency_id}
            self._offer("from_agency", sorted(inside.items(), key=lambda one: one[1]), "không chuyển giao")
            self._offer("to_agency", [(one.id, one.name) for one in agencies.agencies(on=on)], "không chuyển giao")
        else:
            del self.fields["from_agency"], self.fields["to_agency"]
        posts = agencies.posts_in(actor.own_agencies, on) if actor.may_somewhere("plans.put_in_charge") else {}
        own = [(post.id, f"{post.person_name}, {post.title}") for agency in sorted(posts) for post in posts[agency]]
        if own:
            self._offer("post_id", own, "giữ nguyên")
        else:
            del self.fields["post_id"]

    def _offer(self, name: str, choices: Sequence[tuple[int | None, str]], nothing: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", nothing), *choices]

    def said(self) -> plans.TaskEdit:
        """This will give what is to be changed; the form must be valid."""
        told = self.cleaned_data
        return plans.TaskEdit(**{name: told[name] for name in self.fields})


def may_edit(actor: Actor) -> bool:
    """This will tell whether the actor could change some task in one of the ways of the page."""
    return any(actor.may_somewhere(verb) for verb in VERBS)


@page("plans.view")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_many(request: ActorRequest) -> HttpResponse:
    """This will show the chosen tasks and what may be changed in all of them, what that does, and do it."""
    on = timezone.localdate()
    ids = _chosen(request, on)
    tasks = plans.tasks_by_id(request.actor, ids, on=on)
    step = request.POST.get("buoc", "")
    form = EditForm(request.POST if step else None, tasks, request.actor, on)
    told: list[plans.Edited] = []

    def act(_: dict[str, Any]) -> object:
        trial = step != "ghi"
        told.append(edit_tasks(task_ids=ids, said=form.said(), dry_run=trial, actor=request.actor, at=timezone.now()))
        return told

    done = bool(step) and tried(form, act) and step == "ghi" and not told[0].faults
    if done:
        messages.success(request, f"Đã sửa {told[0].changed} nhiệm vụ.")
        back = request.POST.get("loc", "")
        return redirect(f"{reverse('plans.tasks')}?{back}" if back else reverse("plans.tasks"))
    context = {
        "title": f"Sửa {len(tasks)} nhiệm vụ một lần" if tasks else "Sửa nhiều nhiệm vụ",
        "tasks": tasks,
        "form": form,
        "told": told[0] if told else None,
        "loc": request.POST.get("loc", ""),
        "may": may_edit(request.actor),
    }
    status = 422 if told and told[0].faults else status_of(form)
    return render(request, "plans/edit_many.html", context, status=status)


def _chosen(request: ActorRequest, on: date) -> list[int]:
    """The tasks that were ticked, or all that the filter of the list finds."""
    if request.POST.get("theo_loc"):
        wish, _ = wish_of(QueryDict(request.POST.get("loc", "")), request.actor, on)
        return list(plans.task_ids(request.actor, wish, on, plans.MOST_TASKS + 1))
    said = map(number_of, request.POST.getlist("nv"))
    return list(dict.fromkeys(one for one in said if one is not None))
