"""Reminders: what one was told, what one wants by mail, and for administrators which mails did not arrive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.notices import queries
from pcmt.notices.actions.choose import choose as choosing
from pcmt.notices.actions.mark_seen import mark_seen as marking
from pcmt.notices.queries import NoticeView
from pcmt.web.components import State
from pcmt.web.navigation import address
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

MAIL_TONES = {"failed": "risk", "sending": "late", "waiting": "on", "sent": "met"}
PAGES = {"submission": "reporting.submission", "task": "plans.task"} | {
    kind: f"committee.{kind}" for kind in ("briefing", "review", "meeting", "inspection", "finding", "opinion")
}
OVERDUE = "overdue_"
"""Before what is told to the level above of one thing."""


@dataclass(frozen=True)
class Told:
    """One thing, by the latest time that it was told; told at each of its stages, it stays one line."""

    latest: NoticeView
    earlier: tuple[date, ...]
    is_new: bool


class ChoiceForm(forms.Form):
    """Whether to get a mail a day, where, and of which kinds."""

    by_mail = forms.BooleanField(
        label="Gửi thư nhắc việc cho tôi, mỗi ngày làm việc nhiều nhất một thư", required=False
    )
    email = forms.CharField(label="Thư điện tử công vụ", max_length=120, required=False)
    kinds = forms.MultipleChoiceField(
        label="Nhắc qua thư về",
        choices=list(queries.KINDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@page()
@require_safe
def reminders(request: ActorRequest) -> HttpResponse:
    """This will show what the actor was told lately, and what they chose."""
    chosen = queries.choice_of(request.actor)
    form = ChoiceForm(initial={"by_mail": chosen.by_mail, "email": chosen.email, "kinds": list(chosen.kinds)})
    return _shown(request, form)


@page()
@require_POST
def mark_seen(request: ActorRequest) -> HttpResponse:
    """This will put the actor's notices away."""
    marking(actor=request.actor, at=timezone.now())
    return redirect("notices.list")


@page()
@require_POST
def choose(request: ActorRequest) -> HttpResponse:
    """This will keep what the actor chose."""
    form = ChoiceForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            choosing(
                by_mail=form.cleaned_data["by_mail"],
                email=form.cleaned_data["email"],
                kinds=form.cleaned_data["kinds"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã lưu lựa chọn nhắc việc.")
            return redirect("notices.list")
    return _shown(request, form)


@page("notices.view")
@require_safe
def mails(request: ActorRequest) -> HttpResponse:
    """This will show administrators the mails, those that did not arrive first."""
    found = queries.mails(request.actor)
    failed = sum(one.state in ("failed", "sending") for one in found)
    values = {
        "title": f"{failed} thư nhắc việc không gửi được" if failed else "Thư nhắc việc",
        "rows": [(one, State(MAIL_TONES[one.state], one.state_label)) for one in found],  # type: ignore[arg-type]
        "is_on": queries.is_on(),
    }
    return render(request, "notices/mails.html", values)


def _shown(request: ActorRequest, form: ChoiceForm) -> HttpResponse:
    on = timezone.localdate()
    found = _by_thing(queries.notices(request.actor, on))
    new = sum(one.is_new for one in found)
    values = {
        "title": f"{new} nhắc việc mới" if new else "Nhắc việc",
        "rows": [(one, _page_of(one.latest), _standing(one.latest)) for one in found],
        "new": new,
        "form": form,
        "is_on": queries.is_on(),
    }
    return render(request, "notices/reminders.html", values, status=status_of(form))


def _by_thing(notices: Iterable[NoticeView]) -> list[Told]:
    """Notices come newest first, and so do the things that they tell of."""
    found: dict[tuple[str, str], list[NoticeView]] = {}
    for one in notices:
        found.setdefault((one.kind, one.subject), []).append(one)
    return [
        Told(latest, tuple(one.told_on for one in earlier), latest.is_new or any(one.is_new for one in earlier))
        for latest, *earlier in found.values()
    ]


def _page_of(one: NoticeView) -> str:
    kind, _, told = one.subject.removeprefix(OVERDUE).partition(":")
    key = told.partition("/")[0]  # behind it: the day of a task that returns, or which deadline it is
    if kind in PAGES and key.isascii() and key.isdigit():
        return address(PAGES[kind], int(key))
    return address("reporting.overdue") if kind == "overdue" else ""


def _standing(one: NoticeView) -> State:
    days = (one.told_on - one.due_on).days
    if days > 0:
        return State("risk", f"khi nhắc đã quá hạn {days} ngày")
    return State("on", "khi nhắc là ngày đến hạn" if days == 0 else f"khi nhắc còn {-days} ngày")
