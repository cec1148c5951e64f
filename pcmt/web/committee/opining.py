"""Leaders' opinions (ý kiến chỉ đạo): noted at the thing that they are on, followed until they are carried out."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.committee import queries as committee
from pcmt.committee.actions.accept_opinion import accept_opinion
from pcmt.committee.actions.answer_opinion import answer_opinion
from pcmt.committee.actions.give_opinion import give_opinion
from pcmt.committee.actions.note_opinion import note_opinion
from pcmt.committee.actions.return_opinion import return_opinion
from pcmt.committee.actions.withdraw_opinion import withdraw_opinion
from pcmt.documents.queries import handling
from pcmt.journal import queries as journal
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.web import history
from pcmt.web.asked import number_of
from pcmt.web.committee.calling import FORM_METHODS
from pcmt.web.committee.forming import Told, form_page
from pcmt.web.committee.forms import ReasonForm
from pcmt.web.committee.inspection_forms import ChoosePlanForm
from pcmt.web.committee.opinion_forms import AnswerOpinionForm, OpinionForm
from pcmt.web.committee.ways import ways
from pcmt.web.views import ActorRequest, page

LIST_NAME = "Ý kiến chỉ đạo"
PAGES = {
    "document": "documents.about",
    "plan": "plans.plan",
    "task": "plans.task",
    "report": "publications.show",
    "submission": "reporting.submission",
}


@page("committee.view")
@require_safe
def opinions(request: ActorRequest) -> HttpResponse:
    """This will list the opinions, and tell how many are past their day."""
    found = committee.opinions(request.actor, on=timezone.localdate())
    late = sum(bool(one.late) for one in found)
    context = {
        "title": f"{late} ý kiến chỉ đạo quá hạn" if late else LIST_NAME,
        "lead": "Lãnh đạo cho ý kiến gì, về việc nào, giao ai, đã thực hiện chưa",
        "ways": ways("committee.opinions"),
        "rows": found,
        "may_note": request.actor.may_somewhere("committee.note_opinion"),
    }
    return render(request, "committee/opinions.html", context)


@page("committee.view")
@require_safe
def opinion(request: ActorRequest, opinion_id: int) -> HttpResponse:
    """This will show an opinion, with what each agency did about it."""
    on = timezone.localdate()
    view = committee.opinion(request.actor, opinion_id, on=on)
    seen = committee.sees(request.actor, view.about, view.about_id, on=on)
    choices = [one for one in plans.plans(request.actor) if one.state == "active"]
    may_give = any("give_opinion" in one.may for one in view.duties)
    context = {
        "title": f"Ý kiến của {view.leader}",
        "view": view,
        "address": _address(view.about, view.about_id) if seen else "",
        "give": ChoosePlanForm(choices=choices) if may_give and choices else None,
        "events": history.events(journal.entries(subject=view.reference)),
        "home": reverse("committee.opinions"),
        "home_name": LIST_NAME,
    }
    return render(request, "committee/opinion.html", context)


@page("committee.note_opinion")
@require_http_methods(FORM_METHODS)
def note(request: ActorRequest) -> HttpResponse:
    """This will note an opinion on the thing that `ve` names: "task:12"."""
    on, actor = timezone.localdate(), request.actor
    about, about_id, title = _thing(request, request.GET.get("ve", ""))
    posts = handling.leaders_over(actor.agency_id, on) if actor.agency_id else ()
    form = OpinionForm(request.POST or None, posts=posts, on=on, initial={"said_on": on})

    def act() -> None:
        note_opinion(said=form.said(about, about_id), actor=actor, at=timezone.now())

    told = Told(
        title="Ghi ý kiến chỉ đạo",
        lead=title,
        doing="Ghi ý kiến",
        done="Đã ghi ý kiến chỉ đạo.",
        back=_address(about, about_id),
        home=(reverse("committee.opinions"), LIST_NAME),
    )
    return form_page(request, form, act, told)


@page("committee.answer_opinion")
@require_http_methods(FORM_METHODS)
def answer(request: ActorRequest, opinion_id: int, duty_id: int) -> HttpResponse:
    """This will tell, for an agency, what it did about an opinion."""
    view, duty = _duty(request, opinion_id, duty_id)
    if not duty.mine:
        raise NotFound
    form = AnswerOpinionForm(request.POST or None, initial={"words": duty.told})

    def act() -> None:
        answer_opinion(duty_id=duty_id, words=form.cleaned_data["words"], actor=request.actor, at=timezone.now())

    return _about(request, view, form, act, ("Báo cáo thực hiện ý kiến chỉ đạo", "Gửi báo cáo", "Đã gửi báo cáo."))


@page("committee.return_opinion")
@require_http_methods(FORM_METHODS)
def give_back(request: ActorRequest, opinion_id: int, duty_id: int) -> HttpResponse:
    """This will return an answer that does not do, with the reason."""
    view, _ = _duty(request, opinion_id, duty_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        return_opinion(duty_id=duty_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now())

    return _about(request, view, form, act, ("Trả lại để thực hiện tiếp", "Trả lại", "Đã trả lại."))


@page("committee.withdraw_opinion")
@require_http_methods(FORM_METHODS)
def withdraw(request: ActorRequest, opinion_id: int, duty_id: int) -> HttpResponse:
    """This will say that an agency owes nothing on an opinion, and why."""
    view, _ = _duty(request, opinion_id, duty_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        withdraw_opinion(duty_id=duty_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now())

    return _about(request, view, form, act, ("Rút ý kiến ghi nhầm", "Rút", "Đã rút."))


@page("committee.accept_opinion")
@require_POST
def accept(request: ActorRequest, opinion_id: int, duty_id: int) -> HttpResponse:
    """This will close what an agency owed and has answered."""
    _duty(request, opinion_id, duty_id)
    accept_opinion(duty_id=duty_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã ghi nhận thực hiện xong.")
    return redirect("committee.opinion", opinion_id)


@page("committee.give_opinion")
@require_POST
def give(request: ActorRequest, opinion_id: int, duty_id: int) -> HttpResponse:
    """This will make a task of what an agency owes on an opinion."""
    _duty(request, opinion_id, duty_id)
    form = ChoosePlanForm(request.POST, choices=plans.plans(request.actor))
    if not form.is_valid():
        messages.error(request, "Chọn kế hoạch để đưa nhiệm vụ vào.")
        return redirect("committee.opinion", opinion_id)
    give_opinion(duty_id=duty_id, **form.cleaned_data, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã giao thành nhiệm vụ.")
    return redirect("committee.opinion", opinion_id)


def _about(
    request: ActorRequest,
    view: committee.OpinionView,
    form: forms.Form,
    act: Callable[[], None],
    words: tuple[str, str, str],
) -> HttpResponse:
    """The page of a form about an opinion; words: its title, what its button does, what is said when done."""
    title, doing, done = words
    back = reverse("committee.opinion", args=[view.id])
    return form_page(request, form, act, Told(title, view.words, doing, done, back, (_home(), LIST_NAME)))


def _home() -> str:
    return reverse("committee.opinions")


def _duty(
    request: ActorRequest, opinion_id: int, duty_id: int
) -> tuple[committee.OpinionView, committee.OpinionDutyView]:
    view = committee.opinion(request.actor, opinion_id, on=timezone.localdate())
    duty = next((one for one in view.duties if one.id == duty_id), None)
    if duty is None:
        raise NotFound
    return view, duty


def _thing(request: ActorRequest, reference: str) -> tuple[str, int, str]:
    """The thing that a reference names: kind, identifier, title; NotFound where the actor sees none."""
    about, _, digits = reference.partition(":")
    about_id = number_of(digits)
    if about_id is None:
        raise NotFound
    return about, about_id, committee.title_of(request.actor, about, about_id, on=timezone.localdate())


def _address(about: str, about_id: int) -> str:
    return reverse(PAGES[about], args=[about_id])
