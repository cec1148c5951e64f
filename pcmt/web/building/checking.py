"""The third step: checks by choosing."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from pcmt.rulebook.queries.drafts import (
    BY_CODE,
    PATTERNS,
    CheckPlan,
    DraftView,
    Pattern,
    sentence_of,
    with_check,
    with_check_as,
    without,
)
from pcmt.web.building.forms import CheckForm, pattern_named
from pcmt.web.building.steps import changed, opened, shown, to_step
from pcmt.web.views import ActorRequest, page, status_of

HERE = "building.checks"


@page("rulebook.change_form_draft")
@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will show the checks in words, and take another or let one go."""
    view = opened(request, built_id)
    if request.method == "POST" and request.POST.get("viec") == "bo":
        if changed(request, view, without(view.plan, str(request.POST.get("vao", ""))), "bỏ một phép kiểm tra"):
            messages.success(request, "Đã bỏ phép kiểm tra.")
        return to_step(HERE, built_id)
    editing = _editing(request, view)
    pattern = pattern_named(
        editing.pattern if editing else str(request.POST.get("kieu") or request.GET.get("kieu", ""))
    )
    form = _form(request, view, pattern, editing)
    if request.method == "POST" and pattern and form is not None and form.is_valid():
        begun = editing or CheckPlan("", pattern.code, "")
        check = replace(begun, **form.cleaned_data)
        said = f"{'sửa' if editing else 'thêm'} phép kiểm tra “{sentence_of(check, view.reading.labels)}”"
        plan = with_check_as(view.plan, check) if editing else with_check(view.plan, check)
        if changed(request, view, plan, said, form):
            messages.success(request, f"Đã {said}.")
            return to_step(HERE, built_id)
    values = shown(
        view,
        "checks",
        "Số liệu phải khớp thế nào",
        form=form,
        pattern=pattern,
        editing=editing.key if editing else "",
        patterns=[one for one in PATTERNS if not (one.looks_back and view.plan.is_once)],
        told=[(one, sentence_of(one, view.reading.labels)) for one in view.plan.checks],
        totals=_totals(view),
    )
    return render(request, "building/checks.html", values, status=status_of(form) if form else 200)


def _editing(request: ActorRequest, view: DraftView) -> CheckPlan | None:
    """The check that is being changed: named by the address, or by the form that was sent."""
    key = str(request.POST.get("vao") or request.GET.get("sua", ""))
    return next((one for one in view.plan.checks if one.key == key), None)


def _form(
    request: ActorRequest, view: DraftView, pattern: Pattern | None, editing: CheckPlan | None
) -> CheckForm | None:
    cells = [*view.reading.labels.items()]
    if pattern is None or not cells:
        return None
    return CheckForm(request.POST or None, pattern=pattern, cells=cells, initial=_start(editing) if editing else {})


def _start(check: CheckPlan) -> dict[str, Any]:
    """A check's values as its form shows them."""
    one = BY_CODE[check.pattern].needs == "one"
    return {
        "left": check.left,
        "right": check.right[0] if one and check.right else check.right,
        "number": Decimal(check.number) if check.number else None,
        "severity": check.severity,
        "message": check.message,
    }


def _totals(view: DraftView) -> list[str]:
    """What the tables check by themselves, in words."""
    own = {check.key for check in view.plan.checks}
    return [check.message for check in view.form.checks if check.code not in own]
