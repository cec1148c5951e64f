"""Around every request: who acts, and how a refusal is told."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from pcmt.accounts.actions.continue_session import Visit, continue_session
from pcmt.accounts.queries import Guidance, guidance
from pcmt.files.queries import LARGEST
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.prepared import each_asked_once
from pcmt.web.entering import DOOR, SIGNED_IN
from pcmt.web.forms import LARGEST_BODY
from pcmt.web.origin import READING, way_back
from pcmt.web.reopening import is_reopened, page_above
from pcmt.web.views import CAPACITY

Handler = Callable[[HttpRequest], HttpResponse]
LONGEST_LENGTH = 16  # digits
REFUSED, PIECE = 400, 64 * 1024
UNATTENDED = "X-Unattended"  # sent by a page that asks by itself (static/live.js); it can only shorten a session
LAPSED = Refusal(
    "Chức vụ hoặc ủy quyền đang dùng đã hết hiệu lực; hệ thống đã chuyển về chức vụ của anh/chị.",
    remedy="Mở lại trang, kiểm tra chức vụ đang dùng ở góc trên bên phải rồi thực hiện lại.",
    code="capacity_ended",
)
NUL = "Nội dung gửi lên có ký tự không lưu được (mã 0)."


class PolicyMiddleware(CSPMiddleware):
    """This will send the one content security policy of the settings with every answer, put together once.

    An answer that asks for another, or a page that took a nonce, gets its own as the package makes it.
    """

    def __init__(self, get_response: Handler) -> None:
        super().__init__(get_response)
        self._policy = build_policy(**asdict(PolicyParts()))

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """This will add the header, unless the answer has one."""
        own = any(name.startswith("_csp_") for name in response.__dict__)
        if own or "_csp_nonce" in request.__dict__:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._policy)
        return response


class BodyLimitMiddleware:
    """This will turn away a body that no form of ours could have sent, before any of it is written to disk.

    Files over the limit of `files.keep` but below this one still get their answer beside the form. What is refused is
    heard to its end all the same: a browser cut off while it sends shows a broken line in place of the answer.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if told.isascii() and told.isdigit() and len(told) < LONGEST_LENGTH and int(told) <= LARGEST_BODY:
            response = self.get_response(request)
            if response.status_code >= REFUSED:
                _hear_out(request)
            return response
        refusal = Refusal(
            f"Các tệp gửi lên một lần vượt quá {LARGEST_BODY // 1024**2} MB.",
            remedy=f"Mỗi tệp không quá {LARGEST // 1024**2} MB; nhiều tệp thì chia thành nhiều lần.",
        )
        return render(request, "refusal.html", {"refusal": refusal, "back": way_back(request)}, status=413)


def _hear_out(request: HttpRequest) -> None:
    """Read what is left of a body, and keep none of it; one who went away meanwhile is not waited for."""
    with suppress(OSError):
        while request.read(PIECE):
            pass


class ReadingMiddleware:
    """This will let the parts of a page that is only read ask the database each question once."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        with each_asked_once():
            return self.get_response(request)


class ActorMiddleware:
    """This will set `request.actor`: the signed-in user with the grants of this moment and capacity, or None.

    `request.capacities` are the posts and delegations to choose from. Where the chosen one has come to an end, nothing
    that a form sends is done in another one in its place: it is refused, once.

    Beside it `request.visit` tells of the session, or `request.session_end` why it is over. Someone without a session
    costs no query; a user whose account was closed is nobody. Nothing that is answered to somebody stays in a cache,
    refusals and errors included: every page names its reader.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        visit = self._let_in(request)
        actor = visit.actor if visit else None
        request.actor = actor  # type: ignore[attr-defined]  # read back through views.ActorRequest
        request.visit = visit  # type: ignore[attr-defined]  # likewise
        request.capacities = visit.capacities if visit else ()  # type: ignore[attr-defined]
        if actor is not None and request.session.get(CAPACITY, "") not in ("", actor.capacity):
            del request.session[CAPACITY]
            if request.method not in READING:
                return refused(request, LAPSED)
        response = self.get_response(request)
        if actor is not None:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _let_in(self, request: HttpRequest) -> Visit | None:
        session_id = request.session.get(SIGNED_IN)
        if session_id is None:
            return None
        found = continue_session(
            session_id=session_id,
            capacity=request.session.get(CAPACITY, ""),
            is_attended=UNATTENDED not in request.headers,
            actor=DOOR,
            at=timezone.now(),
        )
        if isinstance(found, Visit):
            return found
        request.session.flush()
        request.session_end = found.why  # type: ignore[attr-defined]  # told by views.led_to_sign_in
        return None


class RefusalMiddleware:
    """This will turn a Refusal that a view lets through into the page (or JSON) that explains it.

    Who opens an address that only takes what a form sends (the address of a refused form, kept as a bookmark or entered
    again) is led to the page of that form; a program, and who sends to a page that is only read, is told.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            if is_reopened(request):
                return redirect(page_above(request.path_info))
            allowed = {"Allow": response.headers["Allow"]}
            return HttpResponse(render_to_string("405.html", request=request), status=405, headers=allowed)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """This will answer a Refusal, and a letter that PostgreSQL cannot keep; all else is left to Django."""
        if isinstance(exception, Refusal):
            return refused(request, exception)
        if isinstance(exception, ValueError) and "NUL (0x00)" in str(exception):
            return refused(request, Refusal(NUL, remedy="Xóa ký tự lạ (thường do chép từ tệp khác) rồi gửi lại."))
        return None


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """This will give the answer to a refusal.

    404 for what is not there; the same page for looking at what is not allowed, so that it cannot be told apart.
    An act on a visible thing is refused with its reason: 403 for the wrong person, 409 for everything else.
    """
    hidden = isinstance(refusal, NotFound) or (isinstance(refusal, NotAllowed) and request.method in READING)
    status = 404 if hidden else 403 if isinstance(refusal, NotAllowed) else 409
    told = NotFound() if hidden else refusal
    help_ = None if hidden else guidance_on(told, getattr(request, "actor", None))
    if asks_for_json(request):
        return JsonResponse(as_json(told, help_), status=status)
    if hidden:
        return render(request, "404.html", status=404)
    values = {"refusal": told, "help": help_, "back": way_back(request)}
    return render(request, "refusal.html", values, status=status)


def asks_for_json(request: HttpRequest) -> bool:
    """This will tell whether a program asks, not a person at a browser."""
    return "application/json" in request.headers.get("Accept", "") or getattr(request, "bearer", None) is not None


def as_json(refusal: Refusal, help_: Guidance | None = None) -> dict[str, object]:
    """This will put a refusal into the one shape in which programs are told of it."""
    body: dict[str, object] = {"code": refusal.code, "message": refusal.message, "where": refusal.where}
    holders = [str(one) for one in help_.holders] if help_ else []
    return body | {"remedy": refusal.remedy, "rule": help_.rule if help_ else "", "who_can": holders}


def guidance_on(refusal: Refusal, actor: Actor | None) -> Guidance | None:
    """This will ask which rule refused and who could do it, where the refusal is one of rights."""
    if refusal.needs is not None:
        return guidance(refusal.needs, actor=actor, at=timezone.now())
    rule = refusal.rule if isinstance(refusal, NotAllowed) else ""
    return Guidance(f"{rule[:1].upper()}{rule[1:]}.", (), False) if rule else None
