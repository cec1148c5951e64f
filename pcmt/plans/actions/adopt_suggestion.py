"""Adopt what a document suggests into a plan, as a person has confirmed or corrected it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from pcmt.documents import queries as documents
from pcmt.documents.actions.settle_suggestion import settle_suggestion
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.plans.access import obtain_plan, path_of
from pcmt.plans.actions.adopt_plan import CannotAdopt
from pcmt.plans.checking import refuse_unassignable, refuse_unmeasurable
from pcmt.plans.correcting import columns_of
from pcmt.plans.learning import learn_names, proposed_form, remember_indicator
from pcmt.plans.models import Plan, Target, Task
from pcmt.plans.rules.corrections import told_new
from pcmt.plans.rules.inputs import BadTarget, TargetInput, TaskInput
from pcmt.plans.seating import seat
from pcmt.plans.states import START

LONGEST_LIMIT = 255


@transaction.atomic
def adopt_suggestion(
    *, suggestion_id: int, plan_id: int, correction: TargetInput | TaskInput, actor: Actor, at: datetime
) -> str:
    """This will make a target or a task of a suggestion, settle it, and return the reference ("target:7", "task:12").

    What the person chose against the proposal (an indicator, an agency behind a name) is remembered for the next time.
    Raises BadTarget or BadTask with the fields that are wrong, and CannotAdopt where another hand was quicker.
    """
    plan = obtain_plan(plan_id, "plans.adopt_suggestion", actor)

    suggestion = documents.suggestion(suggestion_id)
    if not suggestion.is_open:
        raise _settled_already(suggestion.settled_ref)
    if suggestion.kind != ("target" if isinstance(correction, TargetInput) else "duty"):
        raise CannotAdopt("Gợi ý và nội dung xác nhận không cùng loại.")
    if isinstance(correction, TargetInput):
        refuse_unmeasurable(correction, at)
        _refuse_not_compared(correction, suggestion)
    else:
        refuse_unassignable(correction)

    reference = _make(plan, suggestion, correction)
    _remember(suggestion, correction, actor, at)
    settle_suggestion(
        suggestion_id=suggestion_id,
        state="adopted",
        settled_ref=reference,
        confirmed=proposed_form(correction, suggestion.payload),
        actor=actor,
        at=at,
    )

    record(
        action="plans.adopt_suggestion",
        subject=reference,
        actor=actor,
        at=at,
        before={"suggestion": suggestion_id, "document": suggestion.document_id, "anchor": suggestion.anchor},
        after={"plan": plan_id, **_said(correction)},
    )
    return reference


def _refuse_not_compared(target: TargetInput, suggestion: documents.SuggestionView) -> None:
    if suggestion.scanned_page and not target.compared:
        raise BadTarget(
            f"Chữ của câu này được đọc từ ảnh quét, trang {suggestion.scanned_page}; máy có thể đọc nhầm con số.",
            remedy="Mở ảnh trang, đối chiếu con số và thời hạn, rồi xác nhận là đã đối chiếu.",
            fields={"compared": "Đối chiếu với ảnh trang rồi đánh dấu ô này."},
        )


def _make(plan: Plan, suggestion: documents.SuggestionView, said: TargetInput | TaskInput) -> str:
    try:
        with transaction.atomic():
            if isinstance(said, TargetInput):
                return f"target:{_make_target(plan, suggestion, said)}"
            return f"task:{_make_task(plan, suggestion, said)}"
    except IntegrityError:  # the same suggestion, adopted into another plan in this very moment
        raise _settled_already("") from None


def _settled_already(reference: str) -> CannotAdopt:
    return CannotAdopt("Gợi ý này đã được xử lý.", where=reference, remedy="Tải lại trang để xem kết quả.")


def _make_target(plan: Plan, suggestion: documents.SuggestionView, said: TargetInput) -> int:
    target = Target.objects.create(
        plan=plan,
        **columns_of(said),
        quote=suggestion.quote,
        sentence=documents.sentence_of(suggestion.id),
        source_document_id=suggestion.document_id,
        anchor=suggestion.anchor,
        path=path_of(suggestion),
        suggestion_id=suggestion.id,
    )
    return target.id


def _make_task(plan: Plan, suggestion: documents.SuggestionView, said: TaskInput) -> int:
    task = Task.objects.create(
        plan=plan,
        title=" ".join(said.title.split()),
        quote=suggestion.quote,
        source_document_id=suggestion.document_id,
        anchor=suggestion.anchor,
        path=path_of(suggestion),
        suggestion_id=suggestion.id,
        due_on=said.due_on,
        within=said.within.strip()[:LONGEST_LIMIT],
        every=said.every,
        product=said.product.strip(),
        weight=said.weight,
        state=START,
    )
    seat(task, said)
    return task.id


def _remember(suggestion: documents.SuggestionView, said: TargetInput | TaskInput, actor: Actor, at: datetime) -> None:
    if isinstance(said, TargetInput):
        remember_indicator(suggestion, said, on=localdate(at))
        return
    learn_names(said, learned_from=f"document:{suggestion.document_id}", actor=actor, at=at)


def _said(correction: TargetInput | TaskInput) -> dict[str, object]:
    if isinstance(correction, TargetInput):
        return told_new(correction) | ({"compared_with_page": True} if correction.compared else {})
    return {
        "leads": list(correction.leads),
        "supports": list(correction.supports),
        "due_on": correction.due_on.isoformat() if correction.due_on else None,
    }
