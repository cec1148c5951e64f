"""The door: sign in by name and password, by a second step where the account has one; sign out."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.accounts.actions import enter_code as entering_code
from pcmt.accounts.actions import sign_in as signing_in
from pcmt.accounts.actions import sign_out as signing_out
from pcmt.accounts.queries import any_account
from pcmt.accounts.queries.identities import Provider, provider_of, providers, way_out
from pcmt.web.accounts.forms import CodeForm, SignInForm
from pcmt.web.accounts.site import passkeys_possible
from pcmt.web.entering import (
    BY_PROVIDER,
    DOOR,
    Waiting,
    address_of,
    device_mark,
    enter,
    wait_for_second_step,
    waiting_in,
)
from pcmt.web.navigation import address
from pcmt.web.origin import is_ours
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """This will take name and password, and let the person in or lead on to the second step."""
    goal = goal_of(request)
    if getattr(request, "actor", None) is not None and request.method != "POST":
        return redirect(goal)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        name = form.cleaned_data["username"]
        with refusals_in(form):
            signed = signing_in.sign_in(
                username=name,
                password=form.cleaned_data["password"],
                address=address_of(request),
                device=device_mark(request, name),
                actor=DOOR,
                at=timezone.now(),
            )
            if signed.second_step:
                wait_for_second_step(request, Waiting(signed.user_id, signed.second_step, name, goal))
                return redirect("accounts.enter_code")
            response = redirect(goal)
            enter(request, signed.user_id, ("password",), response)
            return response
    values = {
        "title": "Đăng nhập",
        "form": form,
        "next": goal,
        "no_account": not any_account(),
        "passkeys": passkeys_possible(request),
        "providers": providers(),
        "way_out": way_out_of(request) if request.method != "POST" else None,
        "second_factor_off": not settings.SECOND_FACTOR_REQUIRED,
    }
    return render(request, "accounts/sign_in.html", values, status=status_of(form))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """This will take the code of the second step; without a first step made here it leads back to it."""
    waiting = waiting_in(request)
    if waiting is None:
        messages.warning(request, "Bắt đầu lại từ tên đăng nhập và mật khẩu: bước trước đã quá 10 phút.")
        return redirect("accounts.sign_in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            means = entering_code.enter_code(
                user_id=waiting.user_id,
                code=form.cleaned_data["code"],
                address=address_of(request),
                device=device_mark(request, waiting.username),
                actor=DOOR,
                at=timezone.now(),
            )
            return let_in(request, waiting, means)
    values = {"title": "Xác thực bước hai", "form": form, "waiting": waiting}
    return render(request, "accounts/second_step.html", values, status=status_of(form))


def let_in(request: HttpRequest, waiting: Waiting, *second: str) -> HttpResponse:
    """This will open the session of somebody who has made all steps, and lead to where they wanted to go."""
    response, means = redirect(waiting.goal), (*waiting.first, *second)
    enter(request, waiting.user_id, means, response, waiting.there)
    if waiting.provider:
        request.session[BY_PROVIDER] = waiting.provider
    if "recovery_code" in means:
        messages.warning(
            request, "Đã dùng một mã dự phòng. Mất điện thoại hoặc khóa thì cài lại ở “Tài khoản của tôi”."
        )
    return response


@page(while_due=True)
@require_POST
def sign_out(request: ActorRequest) -> HttpResponse:
    """This will end the session and lead to the door."""
    signing_out.sign_out(session_id=request.visit.session_id, actor=request.actor, at=timezone.now())
    provider = request.session.get(BY_PROVIDER, "")
    request.session.flush()
    if provider:
        request.session[BY_PROVIDER] = provider  # nobody is signed in by it: the door tells of it, once
    messages.success(request, "Đã đăng xuất khỏi hệ thống.")
    response = redirect("accounts.sign_in")
    # Pages that the browser still holds go too, and what it kept for days without a line; its cookies stay, one of
    # them is the device's mark.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def goal_of(request: HttpRequest) -> str:
    """This will give the address of our own to which a person wanted to go, or the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_ours(request, wanted) else address(str(settings.LOGIN_REDIRECT_URL)) or "/"


def way_out_of(request: HttpRequest) -> tuple[Provider, str] | None:
    """This will give the address that signs out at the provider too, to somebody who has just signed out here; once."""
    there = provider_of(request.session.pop(BY_PROVIDER, "")) if getattr(request, "actor", None) is None else None
    address = way_out(there) if there else ""
    if there is None or not address:
        return None
    back = request.build_absolute_uri(reverse("accounts.sign_in"))
    question = urlencode({"client_id": there.client_id, "post_logout_redirect_uri": back})
    return there, f"{address}{'&' if '?' in address else '?'}{question}"
