"""What every view shares: sign-in first, no copies kept, refusals shown beside the form; and the system's own pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, connection
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.views.decorators.http import require_safe

from pcmt.accounts.queries import Capacity
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.web.origin import READING, way_back

Inputs = ParamSpec("Inputs")

# Set in the session at sign-in while the account still has a password that somebody else chose.
PASSWORD_DUE = "password_due"  # noqa: S105 (the name of a mark, no password)

# Set in the session where a person chose one of several capacities: the key of a post or delegation.
CAPACITY = "capacity"

SESSION_ENDED = (
    "Phiên làm việc đã kết thúc. Nội dung vừa gửi chưa được lưu; đăng nhập lại rồi gửi lại "
    "(nút Quay lại của trình duyệt còn giữ nội dung đã nhập)."
)


class ActorRequest(HttpRequest):
    """A request of someone who is signed in (ActorMiddleware sets the actor)."""

    actor: Actor
    capacities: tuple[Capacity, ...]


View = Callable[Concatenate[ActorRequest, Inputs], HttpResponse]
Guarded = Callable[Concatenate[HttpRequest, Inputs], HttpResponse]


def page(permission: str = "", *, password_due_too: bool = False) -> Callable[[View[Inputs]], Guarded[Inputs]]:
    """This will make a view ask for sign-in first and, with `permission`, hide it from those who hold it nowhere.

    What may be done with which thing is decided below, by the package's policy. Nothing of a signed-in
    page stays in a cache. Who must change their password is led there from every page but those with
    `password_due_too`.
    """

    def guard(view: View[Inputs]) -> Guarded[Inputs]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Inputs.args, **kwargs: Inputs.kwargs) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None:
                return led_to_sign_in(request)
            if not password_due_too and request.session.get(PASSWORD_DUE):
                return redirect("accounts.change_password")
            if permission and not actor.may_somewhere(permission):
                raise NotFound
            response = view(request, *args, **kwargs)  # type: ignore[arg-type]  # the actor was just seen
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        return guarded

    return guard


def led_to_sign_in(request: HttpRequest) -> HttpResponse:
    """This will lead to sign-in, and from there to where one can go on.

    An address that only takes what a form sends is no place to arrive at, so one comes back to the form's page; and
    as what was sent is lost to us, that is said before anybody believes it saved.
    """
    goal = request.get_full_path()
    if request.method not in READING:
        goal = way_back(request)
        messages.warning(request, SESSION_ENDED)
    return redirect_to_login(goal, resolve_url(settings.LOGIN_URL), "next")


def show_refusal(form: BaseForm, refusal: Refusal) -> None:
    """This will put a refusal into the form: at its fields where it names them, else on top, with the remedy."""
    for name, text in refusal.fields.items():
        if name in form.fields:
            form.add_error(name, text)
    if not any(name in form.fields for name in refusal.fields):
        form.add_error(None, " ".join(part for part in (refusal.message, refusal.remedy) if part))


@contextmanager
def refusals_in(form: BaseForm) -> Iterator[None]:
    """This will let an action be tried on a form's content: a refusal goes into the form, to be shown again.

    What may not be seen or not be done is refused as everywhere.
    """
    try:
        yield
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        show_refusal(form, refusal)


def status_of(form: BaseForm) -> int:
    """This will give the HTTP status of a page that shows a form: 422 where what was sent was not accepted."""
    return 422 if form.is_bound and form.errors else 200


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This will tell a watchman whether the server and its database answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unavailable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
