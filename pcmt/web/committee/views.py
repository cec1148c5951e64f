"""Meetings: the list, one meeting whole, its papers to print."""

from collections.abc import Mapping

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.committee import queries as committee
from pcmt.journal import queries as journal
from pcmt.plans import queries as plans
from pcmt.web import history
from pcmt.web.asked import number_of
from pcmt.web.committee.forms import GiveForm, LinkForm
from pcmt.web.committee.ways import ways
from pcmt.web.components import Link
from pcmt.web.downloads import download_of
from pcmt.web.views import ActorRequest, page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page("committee.view")
@require_safe
def meetings(request: ActorRequest) -> HttpResponse:
    """This will list the meetings that the actor may see, of one committee with `ban`, with what waits there."""
    on = timezone.localdate()
    chosen = number_of(request.GET.get("ban", ""))
    every = committee.meetings(request.actor, on=on)
    shown = [one for one in every if chosen is None or one.committee_id == chosen]
    waiting = sum(one.waiting for one in shown)
    context = {
        "title": f"{waiting} kết luận chưa giao" if waiting else "Cuộc họp của Ban Chỉ đạo",
        "lead": "Chương trình, thành phần dự, biên bản, kết luận, và việc nào đã thành nhiệm vụ",
        "rows": shown,
        "on": on,
        "ways": ways("committee.meetings"),
        "tabs": _committee_tabs(every, chosen),
        "may_call": bool(committee.committees_kept(request.actor, "committee.call_meeting", on)),
        "may_found": not every
        and request.actor.may_somewhere("agencies.found_committee")
        and not committee.committees_seen(request.actor, on),
    }
    return render(request, "committee/meetings.html", context)


@page("committee.view")
@require_safe
def meeting(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """This will show a meeting: agenda, papers, who came, minutes, conclusions, tasks."""
    return show(request, meeting_id)


@page("committee.view")
@require_safe
def paper(request: ActorRequest, meeting_id: int, which: str) -> HttpResponse:
    """This will hand out the invitation ("giay-moi") or the minutes ("bien-ban") as a Word file."""
    file = committee.paper(request.actor, meeting_id, which)
    return download_of(file.content, name=file.name, media_type=DOCX)


def show(
    request: ActorRequest, meeting_id: int, *, given: Mapping[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    """This will answer with a meeting's page, with a form that was not accepted where there is one (link, give)."""
    view = committee.meeting(request.actor, meeting_id, on=timezone.localdate())
    sent = given or {}
    may_give = "give_tasks" in view.may and bool(view.to_give)
    issued = view.issued_as.label if view.issued_as else ""
    context = {
        "title": view.row.title,
        "view": view,
        "link": sent.get("link") or LinkForm(actor=request.actor, initial={"number": issued}),
        "give": sent.get("give") or (GiveForm(choices=_plans(request), view=view) if may_give else None),
        "may_give": may_give,
        "reports": committee.member_reports(request.actor, meeting_id),
        "may_desk": view.open_suggestions and request.actor.may_somewhere("plans.adopt_suggestion"),
        "events": history.events(journal.entries(subject=view.reference)),
    }
    return render(request, "committee/meeting.html", context, status=status)


def _plans(request: ActorRequest) -> list[plans.PlanView]:
    return [one for one in plans.plans(request.actor) if one.state == "active"]


def _committee_tabs(every: tuple[committee.MeetingRow, ...], chosen: int | None) -> list[Link]:
    """A tab for each committee that met; none where only one did."""
    names = {one.committee_id: one.committee_name for one in every}
    if len(names) < 2:
        return []
    links = [Link("Tất cả", "?", len(every), current=chosen is None)]
    return links + [
        Link(name, f"?ban={key}", sum(one.committee_id == key for one in every), current=key == chosen)
        for key, name in names.items()
    ]
