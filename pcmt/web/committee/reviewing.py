"""Reviews (sơ kết, tổng kết): the list, one whole, asking, returning, closing, the draft of the report."""

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.committee import queries as committee
from pcmt.committee.actions.ask_review import ask_review
from pcmt.committee.actions.close_review import close_review
from pcmt.committee.actions.draft_review import draft_review
from pcmt.committee.actions.return_answer import return_answer
from pcmt.committee.actions.withdraw_review import withdraw_review
from pcmt.journal import queries as journal
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.web import history
from pcmt.web.asked import number_of
from pcmt.web.committee.calling import FORM_METHODS
from pcmt.web.committee.figures import proposals
from pcmt.web.committee.forms import ReasonForm
from pcmt.web.committee.review_forms import AskReviewForm, CloseForm
from pcmt.web.committee.ways import ways
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

LIST_NAME = "Sơ kết, tổng kết"


@page("committee.view")
@require_safe
def reviews(request: ActorRequest) -> HttpResponse:
    """This will list the reviews, and tell how many wait for the actor's own agency."""
    found = committee.reviews(request.actor)
    mine = sum(bool(one.awaits) for one in found)
    context = {
        "title": f"{mine} đợt sơ kết, tổng kết chờ cơ quan tôi" if mine else LIST_NAME,
        "lead": "Kế hoạch nào đang sơ kết, tổng kết; cơ quan nào đã báo cáo kết quả, nguyên nhân, bài học",
        "ways": ways("committee.reviews"),
        "rows": found,
        "on": timezone.localdate(),
        "may_ask": request.actor.may_somewhere("committee.ask_review"),
    }
    return render(request, "committee/reviews.html", context)


@page("committee.view")
@require_safe
def review(request: ActorRequest, review_id: int) -> HttpResponse:
    """This will show a review: who has answered, targets and tasks with their results; `con` leaves the rest out."""
    return show(request, review_id)


def show(request: ActorRequest, review_id: int, *, link: forms.Form | None = None, status: int = 200) -> HttpResponse:
    """This will answer with a review's page, with the form that was not accepted where there is one."""
    view = committee.review(request.actor, review_id, on=timezone.localdate())
    only_open = "con" in request.GET
    issued = view.issued_as.label if view.issued_as else ""
    context = {
        "title": view.row.title,
        "view": view,
        "answers": [one for one in view.answers if not (only_open and one.is_sent)],
        "only_open": only_open,
        "sent": sum(one.is_sent for one in view.answers),
        "link": link or CloseForm(actor=request.actor, initial={"number": issued}),
        "events": history.events(journal.entries(subject=view.reference)) if view.may else (),
        "may_repeat": view.row.state == "closed" and request.actor.may_somewhere("plans.repeat_plan"),
    }
    return render(request, "committee/review.html", context, status=status)


@page("committee.ask_review")
@require_http_methods(FORM_METHODS)
def ask(request: ActorRequest) -> HttpResponse:
    """This will ask agencies for their part of a review; `ke_hoach` names the plan."""
    on = timezone.localdate()
    choices = [one for one in plans.plans(request.actor) if not one.is_draft and one.state != "discarded"]
    asked = number_of(request.GET.get("ke_hoach", ""))
    chosen = next((one for one in choices if one.id == asked), None)
    initial = (
        {"plan_id": chosen.id, "covers_from": chosen.horizon_from, "covers_to": chosen.horizon_to} if chosen else {}
    )
    form = AskReviewForm(request.POST or None, choices=choices, on=on, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            made = ask_review(
                plan_id=form.cleaned_data["plan_id"],
                said=form.said(),
                agency_ids=form.cleaned_data["agencies"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã yêu cầu. Mỗi cơ quan thấy việc này trên bàn làm việc.")
            return redirect("committee.review", made)
    context = {
        "title": "Yêu cầu sơ kết, tổng kết",
        "lead": "Mỗi cơ quan ghi kết quả từng nhiệm vụ, nguyên nhân, bài học; hệ thống ghép thành dự thảo báo cáo",
        "form": form,
        "doing": "Gửi yêu cầu",
        "home": reverse("committee.reviews"),
        "home_name": LIST_NAME,
        "back": reverse("committee.reviews"),
    }
    return render(request, "committee/form.html", context, status=status_of(form))


@page("committee.return_answer")
@require_http_methods(FORM_METHODS)
def give_back(request: ActorRequest, review_id: int, agency_id: int) -> HttpResponse:
    """This will return an agency's answer with the reason."""
    view = committee.review(request.actor, review_id, on=timezone.localdate())
    answer = next((one for one in view.answers if one.agency_id == agency_id), None)
    if answer is None:
        raise NotFound
    form = ReasonForm(request.POST or None)

    def act() -> None:
        return_answer(
            review_id=review_id,
            agency_id=agency_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=timezone.now(),
        )

    told = {"title": f"Trả lại báo cáo của {answer.agency_name}", "doing": "Trả lại", "done": "Đã trả lại để bổ sung."}
    return _reasoned(request, view, form, act, told)


@page("committee.withdraw_review")
@require_http_methods(FORM_METHODS)
def withdraw(request: ActorRequest, review_id: int) -> HttpResponse:
    """This will withdraw a review, with its reason."""
    view = committee.review(request.actor, review_id, on=timezone.localdate())
    form = ReasonForm(request.POST or None)

    def act() -> None:
        withdraw_review(review_id=review_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now())

    return _reasoned(
        request, view, form, act, {"title": "Rút yêu cầu", "doing": "Rút yêu cầu", "done": "Đã rút yêu cầu."}
    )


@page("committee.draft_review")
@require_POST
def draft(request: ActorRequest, review_id: int) -> HttpResponse:
    """This will lay the report out among the outgoing drafts, with what indicators show of unjudged targets."""
    on = timezone.localdate()
    view = committee.review(request.actor, review_id, on=on)
    unjudged = [one for one, line in view.targets if line is None]
    known = proposals(request.actor, unjudged, min(on, view.row.covers_to))
    made = draft_review(review_id=review_id, known=known, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã lập dự thảo báo cáo. Đọc lại, sửa lời, trình ký tại đây rồi gắn báo cáo đã ban hành.")
    return redirect("documents.draft", made)


@page("committee.close_review")
@require_POST
def close(request: ActorRequest, review_id: int) -> HttpResponse:
    """This will tie the review to its report, named by its number."""
    form = CloseForm(request.POST, actor=request.actor)
    if form.is_valid():
        found = form.cleaned_data["number"]
        with refusals_in(form):
            close_review(review_id=review_id, document_id=found.id, actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã kết thúc với {found.label}.")
            return redirect("committee.review", review_id)
    return show(request, review_id, link=form, status=status_of(form))


def _reasoned(
    request: ActorRequest,
    view: committee.ReviewView,
    form: forms.Form,
    act: Callable[[], None],
    told: Mapping[str, str],
) -> HttpResponse:
    """The page of a form that asks for a reason: done, it leads back to the review."""
    if form.is_valid():
        with refusals_in(form):
            act()
            messages.success(request, told["done"])
            return redirect("committee.review", view.row.id)
    context = {
        "title": told["title"],
        "lead": view.row.title,
        "form": form,
        "doing": told["doing"],
        "grave": True,
        "home": reverse("committee.reviews"),
        "home_name": LIST_NAME,
        "back": reverse("committee.review", args=[view.row.id]),
    }
    return render(request, "committee/form.html", context, status=status_of(form))
