"""Calling a meeting, changing what was called, calling it off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.committee import queries as committee
from pcmt.committee.actions.call_meeting import call_meeting
from pcmt.committee.actions.cancel_meeting import cancel_meeting
from pcmt.committee.actions.revise_meeting import revise_meeting
from pcmt.kernel.refusal import NotFound
from pcmt.web.committee.forms import MeetingForm, ReasonForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

FORM_METHODS = ["GET", "HEAD", "POST"]


@page("committee.call_meeting")
@require_http_methods(FORM_METHODS)
def call(request: ActorRequest) -> HttpResponse:
    """This will call a meeting of a committee, the one named by `ban` first."""
    on = timezone.localdate()
    kept = committee.committees_kept(request.actor, "committee.call_meeting", on)
    if not kept:
        raise NotFound
    form = MeetingForm(
        request.POST or None,
        actor=request.actor,
        on=on,
        committees=kept,
        initial={"committee_id": request.GET.get("ban", ""), "held_on": on},
    )
    if form.is_valid():
        with refusals_in(form):
            made = call_meeting(
                committee_id=form.cleaned_data["committee_id"],
                said=form.said(),
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã ghi cuộc họp. Tải giấy mời để trình ký, gửi.")
            return redirect("committee.meeting", made)
    context = {
        "title": "Mời họp Ban Chỉ đạo",
        "lead": "Họp đã diễn ra cũng ghi ở đây, rồi ghi thành phần dự và kết luận",
        "form": form,
        "doing": "Ghi cuộc họp",
        "back": reverse("committee.meetings"),
    }
    return render(request, "committee/form.html", context, status=status_of(form))


@page("committee.revise_meeting")
@require_http_methods(FORM_METHODS)
def revise(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """This will change day, place, agenda and papers of a meeting that is to come."""
    view = committee.meeting(request.actor, meeting_id, on=timezone.localdate())
    form = MeetingForm(
        request.POST or None, actor=request.actor, on=view.row.held_on, initial=MeetingForm.initial_of(view)
    )
    if form.is_valid():
        with refusals_in(form):
            revise_meeting(meeting_id=meeting_id, said=form.said(), actor=request.actor, at=timezone.now())
            messages.success(request, "Đã sửa cuộc họp.")
            return redirect("committee.meeting", meeting_id)
    context = {
        "title": "Sửa giấy mời, chương trình",
        "form": form,
        "view": view,
        "doing": "Lưu",
        "back": reverse("committee.meeting", args=[meeting_id]),
    }
    return render(request, "committee/form.html", context, status=status_of(form))


@page("committee.cancel_meeting")
@require_http_methods(FORM_METHODS)
def cancel(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """This will say that a meeting is not held, and why."""
    view = committee.meeting(request.actor, meeting_id, on=timezone.localdate())
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            cancel_meeting(
                meeting_id=meeting_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now()
            )
            messages.success(request, "Đã ghi hủy cuộc họp.")
            return redirect("committee.meeting", meeting_id)
    context = {
        "title": "Hủy cuộc họp",
        "lead": "Cuộc họp vẫn còn trong danh sách, kèm lý do",
        "form": form,
        "view": view,
        "doing": "Hủy cuộc họp",
        "grave": True,
        "back": reverse("committee.meeting", args=[meeting_id]),
    }
    return render(request, "committee/form.html", context, status=status_of(form))
