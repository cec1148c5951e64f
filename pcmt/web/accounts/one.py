"""One account as an administrator keeps it: its page, its link, its proofs, its sessions, closed or open."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.accounts import queries
from pcmt.accounts.actions import close as closing
from pcmt.accounts.actions import end_sessions as ending
from pcmt.accounts.actions import issue_link as issuing
from pcmt.accounts.actions import link_identity as linking
from pcmt.accounts.actions import remove_identity as removing
from pcmt.accounts.actions import reopen as reopening
from pcmt.accounts.actions import reset_password as resetting
from pcmt.accounts.actions import reset_second_factor as resetting_factor
from pcmt.accounts.actions import revoke_link as revoking
from pcmt.accounts.queries.identities import identities_of, provider_of, providers
from pcmt.accounts.queries.links import NewLink, waiting_link
from pcmt.accounts.queries.sessions import sessions_of
from pcmt.accounts.queries.tokens import tokens_of
from pcmt.agencies import queries as agencies
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book
from pcmt.web.accounts.forms import GrantForm, LinkIdentityForm, ReasonForm
from pcmt.web.accounts.own import means_words
from pcmt.web.accounts.pictures import inline
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

# What takes a reason: the form's key on the page, and the permission that shows it.
REASONED = ("reset_password", "reset_second_factor", "end_sessions", "close", "reopen")


@page("accounts.manage", fresh=True)
@require_safe
def account(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will show one account with its roles, and what can be done with it."""
    return account_page(request, user_id, grant_form(request, user_id))


