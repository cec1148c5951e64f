"""The list of forms that are built, and what is done with a whole draft: begun, taken back, put aside, handed out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.agencies import queries as agencies
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.rulebook.actions import begin_form_draft as beginning
from pcmt.rulebook.actions import discard_form_draft as discarding
from pcmt.rulebook.actions import undo_form_draft as undoing
from pcmt.rulebook.queries import book
from pcmt.rulebook.queries import drafts as built
from pcmt.web.building.forms import BeginForm
from pcmt.web.building.steps import STATES, opened, version_in
from pcmt.web.downloads import download_of
from pcmt.web.origin import way_back
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

LEFT_OUT_TOLD = 12


@page("rulebook.begin_form_draft")
@require_http_methods(["GET", "HEAD", "POST"])
def begin_form_draft(request: ActorRequest) -> HttpResponse:
    """This will list the forms that are being built, and begin another."""
    today = timezone.localdate()
    like = [(form.id, form.short_label) for form in book().forms(today)]
    form = BeginForm(request.POST or None, like=like)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            number, left_out = beginning.begin_form_draft(
                label=form.cleaned_data["label"],
                like=form.cleaned_data["like"],
                actor=request.actor,
                at=timezone.now(),
            )
            _tell_left_out(request, left_out)
            return redirect("rulebook.change_form_draft", number)
    found = built.drafts(request.actor)
    names = agencies.person_names({one.changed_by for one in found if one.changed_by is not None})
    waiting = sum(one.state == "waiting" for one in found)
    values = {
        "title": f"{waiting} biểu chờ ban hành" if waiting else "Dựng biểu khẩn, biểu đột xuất",
        "form": form,
        "drafts": [(one, STATES[one.state], names.get(one.changed_by or 0, "")) for one in found],
    }
    return render(request, "building/list.html", values, status=status_of(form))


@page("rulebook.begin_form_draft")
@require_POST
def follow(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will begin the next version of a form that was released."""
    view = opened(request, built_id)
    number, left_out = beginning.begin_form_draft(
        label=view.plan.label, like=view.form.id, next_version=True, actor=request.actor, at=timezone.now()
    )
    _tell_left_out(request, left_out)
    return redirect("rulebook.change_form_draft", number)


@page("rulebook.undo_form_draft")
@require_POST
def undo_form_draft(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will take back the latest change."""
    view = opened(request, built_id)
    try:
        said = undoing.undo_form_draft(
            draft_id=built_id, version=version_in(request, view), actor=request.actor, at=timezone.now()
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
    else:
        messages.success(request, f"Đã hoàn tác: {said}.")
    return redirect(way_back(request))


@page("rulebook.discard_form_draft")
@require_POST
def discard_form_draft(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will put a draft aside."""
    view = opened(request, built_id)
    try:
        discarding.discard_form_draft(
            draft_id=built_id, version=version_in(request, view), actor=request.actor, at=timezone.now()
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
        return redirect("rulebook.propose_form_draft", built_id)
    messages.success(request, f"Đã bỏ “{view.plan.label}”.")
    return redirect("rulebook.begin_form_draft")


@page("rulebook.begin_form_draft")
@require_safe
def rule_file(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will hand out the rule files of a draft in one text, each under its name."""
    view = opened(request, built_id)
    text = "\n".join(f"# {name}\n{content}" for name, content in sorted(view.reading.files.items()))
    return download_of(text.encode(), name=f"{view.plan.code}.yaml", media_type="application/yaml; charset=utf-8")


def _tell_left_out(request: ActorRequest, left_out: tuple[str, ...]) -> None:
    if left_out:
        more = f" và {len(left_out) - LEFT_OUT_TOLD} mục khác" if len(left_out) > LEFT_OUT_TOLD else ""
        messages.warning(request, f"Không chép được: {'; '.join(left_out[:LEFT_OUT_TOLD])}{more}. Thêm lại nếu cần.")
