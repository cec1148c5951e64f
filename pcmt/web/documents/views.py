"""The store of documents: list, what a document stands on, correct its head, mark a passage by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.documents.actions.correct_metadata import correct_metadata
from pcmt.documents.actions.suggest import suggest
from pcmt.documents.queries import drafting, rereading, versions
from pcmt.documents.queries.basis import cited_endings
from pcmt.journal import queries as journal
from pcmt.plans import queries as plans
from pcmt.publications import queries as publications
from pcmt.web.committee.beside import opinions_beside
from pcmt.web.documents.forms import FilterForm, HeadForm, MarkForm
from pcmt.web.documents.shelves import page_number, shelves
from pcmt.web.downloads import download_of
from pcmt.web.history import events
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.read.names import ordinary_case

LONGEST_PASSAGE = 4000
FORMATS = {"text": "văn bản thuần (TXT)", "html": "trang web (HTML)", "image": "ảnh chụp, ảnh quét"}
"""How forms of files are called, where capital letters do not tell everybody."""


@page("documents.view")
@require_safe
def list_documents(request: ActorRequest) -> HttpResponse:
    """This will list the store, narrowed by words (with marks or without), kind and direction."""
    form = FilterForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = documents.documents(
        request.actor,
        q=asked.get("q", ""),
        kind=asked.get("loai", ""),
        direction=asked.get("chieu", ""),
        waiting=bool(asked.get("cho")),
        page=page_number(request),
    )
    waiting = documents.open_suggestions_count(request.actor)
    context = {
        "title": f"{waiting} gợi ý chờ xác nhận trong văn bản" if waiting else "Văn bản",
        "shelves": shelves("documents.list"),
        "form": form,
        "found": found,
        "asked": any(asked.values()),
        "may_register": request.actor.may_somewhere("documents.register_document"),
    }
    return render(request, "documents/list.html", context)


@page("documents.view")
@require_safe
def about(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will show what a document is, what it stands on, who cites it, what it asked for, and what was done."""
    view = documents.document(request.actor, document_id)
    endings = cited_endings(view, on=timezone.localdate())
    keeper = agencies.agencies_by_id([view.agency_id]).get(view.agency_id) if view.agency_id else None
    is_out = view.row.direction == "out"
    report_id = publications.report_issued_as(request.actor, document_id) if is_out else None
    context = {
        "title": view.label,
        "view": view,
        "format": FORMATS.get(view.format, view.format.upper()),
        "signer_title": _title_in_words(view.signer_title),
        "keeper": keeper,
        "draft": drafting.draft_of(request.actor, document_id) if is_out else None,
        "citations": [(one, endings.get(one.id)) for one in view.citations],
        "versions": versions.versions(request.actor, document_id),
        "cited_by": documents.cited_by(document_id),
        "targets": plans.targets_from(document_id),
        "tasks": plans.tasks_from(document_id, on=timezone.localdate()),
        "plan_id": plans.plan_of(document_id),
        "events": events(journal.entries(subject=f"document:{document_id}")),
        "may_register": request.actor.may_somewhere("documents.register_document"),
        "may_correct": request.actor.may_somewhere("documents.correct_metadata"),
        "may_reread": request.actor.may_somewhere("documents.reread_document"),
        "was_read_before": rereading.was_read_before(document_id),
        "may_add_version": request.actor.may_somewhere("documents.add_version"),
        "may_plan": request.actor.may_somewhere("plans.adopt_plan"),
        "report_id": report_id,
        **opinions_beside(request.actor, "document", document_id, timezone.localdate(), also=("report", report_id)),
    }
    return render(request, "documents/about.html", context)


@page("documents.correct_metadata")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will correct the head of a document."""
    view = documents.document(request.actor, document_id)
    form = HeadForm(request.POST if request.method == "POST" else None, initial=_head(view))
    if form.is_valid():
        with refusals_in(form):
            correct_metadata(document_id=document_id, fields=form.cleaned_data, actor=request.actor, at=timezone.now())
            messages.success(request, "Đã sửa thông tin văn bản.")
            return redirect("documents.about", document_id)
    context = {"title": "Sửa thông tin văn bản", "form": form, "view": view}
    return render(request, "documents/correct.html", context, status=status_of(form))


@page("documents.suggest")
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will mark a passage as a target or duty that the reader did not see, and open its card."""
    view = documents.document(request.actor, document_id)
    anchor = request.GET.get("muc", "")
    of = next((part for part in view.provisions if part.anchor == anchor), None)
    quote = request.GET.get("doan", "") or (documents.own_words(of) if of else "")
    initial = {"quote": quote[:LONGEST_PASSAGE], "anchor": anchor, "kind": "duty"}
    form = MarkForm(view, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            suggestion_id = _mark(request, view, form.cleaned_data)
            address = reverse("documents.read", args=[document_id])
            return redirect(f"{address}?muc={suggestion_id}&sua=1#m-{suggestion_id}")
    context = {"title": "Đánh dấu chỉ tiêu, nhiệm vụ", "form": form, "view": view}
    return render(request, "documents/mark.html", context, status=status_of(form))


@page("documents.view", machine=True)
@require_safe
def original(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will hand the file out as it was registered, as a download and never inline."""
    file = documents.original(request.actor, document_id)
    return download_of(file.content, name=file.name, media_type="application/octet-stream")


def _mark(request: ActorRequest, view: documents.DocumentView, said: dict[str, Any]) -> int:
    start, end = said["span"]
    payload: documents.ProposedTarget | documents.ProposedDuty
    if said["kind"] == "target":
        payload = documents.ProposedTarget(subject=view.text[start:end])
    else:
        payload = documents.ProposedDuty()
    return suggest(
        document_id=view.id,
        kind=said["kind"],
        start=start,
        end=end,
        payload=payload,
        actor=request.actor,
        at=timezone.now(),
    )


def _head(view: documents.DocumentView) -> dict[str, object]:
    row = view.row
    return {
        "direction": row.direction,
        "kind": row.kind,
        "number": row.number,
        "issued_on": row.issued_on,
        "issuer": row.issuer,
        "place": view.place,
        "title": row.title,
        "signer": view.signer,
        "signer_title": view.signer_title,
        "arrival_number": row.arrival_number,
        "arrived_on": row.arrived_on,
        "urgency": view.urgency,
    }


def _title_in_words(title: str) -> str:
    """A title as people write it, where the signature has it in capitals; “KT. …” stays as it stands."""
    return ordinary_case(title) if title.isupper() and "." not in title else title
