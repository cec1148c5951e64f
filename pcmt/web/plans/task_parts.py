"""Pages that part a task among its agencies: what each does, how much it counts, by when, who is in charge of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.agencies import queries as agencies
from pcmt.plans import queries as plans
from pcmt.plans.actions.hand_over import hand_over
from pcmt.plans.actions.put_in_charge import put_in_charge
from pcmt.plans.actions.shape_parts import shape_parts
from pcmt.plans.actions.stop_waiting import stop_waiting
from pcmt.plans.actions.wait_for import wait_for
from pcmt.web.forms import VnDateField, VnIntegerField
from pcmt.web.plans.stepping import Step, step
from pcmt.web.views import ActorRequest, page, status_of, tried

LARGEST_ID = 2**31


class PartForm(forms.Form):
    """One agency's part."""

    words = forms.CharField(label="Phần việc", required=False, max_length=2000)
    weight = VnIntegerField(label="Trọng số", minimum=0, maximum=100)
    due_on = VnDateField(label="Hạn riêng", required=False)

    def __init__(self, data: QueryDict | None, party: plans.PartyView) -> None:
        initial = {"words": party.part, "weight": party.weight, "due_on": party.due_on}
        super().__init__(data, initial=initial, prefix=f"p{party.agency_id}", auto_id=f"p{party.agency_id}-%s")
        self.party = party
        for name in self.fields:
            field = self.fields[name]
            field.widget.attrs["aria-label"] = f"{field.label} của {party.name}"

    def said(self) -> plans.PartInput:
        """This will give the part as it was said; the form must be valid."""
        told = self.cleaned_data
        return plans.PartInput(words=told["words"], weight=told["weight"], due_on=told["due_on"])


class HandOverForm(forms.Form):
    """From whom to whom, and why."""

    from_agency = forms.TypedChoiceField(label="Cơ quan giao lại", coerce=int)
    to_agency = forms.TypedChoiceField(label="Cơ quan nhận", coerce=int)
    reason = forms.CharField(label="Lý do, căn cứ", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: QueryDict | None, parties: Sequence[plans.PartyView], on: date) -> None:
        super().__init__(data, auto_id="giao-%s")
        own = [(one.agency_id, one.name) for one in parties if one.agency_id and one.is_open]
        others = [(one.id, one.name) for one in agencies.agencies(on=on)]
        for name, choices in (("from_agency", own), ("to_agency", others)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "chọn cơ quan"), *choices]


@page("plans.shape_parts")
@require_http_methods(["GET", "HEAD", "POST"])
def shape(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will show the parts of a task in one table to be filled in, and write them."""
    view = plans.seen_task(request.actor, task_id, on=timezone.localdate())
    parties = [party for party in view.parties if party.agency_id is not None]
    sent = request.POST if request.method == "POST" else None
    rows = [PartForm(sent, party) for party in parties]
    whole = forms.Form(sent)
    if sent is not None and all(row.is_valid() for row in rows):
        said = {row.party.agency_id: row.said() for row in rows if row.party.agency_id is not None}

        def act(_: dict[str, Any]) -> object:
            return shape_parts(task_id=task_id, parts=said, actor=request.actor, at=timezone.now())

        if tried(whole, act):
            messages.success(request, "Đã ghi phần việc của từng cơ quan.")
            return redirect("plans.task", task_id)
    return _parts_page(request, view, rows, whole, None)


@page("plans.hand_over")
@require_POST
def give(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will hand an agency's part over to another."""
    on = timezone.localdate()
    view = plans.seen_task(request.actor, task_id, on=on)
    form = HandOverForm(request.POST, view.parties, on)

    def act(said: dict[str, Any]) -> object:
        return hand_over(task_id=task_id, **said, actor=request.actor, at=timezone.now())

    if tried(form, act):
        messages.success(request, "Đã chuyển giao phần việc.")
        return redirect("plans.task", task_id)
    rows = [PartForm(None, party) for party in view.parties if party.agency_id is not None]
    return _parts_page(request, view, rows, forms.Form(), form)


def _parts_page(
    request: ActorRequest, view: plans.TaskView, rows: list[PartForm], whole: forms.Form, over: HandOverForm | None
) -> HttpResponse:
    handing = over or HandOverForm(None, view.parties, timezone.localdate())
    wrong = any(row.is_bound and row.errors for row in rows)
    context = {
        "title": "Phần việc của từng cơ quan",
        "task": view,
        "rows": rows,
        "whole": whole,
        "wrong": wrong,
        "over": handing,
        "weight": sum(row.party.weight for row in rows),
    }
    status = 422 if wrong else max(status_of(whole), status_of(handing))
    return render(request, "plans/task_shaping.html", context, status=status)


class InChargeForm(forms.Form):
    """Who of the agency is in charge; nobody where nothing is chosen."""

    post = VnIntegerField(label="Người phụ trách", required=False, maximum=LARGEST_ID)


@step("plans.put_in_charge", lambda request, _: InChargeForm(request.POST), done="Đã phân công người phụ trách.")
def charge(now: Step[InChargeForm]) -> None:
    """This will put somebody of the actor's agency in charge of its part."""
    put_in_charge(task_id=now.task.id, post_id=now.said["post"], actor=now.actor, at=now.at)


class WaitForm(forms.Form):
    """The task that is waited for."""

    on = forms.IntegerField(min_value=1, max_value=LARGEST_ID, error_messages={"required": "Chọn một nhiệm vụ."})


@step("plans.wait_for", lambda request, _: WaitForm(request.POST), done="Đã ghi nhiệm vụ phải chờ.")
def wait(now: Step[WaitForm]) -> None:
    """This will note that the task waits for another."""
    wait_for(task_id=now.task.id, on_task_id=now.said["on"], actor=now.actor, at=now.at)


@step("plans.stop_waiting", lambda request, _: WaitForm(request.POST), done="Nhiệm vụ không phải chờ nữa.")
def go_on(now: Step[WaitForm]) -> None:
    """This will take back that the task waits for another."""
    stop_waiting(task_id=now.task.id, on_task_id=now.said["on"], actor=now.actor, at=now.at)
