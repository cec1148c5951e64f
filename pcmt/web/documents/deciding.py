"""What is decided on a card: adopted, linked to what the plan has, dismissed; and the last decision taken back."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from pcmt.documents import queries as documents
from pcmt.documents.actions.dismiss_suggestion import dismiss_suggestion
from pcmt.documents.actions.dismiss_suggestions import dismiss_suggestions
from pcmt.documents.actions.undo_decision import undo_decision
from pcmt.plans import queries as plans
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.link_source import link_source
from pcmt.plans.actions.undo_adoption import undo_adoption
from pcmt.web.documents.desk import NOT_TAKEN_ON, Bound, at_suggestion, number, onward, show
from pcmt.web.plans.forms import TargetForm, TaskForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

NO_PLAN = "Chưa chọn kế hoạch. Chọn kế hoạch để đưa vào, hoặc lập kế hoạch từ văn bản này, rồi xác nhận lại."


@page("plans.adopt_suggestion")
@require_POST
def adopt(request: ActorRequest, suggestion_id: int) -> HttpResponse:
    """This will adopt a suggestion as confirmed in the form, and go on to the next."""
    item = documents.suggestion(suggestion_id)
    on = timezone.localdate()
    form = _form_of(item, request, on)
    plan_id = number(request.POST.get("plan", ""))
    if form.is_valid() and (problem := _problem(request, item.document_id, plan_id)):
        form.add_error(None, problem)
    if form.is_valid():
        with refusals_in(form):
            said = form.confirmed() if isinstance(form, TargetForm) else form.confirmed(on)
            reference = adopt_suggestion(
                suggestion_id=suggestion_id,
                plan_id=plan_id,
                correction=said,
                actor=request.actor,
                at=timezone.now(),
            )
            word = "Chỉ tiêu" if item.kind == "target" else "Nhiệm vụ"
            plan = plans.plan(request.actor, plan_id)
            told = f"đã vào kế hoạch {plan.document_number or plan.title}."
            messages.success(request, format_html("{} {}", _link(reference, word), told))
            if lacks := _lacks(said):
                messages.warning(request, format_html("{} {}", lacks, _link(reference, f"Bổ sung tại {word.lower()}")))
            return onward(request, item.document_id, item.start)
    return show(request, item.document_id, suggestion_id, Bound("sua", form), status=status_of(form))


def _problem(request: ActorRequest, document_id: int, plan_id: int) -> str:
    """What stands in the way of confirming, besides the form itself, in Vietnamese; "" where nothing does."""
    if not plan_id:
        return NO_PLAN
    if "nhan" in request.POST or not documents.document(request.actor, document_id).asks_to_take_on:
        return ""
    return NOT_TAKEN_ON


def _form_of(item: documents.SuggestionView, request: ActorRequest, on: date) -> TargetForm | TaskForm:
    if item.kind == "target":
        return TargetForm(request.POST, on=on, scanned_page=item.scanned_page)
    return TaskForm(request.POST)


def _lacks(said: plans.TargetInput | plans.TaskInput) -> str:
    """What was confirmed without and will be missed, in Vietnamese; "" where nothing is."""
    if isinstance(said, plans.TargetInput):
        return "" if said.indicator else "Chỉ tiêu chưa gắn chỉ số: tiến độ chưa tự tính được."
    if said.leads:
        return ""
    named = "; ".join(said.lead_words)
    return f"Nhiệm vụ chưa giao được cho cơ quan nào{f': “{named}” chưa có trong danh mục' if named else ''}."


@page("plans.link_source")
@require_POST
def link(request: ActorRequest, suggestion_id: int) -> HttpResponse:
    """This will keep a suggestion as another source of what the plan has, and go on to the next."""
    item = documents.suggestion(suggestion_id)
    reference = request.POST.get("muc_da_co", "")
    link_source(suggestion_id=suggestion_id, reference=reference, actor=request.actor, at=timezone.now())
    messages.success(request, format_html("Đã ghi thêm nguồn cho {}.", _link(reference, "mục đã có")))
    return onward(request, item.document_id, item.start)


def _link(reference: str, words: str) -> str:
    """The way to a target or task ("target:7"), in words that a reader knows."""
    kind, _, found = reference.partition(":")
    return format_html('<a data-page href="{}">{}</a>', reverse(f"plans.{kind}", args=[int(found)]), words)


@page("documents.dismiss_suggestion")
@require_POST
def dismiss(request: ActorRequest, suggestion_id: int) -> HttpResponse:
    """This will dismiss a suggestion and go on to the next."""
    item = documents.suggestion(suggestion_id)
    reason = request.POST.get("reason", "")[:500]
    dismiss_suggestion(suggestion_id=suggestion_id, reason=reason, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã loại bỏ một gợi ý.")
    return onward(request, item.document_id, item.start)


@page("documents.dismiss_suggestions")
@require_POST
def dismiss_all(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will dismiss all that waits in a document, and show the desk with it done."""
    reason = request.POST.get("reason", "")[:500]
    count = dismiss_suggestions(document_id=document_id, reason=reason, actor=request.actor, at=timezone.now())
    messages.success(request, f"Đã bỏ qua {count} gợi ý của văn bản. Hoàn tác được cả lượt.")
    return at_suggestion(request, document_id, 0)


@page("documents.undo_decision")
@require_POST
def undo(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will take a decision on a document back, and lead to what is open again."""
    decision = documents.decision(request.actor, number(request.POST.get("viec", "")))
    if decision.references:
        undo_adoption(decision_id=decision.id, actor=request.actor, at=timezone.now())
    else:
        undo_decision(decision_id=decision.id, actor=request.actor, at=timezone.now())
    messages.success(request, f"Đã hoàn tác: {decision.verb_label} {len(decision.suggestion_ids)} mục.")
    first = next(iter(decision.suggestion_ids), 0)
    return at_suggestion(request, decision.document_id, first)
