"""Accounts as the administrator keeps them: list, invite, grant and revoke roles, reset passwords."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.accounts import queries
from pcmt.accounts.actions import grant_role as granting
from pcmt.accounts.actions import invite as inviting
from pcmt.accounts.actions import reset_password as resetting
from pcmt.accounts.actions import revoke_role as revoking
from pcmt.agencies import queries as agencies
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book
from pcmt.web.accounts.forms import GrantForm, InviteForm, ReasonForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import fold

# Letters and digits that are not mistaken for one another when written down and handed over.
CLEAR_SIGNS = "abcdefghkmnpqrstuvwxyz23456789"


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
        "lead": "Mỗi người một tài khoản; quyền đi theo vai trò tại từng cơ quan",
        "q": wanted,
        "rows": [(account, [grant for grant in account.grants if grant.holds(at)]) for account in rows],
    }
    return render(request, "accounts/list.html", values)


@page("accounts.manage")
@require_safe
def account(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will show one account with its roles, and what can be done with it."""
    return _account_page(request, user_id, _grant_form(request, user_id), ReasonForm())


@page("accounts.invite")
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: ActorRequest, person_id: int) -> HttpResponse:
    """This will open an account for a person of the directory and show its first password, once."""
    names = agencies.person_names([person_id])
    if person_id not in names:
        raise NotFound
    form = InviteForm(request.POST or None)
    if form.is_valid():
        password = _first_password()
        with refusals_in(form):
            user_id = inviting.invite(
                username=form.cleaned_data["username"],
                person_id=person_id,
                password=password,
                actor=request.actor,
                at=timezone.now(),
            )
            return _handover(request, user_id, password, "Đã tạo tài khoản")
    values = {
        "title": f"Tạo tài khoản cho {names[person_id]}",
        "form": form,
        "posts": agencies.posts_of(person_id, timezone.localdate()),
    }
    return render(request, "accounts/invite.html", values, status=status_of(form))


@page("accounts.grant_role")
@require_POST
def grant_role(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will let an account hold a role."""
    form = _grant_form(request, user_id)
    if form.is_valid():
        with refusals_in(form):
            granting.grant_role(
                user_id=user_id,
                role=form.cleaned_data["role"],
                agency_id=form.cleaned_data["agency"],
                valid_from=form.cleaned_data["valid_from"],
                valid_to=form.cleaned_data["valid_to"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã giao vai trò; có hiệu lực ngay ở lần mở trang tiếp theo của người đó.")
            return redirect("accounts.account", user_id)
    return _account_page(request, user_id, form, ReasonForm(), status=status_of(form))


@page("accounts.revoke_role")
@require_POST
def revoke_role(request: ActorRequest, user_id: int, grant_id: int) -> HttpResponse:
    """This will end a role at once."""
    revoking.revoke_role(
        grant_id=grant_id, reason=request.POST.get("reason", ""), actor=request.actor, at=timezone.now()
    )
    messages.success(request, "Đã thu hồi vai trò.")
    return redirect("accounts.account", user_id)


@page("accounts.reset_password")
@require_POST
def reset_password(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will set a new first password and show it, once."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _account_page(request, user_id, _grant_form(request, user_id, bound=False), form, status=status_of(form))
    password = _first_password()
    resetting.reset_password(
        user_id=user_id,
        password=password,
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        at=timezone.now(),
    )
    return _handover(request, user_id, password, "Đã cấp lại mật khẩu")


def _account_page(
    request: ActorRequest, user_id: int, grant_form: GrantForm, reset_form: ReasonForm, status: int = 200
) -> HttpResponse:
    account = queries.account(request.actor, user_id)
    today, at = timezone.localdate(), timezone.now()
    values = {
        "title": account.person_name,
        "account": account,
        "posts": agencies.posts_of(account.person_id, today),
        "grants": [(grant, grant.holds(at)) for grant in account.grants],
        "grant_form": grant_form,
        "reset_form": reset_form,
        "own": request.actor.user_id == user_id,
        "may_reset": bool(request.actor.may("accounts.reset_password")),
    }
    return render(request, "accounts/account.html", values, status=status)


def _grant_form(request: ActorRequest, user_id: int, *, bound: bool = True) -> GrantForm:
    today = timezone.localdate()
    person_id = queries.account(request.actor, user_id).person_id
    home = next((post.agency_id for post in agencies.posts_of(person_id, today)), "")
    return GrantForm(
        request.POST if bound and request.method == "POST" else None,
        roles=[(role.code, role.label) for role in book().roles()],
        agencies=agencies.agencies(on=today),
        initial={"valid_from": today, "agency": home},
    )


def _handover(request: ActorRequest, user_id: int, password: str, title: str) -> HttpResponse:
    """The password goes into this one answer only: not into the session, a message or an address."""
    values = {"title": title, "account": queries.account(request.actor, user_id), "password": password}
    return render(request, "accounts/handover.html", values)


def _first_password() -> str:
    return "-".join("".join(secrets.choice(CLEAR_SIGNS) for _ in range(4)) for _ in range(4))


def _searched(account: queries.AccountView) -> str:
    return " ".join((account.person_name, account.username, *(grant.agency_name for grant in account.grants)))