@page("accounts.issue_link", fresh=True)
@require_POST
def issue_link(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will make a new link for the first password and show it, once."""
    link = issuing.issue_link(user_id=user_id, actor=request.actor, at=timezone.now())
    return handover(request, user_id, link, "Đường liên kết mới")


@page("accounts.revoke_link", fresh=True)
@require_POST
def revoke_link(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will make the link that was handed out worthless."""
    revoking.revoke_link(user_id=user_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã hủy đường liên kết.")
    return redirect("accounts.account", user_id)


@page("accounts.reset_password", fresh=True)
@require_POST
def reset_password(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will take the password away and show the link for a new one, once."""

    def act(reason: str) -> HttpResponse:
        link = resetting.reset_password(user_id=user_id, reason=reason, actor=request.actor, at=timezone.now())
        return handover(request, user_id, link, "Đã bỏ mật khẩu cũ")

    return _with_reason(request, user_id, "reset_password", act)


@page("accounts.reset_second_factor", fresh=True)
@require_POST
def reset_second_factor(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will remove what somebody has lost: app, passkeys, recovery codes."""

    def act(reason: str) -> HttpResponse:
        resetting_factor.reset_second_factor(user_id=user_id, reason=reason, actor=request.actor, at=timezone.now())
        return _told(request, user_id, "Đã xóa bước xác thực thứ hai; chủ tài khoản cài lại khi đăng nhập.")

    return _with_reason(request, user_id, "reset_second_factor", act)


@page("accounts.remove_identity", fresh=True)
@require_POST
def remove_identity(request: ActorRequest, user_id: int, identity_id: int) -> HttpResponse:
    """This will unlink somebody's account from a provider."""
    if all(one.id != identity_id for one in identities_of(request.actor, user_id)):
        raise NotFound("Liên kết này không còn.")
    removing.remove_identity(identity_id=identity_id, actor=request.actor, at=timezone.now())
    return _told(request, user_id, "Đã bỏ liên kết cổng đăng nhập; mọi phiên đăng nhập đã kết thúc.")


@page("accounts.link_identity", fresh=True)
@require_POST
def link_identity(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will link an account that nobody has used yet with who its owner is at a provider."""
    form = LinkIdentityForm(request.POST, providers=providers())
    if form.is_valid():
        there = provider_of(form.cleaned_data["provider"])
        assert there is not None  # the form offers those of the settings only
        with refusals_in(form):
            linking.link_identity(
                user_id=user_id,
                provider=there,
                subject=form.cleaned_data["subject"],
                actor=request.actor,
                at=timezone.now(),
            )
            return _told(request, user_id, f"Đã liên kết. Người đó đăng nhập qua “{there.label}”, không cần mật khẩu.")
    plain = grant_form(request, user_id, bound=False)
    return account_page(request, user_id, plain, link_form=form, status=status_of(form))


@page("accounts.end_sessions", fresh=True)
@require_POST
def end_sessions(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will sign somebody out everywhere."""

    def act(reason: str) -> HttpResponse:
        ended = ending.end_sessions(user_id=user_id, reason=reason, actor=request.actor, at=timezone.now())
        return _told(request, user_id, f"Đã kết thúc {ended} phiên đăng nhập.")

    return _with_reason(request, user_id, "end_sessions", act)


@page("accounts.close", fresh=True)
@require_POST
def close(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will close an account."""

    def act(reason: str) -> HttpResponse:
        closing.close(user_id=user_id, reason=reason, actor=request.actor, at=timezone.now())
        return _told(request, user_id, "Đã khóa tài khoản; mọi phiên đăng nhập đã kết thúc.")

    return _with_reason(request, user_id, "close", act)


@page("accounts.reopen", fresh=True)
@require_POST
def reopen(request: ActorRequest, user_id: int) -> HttpResponse:
    """This will let the owner of a closed account in again."""

    def act(reason: str) -> HttpResponse:
        reopening.reopen(user_id=user_id, reason=reason, actor=request.actor, at=timezone.now())
        return _told(request, user_id, "Đã mở lại tài khoản với mật khẩu và vai trò như trước.")

    return _with_reason(request, user_id, "reopen", act)


def account_page(
    request: ActorRequest,
    user_id: int,
    form: GrantForm,
    wrong: dict[str, ReasonForm] | None = None,
    *,
    link_form: LinkIdentityForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """This will render the page of one account; form: the roles' form; wrong, link_form: forms that were refused."""
    account = queries.account(request.actor, user_id)
    today, at = timezone.localdate(), timezone.now()
    forms = {key: _reason_form(key) for key in REASONED if request.actor.may(f"accounts.{key}")} | (wrong or {})
    sessions, identities = sessions_of(request.actor, user_id, at), identities_of(request.actor, user_id)
    unused = account.is_active and not account.has_password and account.signed_in_at is None and not identities
    may_link = unused and providers() and request.actor.may("accounts.link_identity")
    values = {
        "title": account.person_name,
        "account": account,
        "posts": agencies.posts_of(account.person_id, today),
        "grants": [(grant, grant.holds(at)) for grant in account.grants],
        "grant_form": form,
        "forms": forms,
        "tokens": sum(not one.state for one in tokens_of(request.actor, user_id, at)),
        "identities": identities,
        "alone": any(one.alone for one in identities),
        "link_form": link_form or (LinkIdentityForm(providers=providers()) if may_link else None),
        "may_unlink": bool(request.actor.may("accounts.remove_identity")),
        "own": request.actor.user_id == user_id,
        "link": waiting_link(request.actor, user_id, at),
        "sessions": [(session, means_words(session.means)) for session in sessions],
    }
    return render(request, "accounts/account.html", values, status=status)


def grant_form(request: ActorRequest, user_id: int, *, bound: bool = True) -> GrantForm:
    """This will make the form that grants a role, with the person's own agency chosen."""
    today = timezone.localdate()
    person_id = queries.account(request.actor, user_id).person_id
    home = next((post.agency_id for post in agencies.posts_of(person_id, today)), "")
    return GrantForm(
        request.POST if bound and request.method == "POST" else None,
        roles=[(role.code, role.label) for role in book().roles()],
        agencies=agencies.agencies(on=today),
        initial={"valid_from": today, "agency": home},
    )


def handover(request: ActorRequest, user_id: int, link: NewLink, title: str) -> HttpResponse:
    """This will show a link in this one answer only: not in the session, a message or an address."""
    address = link_address(request, link)
    values = {
        "title": title,
        "account": queries.account(request.actor, user_id),
        "address": address,
        "picture": inline(address),
        "expires_at": link.expires_at,
    }
    return render(request, "accounts/handover.html", values)


def link_address(request: ActorRequest, link: NewLink) -> str:
    """This will write a link out whole, for handing over."""
    return request.build_absolute_uri(reverse("accounts.open_link", args=[link.token]))


def _with_reason(request: ActorRequest, user_id: int, key: str, act: Callable[[str], HttpResponse]) -> HttpResponse:
    form = _reason_form(key, request)
    if form.is_valid():
        with refusals_in(form):
            return act(form.cleaned_data["reason"])
    plain = grant_form(request, user_id, bound=False)
    return account_page(request, user_id, plain, {key: form}, status=status_of(form))


def _reason_form(key: str, request: ActorRequest | None = None) -> ReasonForm:
    """Each of the forms on the page has fields of its own name."""
    return ReasonForm(request.POST if request else None, auto_id=f"{key}_%s")


def _told(request: ActorRequest, user_id: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("accounts.account", user_id)
