"""The third step: checks by choosing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from pcmt.rulebook.queries.drafts import PATTERNS, CheckPlan, DraftView, sentence_of, with_check, without
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
    pattern = pattern_named(str(request.POST.get("kieu") or request.GET.get("kieu", "")))
    cells = [*view.reading.labels.items()]
    form = CheckForm(request.POST or None, pattern=pattern, cells=cells) if pattern and cells else None
    if request.method == "POST" and pattern and form is not None and form.is_valid():
        check = CheckPlan("", pattern.code, **form.cleaned_data)
        said = f"thêm phép kiểm tra “{sentence_of(check, view.reading.labels)}”"
        if changed(request, view, with_check(view.plan, check), said, form):
            messages.success(request, f"Đã {said}.")
            return to_step(HERE, built_id)
    values = shown(
        view,
        "checks",
        "Số liệu phải khớp thế nào",
        form=form,
        pattern=pattern,
        patterns=[one for one in PATTERNS if not (one.looks_back and view.plan.is_once)],
        told=[(one, sentence_of(one, view.reading.labels)) for one in view.plan.checks],
        totals=_totals(view),
    )
    return render(request, "building/checks.html", values, status=status_of(form) if form else 200)


def _totals(view: DraftView) -> list[str]:
    """What the tables check by themselves, in words."""
    own = {check.key for check in view.plan.checks}
    return [check.message for check in view.form.checks if check.code not in own]
