"""What was seen at a unit, what it must put right, and how that is followed to its close."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.committee import queries as committee
from pcmt.committee.actions.accept_remedy import accept_remedy
from pcmt.committee.actions.add_finding import add_finding
from pcmt.committee.actions.drop_finding import drop_finding
from pcmt.committee.actions.give_finding import give_finding
from pcmt.committee.actions.record_visit import record_visit
from pcmt.committee.actions.report_remedy import report_remedy
from pcmt.committee.actions.return_remedy import return_remedy
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.web.committee.calling import FORM_METHODS
from pcmt.web.committee.forming import Told, form_page
from pcmt.web.committee.forms import ReasonForm
from pcmt.web.committee.inspecting import LIST_NAME
from pcmt.web.committee.inspection_forms import ChoosePlanForm, FindingForm, RemedyForm, VisitForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@page("committee.record_visit")
@require_http_methods(FORM_METHODS)
def visit(request: ActorRequest, inspection_id: int, visit_id: int) -> HttpResponse:
    """This will record what was seen at a unit, item by item."""
    view, one = _visit(request, inspection_id, visit_id)
    form = VisitForm(
        request.POST or None,
        items=view.checklist.items,
        marks={mark.item: (mark.answer, mark.note) for mark in one.marks},
        initial={"visited_on": one.visited_on or timezone.localdate(), "met": one.met, "words": one.words},
    )
    if form.is_valid():
        with refusals_in(form):
            record_visit(visit_id=visit_id, said=form.said(), actor=request.actor, at=timezone.now())
            messages.success(request, "Đã ghi kết quả kiểm tra. Ghi tồn tại phải khắc phục, rồi tải biên bản để ký.")
            return redirect("committee.inspection", inspection_id)
    context = {
        "title": f"Kiểm tra tại {one.agency_name}",
        "lead": f"{view.row.title} · {view.checklist.label}",
        "view": view,
        "form": form,
        "back": reverse("committee.inspection", args=[inspection_id]),
        "home": reverse("committee.inspections"),
        "home_name": LIST_NAME,
    }
    return render(request, "committee/visit.html", context, status=status_of(form))


@page("committee.add_finding")
@require_http_methods(FORM_METHODS)
def add(request: ActorRequest, inspection_id: int, visit_id: int) -> HttpResponse:
    """This will add what a unit must put right."""
    view, one = _visit(request, inspection_id, visit_id)
    form = FindingForm(request.POST or None)

    def act() -> None:
        add_finding(visit_id=visit_id, said=form.said(), actor=request.actor, at=timezone.now())

    told = Told(
        title=f"Tồn tại của {one.agency_name}",
        lead=view.row.title,
        doing="Ghi tồn tại",
        done="Đã ghi. Đơn vị thấy việc phải khắc phục trên bàn làm việc.",
        back=reverse("committee.inspection", args=[inspection_id]),
        home=(reverse("committee.inspections"), LIST_NAME),
    )
    return form_page(request, form, act, told)


@page("committee.view")
@require_safe
def finding(request: ActorRequest, finding_id: int) -> HttpResponse:
    """This will show a finding: what was found, what the unit did, what may be done now."""
    view = committee.finding(request.actor, finding_id, on=timezone.localdate())
    choices = _plans(request) if "give_finding" in view.may else []
    context = {
        "title": view.remedy,
        "view": view,
        "home": reverse("committee.inspections"),
        "home_name": LIST_NAME,
        "give": ChoosePlanForm(choices=choices) if choices else None,
    }
    return render(request, "committee/finding.html", context)


@page("committee.report_remedy")
@require_http_methods(FORM_METHODS)
def report(request: ActorRequest, finding_id: int) -> HttpResponse:
    """This will tell, for the unit, what was done about a finding."""
    view = committee.finding(request.actor, finding_id, on=timezone.localdate())
    if not view.mine:
        raise NotFound
    form = RemedyForm(request.POST or None, initial={"words": view.told})

    def act() -> None:
        report_remedy(finding_id=finding_id, words=form.cleaned_data["words"], actor=request.actor, at=timezone.now())

    doing, done = "Báo cáo đã khắc phục", "Đã gửi. Cơ quan kiểm tra công nhận hoặc trả lại."
    return _about(request, view, form, act, (doing, doing, done))


@page("committee.return_remedy")
@require_http_methods(FORM_METHODS)
def give_back(request: ActorRequest, finding_id: int) -> HttpResponse:
    """This will return a remedy that does not do, with the reason."""
    view = committee.finding(request.actor, finding_id, on=timezone.localdate())
    form = ReasonForm(request.POST or None)

    def act() -> None:
        return_remedy(finding_id=finding_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now())

    return _about(request, view, form, act, ("Trả lại để khắc phục tiếp", "Trả lại", "Đã trả lại."))


@page("committee.accept_remedy")
@require_POST
def accept(request: ActorRequest, finding_id: int) -> HttpResponse:
    """This will close a finding whose remedy does."""
    accept_remedy(finding_id=finding_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã công nhận khắc phục xong.")
    return redirect("committee.finding", finding_id)


@page("committee.give_finding")
@require_POST
def give(request: ActorRequest, finding_id: int) -> HttpResponse:
    """This will make a task of a finding, led by the unit."""
    form = ChoosePlanForm(request.POST, choices=_plans(request))
    if not form.is_valid():
        messages.error(request, "Chọn kế hoạch để đưa nhiệm vụ vào.")
        return redirect("committee.finding", finding_id)
    give_finding(finding_id=finding_id, **form.cleaned_data, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã giao thành nhiệm vụ.")
    return redirect("committee.finding", finding_id)


@page("committee.drop_finding")
@require_POST
def drop(request: ActorRequest, finding_id: int) -> HttpResponse:
    """This will take a finding out that was written by mistake."""
    view = committee.finding(request.actor, finding_id, on=timezone.localdate())
    drop_finding(finding_id=finding_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã bỏ tồn tại ghi nhầm.")
    return redirect("committee.inspection", view.inspection_id)


def _about(
    request: ActorRequest,
    view: committee.FindingView,
    form: forms.Form,
    act: Callable[[], None],
    words: tuple[str, str, str],
) -> HttpResponse:
    """The page of a form about a finding; words: its title, what its button does, what is said when done."""
    title, doing, done = words
    back = reverse("committee.finding", args=[view.id])
    home = (reverse("committee.inspections"), LIST_NAME)
    return form_page(request, form, act, Told(title, view.remedy, doing, done, back, home))


def _plans(request: ActorRequest) -> list[plans.PlanView]:
    return [one for one in plans.plans(request.actor) if one.state == "active"]


def _visit(
    request: ActorRequest, inspection_id: int, visit_id: int
) -> tuple[committee.InspectionView, committee.VisitView]:
    view = committee.inspection(request.actor, inspection_id, on=timezone.localdate())
    one = next((one for one in view.visits if one.id == visit_id), None)
    if one is None:
        raise NotFound
    return view, one
