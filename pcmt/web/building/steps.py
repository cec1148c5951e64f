"""What the pages of the builder share: the draft, its steps as tabs, and a change stored and told."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.rulebook.actions import change_form_draft as changing
from pcmt.rulebook.queries.drafts import DraftView, FormPlan, draft
from pcmt.web.asked import number_of
from pcmt.web.components import Link, State
from pcmt.web.views import ActorRequest, show_refusal

STEPS = (
    ("name", "1. Tên, căn cứ, hạn", "rulebook.change_form_draft"),
    ("content", "2. Nội dung hỏi", "building.content"),
    ("checks", "3. Phép kiểm tra", "building.checks"),
    ("addressees", "4. Gửi cho ai", "building.addressees"),
    ("trial", "5. Xem thử", "building.trial"),
    ("propose", "6. Đề xuất", "rulebook.propose_form_draft"),
)
STATES = {
    "building": State("on", "đang dựng"),
    "waiting": State("late", "chờ người khác ban hành"),
    "released": State("met", "đã ban hành"),
}
STALE = "Có người vừa sửa biểu này. Nội dung anh/chị nhập vẫn còn dưới đây; xem bản mới rồi lưu lại."


def opened(request: ActorRequest, built_id: int) -> DraftView:
    """This will give a draft as of today; NotFound for who may not build."""
    return draft(request.actor, built_id, timezone.localdate())


def shown(view: DraftView, step: str, title: str, **more: Any) -> dict[str, Any]:
    """This will gather what every page of the builder shows, and what this one adds."""
    lacking = Counter[str](fault.step for fault in view.faults)
    tabs = [
        Link(label, reverse(name, args=[view.row.id]), lacking[code] or None, current=code == step)
        for code, label, name in STEPS
    ]
    return {
        "title": title,
        "lead": view.plan.label,
        "view": view,
        "steps": tabs,
        "state": STATES[view.row.state],
        "missing": [fault for fault in view.faults if fault.step == step],
        "step": step,
        **more,
    }


def changed(request: ActorRequest, view: DraftView, plan: FormPlan, said: str, form: BaseForm | None = None) -> bool:
    """This will store the next plan; False where it was refused, told in the form, or on top where there is none."""
    try:
        changing.change_form_draft(
            draft_id=view.row.id,
            version=version_in(request, view),
            plan=plan,
            said=said,
            actor=request.actor,
            at=timezone.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        if form is None:
            messages.error(request, f"{refusal.message} {refusal.remedy}")
        elif refusal.code == "stale":
            form.add_error(None, STALE)
        else:
            show_refusal(form, refusal)
        return False
    return True


def version_in(request: ActorRequest, view: DraftView) -> int:
    """This will give the version that the page was made from; the present one where it said none."""
    told = number_of(request.POST.get("version", ""))
    return view.version if told is None else told


def to_step(name: str, built_id: int, query: str = "", anchor: str = "") -> HttpResponse:
    """This will lead to a step of the builder."""
    asked = f"?{query}" if query else ""
    return HttpResponseRedirect(reverse(name, args=[built_id]) + asked + (f"#{anchor}" if anchor else ""))
