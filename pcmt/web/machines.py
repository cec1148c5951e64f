"""Programs that ask by an access token: let in at the addresses that say so, without cookie, session or form token."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from pcmt.accounts.actions.use_token import BadToken, TooManyAttempts, use_token
from pcmt.accounts.queries.tokens import PREFIX
from pcmt.kernel.refusal import Refusal
from pcmt.web.entering import DOOR, address_of
from pcmt.web.middleware import Handler, refused
from pcmt.web.views import ASKS, MACHINE

SCHEME = "bearer"
NOT_HERE = Refusal(
    "Địa chỉ này không nhận mã kết nối.",
    remedy="Chỉ những địa chỉ tải tệp, số liệu nhận mã; việc khác phải tự đăng nhập.",
    code="no_tokens_here",
)


class TokenMiddleware:
    """This will set `request.actor` from the token in `Authorization: Bearer pcmt_pat_…`.

    Such a request has no cookies, whatever it sent: no session is looked at or begun, and as no browser adds the header
    by itself, no other site can make one send it, so that a form's token (CSRF) is not asked for. Refusals are told as
    JSON. Stands before all that looks at cookies; other headers of this name are left to whoever put them there.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        secret = _secret_in(request)
        if secret is None:
            return self.get_response(request)
        request.COOKIES = {}
        request.bearer = secret  # type: ignore[attr-defined]  # read below, and where refusals are told
        request.csrf_processing_done = True  # type: ignore[attr-defined]  # what Django's own check looks for
        response = self.get_response(request)
        response.cookies.clear()
        response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponse | None:
        """This will let a program in at an address for programs; later than the session's middleware, which sets none.

        A token is not even looked at elsewhere, so that no other address tells whether it is right.
        """
        secret = getattr(request, "bearer", None)
        if secret is None:
            return None
        if not getattr(view, MACHINE, False):
            return _told(request, NOT_HERE, 403)
        try:
            actor = use_token(secret=secret, address=address_of(request), actor=DOOR, at=timezone.now())
        except TooManyAttempts as refusal:
            return _told(request, refusal, 429)
        except BadToken as refusal:
            response = _told(request, refusal, 401)
            response.headers["WWW-Authenticate"] = 'Bearer realm="PCMT", error="invalid_token"'
            return response
        request.actor = actor  # type: ignore[attr-defined]  # read back through views.ActorRequest
        return None


def machine_permissions() -> frozenset[str]:
    """This will give the permissions asked for by the addresses that take tokens: what a token can be of use for."""
    return frozenset(getattr(one.callback, ASKS) for one in _views(get_resolver().url_patterns))


def _views(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _views(one.url_patterns)
        elif getattr(one.callback, MACHINE, False):
            yield one


def _secret_in(request: HttpRequest) -> str | None:
    scheme, _, told = request.headers.get("Authorization", "").partition(" ")
    token = told.strip()
    return token if scheme.lower() == SCHEME and token.startswith(PREFIX) else None


def _told(request: HttpRequest, refusal: Refusal, status: int) -> HttpResponse:
    response = refused(request, refusal)
    response.status_code = status
    return response
