"""Incoming documents on their way: who has them, by when, bút phê, the answer; deadlines of the sealed book."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.documents.actions.assign_handler import assign_handler
from pcmt.documents.actions.close_handling import close_handling
from pcmt.documents.actions.close_sealed_deadline import close_sealed_deadline
from pcmt.documents.actions.endorse import endorse
from pcmt.documents.actions.note_sealed_deadline import note_sealed_deadline
from pcmt.documents.actions.record_reply import record_reply
from pcmt.documents.actions.reopen_handling import reopen_handling
from pcmt.documents.queries import handling as queries
from pcmt.kernel.refusal import NotFound
from pcmt.web.asked import number_of
from pcmt.web.components import Link
from pcmt.web.documents.handling_forms import AssignForm, CloseForm, EndorseForm, ReopenForm, ReplyForm, SealedForm
from pcmt.web.documents.shelves import page_number, shelves
from pcmt.web.views import ActorRequest, page, refusals_in, status_of, tried

VERBS = ("endorse", "assign_handler", "record_reply", "close_handling", "reopen_handling")
STATES = {
    "": "Đang chờ",
    "unassigned": "Chưa phân",
    "assigned": "Đang xử lý",
    "late": "Quá hạn",
    "mine": "Đơn vị tôi xử lý",
    "closed": "Đã xong",
}


@page("documents.view")
@require_safe
def incoming(request: ActorRequest) -> HttpResponse:
    """This will list what came in by how it is handled, the soonest due first, and the sealed book's deadlines."""
    on = timezone.localdate()
    asked = request.GET.get("xu-ly", "")
    state = asked if asked in STATES else ""
    counts = queries.counts(request.actor, on)
    told = {"unassigned": counts.unassigned, "assigned": counts.assigned, "late": counts.late}
    address = reverse("documents.incoming")
    context = {
        "title": f"{counts.late} văn bản đến quá hạn trả lời" if counts.late else "Văn bản đến",
        "shelves": shelves("documents.incoming"),
        "states": [
            Link(label, f"{address}?xu-ly={code}" if code else address, told.get(code), current=code == state)
            for code, label in STATES.items()
        ],
        "state": state,
        "found": queries.incoming(request.actor, state=state, on=on, page=page_number(request)),
        "sealed": queries.sealed_deadlines(request.actor),
        "on": on,
        "year": on.year,
        "may_register": request.actor.may_somewhere("documents.register_document"),
        "may_note_sealed": request.actor.may_somewhere("documents.note_sealed_deadline"),
    }
    return render(request, "documents/incoming.html", context)


