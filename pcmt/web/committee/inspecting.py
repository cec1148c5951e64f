"""Inspections (kiểm tra, đôn đốc): the list, one whole, planning, cancelling, the conclusion."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.committee import queries as committee
from pcmt.committee.actions.cancel_inspection import cancel_inspection
from pcmt.committee.actions.conclude_inspection import conclude_inspection
from pcmt.committee.actions.draft_inspection import draft_inspection
from pcmt.committee.actions.plan_inspection import plan_inspection
from pcmt.committee.actions.revise_inspection import revise_inspection
from pcmt.journal import queries as journal
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book
from pcmt.web import history
from pcmt.web.committee.calling import FORM_METHODS
from pcmt.web.committee.forming import Told, form_page
from pcmt.web.committee.forms import ReasonForm
from pcmt.web.committee.inspection_forms import ConcludeForm, InspectionForm
from pcmt.web.committee.views import DOCX
from pcmt.web.committee.ways import ways
from pcmt.web.downloads import download_of
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

LIST_NAME = "Kiểm tra, đôn đốc"


@page("committee.view")
@require_safe
def inspections(request: ActorRequest) -> HttpResponse:
    """This will list the inspections, and tell how many findings are past their day."""
    found = committee.inspections(request.actor, on=timezone.localdate())
    late = sum(one.late for one in found)
    context = {
        "title": f"{late} tồn tại quá hạn khắc phục" if late else LIST_NAME,
        "lead": "Kiểm tra đơn vị nào, phát hiện gì, hạn khắc phục, đã xong chưa",
        "ways": ways("committee.inspections"),
        "rows": found,
        "may_plan": request.actor.may_somewhere("committee.plan_inspection"),
    }
    return render(request, "committee/inspections.html", context)


@page("committee.view")
@require_safe
def inspection(request: ActorRequest, inspection_id: int) -> HttpResponse:
    """This will show an inspection: team, units with their results, what must be put right, the conclusion."""
    return show(request, inspection_id)


def show(
    request: ActorRequest, inspection_id: int, *, link: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    """This will answer with an inspection's page, with the form that was not accepted where there is one."""
    view = committee.inspection(request.actor, inspection_id, on=timezone.localdate())
    issued = view.issued_as.label if view.issued_as else ""
    context = {
        "title": view.row.title,
        "view": view,
        "findings": [one for visit in view.visits for one in visit.findings],
        "link": link or ConcludeForm(actor=request.actor, initial={"number": issued}),
        "events": history.events(journal.entries(subject=view.reference)) if view.may else (),
    }
    return render(request, "committee/inspection.html", context, status=status)


@page("committee.view")
@require_safe
def minutes(request: ActorRequest, visit_id: int) -> HttpResponse:
    """This will hand out the minutes at a unit as a Word file."""
    file = committee.visit_paper(request.actor, visit_id, on=timezone.localdate())
    return download_of(file.content, name=file.name, media_type=DOCX)


@page("committee.plan_inspection")
@require_http_methods(FORM_METHODS)
def plan(request: ActorRequest) -> HttpResponse:
    """This will plan an inspection of units."""
    on, actor = timezone.localdate(), request.actor
    choices = [one for one in plans.plans(actor) if one.state == "active"]
    form = InspectionForm(
        request.POST or None,
        actor=actor,
        on=on,
        choices=choices,
        checklists=book().checklists(on),
        initial={"starts_on": on, "plan_id": request.GET.get("ke_hoach", "")},
    )
    if form.is_valid():
        with refusals_in(form):
            made = plan_inspection(
                said=form.said(), agency_ids=form.cleaned_data["agencies"], actor=actor, at=timezone.now()
            )
            messages.success(request, "Đã ghi cuộc kiểm tra. Đơn vị thấy lịch trên bàn làm việc.")
            return redirect("committee.inspection", made)
    context = {
        "title": "Lập cuộc kiểm tra",
        "lead": "Đoàn, quyết định, thời gian, đơn vị và danh mục kiểm tra",
        "form": form,
        "doing": "Ghi cuộc kiểm tra",
        "home": reverse("committee.inspections"),
        "home_name": LIST_NAME,
        "back": reverse("committee.inspections"),
    }
    return render(request, "committee/form.html", context, status=status_of(form))


@page("committee.revise_inspection")
@require_http_methods(FORM_METHODS)
def revise(request: ActorRequest, inspection_id: int) -> HttpResponse:
    """This will change the order of an inspection that is not concluded."""
    on, actor = timezone.localdate(), request.actor
    view = committee.inspection(actor, inspection_id, on=on)
    form = InspectionForm(
        request.POST or None,
        actor=actor,
        on=on,
        choices=[one for one in plans.plans(actor) if one.state == "active" or one.id == view.plan_id],
        checklists=[view.checklist, *(one for one in book().checklists(on) if one.id != view.checklist.id)],
        initial=InspectionForm.initial_of(view),
    )

    def act() -> None:
        units = form.cleaned_data["agencies"]
        revise_inspection(
            inspection_id=inspection_id, said=form.said(), agency_ids=units, actor=actor, at=timezone.now()
        )

    told = Told(
        title="Sửa cuộc kiểm tra",
        lead=view.row.title,
        doing="Lưu",
        done="Đã sửa cuộc kiểm tra.",
        back=reverse("committee.inspection", args=[inspection_id]),
        home=(reverse("committee.inspections"), LIST_NAME),
    )
    return form_page(request, form, act, told)


@page("committee.cancel_inspection")
@require_http_methods(FORM_METHODS)
def cancel(request: ActorRequest, inspection_id: int) -> HttpResponse:
    """This will say that an inspection is not held, and why."""
    view = committee.inspection(request.actor, inspection_id, on=timezone.localdate())
    form = ReasonForm(request.POST or None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        cancel_inspection(inspection_id=inspection_id, reason=reason, actor=request.actor, at=timezone.now())

    told = Told(
        title="Hủy cuộc kiểm tra",
        lead=view.row.title,
        doing="Hủy cuộc kiểm tra",
        done="Đã ghi hủy cuộc kiểm tra.",
        back=reverse("committee.inspection", args=[inspection_id]),
        home=(reverse("committee.inspections"), LIST_NAME),
        grave=True,
    )
    return form_page(request, form, act, told)


@page("committee.draft_inspection")
@require_POST
def draft(request: ActorRequest, inspection_id: int) -> HttpResponse:
    """This will lay the conclusion out among the outgoing drafts, and lead there."""
    made = draft_inspection(inspection_id=inspection_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã lập dự thảo kết luận. Trình ký, phát hành tại đây rồi gắn vào cuộc kiểm tra.")
    return redirect("documents.draft", made)


@page("committee.conclude_inspection")
@require_POST
def conclude(request: ActorRequest, inspection_id: int) -> HttpResponse:
    """This will tie the inspection to its conclusion, named by its number."""
    form = ConcludeForm(request.POST, actor=request.actor)
    if form.is_valid():
        found = form.cleaned_data["number"]
        with refusals_in(form):
            conclude_inspection(
                inspection_id=inspection_id, document_id=found.id, actor=request.actor, at=timezone.now()
            )
            messages.success(request, f"Đã kết luận bằng {found.label}.")
            return redirect("committee.inspection", inspection_id)
    return show(request, inspection_id, link=form, status=status_of(form))
