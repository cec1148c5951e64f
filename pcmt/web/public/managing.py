"""How indicators become public: one person proposes, another looks at it and opens it, anyone closes it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.indicators import queries as indicators
from pcmt.indicators.actions.close_public_page import close_public_page as close
from pcmt.indicators.actions.open_public_page import open_public_page as open_up
from pcmt.indicators.actions.propose_public_page import HIGHEST, LOWEST
from pcmt.indicators.actions.propose_public_page import propose_public_page as propose
from pcmt.indicators.queries import PUBLIC_LEVELS, ChoiceView, PublicPageView, PublicTable
from pcmt.web.public.shapes import lines, newest
from pcmt.web.public.views import page_values
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

USUAL_LEAST = 5
PREFIX = "muc-"


class ProposalForm(forms.Form):
    """Why, and from which count on; the indicators are read by hand, one choice each."""

    least = forms.IntegerField(
        label="Ẩn số đếm nhỏ hơn",
        min_value=LOWEST,
        max_value=HIGHEST,
        initial=USUAL_LEAST,
        help_text="Số từ 1 đến dưới ngưỡng này được ẩn, cùng những số có thể dùng để suy ra.",
    )
    reason = forms.CharField(
        label="Căn cứ, lý do", widget=forms.Textarea(attrs={"rows": 3}), help_text="Văn bản yêu cầu hoặc cho phép."
    )


@page("indicators.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def propose_public_page(request: ActorRequest) -> HttpResponse:
    """This will list what was proposed, opened and closed, and take a proposal."""
    form = ProposalForm(request.POST if request.method == "POST" else None)
    chosen = {
        name.removeprefix(PREFIX): level
        for name, level in request.POST.items()
        if name.startswith(PREFIX) and isinstance(level, str) and level
    }
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, request.actor):
            made = propose(
                choices=[ChoiceView(code, level) for code, level in chosen.items()],
                least=form.cleaned_data["least"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã đề nghị; người khác xem lại rồi cho công khai.")
            return redirect("indicators.public_proposal", made)
    offered = [
        (rule, [(level, PUBLIC_LEVELS[level]) for level in levels], chosen.get(rule.code, ""))
        for rule in indicators.offered(timezone.localdate())
        if (levels := indicators.levels_of(rule))
    ]
    values = {
        "title": _title(),
        "form": form,
        "offered": offered,
        "pages": indicators.public_pages(request.actor),
        "under_indicators": request.actor.may_somewhere("indicators.view"),
        "may_propose": request.actor.may_somewhere("indicators.propose_public_page"),
    }
    return render(request, "public/manage.html", values, status=status_of(form))


def _title() -> str:
    shown = indicators.open_public_page()
    return f"{len(shown.choices)} chỉ số đang công khai" if shown else "Chưa công khai chỉ số nào"


@page("indicators.manage")
@require_safe
def public_proposal(request: ActorRequest, page_id: int) -> HttpResponse:
    """This will show a proposal as everybody would see it, to whoever opens or closes it."""
    held = indicators.public_page(request.actor, page_id)
    may = request.actor.may_somewhere
    values = {
        **page_values(held),
        "communes": [(table, newest(table), lines(table, newest(table))) for table in _with_communes(held)],
        "title": {"proposed": "Xem trước khi cho công khai", "open": "Đang công khai", "closed": "Đã dừng"}[held.state],
        "may_open": may("indicators.open_public_page") and held.proposer_id != request.actor.person_id,
        "is_mine": held.proposer_id == request.actor.person_id,
        "may_close": may("indicators.close_public_page"),
    }
    return render(request, "public/proposal.html", values)


def _with_communes(held: PublicPageView) -> list[PublicTable]:
    on = timezone.localdate()
    codes = [choice.indicator for choice in held.choices if choice.level == "commune"]
    return [indicators.public_table(held, code, on) for code in codes]


@page("indicators.open_public_page", fresh=True)
@require_POST
def open_public_page(request: ActorRequest, page_id: int) -> HttpResponse:
    """This will open a proposal to everybody."""
    return _done(request, lambda: open_up(page_id=page_id, actor=request.actor, at=timezone.now()), "Đã cho công khai.")


@page("indicators.close_public_page")
@require_POST
def close_public_page(request: ActorRequest, page_id: int) -> HttpResponse:
    """This will close what is public, or drop a proposal."""
    reason = request.POST.get("reason", "")
    return _done(
        request, lambda: close(page_id=page_id, reason=reason, actor=request.actor, at=timezone.now()), "Đã dừng."
    )


def _done(request: ActorRequest, act: Callable[[], None], said: str) -> HttpResponse:
    act()
    messages.success(request, said)
    return redirect("indicators.manage_public")
