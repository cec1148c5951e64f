"""Accounts as the administrator keeps them: list, invite, grant and revoke roles."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.accounts import queries
from pcmt.accounts.actions import grant_role as granting
from pcmt.accounts.actions import invite as inviting
from pcmt.accounts.actions import issue_link as issuing
from pcmt.accounts.actions import issue_links as issuing_many
from pcmt.accounts.actions import propose_role as proposing
from pcmt.accounts.actions import revoke_role as revoking
from pcmt.accounts.queries.links import without_link
from pcmt.agencies import queries as agencies
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book
from pcmt.web.accounts.forms import InviteForm
from pcmt.web.accounts.one import account_page, grant_form, handover, link_address
from pcmt.web.accounts.pictures import inline
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import fold


@page("accounts.manage")
@require_safe
def accounts(request: ActorRequest) -> HttpResponse:
    """This will list the accounts, found by person, name or agency with or without diacritics."""
    wanted = request.GET.get("q", "").strip()
    found = queries.accounts(request.actor)
    waiting = sum(account.must_change_password for account in found)
    rows = [account for account in found if fold(wanted) in fold(_searched(account))]
    at = timezone.now()
    values = {
        "title": f"{len(found)} tài khoản" + (f", {waiting} chờ đổi mật khẩu lần đầu" if waiting else ""),
        "lead": "Mỗi người một tài khoản; quyền đi theo vai trò tại từng cơ quan. Thêm tài khoản: mở cơ quan trong "
        "danh bạ, bấm “Tạo tài khoản” cạnh tên người",
        "q": wanted,
        "without_link": len(without_link(request.actor, at)),
        "rows": [(account, [grant for grant in account.grants if grant.holds(at)]) for account in rows],
    }
    return render(request, "accounts/list.html", values)


@page("accounts.invite", fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: ActorRequest, person_id: int) -> HttpResponse:
    """This will open an account for a person of the directory and show the link for its first password, once."""
    names = agencies.person_names([person_id])
    if person_id not in names:
        raise NotFound
    form = InviteForm(request.POST or None)
    if form.is_valid():
        at = timezone.now()
        with refusals_in(form):
            user_id = inviting.invite(
                username=form.cleaned_data["username"], person_id=person_id, actor=request.actor, at=at
            )
            link = issuing.issue_link(user_id=user_id, actor=request.actor, at=at)
            return handover(request, user_id, link, "Đã tạo tài khoản")
    values = {
        "title": f"Tạo tài khoản cho {names[person_id]}",
        "form": form,
        "posts": agencies.posts_of(person_id, timezone.localdate()),
    }
    return render(request, "accounts/invite.html", values, status=status_of(form))


@page("accounts.issue_links", fresh=True)
@require_POST
def issue_links(request: ActorRequest) -> HttpResponse:
    """This will make links for those who wait for one, and show them in this one answer, a slip for each person."""
    at = timezone.now()
    waiting = without_link(request.actor, at)[: issuing_many.MOST_AT_ONCE]
    links = issuing_many.issue_links(user_ids=waiting, actor=request.actor, at=at)
    found = [account for account in queries.accounts(request.actor) if account.id in links]
    addresses = [link_address(request, links[account.id]) for account in found]
    values = {
        "title": f"{len(found)} đường liên kết đặt mật khẩu",
        "slips": [(account, address, inline(address)) for account, address in zip(found, addresses, strict=True)],
        "expires_at": max(link.expires_at for link in links.values()),
    }
    return render(request, "accounts/slips.html", values)


@page("accounts.grant_role", fresh=True)
@require_POST
def grant_role(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will let an account hold a role, or propose it where two must agree."""
    form = grant_form(request, user_id)
    if form.is_valid():
        with refusals_in(form):
            wish = {**form.cleaned_data, "user_id": user_id, "agency_id": form.cleaned_data["agency"]}
            del wish["agency"]
            if book().role(wish["role"]).two_hands:
                proposing.propose_role(**wish, actor=request.actor, at=timezone.now())
                messages.success(request, "Đã gửi đề nghị; vai trò có hiệu lực khi một quản trị khác xác nhận.")
                return redirect("accounts.holdings")
            granting.grant_role(**wish, actor=request.actor, at=timezone.now())
            messages.success(request, "Đã giao vai trò; có hiệu lực ngay ở lần mở trang tiếp theo của người đó.")
            return redirect("accounts.account", user_id)
    return account_page(request, user_id, form, status=status_of(form))


@page("accounts.revoke_role", fresh=True)
@require_POST
def revoke_role(request: ActorRequest, user_id: int, grant_id: int) -> HttpResponse:
    """This will end a role at once."""
    revoking.revoke_role(
        grant_id=grant_id, reason=request.POST.get("reason", ""), actor=request.actor, at=timezone.now()
    )
    messages.success(request, "Đã thu hồi vai trò.")
    return redirect("accounts.account", user_id)


def _searched(account: queries.AccountView) -> str:
    return " ".join((account.person_name, account.username, *(grant.agency_name for grant in account.grants)))
