"""The desk: a document set as the document, its findings marked, each confirmed, corrected or dismissed by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.documents import queries as documents
from pcmt.documents.actions.dismiss_suggestion import dismiss_suggestion
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.web.documents.sheet import Card, Line, card, lines
from pcmt.web.plans.forms import TargetForm, TaskForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

CARDS = 7
NO_PLAN = "Chưa chọn kế hoạch. Chọn kế hoạch để đưa vào, hoặc lập kế hoạch từ văn bản này, rồi xác nhận lại."
FILTERS = {"cho": ("open", "Chờ xác nhận"), "xong": ("adopted", "Đã xác nhận"), "bo": ("dismissed", "Đã loại bỏ")}


@dataclass(frozen=True)
class Desk:
    """What the desk shows: the document in lines, and the cards from the chosen one on."""

    view: documents.DocumentView
    lines: tuple[Line, ...]
    chosen: Card | None
    cards: tuple[Card, ...]
    previous_id: int | None
    next_id: int | None
    counts: dict[str, int]
    kept: str

    @property
    def settled(self) -> int:
        """How many suggestions a person has settled."""
        return self.view.row.settled


@page("documents.view")
@require_safe
def read(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will show a document at the desk; `muc` is the chosen suggestion, `sua` opens its form."""
    return _show(request, document_id, _number(request, "muc"))


@page("plans.adopt_suggestion")
@require_POST
def adopt(request: ActorRequest, suggestion_id: int) -> HttpResponse:
    """This will adopt a suggestion as confirmed in the form, and go on to the next."""
    item = documents.suggestion(suggestion_id)
    on = timezone.localdate()
    form = TargetForm(request.POST, on=on) if item.kind == "target" else TaskForm(request.POST)
    plan_id = _posted_number(request, "plan")
    if form.is_valid() and not plan_id:
        form.add_error(None, NO_PLAN)
    if form.is_valid():
        with refusals_in(form):
            reference = adopt_suggestion(
                suggestion_id=suggestion_id,
                plan_id=plan_id,
                correction=form.confirmed() if isinstance(form, TargetForm) else form.confirmed(on),
                actor=request.actor,
                at=timezone.now(),
            )
            word = "Chỉ tiêu" if item.kind == "target" else "Nhiệm vụ"
            plan = plans.plan(request.actor, plan_id)
            messages.success(request, f"{word} đã vào kế hoạch {plan.document_number or plan.title} ({reference}).")
            return _onward(request, item)
    return _show(request, item.document_id, suggestion_id, form, status=status_of(form))


@page("documents.dismiss_suggestion")
@require_POST
def dismiss(request: ActorRequest, suggestion_id: int) -> HttpResponse:
    """This will dismiss a suggestion and go on to the next."""
    item = documents.suggestion(suggestion_id)
    reason = request.POST.get("reason", "")
    dismiss_suggestion(suggestion_id=suggestion_id, reason=reason, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã loại bỏ một gợi ý.")
    return _onward(request, item)


def _show(
    request: ActorRequest, document_id: int, chosen_id: int | None, bound: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    actor, on = request.actor, timezone.localdate()
    view = documents.document(actor, document_id)
    name = request.GET.get("loc", "cho")
    desk = _lay_out(view, chosen_id, name if name in FILTERS else "cho", _kept(request))
    own_plan = plans.plan_of(document_id)
    choices = plans.plans(actor)
    plan = next((one for one in choices if one.id == (_plan_id(request) or own_plan)), None)
    chosen = desk.chosen.item if desk.chosen else None
    form, proposal = bound, None
    if chosen and chosen.is_open and choices and _may_adopt(actor):
        proposal = _proposal(view, chosen, on, plan.horizon_to if plan else None)
        form = form or _form(proposal, on)
    context = {
        "title": view.label,
        "desk": desk,
        "view": view,
        "form": form,
        "proposal": proposal,
        "correcting": bound is not None or "sua" in request.GET or bool(proposal and proposal.gaps),
        "plan": plan,
        "plans": choices,
        "own_plan": own_plan,
        "may_adopt": _may_adopt(actor),
        "may_plan": actor.may_somewhere("plans.adopt_plan"),
        "may_mark": actor.may_somewhere("documents.suggest"),
        "filters": _filters(view, desk),
        "cited": sum(1 for citation in view.citations if citation.cited),
        "uncited": sum(1 for citation in view.citations if not citation.cited),
    }
    return render(request, "documents/read.html", context, status=status)


def _lay_out(view: documents.DocumentView, chosen_id: int | None, name: str, kept: str) -> Desk:
    shown = [item for item in view.suggestions if item.state == FILTERS[name][0]]
    chosen = next((item for item in view.suggestions if item.id == chosen_id), None)
    chosen = chosen or next(iter(shown), None)
    after = [item for item in shown if chosen and (item.start, item.id) > (chosen.start, chosen.id)]
    before = [item for item in shown if chosen and (item.start, item.id) < (chosen.start, chosen.id)]
    return Desk(
        view=view,
        lines=lines(view, chosen.id if chosen else 0),
        chosen=card(view, chosen) if chosen else None,
        cards=tuple(card(view, item) for item in after[:CARDS]),
        previous_id=before[-1].id if before else None,
        next_id=after[0].id if after else None,
        counts={key: sum(item.state == state for item in view.suggestions) for key, (state, _) in FILTERS.items()},
        kept=kept,
    )


def _proposal(
    view: documents.DocumentView, item: documents.SuggestionView, on: date, horizon_to: date | None
) -> plans.TargetProposal | plans.TaskProposal:
    if item.kind == "target":
        return plans.propose_target(item, on=on, horizon_to=horizon_to)
    return plans.propose_task(item, sentence=documents.sentence(view, item), on=on)


def _form(proposal: plans.TargetProposal | plans.TaskProposal, on: date) -> forms.Form:
    if isinstance(proposal, plans.TargetProposal):
        return TargetForm(initial=TargetForm.initial_of(proposal), on=on)
    return TaskForm(initial=TaskForm.initial_of(proposal))


def _filters(view: documents.DocumentView, desk: Desk) -> Sequence[dict[str, object]]:
    state = desk.chosen.item.state if desk.chosen else "open"
    return [
        {"label": label, "count": desk.counts[key], "query": urlencode({"loc": key}), "current": state == of}
        for key, (of, label) in FILTERS.items()
    ]


def _onward(request: HttpRequest, item: documents.SuggestionView) -> HttpResponse:
    following = documents.next_open(item.document_id, item.start)
    query = {"muc": following} if following else {}
    if plan_id := _posted_number(request, "plan"):
        query["ke_hoach"] = plan_id
    address = reverse("documents.read", args=[item.document_id])
    return redirect(f"{address}?{urlencode(query)}#{f'm-{following}' if following else 'goi-y'}")


def _may_adopt(actor: Actor) -> bool:
    return actor.may_somewhere("plans.adopt_suggestion")


def _kept(request: HttpRequest) -> str:
    plan_id = _plan_id(request)
    return f"&ke_hoach={plan_id}" if plan_id else ""


def _plan_id(request: HttpRequest) -> int:
    return _posted_number(request, "plan") or _number(request, "ke_hoach") or 0


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _posted_number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
