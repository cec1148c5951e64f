"""The door: sign in, sign out, change one's own password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.accounts.actions import change_password as changing
from pcmt.accounts.actions import sign_in as signing_in
from pcmt.accounts.actions import sign_out as signing_out
from pcmt.accounts.queries import any_account
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import Refusal
from pcmt.web.accounts.forms import ChangePasswordForm, SignInForm
from pcmt.web.navigation import address
from pcmt.web.views import PASSWORD_DUE, ActorRequest, page, refusals_in, status_of

DOOR = system_actor("cửa đăng nhập", "accounts.sign_in")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """This will let a person in, with a fresh session, and lead to where they wanted to go."""
    goal = _goal(request)
    if getattr(request, "actor", None) is not None and request.method != "POST":
        return redirect(goal)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            signed = signing_in.sign_in(
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                address=_address(request),
                actor=DOOR,
                at=timezone.now(),
            )
            _open_session(request, signed)
            return redirect("accounts.change_password" if signed.must_change_password else goal)
    values = {"title": "Đăng nhập", "form": form, "next": goal, "no_account": not any_account()}
    return render(request, "accounts/sign_in.html", values, status=status_of(form))


def _address(request: HttpRequest) -> str:
    """Where the request comes from: behind our own proxy, what that proxy saw, never what the visitor claims."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip() if settings.BEHIND_PROXY else ""
    return str(seen or request.META.get("REMOTE_ADDR", ""))


@page(password_due_too=True)
@require_POST
def sign_out(request: ActorRequest) -> HttpResponse:
    """This will note the leaving, end the session and lead to the door."""
    if request.actor.user_id is not None:
        signing_out.sign_out(user_id=request.actor.user_id, actor=request.actor, at=timezone.now())
    logout(request)
    messages.success(request, "Đã đăng xuất khỏi hệ thống.")
    return redirect("accounts.sign_in")


@sensitive_post_parameters("old_password", "new_password", "repeated")
@page(password_due_too=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: ActorRequest) -> HttpResponse:
    """This will change the password of whoever is signed in; their other sessions end."""
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid() and request.actor.user_id is not None:
        with refusals_in(form):
            changing.change_password(
                user_id=request.actor.user_id,
                old_password=form.cleaned_data["old_password"],
                new_password=form.cleaned_data["new_password"],
                actor=request.actor,
                at=timezone.now(),
            )
            user = ModelBackend().get_user(request.actor.user_id)
            if user is not None:
                update_session_auth_hash(request, user)
            request.session.pop(PASSWORD_DUE, None)
            messages.success(request, "Đã đổi mật khẩu. Các phiên đăng nhập khác của tài khoản đã kết thúc.")
            return redirect(_desk())
    due = bool(request.session.get(PASSWORD_DUE))
    title = "Đặt mật khẩu của riêng anh/chị trước khi làm việc" if due else "Đổi mật khẩu"
    values = {"title": title, "form": form, "due": due}
    return render(request, "accounts/change_password.html", values, status=status_of(form))


def _open_session(request: HttpRequest, signed: signing_in.SignedIn) -> None:
    user = ModelBackend().get_user(signed.user_id)
    if user is None:  # closed between the two questions
        raise Refusal("Tài khoản vừa bị khóa.", remedy="Liên hệ quản trị.")
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    if signed.must_change_password:
        request.session[PASSWORD_DUE] = True


def _goal(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else _desk()


def _desk() -> str:
    return address(str(settings.LOGIN_REDIRECT_URL)) or "/"
