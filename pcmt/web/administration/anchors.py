"""Anchors of the journal: where the chain ended each day, to be kept elsewhere and held against it later."""

import io
from datetime import date, timedelta

import segno
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from pcmt.journal import queries
from pcmt.journal.actions.anchor import anchor as make_anchor
from pcmt.journal.queries import AnchorView
from pcmt.kernel.refusal import NotFound
from pcmt.web.downloads import download_of
from pcmt.web.views import ActorRequest, page, refusals_in


class CheckForm(forms.Form):
    """An anchor that was kept elsewhere, as text."""

    anchor = forms.CharField(
        label="Nội dung điểm neo đã lưu",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dán nguyên văn tệp điểm neo, hoặc 64 ký tự của mã niêm phong trên bản in.",
    )


@page("journal.view")
def anchors(request: ActorRequest) -> HttpResponse:
    """This will list the anchors; a POST holds one that was kept elsewhere against the chain."""
    form, checked = CheckForm(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            checked = queries.verify(queries.read_anchor(form.cleaned_data["anchor"]))
    found = queries.anchors(request.actor)
    values = {
        "title": "Điểm neo nhật ký",
        "lead": "Cuối mỗi ngày ghi lại mã của chuỗi niêm phong; bản in hoặc gửi đi chứng minh nhật ký không bị làm lại",
        "anchors": found,
        "form": form,
        "checked": checked,
        "missing": not found or found[0].day < timezone.localdate() - timedelta(days=1),
        "may_anchor": bool(request.actor.may("journal.anchor")),
    }
    return render(request, "administration/anchors.html", values, status=422 if form.errors else 200)


@page("journal.anchor")
@require_POST
def anchor(request: ActorRequest) -> HttpResponse:
    """This will anchor yesterday at once."""
    yesterday = timezone.localdate() - timedelta(days=1)
    made = make_anchor(day=yesterday, actor=request.actor, at=timezone.now())
    told = "Đã lập" if made else "Đã có"
    messages.success(request, f"{told} điểm neo ngày {yesterday:%d/%m/%Y}. In ra, hoặc tải tệp về cất ở máy khác.")
    return redirect("journal.anchors")


@page("journal.view")
@require_safe
def sheet(request: ActorRequest, day: str) -> HttpResponse:
    """This will show one anchor as a page to print and sign, with its code as a picture to read by machine."""
    found = _anchor(request, day)
    text = found.text(_installation(request))
    values = {"title": f"Điểm neo nhật ký ngày {found.day:%d/%m/%Y}", "anchor": found, "picture": _picture(text)}
    return render(request, "administration/anchor.html", values | {"installation": _installation(request)})


@page("journal.view")
@require_safe
def text(request: ActorRequest, day: str) -> HttpResponse:
    """This will hand out one anchor as a text file."""
    found = _anchor(request, day)
    content = found.text(_installation(request)).encode()
    name = f"diem-neo-{found.day.isoformat()}.txt"
    return download_of(content, name=name, media_type="text/plain; charset=utf-8")


def _anchor(request: ActorRequest, day: str) -> AnchorView:
    try:
        return queries.anchor_of(request.actor, date.fromisoformat(day))
    except ValueError as error:
        raise NotFound("Không có điểm neo của ngày này.") from error


def _installation(request: HttpRequest) -> str:
    return f"PCMT tại {request.get_host()}"


def _picture(text: str) -> SafeString:
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", scale=3, border=2, xmldecl=False, svgclass=None, lineclass=None
    )
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - drawn here: squares, and nothing of the text itself
