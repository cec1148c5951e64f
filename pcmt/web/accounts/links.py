"""The page behind a one-time link: its holder sets a password."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.accounts.actions import set_password as setting
from pcmt.accounts.queries.links import link_owner
from pcmt.kernel.refusal import NotFound
from pcmt.web.accounts.forms import SetPasswordForm
from pcmt.web.entering import DOOR, address_of
from pcmt.web.views import refusals_in, status_of

TOKEN = "link"  # noqa: S105 (the name under which the browser's session keeps one)


@never_cache
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """This will take the token out of the address, where it would be seen and kept, and lead to the form."""
    request.session.flush()
    request.session[TOKEN] = token
    response = redirect("accounts.set_password")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@sensitive_post_parameters("new_password", "repeated")
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest) -> HttpResponse:
    """This will take the password that the holder of the link chose, and lead to the door."""
    token, at = str(request.session.get(TOKEN, "")), timezone.now()
    username = link_owner(token, at) if token else None
    if username is None:
        return render(request, "accounts/link_gone.html", {"title": "Đường liên kết không còn hiệu lực"}, status=404)
    form = SetPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            with refusals_in(form):
                setting.set_password(
                    token=token,
                    password=form.cleaned_data["new_password"],
                    address=address_of(request),
                    actor=DOOR,
                    at=at,
                )
                request.session.flush()
                messages.success(request, f"Đã đặt mật khẩu cho tài khoản {username}. Đăng nhập bằng mật khẩu vừa đặt.")
                return redirect("accounts.sign_in")
        except NotFound:  # used in another window in between
            return redirect("accounts.set_password")
    values = {"title": "Đặt mật khẩu", "form": form, "username": username}
    return render(request, "accounts/set_password.html", values, status=status_of(form))
