"""Passkeys: what the browser is to ask its devices for, signing in with one, adding and removing one's own."""

import json
import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.accounts.actions import add_passkey as adding
from pcmt.accounts.actions import prove_again as proving
from pcmt.accounts.actions import remove_passkey as removing
from pcmt.accounts.actions import use_passkey as using
from pcmt.accounts.queries.passkeys import Answer, asked_for_key, asked_for_new_key
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.web.accounts.door import goal_of, let_in
from pcmt.web.accounts.factors import after_adding
from pcmt.web.accounts.forms import PasskeyForm
from pcmt.web.accounts.own import own_id
from pcmt.web.accounts.site import passkeys_possible, site_of
from pcmt.web.entering import DOOR, Waiting, address_of, waiting_in
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

CHALLENGE = "challenge"
CHALLENGE_BYTES = 32
LASTS = 300  # seconds


@never_cache
@require_POST
def ask_for_key(request: HttpRequest) -> HttpResponse:
    """This will pose the challenge for a key that exists: of whoever made the first step, is signed in, or comes."""
    waiting, actor = waiting_in(request), getattr(request, "actor", None)
    user_id = waiting.user_id if waiting else actor.user_id if actor else None
    challenge = _pose(request)
    options = asked_for_key(DOOR, user_id, challenge=challenge, site=site_of(request))
    return HttpResponse(options, content_type="application/json")


@never_cache
@require_POST
def use_passkey(request: HttpRequest) -> HttpResponse:
    """This will let in who proved to have a key: alone, or as the second step."""
    waiting = waiting_in(request)
    try:
        user_id = using.use_passkey(
            answer=_answer(request),
            user_id=waiting.user_id if waiting else None,
            address=address_of(request),
            actor=DOOR,
            at=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts.enter_code" if waiting else "accounts.sign_in")
    if waiting:
        return let_in(request, waiting, "passkey")
    return let_in(request, Waiting(user_id, (), "", goal_of(request), ("passkey",)))


@page(while_due=True)
@require_POST
def prove_by_passkey(request: ActorRequest) -> HttpResponse:
    """This will take a key instead of the password where a page asks who is there."""
    goal = goal_of(request)
    try:
        proving.prove_again(
            session_id=request.visit.session_id, passkey=_answer(request), actor=request.actor, at=timezone.now()
        )
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts.prove_again")
    request.session.cycle_key()
    return redirect(goal)


@never_cache
@page(while_due=True, fresh=True)
@require_POST
def ask_for_new_key(request: ActorRequest) -> HttpResponse:
    """This will pose the challenge for a new key of one's own."""
    options = asked_for_new_key(request.actor, own_id(request), challenge=_pose(request), site=site_of(request))
    request.session["handle"] = json.loads(options)["user"]["id"]
    return HttpResponse(options, content_type="application/json")


@page(while_due=True, fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def add_passkey(request: ActorRequest) -> HttpResponse:
    """This will add the key that a device has made, under the name that its owner gives it."""
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            adding.add_passkey(
                user_id=own_id(request),
                name=form.cleaned_data["name"],
                handle=str(request.session.pop("handle", "")),
                answer=_answer(request),
                session_id=request.visit.session_id,
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã thêm khóa truy cập. Từ lần sau có thể đăng nhập bằng khóa này.")
            return after_adding(request)
    values = {"title": "Thêm khóa truy cập", "form": form, "possible": passkeys_possible(request)}
    return render(request, "accounts/add_passkey.html", values, status=status_of(form))


@page(while_due=True, fresh=True)
@require_POST
def remove_passkey(request: ActorRequest, passkey_id: int) -> HttpResponse:
    """This will make one of one's own keys open nothing any more."""
    removing.remove_passkey(
        passkey_id=passkey_id, session_id=request.visit.session_id, actor=request.actor, at=timezone.now()
    )
    messages.success(request, "Đã bỏ khóa truy cập. Xóa khóa cả trong thiết bị nếu thiết bị không còn là của anh/chị.")
    return redirect("accounts.mine")


def _pose(request: HttpRequest) -> bytes:
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    request.session[CHALLENGE] = [challenge.hex(), timezone.now().timestamp()]
    return challenge


def _answer(request: HttpRequest) -> Answer:
    """The answer to the challenge that was posed last; each challenge takes one answer, for five minutes."""
    posed, at = request.session.pop(CHALLENGE, ("", 0.0))
    if not posed or timezone.now().timestamp() - at > LASTS:
        raise Refusal("Đã quá thời gian chờ khóa truy cập.", remedy="Bấm lại để thử lần nữa.")
    return Answer(request.POST.get("answer", ""), bytes.fromhex(posed), site_of(request))
