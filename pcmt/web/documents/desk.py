"""The desk: a document set as the document, its findings marked, and the chosen one on a card to be decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.web.asked import number_of
from pcmt.web.documents.cards import Card, card
from pcmt.web.documents.forms import PassageForm, SplitForm
from pcmt.web.documents.paper import Leaf, leaves
from pcmt.web.documents.sure import most_sure
from pcmt.web.documents.whom import remembered_names, unknown_names, unnamed_lead
from pcmt.web.plans.forms import TargetForm, TaskForm
from pcmt.web.views import ActorRequest, page

CARDS = 7
FILTERS = {"cho": ("open", "Chờ xác nhận"), "xong": ("adopted", "Đã xác nhận"), "bo": ("dismissed", "Đã loại bỏ")}
PANELS = ("sua", "tach", "doan", "bo")
NOT_TAKEN_ON = (
    "Đây là văn bản của tỉnh khác: đánh dấu “Đơn vị mình nhận làm theo” rồi xác nhận. Mỗi văn bản chỉ hỏi một lần."
)
REASONS = (
    "không phải chỉ tiêu, nhiệm vụ",
    "trùng với mục khác của văn bản",
    "nhắc lại việc của văn bản khác",
    "đọc sai đoạn hoặc sai con số",
    "không thuộc kế hoạch này",
)
"""Why a suggestion is dismissed: each has its number key, so that saying why costs no more than not saying."""
WHOLE_REASONS = (
    "văn bản không giao việc cho nơi này",
    "văn bản của nơi khác, chỉ để tham khảo",
    "việc đã theo dõi theo văn bản khác",
)
"""Why all that waits in a document is dismissed at once."""


@dataclass(frozen=True)
class Desk:
    """What the desk shows beside the text: the cards from the chosen one on, and what may be done next."""

    view: documents.DocumentView
    chosen: Card | None
    cards: tuple[Card, ...]
    previous_id: int | None
    next_id: int | None
    joins_id: int | None
    counts: Mapping[str, int]
    kept: str

    @property
    def settled(self) -> int:
        """How many suggestions a person has settled."""
        return self.view.row.settled

    @property
    def version(self) -> str:
        """What changes whenever passages are drawn anew, so that the marks in the text no longer fit."""
        ids = [item.id for item in self.view.suggestions]
        return f"{len(ids)}-{sum(ids)}"


@dataclass(frozen=True)
class Bound:
    """What a person typed and sent, to be shown again with what is wrong with it; `panel` is where it stands."""

    panel: str
    form: forms.Form


@page("documents.view")
@require_safe
def read(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will show a document at the desk; `muc` is the chosen suggestion, `sua`, `tach`, `doan` open a form."""
    return show(request, document_id, number(request.GET.get("muc", "")))


@page("documents.view")
@require_safe
def suggestion(request: ActorRequest, suggestion_id: int) -> HttpResponse:
    """This will go to the desk of a suggestion's document, with that suggestion chosen."""
    document_id = documents.suggestion(suggestion_id).document_id
    return redirect(f"{reverse('documents.read', args=[document_id])}?muc={suggestion_id}#goi-y")


def show(
    request: ActorRequest, document_id: int, chosen_id: int, bound: Bound | None = None, status: int = 200
) -> HttpResponse:
    """This will lay the desk out, or the cards alone where the desk's own script asks for them."""
    actor = request.actor
    view = documents.document(actor, document_id)
    name = request.GET.get("loc", "cho")
    desk = _lay_out(view, chosen_id, name if name in FILTERS else "cho", kept(request))
    own_plan = plans.plan_of(document_id)
    choices = plans.plans(actor)
    plan = next((one for one in choices if one.id == (plan_id_of(request) or own_plan)), None)
    silent = documents.silent_sections(view.provisions, view.suggestions)
    context = {
        "title": view.label,
        "desk": desk,
        "view": view,
        "plan": plan,
        "plans": choices,
        "own_plan": own_plan,
        "may_adopt": may_adopt(actor),
        "may_plan": actor.may_somewhere("plans.adopt_plan"),
        "may_dismiss_all": actor.may_somewhere("documents.dismiss_suggestions"),
        "whole_reasons": WHOLE_REASONS,
        "may_mark": actor.may_somewhere("documents.suggest"),
        "may_export": actor.may_somewhere("documents.export_keys"),
        "filters": _filters(desk),
        "silent": silent,
        "silent_points": sum(len(one.points) for one in silent),
        "many": most_sure(view, plan) if choices and may_adopt(actor) else None,
        "last": documents.last_decision(actor, document_id) if may_adopt(actor) else None,
        **_form_context(request, view, desk, plan, bound, any_plan=bool(choices)),
    }
    if request.headers.get("X-Desk") == "cards":
        return render(request, "documents/cards.html", {**context, "alone": True}, status=status)
    context |= {
        "leaves": _leaves(view, desk),
        "pictures": _wants_pictures(request, view),
        "cited": sum(1 for citation in view.citations if citation.cited),
        "uncited": sum(1 for citation in view.citations if not citation.cited),
    }
    return render(request, "documents/read.html", context, status=status)


def onward(request: HttpRequest, document_id: int, start: int) -> HttpResponse:
    """This will go on to the next suggestion that waits, from an offset of the text on."""
    following = documents.next_open(document_id, start)
    return at_suggestion(request, document_id, following or 0)


