"""Begin to build a form: empty, or with what a form that stands asks."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook import policy
from pcmt.rulebook.drafting import put
from pcmt.rulebook.models import FormDraft
from pcmt.rulebook.queries import book
from pcmt.rulebook.rules.form_plan import FormPlan, from_json
from pcmt.rulebook.rules.plan_codes import form_code
from pcmt.rulebook.rules.plan_from_form import plan_again, plan_from

LONGEST = 300


@transaction.atomic
def begin_form_draft(
    *, label: str, like: str = "", next_version: bool = False, actor: Actor, at: datetime
) -> tuple[int, tuple[str, ...]]:
    """This will open a draft, and return its identifier and what of the form that it is like was left out.

    like: a version of a form whose rows it begins with. next_version: it is to replace that one from a later day.
    """
    policy.may_begin(actor).require()

    label = " ".join(label.split())
    if not label or len(label) > LONGEST:
        raise Refusal("Chưa đặt tên biểu.", code="no_label", fields={"label": f"Ghi tên biểu, tối đa {LONGEST} chữ."})
    form = book().form_by_id(like) if like else None

    drafted = set(FormDraft.objects.filter(discarded_at=None).values_list("code", flat=True))
    plan = FormPlan(code=form_code(label, {one.code for one in book().all_forms} | drafted), label=label)
    left_out: tuple[str, ...] = ()
    if form is not None:
        if next_version:
            kind, calendar = form.period_kind.value, form.calendar.value
            plan = replace(plan, code=form.code, follows=form.id, period_kind=kind, calendar=calendar)
        built = _built(form.id)
        plan, left_out = (plan_again(built, plan), ()) if built else plan_from(form, plan, book().element_by_code)
    draft = FormDraft(begun_by=actor.person_id, begun_at=at)
    put(draft, plan, actor=actor, at=at)

    record(
        action="rulebook.begin_form_draft",
        subject=f"form_draft:{draft.pk}",
        actor=actor,
        at=at,
        after={"code": plan.code, "label": plan.label, "not_copied": left_out},
    )
    return draft.pk, left_out


def _built(form_id: str) -> FormPlan | None:
    """The plan of a form that was built here and released, which says all that it asks; None for one of a file."""
    code, _, begins = form_id.partition("@")
    plans = (from_json(row.plan) for row in FormDraft.objects.filter(code=code, release__released_at__isnull=False))
    return next((plan for plan in plans if plan.begins == begins), None)
