"""Outgoing documents: what went out, and drafts on their way to being signed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.documents import queries as documents
from pcmt.documents.actions.begin_draft import begin_draft
from pcmt.documents.actions.issue_draft import issue_draft
from pcmt.documents.actions.return_draft import return_draft
from pcmt.documents.actions.revise_draft import revise_draft
from pcmt.documents.actions.submit_draft import submit_draft
from pcmt.documents.queries import drafting, handling
from pcmt.web.asked import number_of
from pcmt.web.documents.drafting_forms import BeginForm, IssueForm, ReturnForm, ReviseForm, SubmitForm
from pcmt.web.documents.shelves import page_number, shelves
from pcmt.web.downloads import download_of
from pcmt.web.views import ActorRequest, page, refusals_in, status_of, tried

VERBS = ("revise_draft", "submit_draft", "return_draft", "issue_draft")


@page("documents.view")
@require_safe
def outgoing(request: ActorRequest) -> HttpResponse:
    """This will list the drafts on their way and what went out."""
    context = {
        "title": "Văn bản đi",
        "shelves": shelves("documents.outgoing"),
        "drafts": drafting.drafts(request.actor),
        "found": documents.documents(request.actor, direction="out", page=page_number(request)),
        "year": timezone.localdate().year,
        "may_draft": request.actor.may_somewhere("documents.begin_draft"),
    }
    return render(request, "documents/outgoing.html", context)


@page("documents.begin_draft")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: ActorRequest) -> HttpResponse:
    """This will keep a draft; `tra-loi` names the incoming document that it answers."""
    asked = number_of(request.GET.get("tra-loi", ""))
    answers = None if asked is None else documents.document(request.actor, asked)
    form = BeginForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_in(form):
            file = form.cleaned_data["file"]
            draft_id = begin_draft(
                data=file.read(),
                name=file.name,
                title=form.cleaned_data["title"],
                answers_id=answers.id if answers else None,
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã giữ dự thảo. Khi trình ký, ghi phiếu trình tại đây.")
            return redirect("documents.draft", draft_id)
    context = {"title": "Lập dự thảo văn bản đi", "form": form, "answers": answers}
    return render(request, "documents/begin_draft.html", context, status=status_of(form))


@page("documents.view")
@require_safe
def draft(request: ActorRequest, draft_id: int) -> HttpResponse:
    """This will show a draft, its files, and the steps that may be taken now, to its writers and to who is to sign."""
    return _show(request, draft_id)


@page("documents.view", machine=True)
@require_safe
def file(request: ActorRequest, draft_id: int, file_id: int) -> HttpResponse:
    """This will hand a file of a draft out, as a download."""
    found = drafting.draft_file(request.actor, draft_id, file_id)
    return download_of(found.content, name=found.name, media_type="application/octet-stream")


@page("documents.revise_draft")
@require_POST
def revise(request: ActorRequest, draft_id: int) -> HttpResponse:
    """This will keep a newer file of a draft."""
    form = ReviseForm(request.POST, request.FILES)

    def act(said: dict[str, Any]) -> None:
        data, name = said["file"].read(), said["file"].name
        revise_draft(draft_id=draft_id, data=data, name=name, actor=request.actor, at=timezone.now())

    if tried(form, act):
        return _done(request, draft_id, "Đã thay tệp dự thảo; tệp cũ vẫn được giữ.")
    return _show(request, draft_id, revise_draft=form)


@page("documents.submit_draft")
@require_POST
def submit(request: ActorRequest, draft_id: int) -> HttpResponse:
    """This will note to whom and when a draft was submitted."""
    view = drafting.draft(request.actor, draft_id)
    form = SubmitForm(handling.signers_over(view.agency_id, timezone.localdate(), request.actor), request.POST)

    def act(said: dict[str, Any]) -> None:
        post_id = said.pop("post")
        submit_draft(draft_id=draft_id, post_id=post_id, **said, actor=request.actor, at=timezone.now())

    if tried(form, act):
        return _done(request, draft_id, "Đã ghi phiếu trình.")
    return _show(request, draft_id, submit_draft=form)


@page("documents.return_draft")
@require_POST
def give_back(request: ActorRequest, draft_id: int) -> HttpResponse:
    """This will note that a draft came back unsigned, and why."""
    form = ReturnForm(request.POST)
    if tried(form, lambda said: return_draft(draft_id=draft_id, **said, actor=request.actor, at=timezone.now())):
        return _done(request, draft_id, "Đã trả lại dự thảo.")
    return _show(request, draft_id, return_draft=form)


@page("documents.issue_draft")
@require_POST
def issue(request: ActorRequest, draft_id: int) -> HttpResponse:
    """This will take the signed paper back with its number and day."""
    form = IssueForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            document_id = issue_draft(
                draft_id=draft_id,
                number=said["number"],
                issued_on=said["issued_on"],
                data=said["file"].read(),
                name=said["file"].name,
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Văn bản đã phát hành và vào kho văn bản đi.")
            return redirect("documents.about", document_id)
    return _show(request, draft_id, issue_draft=form)


def _show(request: ActorRequest, draft_id: int, **filled: forms.Form) -> HttpResponse:
    view, on = drafting.draft(request.actor, draft_id), timezone.localdate()
    own: dict[str, forms.Form] = {
        "revise_draft": ReviseForm(),
        "submit_draft": SubmitForm(
            handling.signers_over(view.agency_id, on, request.actor), initial={"submitted_on": on}
        ),
        "return_draft": ReturnForm(),
        "issue_draft": IssueForm(initial={"issued_on": on}),
    }
    wrong = next(iter(filled.values()), None)
    context: dict[str, Any] = {
        "title": view.title,
        "view": view,
        "may": {verb: drafting.may(request.actor, verb, view) for verb in VERBS},
        "forms": {**own, **filled},
        "before_me": view.state == "submitted" and view.signer_id in request.actor.hands,
        "wrong": wrong,
    }
    return render(request, "documents/draft.html", context, status=status_of(wrong) if wrong else 200)


def _done(request: ActorRequest, draft_id: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("documents.draft", draft_id)
