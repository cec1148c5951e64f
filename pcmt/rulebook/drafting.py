"""What the verbs of built forms share: the draft held for change, and what is remembered of the plan before."""

from dataclasses import replace
from datetime import datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook.models import FormDraft
from pcmt.rulebook.rules.form_plan import FormPlan, from_json, to_json

REMEMBERED = 30
"""So many steps can be taken back."""
MOST_PARTS = 400
"""More parts than that are no urgent form, and would make each page of the builder slow."""


class DraftStale(Refusal):
    """This will say that somebody else has changed the form since the page was opened."""

    code = "stale"


class DraftSettled(Refusal):
    """This will say that a form is no longer being built: it was proposed, released or put aside."""

    code = "settled"


def hold_draft(draft_id: int, version: int | None = None) -> FormDraft:
    """This will lock a draft that can still be changed; DraftStale where the page showed another version."""
    found = FormDraft.objects.select_for_update(of=("self",)).select_related("release").filter(pk=draft_id).first()
    if found is None:
        raise NotFound("Không tìm thấy biểu đang dựng này.")
    if found.discarded_at is not None or (found.release is not None and found.release.withdrawn_at is None):
        raise DraftSettled("Biểu này không còn ở bước dựng.", remedy="Rút đề xuất trước khi sửa, hoặc dựng bản mới.")
    if version is not None and version != found.version:
        raise DraftStale(
            "Biểu này vừa được sửa ở nơi khác kể từ lúc trang được mở.", remedy="Xem bản mới dưới đây rồi làm lại."
        )
    return found


def put(draft: FormDraft, plan: FormPlan, *, actor: Actor, at: datetime) -> None:
    """This will store a plan as the draft's present one."""
    draft.plan, draft.code, draft.label = to_json(plan), plan.code, plan.label
    draft.version += 1
    draft.changed_by, draft.changed_at = actor.person_id, at
    draft.save()


def remember(draft: FormDraft, said: str) -> None:
    """This will keep the present plan to be gone back to. said: what is done to it now, in Vietnamese."""
    draft.earlier = [*draft.earlier, {"plan": draft.plan, "said": said}][-REMEMBERED:]


def taken_back(draft: FormDraft) -> FormPlan:
    """This will take the latest remembered plan out; keys that were given since are not given again."""
    *rest, last = draft.earlier
    draft.earlier = rest
    given = from_json(draft.plan).keys_given
    return replace(from_json(last["plan"]), keys_given=given)


def parts_in(plan: FormPlan) -> int:
    """This will count what is asked, written and checked."""
    inside = sum(1 + len(one.tables) + len(one.questions) for one in plan.sections)
    return inside + sum(1 for _ in plan.rows()) + len(plan.words) + len(plan.checks)
