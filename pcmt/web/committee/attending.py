"""Who came to a meeting, and what was said there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.committee import queries as committee
from pcmt.committee.actions.record_attendance import record_attendance
from pcmt.committee.actions.write_minutes import write_minutes
from pcmt.web.committee.calling import FORM_METHODS
from pcmt.web.committee.forms import AttendanceForm, MinutesForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@page("committee.record_attendance")
@require_http_methods(FORM_METHODS)
def attendance(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """This will record for every seat of that day whether its holder came."""
    view = committee.meeting(request.actor, meeting_id, on=timezone.localdate())
    form = AttendanceForm(request.POST or None, seats=committee.seats_of(request.actor, meeting_id), view=view)
    if form.is_valid():
        with refusals_in(form):
            record_attendance(
                meeting_id=meeting_id,
                said=form.said(),
                chair_id=form.cleaned_data["chair"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã ghi thành phần dự họp.")
            return redirect("committee.meeting", meeting_id)
    context = {
        "title": "Thành phần dự họp",
        "lead": "Vắng có lý do thì ghi lý do; cử người dự thay thì ghi họ tên, chức danh người đó",
        "form": form,
        "view": view,
        "back": reverse("committee.meeting", args=[meeting_id]),
    }
    return render(request, "committee/attendance.html", context, status=status_of(form))


@page("committee.write_minutes")
@require_http_methods(FORM_METHODS)
def minutes(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """This will keep what was said."""
    view = committee.meeting(request.actor, meeting_id, on=timezone.localdate())
    form = MinutesForm(request.POST or None, initial=MinutesForm.initial_of(view))
    if form.is_valid():
        with refusals_in(form):
            write_minutes(meeting_id=meeting_id, **form.cleaned_data, actor=request.actor, at=timezone.now())
            messages.success(request, "Đã ghi biên bản. Tải về để ký.")
            return redirect("committee.meeting", meeting_id)
    context = {
        "title": "Biên bản cuộc họp",
        "form": form,
        "view": view,
        "doing": "Ghi biên bản",
        "back": reverse("committee.meeting", args=[meeting_id]),
    }
    return render(request, "committee/form.html", context, status=status_of(form))
