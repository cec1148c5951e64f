"""Pages of plans begun here: a draft from nothing or from the plan above, its paper, and its way into force."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.documents import queries as documents
from pcmt.plans import queries as plans
from pcmt.plans.actions.begin_plan import begin_plan
from pcmt.plans.actions.begin_plan_from import begin_plan_from
from pcmt.plans.actions.discard_plan import discard_plan
from pcmt.plans.actions.draft_paper import draft_paper
from pcmt.plans.actions.end_plan import end_plan
from pcmt.plans.actions.issue_plan import issue_plan
from pcmt.plans.actions.revise_plan import revise_plan
from pcmt.plans.queries import PLAN_KINDS
from pcmt.web.plans.forms import PlanForm, ReasonForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

FORM_METHODS = ["GET", "HEAD", "POST"]


class NewPlanForm(PlanForm):
    """A plan about to be begun: of which kind, and what it rests on."""

    kind = forms.ChoiceField(label="Loại", choices=tuple(PLAN_KINDS.items()))
    rests_on = forms.CharField(
        label="Căn cứ",
        max_length=255,
        help_text="Số ký hiệu của văn bản đã đăng ký mà kế hoạch thực hiện, ví dụ 18/KH-UBND.",
    )
    field_order = ("title", "kind", "rests_on", "horizon_from", "horizon_to")


class OwnPlanForm(forms.Form):
    """A plan about to be begun from the one above: its name, and what it takes besides what it was given."""

    title = forms.CharField(
        label="Tên kế hoạch", max_length=plans.LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 3})
    )
    besides = forms.TypedMultipleChoiceField(label="Lấy thêm", coerce=int, required=False)

    def __init__(self, data: QueryDict | None, held: plans.Given) -> None:
        super().__init__(data, initial={"title": held.title})
        self.fields["besides"].choices = [(task.id, task.title) for task, _ in held.offered]  # type: ignore[attr-defined]


class RevisePlanForm(PlanForm):
    """A plan put right."""

    kind = forms.ChoiceField(label="Loại", choices=tuple(PLAN_KINDS.items()))
    reason = forms.CharField(label="Lý do sửa", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ("title", "kind", "horizon_from", "horizon_to", "reason")


class EndForm(ReasonForm):
    """Why a plan ends, and what takes its place."""

    replaced_by = forms.TypedChoiceField(
        label="Kế hoạch thay thế", required=False, coerce=int, empty_value=None, help_text="Để trống nếu chỉ kết thúc."
    )


@page("plans.begin_plan")
@require_http_methods(FORM_METHODS)
def begin(request: ActorRequest) -> HttpResponse:
    """This will begin a plan that rests on a registered document."""
    year = timezone.localdate().year
    form = NewPlanForm(request.POST or None, initial={"horizon_from": year, "horizon_to": year, "kind": "annual"})
    if form.is_valid():
        ground = documents.named_in(request.actor, form.cleaned_data["rests_on"])
        if ground is None:
            form.add_error("rests_on", "Chưa có văn bản đã đăng ký nào mang số này.")
        else:
            with refusals_in(form):
                made = begin_plan(
                    title=form.cleaned_data["title"],
                    kind=form.cleaned_data["kind"],
                    horizon=form.horizon(),
                    rests_on_id=ground.id,
                    actor=request.actor,
                    at=timezone.now(),
                )
                messages.success(request, "Đã lập dự thảo kế hoạch.")
                return redirect("plans.plan", made)
    return render(request, "plans/begin.html", {"title": "Soạn kế hoạch mới", "form": form}, status=status_of(form))


@page("plans.begin_plan_from")
@require_http_methods(FORM_METHODS)
def begin_from(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show what the plan above gives the actor's agency, and begin their own from it."""
    on = timezone.localdate()
    held = plans.given(request.actor, plan_id, on)
    form = OwnPlanForm(request.POST if request.method == "POST" else None, held)
    if form.is_valid():
        with refusals_in(form):
            made = begin_plan_from(
                parent_id=plan_id,
                title=form.cleaned_data["title"],
                besides=form.cleaned_data["besides"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã lập dự thảo; sửa, bổ sung rồi lập văn bản để trình ký.")
            return redirect("plans.plan", made)
    context = {"title": "Soạn kế hoạch từ kế hoạch này", "plan": held.plan, "form": form, "held": held}
    context["offered"] = [task for task, _ in held.offered]
    return render(request, "plans/begin_from.html", context, status=status_of(form))


@page("plans.revise_plan")
@require_http_methods(FORM_METHODS)
def revise(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show a plan's name, kind and years in a form, and put them right as the form says."""
    view = plans.plan(request.actor, plan_id)
    initial = {
        "title": view.title,
        "kind": view.kind,
        "horizon_from": view.horizon_from.year,
        "horizon_to": view.horizon_to.year,
    }
    form = RevisePlanForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            revise_plan(
                plan_id=plan_id,
                title=form.cleaned_data["title"],
                kind=form.cleaned_data["kind"],
                horizon=_kept_days(form.horizon(), view),
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã sửa kế hoạch.")
            return redirect("plans.plan", plan_id)
    context = {"title": "Sửa tên, thời kỳ", "plan": view, "form": form}
    return render(request, "plans/revise_plan.html", context, status=status_of(form))


def _kept_days(years: tuple[date, date], view: plans.PlanView) -> tuple[date, date]:
    """The days of the years typed; where a year was not changed, its day stays as it was."""
    first, last = years
    return (
        view.horizon_from if first.year == view.horizon_from.year else first,
        view.horizon_to if last.year == view.horizon_to.year else last,
    )


@page("plans.draft_paper")
@require_POST
def paper(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will lay the plan out as a document among the outgoing drafts, and lead there."""
    draft_id = draft_paper(plan_id=plan_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã lập dự thảo văn bản. Trình ký tại đây; ký xong, tải bản đã ký lên.")
    return redirect("documents.draft", draft_id)


@page("plans.issue_plan")
@require_POST
def issue(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will bring the draft into force as the document that its paper became."""
    issue_plan(plan_id=plan_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Kế hoạch đã vào thực hiện.")
    return redirect("plans.plan", plan_id)


@page("plans.discard_plan")
@require_http_methods(FORM_METHODS)
def discard(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will give a draft up, with the reason."""
    form = ReasonForm(request.POST or None)
    view = plans.plan(request.actor, plan_id)
    if form.is_valid():
        with refusals_in(form):
            discard_plan(plan_id=plan_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now())
            messages.success(request, "Đã bỏ dự thảo kế hoạch.")
            return redirect("plans.list")
    context = {"title": "Bỏ dự thảo kế hoạch", "plan": view, "form": form, "verb": "Bỏ dự thảo"}
    return render(request, "plans/closing.html", context, status=status_of(form))


@page("plans.end_plan")
@require_http_methods(FORM_METHODS)
def end(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will end a plan, or let another take its place."""
    view = plans.plan(request.actor, plan_id)
    form = EndForm(request.POST or None)
    others = [one for one in plans.plans(request.actor) if one.id != plan_id and one.state == "active"]
    form.fields["replaced_by"].choices = [("", "–"), *((one.id, one.title[:110]) for one in others)]  # type: ignore[attr-defined]
    if form.is_valid():
        with refusals_in(form):
            end_plan(
                plan_id=plan_id,
                reason=form.cleaned_data["reason"],
                replaced_by_id=form.cleaned_data["replaced_by"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã kết thúc kế hoạch.")
            return redirect("plans.plan", plan_id)
    context = {"title": "Kết thúc kế hoạch", "plan": view, "form": form, "verb": "Kết thúc"}
    return render(request, "plans/closing.html", context, status=status_of(form))
