"""Sign-in by a provider: leaving for it, coming back from it, and linking one's account with who one is there."""

import hmac
import logging
from dataclasses import asdict, dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.accounts.actions import begin_identity as beginning
from pcmt.accounts.actions import confirm_identity as confirming
from pcmt.accounts.actions import end_by_provider as ending
from pcmt.accounts.actions import remove_identity as removing
from pcmt.accounts.actions import use_identity as using
from pcmt.accounts.queries.identities import (
    Asked,
    Provider,
    ProviderDown,
    departure,
    identity_begun,
    names_itself,
    provider_of,
)
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.web.accounts.door import goal_of, let_in
from pcmt.web.accounts.own import own_id
from pcmt.web.entering import DOOR, Waiting, address_of, wait_for_second_step
from pcmt.web.views import ActorRequest, page

LOG = logging.getLogger(__name__)
FLOW = "provider_flow"
LASTS = 600  # seconds that one may take at the provider


@dataclass(frozen=True)
class Flow:
    """One way to a provider and back, as the browser's session keeps it; user_id: whose account is to be linked."""

    provider: str
    state: str
    nonce: str
    verifier: str
    goal: str
    user_id: int | None
    left_at: float

    def fits(self, provider: Provider, state: str) -> bool:
        """Whether an answer belongs to this way: same provider, same state, in time."""
        in_time = timezone.now().timestamp() - self.left_at <= LASTS
        return in_time and provider.code == self.provider and hmac.compare_digest(state.encode(), self.state.encode())


@never_cache
@require_safe
def sign_in_there(request: HttpRequest, provider: str) -> HttpResponse:
    """This will send somebody to a provider to sign in.

    By a link, not a form: our rule for forms (CSP form-action) lets none lead elsewhere.
    """
    goal, there = goal_of(request), _provider(provider)
    if getattr(request, "actor", None) is not None:
        return redirect(goal)
    try:
        return _leave(request, there, goal, None)
    except Refusal as refusal:
        return _back_to_the_door(request, refusal)


