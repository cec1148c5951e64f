"""What a meeting concluded: its conclusions, their announcement, the tasks that come of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.committee import queries as committee
from pcmt.committee.actions.add_conclusion import add_conclusion
from pcmt.committee.actions.draft_announcement import draft_announcement
from pcmt.committee.actions.drop_conclusion import drop_conclusion
from pcmt.committee.actions.give_tasks import give_tasks
from pcmt.committee.actions.link_announcement import link_announcement
from pcmt.committee.actions.revise_conclusion import revise_conclusion
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.web.committee.calling import FORM_METHODS
from pcmt.web.committee.forms import ConclusionForm, GiveForm, LinkForm
from pcmt.web.committee.views import show
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@page("committee.add_conclusion")
@require_http_methods(FORM_METHODS)
def add(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """This will add a conclusion; with `tiep` the page comes back for the next one."""
    view = committee.meeting(request.actor, meeting_id, on=timezone.localdate())
    form = ConclusionForm(request.POST or None, on=view.row.held_on)
    if form.is_valid():
        with refusals_in(form):
            said = form.said()
            add_conclusion(meeting_id=meeting_id, said=said, actor=request.actor, at=timezone.now())
            messages.success(request, "Đã ghi kết luận.")
            goal = "committee.add_conclusion" if "tiep" in request.POST else "committee.meeting"
            return redirect(goal, meeting_id)
    context = {
        "title": f"Kết luận thứ {len(view.conclusions) + 1}",
        "form": form,
        "view": view,
        "doing": "Ghi kết luận",
        "next": "Ghi, thêm kết luận nữa",
        "back": reverse("committee.meeting", args=[meeting_id]),
    }
    return render(request, "committee/form.html", context, status=status_of(form))


@page("committee.revise_conclusion")
@require_http_methods(FORM_METHODS)
def revise(request: ActorRequest, meeting_id: int, conclusion_id: int) -> HttpResponse:
    """This will put a conclusion right before a task comes of it."""
    view = committee.meeting(request.actor, meeting_id, on=timezone.localdate())
    one = next((one for one in view.conclusions if one.id == conclusion_id), None)
    if one is None:
        raise NotFound
    form = ConclusionForm(request.POST or None, on=view.row.held_on, initial=ConclusionForm.initial_of(one))
    if form.is_valid():
        with refusals_in(form):
            revise_conclusion(
                meeting_id=meeting_id,
                conclusion_id=conclusion_id,
                said=form.said(),
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã sửa kết luận.")
            return redirect("committee.meeting", meeting_id)
    context = {
        "title": f"Sửa kết luận {one.order}",
        "form": form,
        "view": view,
        "doing": "Lưu",
        "drop": reverse("committee.drop_conclusion", args=[meeting_id, conclusion_id]),
        "back": reverse("committee.meeting", args=[meeting_id]),
    }
    return render(request, "committee/form.html", context, status=status_of(form))


@page("committee.drop_conclusion")
@require_POST
def drop(request: ActorRequest, meeting_id: int, conclusion_id: int) -> HttpResponse:
    """This will take a conclusion out."""
    drop_conclusion(meeting_id=meeting_id, conclusion_id=conclusion_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã bỏ kết luận.")
    return redirect("committee.meeting", meeting_id)


@page("committee.draft_announcement")
@require_POST
def draft(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """This will lay the conclusions out as a thông báo among the outgoing drafts, and lead there."""
    made = draft_announcement(meeting_id=meeting_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã lập dự thảo thông báo kết luận. Trình ký, phát hành tại đây rồi gắn vào cuộc họp.")
    return redirect("documents.draft", made)


@page("committee.link_announcement")
@require_POST
def link(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """This will tie the meeting to its announcement, named by its number."""
    form = LinkForm(request.POST, actor=request.actor)
    if form.is_valid():
        found = form.cleaned_data["number"]
        with refusals_in(form):
            link_announcement(meeting_id=meeting_id, document_id=found.id, actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã gắn {found.label}.")
            return redirect("committee.meeting", meeting_id)
    return show(request, meeting_id, given={"link": form}, status=status_of(form))


@page("committee.give_tasks")
@require_POST
def give(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """This will make tasks of the chosen conclusions."""
    view = committee.meeting(request.actor, meeting_id, on=timezone.localdate())
    form = GiveForm(request.POST, choices=plans.plans(request.actor), view=view)
    if form.is_valid():
        with refusals_in(form):
            made = give_tasks(meeting_id=meeting_id, **form.cleaned_data, actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã giao {len(made)} nhiệm vụ theo kết luận.")
            return redirect("committee.meeting", meeting_id)
    return show(request, meeting_id, given={"give": form}, status=status_of(form))