@page("documents.view")
@require_safe
def show(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will show how an incoming document is handled, with the steps that the actor may take now."""
    return _show(request, document_id)


@page("documents.endorse")
@require_POST
def note(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will keep what a leader wrote."""
    view = documents.document(request.actor, document_id)
    form = EndorseForm(queries.leaders_over(view.agency_id, timezone.localdate()), request.POST)

    def act(said: dict[str, Any]) -> None:
        post_id = said.pop("post")
        endorse(document_id=document_id, post_id=post_id, **said, actor=request.actor, at=timezone.now())

    if tried(form, act):
        return _done(request, document_id, "Đã ghi bút phê.")
    return _show(request, document_id, endorse=form)


@page("documents.assign_handler")
@require_POST
def assign(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will give the document to an agency; with “pick” only its people are offered next."""
    on = timezone.localdate()
    chosen = number_of(request.POST.get("agency", ""))
    posts = agencies.posts(chosen, on) if chosen else ()
    form = AssignForm(agencies.agencies(on=on), posts, request.POST)
    if "pick" in request.POST:
        picked = AssignForm(agencies.agencies(on=on), posts, initial=request.POST.dict())
        return _show(request, document_id, assign_handler=picked)

    def act(said: dict[str, Any]) -> None:
        to = {"agency_id": said.pop("agency"), "post_id": said.pop("post")}
        assign_handler(document_id=document_id, **to, **said, actor=request.actor, at=timezone.now())

    if tried(form, act):
        return _done(request, document_id, "Đã giao xử lý văn bản.")
    return _show(request, document_id, assign_handler=form)


@page("documents.record_reply")
@require_POST
def reply(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will note the outgoing document that answers, found by its number or proposed because it cites this one."""
    form = ReplyForm(request.POST)
    found = number_of(request.POST.get("reply", "")) or 0
    if not found and form.is_valid():
        rows = queries.possible_replies(request.actor, document_id, number=form.cleaned_data["number"])
        found = rows[0].id if rows else 0
    if found or form.is_valid():
        with refusals_in(form):
            record_reply(document_id=document_id, reply_id=found, actor=request.actor, at=timezone.now())
            return _done(request, document_id, "Đã ghi văn bản trả lời.")
    return _show(request, document_id, record_reply=form)


@page("documents.close_handling")
@require_POST
def close(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will close a document that needs no answer."""
    form = CloseForm(request.POST)
    if tried(
        form, lambda said: close_handling(document_id=document_id, **said, actor=request.actor, at=timezone.now())
    ):
        return _done(request, document_id, "Đã kết thúc xử lý văn bản.")
    return _show(request, document_id, close_handling=form)


@page("documents.reopen_handling")
@require_POST
def reopen(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will take a closed document up again."""
    form = ReopenForm(request.POST)
    if tried(
        form, lambda said: reopen_handling(document_id=document_id, **said, actor=request.actor, at=timezone.now())
    ):
        return _done(request, document_id, "Văn bản được xử lý lại.")
    return _show(request, document_id, reopen_handling=form)


@page("documents.note_sealed_deadline")
@require_http_methods(["GET", "HEAD", "POST"])
def note_sealed(request: ActorRequest) -> HttpResponse:
    """This will note a bare deadline of the sealed book."""
    form = SealedForm(agencies.agencies(on=timezone.localdate()), request.POST or None)

    def act(said: dict[str, Any]) -> None:
        agency_id = said.pop("agency")
        note_sealed_deadline(agency_id=agency_id, **said, actor=request.actor, at=timezone.now())

    if tried(form, act):
        messages.success(request, "Đã ghi thời hạn theo sổ mật.")
        return redirect("documents.incoming")
    context = {"title": "Ghi thời hạn theo sổ mật", "form": form}
    return render(request, "documents/sealed.html", context, status=status_of(form))


@page("documents.close_sealed_deadline")
@require_POST
def close_sealed(request: ActorRequest, deadline_id: int) -> HttpResponse:
    """This will note that what a sealed deadline was for is done."""
    close_sealed_deadline(deadline_id=deadline_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã kết thúc thời hạn theo sổ mật.")
    return redirect("documents.incoming")


def _show(request: ActorRequest, document_id: int, **filled: forms.Form) -> HttpResponse:
    """The page with one form as it was filled in, where one was."""
    actor, on = request.actor, timezone.localdate()
    view = documents.document(actor, document_id)
    handled = queries.handling(actor, document_id)
    if handled is None:
        raise NotFound("Văn bản đi không có phân công xử lý.")
    may = {verb: queries.may(actor, verb, handled, view.agency_id) for verb in VERBS}
    context: dict[str, Any] = {
        "title": "Xử lý văn bản đến",
        "view": view,
        "handled": handled,
        "late": handled.is_late(on),
        "notes": queries.endorsements(actor, document_id),
        "replies": queries.possible_replies(actor, document_id) if may["record_reply"] else (),
        "may": may,
        "may_draft": may["record_reply"] and actor.may_somewhere("documents.begin_draft"),
        "forms": {**_forms(view, handled, may, on), **filled},
    }
    wrong = next((form for form in filled.values() if form.is_bound), None)
    context["wrong"] = wrong
    return render(request, "documents/handling.html", context, status=status_of(wrong) if wrong else 200)


def _forms(
    view: documents.DocumentView, handled: queries.HandlingView, may: dict[str, bool], on: date
) -> dict[str, forms.Form]:
    found: dict[str, forms.Form] = {
        "record_reply": ReplyForm(),
        "close_handling": CloseForm(),
        "reopen_handling": ReopenForm(),
    }
    if may["endorse"]:
        found["endorse"] = EndorseForm(queries.leaders_over(view.agency_id, on), initial={"written_on": on})
    if may["assign_handler"]:
        chosen = {
            "agency": handled.agency_id,
            "post": handled.post_id,
            "reply_due_on": handled.reply_due_on,
            "due_time": handled.due_time,
        }
        posts = agencies.posts(handled.agency_id, on) if handled.agency_id else ()
        found["assign_handler"] = AssignForm(agencies.agencies(on=on), posts, initial=chosen)
    return found


def _done(request: ActorRequest, document_id: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("documents.handling", document_id)
