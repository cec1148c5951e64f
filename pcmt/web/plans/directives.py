"""The page of a newer document beside a plan: what it changes, each change taken over by a person; what was changed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.documents import queries as documents
from pcmt.plans import queries as plans
from pcmt.plans.actions.amend_from import amend_from
from pcmt.web.documents.desk import number
from pcmt.web.plans.ways import rooms
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


class NumberForm(forms.Form):
    """Which registered document is set beside the plan, by its number."""

    so = forms.CharField(
        label="Số, ký hiệu văn bản mới",
        max_length=255,
        help_text="Văn bản đã đăng ký trong kho, ví dụ 245/QĐ-UBND.",
    )

    def __init__(self, *args: Any, request: ActorRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request

    def clean_so(self) -> int:
        """This will give the document that the number names."""
        found = documents.named_in(self.request.actor, self.cleaned_data["so"])
        if found is None:
            raise forms.ValidationError("Chưa có văn bản đã đăng ký nào mang số này.")
        return found.id


@page("plans.view")
@require_safe
def show(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will set the document chosen (`van_ban`, or its number `so`) against the plan; without one, offer some."""
    form = NumberForm(request.GET if "so" in request.GET else None, request=request)
    if form.is_valid():
        return redirect(f"{reverse('plans.directive', args=[plan_id])}?van_ban={form.cleaned_data['so']}")
    return _show(request, plan_id, number(request.GET.get("van_ban", "")), form)


@page("plans.amend_from")
@require_POST
def amend(request: ActorRequest, plan_id: int, suggestion_id: int) -> HttpResponse:
    """This will put one target or task right as the document says, or keep the sentence as a source of it."""
    item = documents.suggestion(suggestion_id)
    form = forms.Form(request.POST)
    if form.is_valid():
        with refusals_in(form):
            amend_from(
                plan_id=plan_id,
                suggestion_id=suggestion_id,
                revision=number(request.POST.get("revision", "")),
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã điều chỉnh theo văn bản; nội dung cũ giữ ở mục “Đã điều chỉnh”.")
            return redirect(f"{reverse('plans.directive', args=[plan_id])}?van_ban={item.document_id}")
    return _show(request, plan_id, item.document_id, NumberForm(request=request), refused=form)


def _show(
    request: ActorRequest, plan_id: int, document_id: int, form: NumberForm, *, refused: forms.Form | None = None
) -> HttpResponse:
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    found = plans.directive(request.actor, plan_id, document_id, on) if document_id else None
    wrong = refused or form
    context = {
        "title": f"{found.document.label} thay đổi gì" if found else "Văn bản mới, điều chỉnh",
        "plan": view,
        "rooms": rooms(view, "plans.directive"),
        "form": form,
        "errors": refused,
        "found": found,
        "newer": () if found else plans.newer_documents(request.actor, view, on),
        "amendments": plans.amendments(request.actor, plan_id),
        "may_adopt": plans.may_keep(request.actor, view, "plans.adopt_suggestion"),
        "may": view.state in ("draft", "active") and plans.may_keep(request.actor, view, "plans.amend_from"),
    }
    return render(request, "plans/directive.html", context, status=status_of(wrong))
