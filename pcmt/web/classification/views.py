"""Pages of classification: one call down for each panel, plain values to the templates."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.classification import queries
from pcmt.classification.actions import decide_class as decide_class_action
from pcmt.classification.actions import revoke_decision as revoke_decision_action
from pcmt.classification.queries import Board
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book
from pcmt.web.classification.forms import DecideForm, RevokeForm
from pcmt.web.classification.shapes import board_picture, provisional_badge, standing_row, standing_rows
from pcmt.web.indicators.asked import asked_period
from pcmt.web.indicators.ways import ways
from pcmt.web.navigation import address
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import format_date


@page("classification.view")
@require_safe
def board(request: ActorRequest) -> HttpResponse:
    """This will show where every commune stands, condition by condition, apart from what has been decided."""
    on = timezone.localdate()
    shown = queries.board(request.actor, asked_period(request), on, asked_period(request, "nam"))
    values: dict[str, Any] = {"title": "Chưa có địa bàn nào", "board": None}
    if shown and shown.rows:
        values = {
            "title": _board_title(shown),
            "board": shown,
            "rows": standing_rows(shown),
            "picture": board_picture(shown, on),
            "map_origin": f"Nguồn: quyết định phân loại đã ghi nhận · đến ngày {format_date(on)}; bảng ở dưới đây",
            "count_note": f"{len(shown.rows)} dòng",
            "may_decide": queries.may_decide(request.actor, shown.province),
        }
    return render(request, "classification/board.html", values | {"ways": ways(request.actor, "classification.board")})


def _board_title(shown: Board) -> str:
    best = shown.scheme.recognised_class
    recognised = sum(row.decision is not None and row.decision.class_code == best for row in shown.rows)
    return f"{recognised}/{len(shown.rows)} xã, phường được công nhận không ma túy {shown.year.name_inside}"


@page("classification.view")
@require_safe
def show(request: ActorRequest, area_id: int) -> HttpResponse:
    """This will show one commune: the three conditions with their figures, and its decisions."""
    on = timezone.localdate()
    standing = queries.standing(request.actor, area_id, asked_period(request), on)
    values = {
        "title": f"{standing.assessment.area.full_name}: {provisional_badge(standing.assessment).words}",
        "row": standing_row(standing),
        "scheme": book().scheme(standing.assessment.scheme_id.partition("@")[0], standing.assessment.period.last_day),
        "decisions": queries.decisions_of(area_id),
        "area_url": address("areas.area", standing.assessment.area.id),
        "may_decide": queries.may_decide_area(request.actor, standing.assessment.area),
    }
    return render(request, "classification/show.html", values)


@page("classification.decide_class")
@require_http_methods(["GET", "HEAD", "POST"])
def decide_class(request: ActorRequest) -> HttpResponse:
    """This will take in a decision on the year's class for several communes at once."""
    on = timezone.localdate()
    shown = queries.board(request.actor, None, on)
    if shown is None:
        raise NotFound
    form = DecideForm(request.POST or None, initial={"year": _year_to_decide(shown).id})
    form.offer(
        years=shown.years,
        classes=shown.scheme.decided_classes,
        areas=[(row.assessment.area, _note(row)) for row in shown.rows],
        today=on,
    )
    if request.method == "POST" and form.is_valid():
        chosen = [int(area) for area in form.cleaned_data["areas"]]
        with refusals_in(form):
            decide_class_action.decide_class(
                area_ids=chosen,
                period=Period.parse(form.cleaned_data["year"]),
                class_code=form.cleaned_data["class_code"],
                decision_number=form.cleaned_data["decision_number"],
                decided_on=form.cleaned_data["decided_on"],
                despite=form.cleaned_data["despite"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, f"Đã ghi nhận kết quả phân loại của {len(chosen)} xã, phường.")
            return redirect(f"{reverse('classification.board')}?nam={form.cleaned_data['year']}")
    values = {"title": "Ghi nhận quyết định phân loại", "form": form}
    return render(request, "classification/decide.html", values, status=status_of(form))


def _year_to_decide(shown: Board) -> Period:
    """The year that has ended, while nothing of it is decided; then the one that runs."""
    return shown.years[0] if any(row.decision for row in shown.rows) else shown.year


def _note(row: queries.Standing) -> str:
    return f"tạm tính: {provisional_badge(row.assessment).words}"


@page("classification.revoke_decision")
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_decision(request: ActorRequest, decision_id: int) -> HttpResponse:
    """This will revoke a decision, with the reason, after showing what it was."""
    decision = queries.decision(request.actor, decision_id)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            revoke_decision_action.revoke_decision(
                decision_id=decision_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now()
            )
            messages.success(request, "Đã hủy kết quả phân loại; kết quả không còn được tính vào chỉ số.")
            return redirect("classification.show", area_id=decision.area_id)
    values = {"title": "Hủy kết quả phân loại", "form": form, "decision": decision}
    return render(request, "classification/revoke.html", values, status=status_of(form))