def at_suggestion(request: HttpRequest, document_id: int, suggestion_id: int, **query: str) -> HttpResponse:
    """This will lead to a suggestion's card; 0 leads to the cards."""
    told: dict[str, object] = {"muc": suggestion_id} if suggestion_id else {}
    if plan_id := plan_id_of(request):
        told["ke_hoach"] = plan_id
    address = reverse("documents.read", args=[document_id])
    return redirect(f"{address}?{urlencode(told | query)}#{f'm-{suggestion_id}' if suggestion_id else 'goi-y'}")


def may_adopt(actor: Actor) -> bool:
    """This will tell whether buttons that decide are shown; what may be done, the action decides."""
    return actor.may_somewhere("plans.adopt_suggestion")


def kept(request: HttpRequest) -> str:
    """This will give what addresses of the desk carry along: the plan, where one was chosen."""
    plan_id = plan_id_of(request)
    return f"&ke_hoach={plan_id}" if plan_id else ""


def plan_id_of(request: HttpRequest) -> int:
    """This will give the plan that was chosen, in the form or in the address; 0 for none."""
    return number(request.POST.get("plan", "")) or number(request.GET.get("ke_hoach", ""))


def number(text: str) -> int:
    """This will read an identifier; 0 for anything else."""
    return number_of(text) or 0


def _lay_out(view: documents.DocumentView, chosen_id: int, name: str, kept_query: str) -> Desk:
    shown = [item for item in view.suggestions if item.state == FILTERS[name][0]]
    chosen = next((item for item in view.suggestions if item.id == chosen_id), None)
    chosen = chosen or next(iter(shown), None)
    after = [item for item in shown if chosen and (item.start, item.id) > (chosen.start, chosen.id)]
    before = [item for item in shown if chosen and (item.start, item.id) < (chosen.start, chosen.id)]
    alike = [item for item in after if chosen and chosen.is_open and item.is_open and item.kind == chosen.kind]
    return Desk(
        view=view,
        chosen=card(view, chosen) if chosen else None,
        cards=tuple(card(view, item) for item in after[:CARDS]),
        previous_id=before[-1].id if before else None,
        next_id=after[0].id if after else None,
        joins_id=alike[0].id if alike and chosen and alike[0].anchor == chosen.anchor else None,
        counts={key: sum(item.state == state for item in view.suggestions) for key, (state, _) in FILTERS.items()},
        kept=kept_query,
    )


def _form_context(
    request: ActorRequest,
    view: documents.DocumentView,
    desk: Desk,
    plan: plans.PlanView | None,
    bound: Bound | None,
    *,
    any_plan: bool,
) -> dict[str, object]:
    chosen = desk.chosen.item if desk.chosen else None
    if chosen is None or not chosen.is_open or not may_adopt(request.actor):
        return {"form": None, "proposal": None, "panel": "", "panel_form": None, "unknown": (), "unnamed": None}
    proposal = _proposal(view, chosen, plan)
    panel = bound.panel if bound else next((name for name in PANELS if name in request.GET), "")
    if not panel and proposal.gaps and any_plan:
        panel = "sua"
    form = bound.form if bound and bound.panel == "sua" else _form(proposal, chosen.scanned_page) if any_plan else None
    own = bound.form if bound and bound.panel == panel else _panel_form(panel, chosen)
    unknown = unknown_names(proposal.unknown) if isinstance(proposal, plans.TaskProposal) else ()
    may_forget = request.actor.may_somewhere("agencies.forget_alias")
    unnamed = unnamed_lead(view, chosen) if isinstance(proposal, plans.TaskProposal) and proposal.gaps else None
    return {
        "form": form,
        "proposal": proposal,
        "panel": panel,
        "panel_form": own,
        "unknown": unknown,
        "unnamed": unnamed,
        "remembered": remembered_names(proposal) if isinstance(proposal, plans.TaskProposal) and may_forget else (),
        "reasons": REASONS,
    }


def _proposal(
    view: documents.DocumentView, item: documents.SuggestionView, plan: plans.PlanView | None
) -> plans.Proposal:
    return plans.propose(
        [item],
        sentences={item.id: documents.sentence(view, item)},
        limits={item.id: documents.time_limit(view, item)},
        on=timezone.localdate(),
        horizon_to=plan.horizon_to if plan else None,
        plan_id=plan.id if plan else None,
    )[item.id]


def _form(proposal: plans.Proposal, scanned_page: int) -> forms.Form:
    if isinstance(proposal, plans.TargetProposal):
        initial = TargetForm.initial_of(proposal)
        return TargetForm(initial=initial, on=timezone.localdate(), guesses=proposal.guesses, scanned_page=scanned_page)
    return TaskForm(initial=TaskForm.initial_of(proposal), unnamed=bool(proposal.gaps))


def _panel_form(panel: str, item: documents.SuggestionView) -> forms.Form | None:
    if panel == "tach":
        return SplitForm(item, initial={"pieces": documents.joints(item.quote, item.kind)})
    return PassageForm(initial={"quote": item.quote}) if panel == "doan" else None


def _filters(desk: Desk) -> Sequence[dict[str, object]]:
    state = desk.chosen.item.state if desk.chosen else "open"
    return [
        {"label": label, "count": desk.counts[key], "query": urlencode({"loc": key}), "current": state == of}
        for key, (of, label) in FILTERS.items()
    ]


def _leaves(view: documents.DocumentView, desk: Desk) -> tuple[Leaf, ...]:
    return leaves(view, desk.chosen.item.id if desk.chosen else 0)


def _wants_pictures(request: HttpRequest, view: documents.DocumentView) -> bool:
    """Pictures of the pages stand beside what OCR made of them; beside a text layer, where one asks."""
    asked = request.GET.get("anh", "")
    return bool(view.sheets) and (asked == "1" or (asked != "0" and any(sheet.by_ocr for sheet in view.sheets)))
