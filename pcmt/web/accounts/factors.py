"""Setting up a second factor: the authenticator app and its picture, recovery codes on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.accounts.actions import begin_authenticator as beginning
from pcmt.accounts.actions import confirm_authenticator as confirming
from pcmt.accounts.actions import make_recovery_codes as making_codes
from pcmt.accounts.actions import remove_authenticator as removing
from pcmt.accounts.queries.factors import AppSetup, app_setup, factors_of
from pcmt.areas import queries as areas
from pcmt.kernel.refusal import NotFound
from pcmt.web.accounts.forms import CodeForm
from pcmt.web.accounts.own import own_id
from pcmt.web.accounts.pictures import drawn
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@page(while_due=True)
@require_safe
def second_factor_due(request: ActorRequest) -> HttpResponse:
    """This will tell who must set up a second factor why, by when, and how."""
    if request.visit.second_factor_by is None:
        return redirect("accounts.mine")
    values = {
        "title": "Thiết lập bước xác thực thứ hai",
        "by": request.visit.second_factor_by,
        "due": bool(request.visit.due),
    }
    return render(request, "accounts/second_factor_due.html", values)


@page(while_due=True, fresh=True)
@require_POST
def begin_authenticator(request: ActorRequest) -> HttpResponse:
    """This will make a new secret and lead to the page that shows it."""
    beginning.begin_authenticator(user_id=own_id(request), actor=request.actor, at=timezone.now())
    return redirect("accounts.confirm_authenticator")


@sensitive_post_parameters("code")
@page(while_due=True, fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_authenticator(request: ActorRequest) -> HttpResponse:
    """This will show the secret as picture and text, and take the first code; then the codes on paper are shown."""
    setup = _setup(request)
    if setup is None:
        return redirect("accounts.mine")
    form = CodeForm(request.POST or None, autocomplete="off")
    if form.is_valid():
        with refusals_in(form):
            confirming.confirm_authenticator(
                user_id=own_id(request),
                code=form.cleaned_data["code"],
                session_id=request.visit.session_id,
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã bật ứng dụng xác thực. Từ lần đăng nhập sau, hệ thống hỏi mã của ứng dụng.")
            return after_adding(request)
    values = {"title": "Cài ứng dụng xác thực", "form": form, "setup": setup}
    return render(request, "accounts/authenticator.html", values, status=status_of(form))


@page(while_due=True, fresh=True)
@require_safe
def authenticator_picture(request: ActorRequest) -> HttpResponse:
    """This will draw the secret that waits to be confirmed as a QR picture; no cache keeps it."""
    setup = _setup(request)
    if setup is None:
        raise NotFound
    return HttpResponse(drawn(setup.address), content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@page(while_due=True, fresh=True)
@require_POST
def remove_authenticator(request: ActorRequest) -> HttpResponse:
    """This will take the app out of use."""
    removing.remove_authenticator(
        user_id=own_id(request), session_id=request.visit.session_id, actor=request.actor, at=timezone.now()
    )
    messages.success(request, "Đã bỏ ứng dụng xác thực. Xóa mục tương ứng trong ứng dụng trên điện thoại.")
    return redirect("accounts.mine")


@page(while_due=True, fresh=True)
@require_POST
def make_recovery_codes(request: ActorRequest) -> HttpResponse:
    """This will make new codes and show them in this one answer: no session, message or address holds them."""
    return show_new_codes(request)


def after_adding(request: ActorRequest) -> HttpResponse:
    """This will go on after a factor was added: to the codes on paper where there are none, else to the account."""
    if factors_of(request.actor, own_id(request)).codes_left:
        return redirect("accounts.mine")
    return show_new_codes(request)


def show_new_codes(request: ActorRequest) -> HttpResponse:
    """This will make codes and render them for writing down or printing."""
    codes = making_codes.make_recovery_codes(user_id=own_id(request), actor=request.actor, at=timezone.now())
    values = {"title": "Mã dự phòng", "codes": codes, "at": timezone.localtime()}
    return render(request, "accounts/recovery_codes.html", values)


def _setup(request: ActorRequest) -> AppSetup | None:
    province = areas.province(timezone.localdate())
    issuer = f"PCMT {province.short_name}" if province else "PCMT"
    return app_setup(request.actor, own_id(request), issuer=issuer)
