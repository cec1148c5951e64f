"""Passages drawn anew at the desk: split, joined with the next, widened or narrowed."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from pcmt.documents import queries as documents
from pcmt.documents.actions.join_suggestions import join_suggestions
from pcmt.documents.actions.resize_suggestion import resize_suggestion
from pcmt.documents.actions.split_suggestion import split_suggestion
from pcmt.documents.queries import Drawn
from pcmt.web.documents.desk import Bound, at_suggestion, number, show
from pcmt.web.documents.forms import PassageForm, SplitForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

NOT_THERE = "Không thấy đoạn này trong văn bản, quanh chỗ của mục. Ghi đúng nguyên văn, một đoạn liền."


@page("documents.split_suggestion")
@require_POST
def split(request: ActorRequest, suggestion_id: int) -> HttpResponse:
    """This will put pieces in a suggestion's place, and lead to the first of them."""
    item = documents.suggestion(suggestion_id)
    view = documents.document(request.actor, item.document_id)
    form = SplitForm(item, request.POST)
    if form.is_valid():
        with refusals_in(form):
            pieces = _pieces(view, item, form)
            made = split_suggestion(suggestion_id=suggestion_id, pieces=pieces, actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã tách thành {len(made)} mục; xác nhận từng mục.")
            return at_suggestion(request, item.document_id, made[0], sua="1")
    return show(request, item.document_id, suggestion_id, Bound("tach", form), status=status_of(form))


@page("documents.join_suggestions")
@require_POST
def join(request: ActorRequest, suggestion_id: int) -> HttpResponse:
    """This will join a suggestion with another, and lead to the one that they make."""
    item = documents.suggestion(suggestion_id)
    other = number(request.POST.get("voi", ""))
    made = join_suggestions(suggestion_ids=[suggestion_id, other], actor=request.actor, at=timezone.now())
    messages.success(request, "Đã gộp hai mục thành một.")
    return at_suggestion(request, item.document_id, made)


@page("documents.resize_suggestion")
@require_POST
def resize(request: ActorRequest, suggestion_id: int) -> HttpResponse:
    """This will move the ends of a suggestion's passage: to the words typed, the whole sentence or the paragraph."""
    item = documents.suggestion(suggestion_id)
    view = documents.document(request.actor, item.document_id)
    to = request.POST.get("den", "")
    form = PassageForm({"quote": item.quote} if to else request.POST)
    if form.is_valid():
        span = documents.wider(view, item, to) if to else documents.find_near(view, form.cleaned_data["quote"], item)
        if span is None:
            form.add_error("quote", NOT_THERE)
        else:
            with refusals_in(form):
                made = resize_suggestion(
                    suggestion_id=suggestion_id, start=span[0], end=span[1], actor=request.actor, at=timezone.now()
                )
                messages.success(request, "Đã chỉnh đoạn của mục này.")
                return at_suggestion(request, item.document_id, made)
    return show(request, item.document_id, suggestion_id, Bound("doan", form), status=status_of(form))


def _pieces(view: documents.DocumentView, item: documents.SuggestionView, form: forms.Form) -> list[Drawn]:
    if form.cleaned_data.get("by_lead") and isinstance(item.payload, documents.ProposedDuty):
        return [Drawn(item.start, item.end, payload) for payload in documents.by_lead(item.payload)]
    spans = documents.cut(view.text, item.start, item.end, form.cleaned_data["pieces"])
    return [Drawn(start, end, documents.payload_of_piece(item.payload, view.text[start:end])) for start, end in spans]
