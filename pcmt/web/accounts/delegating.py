"""Letting another act for oneself, and ending it; both sides see what stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.accounts import queries
from pcmt.accounts.actions import delegate as letting
from pcmt.accounts.actions import end_delegation as ending
from pcmt.web.accounts.rights_forms import DelegateForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@page()
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: ActorRequest) -> HttpResponse:
    """This will list what the actor gave and received, and let them give more; `moi=tat-ca` for the administrator."""
    at = timezone.now()
    offered = queries.delegable(request.actor)
    form = _form(request, offered)
    if form is not None and form.is_valid():
        with refusals_in(form):
            given = form.cleaned_data
            letting.delegate(
                receiver_id=given["receiver"],
                kind=given["kind"],
                permissions=given["permissions"],
                basis=given["basis"],
                document=given["document"],
                valid_from=given["valid_from"],
                valid_to=given["valid_to"],
                actor=request.actor,
                at=at,
            )
            messages.success(request, "Đã ghi nhận. Người nhận chọn tư cách làm thay ở góc trên bên phải.")
            return redirect("accounts.delegations")
    everything = request.GET.get("moi") == "tat-ca"
    rows = queries.delegations(request.actor, at, all_of_them=everything)
    held = sum(row.state == "held" for row in rows)
    values = {
        "title": f"{held} ủy quyền, ký thay đang có hiệu lực" if held else "Ủy quyền, ký thay",
        "lead": "Người nhận làm thay trong phạm vi của người giao; nhật ký ghi tên cả hai người",
        "rows": rows,
        "form": form,
        "may_see_all": bool(request.actor.may("accounts.manage")),
        "everything": everything,
        "q": request.GET.get("q", ""),
    }
    return render(request, "accounts/delegations.html", values, status=status_of(form) if form else 200)


@page()
@require_POST
def end_delegation(request: ActorRequest, delegation_id: int) -> HttpResponse:
    """This will end a delegation at once."""
    reason = request.POST.get("reason", "")
    ending.end_delegation(delegation_id=delegation_id, reason=reason, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã chấm dứt; người nhận không còn làm thay được nữa.")
    return redirect("accounts.delegations")


def _form(request: ActorRequest, offered: tuple[tuple[str, str], ...]) -> DelegateForm | None:
    """The form for who may delegate; the receivers are those of the own agency, or found by `q`."""
    if not offered:
        return None
    today = timezone.localdate()
    asked = request.POST.get("q", "") or request.GET.get("q", "")
    return DelegateForm(
        request.POST or None,
        receivers=queries.receivers(request.actor, asked, today),
        permissions=offered,
        initial={"valid_from": today},
    )
