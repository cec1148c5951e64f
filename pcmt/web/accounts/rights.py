"""Who holds what, who acts for whom, what waits for a second administrator, and why somebody may or may not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.accounts import queries
from pcmt.accounts.actions import confirm_role as confirming
from pcmt.accounts.actions import decline_role as declining
from pcmt.kernel.refusal import NotFound
from pcmt.trace import queries as trace
from pcmt.web.accounts.rights_forms import HoldingsForm, WhyForm
from pcmt.web.downloads import csv_of
from pcmt.web.formats.figures import date_text
from pcmt.web.views import ActorRequest, page, show_refusal, status_of

PAGE_SIZE = 100
HEADS = ("Họ tên", "Chức vụ", "Tên đăng nhập", "Cơ quan", "Vai trò, ủy quyền", "Phạm vi", "Từ ngày", "Đến hết ngày")


@page("accounts.manage")
@require_safe
def holdings(request: ActorRequest) -> HttpResponse:
    """This will list who holds what today, narrowed as asked; `tep=csv` hands the whole list out."""
    form = HoldingsForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.holdings(
        request.actor,
        timezone.now(),
        role=asked.get("vai_tro", ""),
        permission=asked.get("viec", ""),
        q=asked.get("q", ""),
    )
    if request.GET.get("tep") == "csv":
        return csv_of(HEADS, [_cells(one) for one in found], name=f"ai-giu-quyen-gi-{timezone.localdate()}.csv")
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(1, _number(request.GET.get("trang", ""))), pages)
    query = request.GET.copy()
    query.pop("trang", None)
    query["tep"] = "csv"
    values = {
        "title": "Ai giữ quyền gì",
        "lead": "Vai trò và ủy quyền đang có hiệu lực hôm nay; quyền đã mất theo chức vụ không còn ở đây",
        "form": form,
        "asked": any(asked.values()),
        "rows": found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        "total": len(found),
        "number": number,
        "pages": pages,
        "csv": f"?{query.urlencode()}",
        "proposals": queries.proposals(request.actor),
    }
    return render(request, "accounts/holdings.html", values)


@page("accounts.manage")
@require_safe
def why(request: ActorRequest) -> HttpResponse:
    """This will explain whether an account may do something with a thing, in each of its capacities."""
    # Without a thing nothing is asked yet: another page led here with the account alone.
    form = WhyForm(request.GET if "ve" in request.GET else None, initial={"ai": request.GET.get("ai", "")})
    told = None
    if form.is_valid():
        asked = form.cleaned_data
        try:
            told = trace.why(request.actor, asked["ai"], asked["viec"], asked["ve"], timezone.now())
        except (NotFound, trace.BadQuestion) as refusal:
            show_refusal(form, refusal, request.actor)
    values = {
        "title": "Vì sao được, vì sao không" if told is None else _headline(told),
        "form": form,
        "told": told,
        "kinds": trace.kinds_asked(),
    }
    return render(request, "accounts/why.html", values, status=status_of(form))


@page("accounts.confirm_role", fresh=True)
@require_POST
def confirm_role(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """This will let the proposed role hold."""
    confirming.confirm_role(proposal_id=proposal_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã xác nhận; vai trò có hiệu lực ngay.")
    return redirect("accounts.holdings")


@page("accounts.decline_role", fresh=True)
@require_POST
def decline_role(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """This will set the proposed role aside."""
    reason = request.POST.get("reason", "")
    declining.decline_role(proposal_id=proposal_id, reason=reason, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã bỏ đề nghị; không ai được giao vai trò.")
    return redirect("accounts.holdings")


def _cells(one: queries.Holding) -> tuple[str, ...]:
    until = date_text(one.valid_to) if one.valid_to else ""
    term = (date_text(one.valid_from), until)
    return (one.person_name, one.title, one.username, one.agency_name, one.what, one.reach, *term)


def _headline(told: trace.Explanation) -> str:
    return f"{told.person.partition(',')[0]} {'được' if told.allowed else 'không được'} làm việc này"


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= len(str(PAGE_SIZE)) + 3 else 1
