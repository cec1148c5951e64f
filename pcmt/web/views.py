"""What every view shares: sign-in first, no copies kept, refusals shown beside the form; and the system's own pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, connection
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.accounts.actions.continue_session import Visit
from pcmt.accounts.queries import Capacity, guidance
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.web.origin import READING, way_back

Inputs = ParamSpec("Inputs")
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)

# Where what an account owes is settled, before anything else (accounts/rules/second_factor.py).
SETTLED_AT = {"password": "accounts.change_password", "second_factor": "accounts.second_factor_due"}
# The mark of a guarded view: the permission without which it is not found; empty where being signed in is enough.
ASKS = "asks_permission"
# The mark of a view that programs may ask for by an access token (pcmt.web.machines).
MACHINE = "takes_tokens"

# Set in the session where a person chose one of several capacities: the key of a post or delegation.
CAPACITY = "capacity"
SESSION_ENDED = (
    "Phiên làm việc đã kết thúc. Nội dung vừa gửi chưa được lưu; đăng nhập lại rồi gửi lại "
    "(nút Quay lại của trình duyệt còn giữ nội dung đã nhập)."
)
PROVE_AGAIN = "Nội dung vừa gửi chưa được lưu: trước hết xác nhận lại chính anh/chị đang thao tác, rồi gửi lại."
ENDED_WORDS = {
    "idle": "Phiên đăng nhập đã kết thúc vì lâu không thao tác.",
    "too_long": "Phiên đăng nhập đã hết thời gian cho phép.",
    "password_changed": "Mật khẩu đã được đổi ở nơi khác; đăng nhập lại bằng mật khẩu mới.",
    "factor_changed": "Cách xác thực của tài khoản đã thay đổi ở nơi khác; đăng nhập lại.",
    "by_owner": "Phiên đăng nhập này đã được kết thúc từ máy khác của anh/chị.",
    "by_administrator": "Quản trị hệ thống đã kết thúc phiên đăng nhập này.",
    "by_provider": "Phiên đăng nhập đã kết thúc vì anh/chị đã đăng xuất tại cổng đăng nhập.",
    "closed": "Tài khoản đã khóa. Liên hệ quản trị hệ thống.",
}


# Ends that somebody meant: what the browser keeps for days without a line goes with the session. One that ran out
# leaves it there, sealed, until the same account signs in again.
MEANT = frozenset({"password_changed", "factor_changed", "by_owner", "by_administrator", "by_provider", "closed"})


class ActorRequest(HttpRequest):
    """A request of someone who is signed in (ActorMiddleware sets the actor and the visit)."""

    actor: Actor
    capacities: tuple[Capacity, ...]
    visit: Visit


View = Callable[Concatenate[ActorRequest, Inputs], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, Inputs], HttpResponseBase]


def page(
    permission: str = "", *, while_due: bool = False, fresh: bool = False, machine: bool = False
) -> Callable[[View[Inputs]], Guarded[Inputs]]:
    """This will make a view ask for sign-in first and, with `permission`, hide it from those who hold it nowhere.

    What may be done with which thing is decided below, by the package's policy. Nothing of a signed-in
    page stays in a cache. Who must change their password or set up a second factor is led there from every page but
    those with `while_due`. A page with `fresh` asks who is there where the last proof is some time ago. A program with
    an access token gets in only with `machine`: where a permission is named, and files or figures are handed over.
    """
    if machine and (not permission or fresh or while_due):
        raise ValueError("a page for programs names its permission, and is none of an account's own affairs")

    def guard(view: View[Inputs]) -> Guarded[Inputs]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Inputs.args, **kwargs: Inputs.kwargs) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            if actor is None:
                return led_to_sign_in(request)
            visit: Visit | None = getattr(request, "visit", None)
            if visit is not None and visit.due and not while_due:
                return redirect(SETTLED_AT[visit.due])
            if permission and not actor.may_somewhere(permission):
                raise NotFound
            if fresh and not is_proven(request):
                return led_to_proof(request)
            response = view(request, *args, **kwargs)  # type: ignore[arg-type]  # the actor was just seen
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        # Read by the reference of addresses and by the test that walks them all with every role.
        setattr(guarded, ASKS, permission)
        setattr(guarded, MACHINE, machine)
        return guarded

    return guard


def is_proven(request: HttpRequest) -> bool:
    """This will tell whether it was proven a short while ago who is there; never where a program acts."""
    visit: Visit | None = getattr(request, "visit", None)
    return visit is not None and visit.is_fresh


def led_to_sign_in(request: HttpRequest) -> HttpResponse:
    """This will lead to sign-in, and from there to where one can go on.

    An address that only takes what a form sends is no place to arrive at, so one comes back to the form's page; and
    as what was sent is lost to us, that is said before anybody believes it saved.
    """
    goal = request.get_full_path()
    if why := ENDED_WORDS.get(getattr(request, "session_end", "")):
        messages.warning(request, why)
    if request.method not in READING:
        goal = way_back(request)
        messages.warning(request, SESSION_ENDED)
    response = redirect_to_login(goal, resolve_url(settings.LOGIN_URL), "next")
    if getattr(request, "session_end", "") in MEANT:
        response.headers["Clear-Site-Data"] = '"storage"'
    return response


def led_to_proof(request: HttpRequest) -> HttpResponse:
    """This will lead to the page that asks who is there, and from it back to where one can go on."""
    goal = request.get_full_path()
    if request.method not in READING:
        goal = way_back(request)
        messages.warning(request, PROVE_AGAIN)
    return redirect_to_login(goal, resolve_url("accounts.prove_again"), "next")


def show_refusal(form: BaseForm, refusal: Refusal, actor: Actor | None = None) -> None:
    """This will put a refusal into the form: at its fields where it names them, else on top, with the remedy.

    Where others could do it, the rule and who they are come with it, as on the page of refusals.
    actor: who asks, and so is none of them.
    """
    for name, text in refusal.fields.items():
        if name in form.fields:
            form.add_error(name, text)
    if any(name in form.fields for name in refusal.fields):
        return
    form.add_error(None, " ".join(part for part in (refusal.message, refusal.remedy) if part))
    if refusal.needs is not None:
        told = guidance(refusal.needs, actor=actor, at=timezone.now())
        form.add_error(None, f"Quy định: {told.rule}")
        if told.holders:
            others = "; và những người khác giữ vai trò này" if told.more else ""
            form.add_error(None, f"Làm được việc này: {'; '.join(map(str, told.holders))}{others}.")


@contextmanager
def refusals_in(form: BaseForm, actor: Actor | None = None) -> Iterator[None]:
    """This will let an action be tried on a form's content: a refusal goes into the form, to be shown again.

    What may not be seen or not be done is refused as everywhere. actor: who tries, so that the refusal names others.
    """
    try:
        yield
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        show_refusal(form, refusal, actor)


def tried(form: BaseForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """This will do what a form asks for; False where a field is wrong or the action refuses, told in the form."""
    if form.is_valid():
        with refusals_in(form):
            act(dict(form.cleaned_data))
            return True
    return False


def status_of(form: BaseForm) -> int:
    """This will give the HTTP status of a page that shows a form: 422 where what was sent was not accepted."""
    return 422 if form.is_bound and form.errors else 200


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This will answer what could not be taken in: 413 where it was too much, else 400."""
    if isinstance(exception, TOO_MUCH):
        return HttpResponse(render_to_string("413.html", request=request), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This will tell a watchman whether the server and its database answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unavailable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