@page(fresh=True)
@require_safe
def link_there(request: ActorRequest, provider: str) -> HttpResponse:
    """This will send whoever is signed in to a provider, to link their account with who they are there."""
    there = _provider(provider)
    try:
        return _leave(request, there, reverse("accounts.mine"), own_id(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts.mine")


@never_cache
@require_safe
def come_back(request: HttpRequest, provider: str) -> HttpResponse:
    """This will take a provider's answer, once, by the browser that left for it."""
    there, kept = _provider(provider), request.session.pop(FLOW, None)
    flow = Flow(**kept) if kept else None
    try:
        code = _code_in(request, there, flow)
        assert flow is not None  # _code_in has refused it otherwise
        asked = Asked(flow.nonce, flow.verifier, _address_for_answers(request, there))
        if flow.user_id is not None:
            return _begun(request, there, flow.user_id, code, asked)
        return _entered(request, there, flow.goal, code, asked)
    except NotFound:
        raise
    except Refusal as refusal:
        if getattr(request, "actor", None) is None:
            return _back_to_the_door(request, refusal)
        messages.error(request, str(refusal))
        return redirect("accounts.mine")


@page(fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_identity(request: ActorRequest, identity_id: int) -> HttpResponse:
    """This will show who a provider says came, and link the account when its owner says that it is them."""
    identity = identity_begun(request.actor, own_id(request), identity_id)
    if identity is None:
        raise NotFound("Không còn liên kết nào chờ xác nhận.")
    if request.method == "POST":
        confirming.confirm_identity(
            user_id=own_id(request),
            identity_id=identity_id,
            session_id=request.visit.session_id,
            actor=request.actor,
            at=timezone.now(),
        )
        messages.success(request, f"Đã liên kết. Từ lần sau có thể đăng nhập qua “{identity.provider}”.")
        return redirect("accounts.mine")
    return render(request, "accounts/confirm_identity.html", {"title": "Liên kết cổng đăng nhập", "identity": identity})


@page(fresh=True)
@require_POST
def remove_identity(request: ActorRequest, identity_id: int) -> HttpResponse:
    """This will unlink one's own account from a provider."""
    removing.remove_identity(
        identity_id=identity_id, session_id=request.visit.session_id, actor=request.actor, at=timezone.now()
    )
    messages.success(request, "Đã bỏ liên kết. Người này ở cổng đăng nhập không mở được tài khoản nữa.")
    return redirect("accounts.mine")


@csrf_exempt
@never_cache
@require_POST
def end_by_provider(request: HttpRequest, provider: str) -> HttpResponse:
    """This will take a provider's own word, from its server to ours, that somebody signed out there.

    No browser sends it, so there is neither cookie nor form token: the provider's signature is the proof.
    """
    there = _provider(provider)
    try:
        ending.end_by_provider(
            provider=there, token=request.POST.get("logout_token", ""), actor=DOOR, at=timezone.now()
        )
    except ending.WrongLogout as refusal:
        LOG.warning("logout told by %s refused: %s", there.code, refusal.wrong)
        return JsonResponse({"error": "invalid_request", "error_description": refusal.message}, status=400)
    except ProviderDown as refusal:
        return JsonResponse({"error": "temporarily_unavailable", "error_description": refusal.message}, status=503)
    return HttpResponse(headers={"Cache-Control": "no-store"})


def _leave(request: HttpRequest, there: Provider, goal: str, user_id: int | None) -> HttpResponse:
    leaving = departure(there, redirect_uri=_address_for_answers(request, there))
    asked = leaving.asked
    flow = Flow(there.code, leaving.state, asked.nonce, asked.verifier, goal, user_id, timezone.now().timestamp())
    request.session[FLOW] = asdict(flow)
    return redirect(leaving.address)


def _code_in(request: HttpRequest, there: Provider, flow: Flow | None) -> str:
    """The code of an answer that fits the way; all else is refused before anything is asked of the provider."""
    if flow is None or not flow.fits(there, request.GET.get("state", "")):
        raise Refusal("Lượt đăng nhập qua cổng đã hết hạn hoặc không bắt đầu từ trình duyệt này.", remedy="Bấm lại.")
    if not names_itself(there, request.GET.get("iss")):
        raise Refusal(f"Câu trả lời không phải của “{there.label}”.", remedy="Bấm lại; nếu vẫn vậy, báo quản trị.")
    code = request.GET.get("code", "")
    if "error" in request.GET or not code:
        raise Refusal(f"“{there.label}” chưa xác nhận đăng nhập.", remedy="Bấm lại, hoặc dùng tên và mật khẩu.")
    return code


def _entered(request: HttpRequest, there: Provider, goal: str, code: str, asked: Asked) -> HttpResponse:
    vouched = using.use_identity(
        provider=there, code=code, asked=asked, address=address_of(request), actor=DOOR, at=timezone.now()
    )
    waiting = Waiting(
        vouched.user_id, vouched.second_step, vouched.username, goal, vouched.means, there.code, vouched.there
    )
    if vouched.second_step:
        wait_for_second_step(request, waiting)
        return redirect("accounts.enter_code")
    return let_in(request, waiting)


def _begun(request: HttpRequest, there: Provider, user_id: int, code: str, asked: Asked) -> HttpResponse:
    actor = getattr(request, "actor", None)
    if actor is None:
        raise Refusal("Phiên đăng nhập đã kết thúc.", remedy="Đăng nhập rồi liên kết lại.")
    begun = beginning.begin_identity(
        user_id=user_id, provider=there, code=code, asked=asked, actor=actor, at=timezone.now()
    )
    return redirect("accounts.confirm_identity", begun)


def _back_to_the_door(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect("accounts.sign_in")


def _provider(code: str) -> Provider:
    there = provider_of(code)
    if there is None:
        raise NotFound
    return there


def _address_for_answers(request: HttpRequest, there: Provider) -> str:
    """Each provider has its own, so that one cannot pass off its answer as another's (RFC 9700, section 4.4)."""
    return request.build_absolute_uri(reverse("accounts.come_back", args=[there.code]))
