"""Propose a form that was built: from here on it is rule files like any other, for somebody else to release."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook import policy
from pcmt.rulebook.actions.propose_release import propose_release
from pcmt.rulebook.drafting import hold_draft
from pcmt.rulebook.queries import book
from pcmt.rulebook.releasing import standing_files
from pcmt.rulebook.rules.form_plan import FormPlan, from_json
from pcmt.rulebook.rules.plan_faults import faults_of_plan
from pcmt.rulebook.rules.plan_files import ended
from pcmt.rulebook.rules.plan_reading import read_plan


class NotReady(Refusal):
    """This will say what a form still lacks before it can be proposed."""

    code = "not_ready"


@transaction.atomic
def propose_form_draft(*, draft_id: int, version: int, actor: Actor, at: datetime) -> int:
    """This will propose the rule files of a draft, and return the proposal's identifier.

    A version that follows another gives that one its last day in the same release. Raises NotReady with the first
    things that are lacking, CannotRelease where the whole book would have a fault.
    """
    policy.may_propose_form(actor).require()

    draft = hold_draft(draft_id, version)
    plan = from_json(draft.plan)
    reading = read_plan(plan, book())
    faults = faults_of_plan(plan, reading, book(), localdate(at))
    if faults:
        told = " ".join(f"{one.message} {one.remedy}" for one in faults[:3])
        raise NotReady(told, remedy="Làm xong các việc còn thiếu rồi đề xuất lại.")
    files = {**reading.files, **_ending(plan)}

    draft.release_id = propose_release(files=files, reason=plan.reason, actor=actor, at=at)
    draft.save()

    record(
        action="rulebook.propose_form_draft",
        subject=f"form_draft:{draft.pk}",
        actor=actor,
        at=at,
        after={"code": plan.code, "release": draft.release_id},
        reason=plan.reason,
    )
    return draft.release_id


def _ending(plan: FormPlan) -> dict[str, str]:
    """The file of the version that this one follows, with its last day: the day before."""
    if not plan.follows:
        return {}
    name, former = f"forms/{plan.follows}.yaml", book().form_by_id(plan.follows)
    last = date.fromisoformat(plan.begins) - timedelta(days=1)
    if former.version_to is not None and former.version_to <= last:
        return {}
    if last < former.version_from:
        raise NotReady("Bản mới phải bắt đầu sau bản cũ.", remedy="Ghi ngày bắt đầu muộn hơn.")
    return {name: ended(standing_files()[name], last.isoformat())}
