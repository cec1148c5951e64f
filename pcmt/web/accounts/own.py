"""My account: password, second factor, sessions; and the question who is there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.accounts.actions import change_password as changing
from pcmt.accounts.actions import end_session as ending
from pcmt.accounts.actions import end_sessions as ending_all
from pcmt.accounts.actions import prove_again as proving
from pcmt.accounts.queries.events import DoorEvent, door_events
from pcmt.accounts.queries.factors import factors_of
from pcmt.accounts.queries.identities import identities_of, providers
from pcmt.accounts.queries.sessions import sessions_of
from pcmt.web.accounts.door import goal_of
from pcmt.web.accounts.forms import ChangePasswordForm, ProveAgainForm
from pcmt.web.components import Event, StateKind
from pcmt.web.formats.figures import datetime_text
from pcmt.web.history import action_names
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

MEANS_WORDS = {
    "password": "mật khẩu",
    "totp": "ứng dụng xác thực",
    "recovery_code": "mã dự phòng",
    "passkey": "khóa truy cập",
    "provider": "cổng đăng nhập",
    "provider_second_factor": "bước hai tại cổng",
}


@page(while_due=True)
@require_safe
def mine(request: ActorRequest) -> HttpResponse:
    """This will show how one signs in, and where one is signed in now."""
    user_id, at = own_id(request), timezone.now()
    factors, identities = factors_of(request.actor, user_id), identities_of(request.actor, user_id)
    values = {
        "title": "Tài khoản của tôi",
        "lead": request.actor.label,
        "factors": factors,
        "identities": identities,
        "providers": providers(),
        "linkable": [one for one in providers() if one.issuer not in {identity.issuer for identity in identities}],
        "by": request.visit.second_factor_by,
        "due": request.visit.due,
        "events": [_event(event, request.actor.label) for event in door_events(request.actor, user_id)],
        "sessions": [
            (session, session.id == request.visit.session_id, means_words(session.means))
            for session in sessions_of(request.actor, user_id, at)
        ],
    }
    return render(request, "accounts/mine.html", values)


@sensitive_post_parameters("old_password", "new_password", "repeated")
@page(while_due=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: ActorRequest) -> HttpResponse:
    """This will change the password of whoever is signed in; their other sessions end."""
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            changing.change_password(
                user_id=own_id(request),
                old_password=form.cleaned_data["old_password"],
                new_password=form.cleaned_data["new_password"],
                session_id=request.visit.session_id,
                actor=request.actor,
                at=timezone.now(),
            )
            request.session.cycle_key()
            messages.success(request, "Đã đổi mật khẩu. Các phiên đăng nhập khác của tài khoản đã kết thúc.")
            return redirect("desk")
    due = request.visit.due == "password"
    title = "Đặt mật khẩu của riêng anh/chị trước khi làm việc" if due else "Đổi mật khẩu"
    values = {"title": title, "form": form, "due": due}
    return render(request, "accounts/change_password.html", values, status=status_of(form))


@sensitive_post_parameters("password", "code")
@page(while_due=True)
@require_http_methods(["GET", "HEAD", "POST"])
def prove_again(request: ActorRequest) -> HttpResponse:
    """This will ask who is there, and lead back to what was wanted."""
    goal = goal_of(request)
    factors = factors_of(request.actor, own_id(request))
    form = ProveAgainForm(request.POST or None, with_code=factors.any)
    if form.is_valid():
        with refusals_in(form):
            proving.prove_again(
                session_id=request.visit.session_id,
                password=form.cleaned_data["password"],
                code=form.cleaned_data.get("code", ""),
                actor=request.actor,
                at=timezone.now(),
            )
            request.session.cycle_key()
            return redirect(goal)
    values = {
        "title": "Xác nhận lại chính anh/chị đang thao tác",
        "form": form,
        "next": goal,
        "factors": factors,
        "no_password": not factors.has_password,
    }
    return render(request, "accounts/prove_again.html", values, status=status_of(form))


@page(while_due=True)
@require_safe
def still_here(request: ActorRequest) -> HttpResponse:
    """This will let the session go on, as every request does, for somebody who types or was asked."""
    return HttpResponse(status=204)


@page(while_due=True)
@require_POST
def end_session(request: ActorRequest, session_id: int) -> HttpResponse:
    """This will sign out on another browser."""
    ending.end_session(session_id=session_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã kết thúc phiên đăng nhập đó.")
    return redirect("accounts.mine")


@page(while_due=True)
@require_POST
def end_sessions(request: ActorRequest) -> HttpResponse:
    """This will sign out everywhere but here."""
    ended = ending_all.end_sessions(
        user_id=own_id(request), but=request.visit.session_id, actor=request.actor, at=timezone.now()
    )
    told = f"Đã đăng xuất {ended} phiên ở nơi khác." if ended else "Không còn phiên nào ở nơi khác."
    messages.success(request, told)
    return redirect("accounts.mine")


def own_id(request: ActorRequest) -> int:
    """This will give the account of whoever is signed in."""
    assert request.actor.user_id is not None  # ActorMiddleware lets in accounts only
    return request.actor.user_id


def _event(event: DoorEvent, own: str) -> Event:
    name = action_names().get(event.action, event.action)
    state: StateKind = "risk" if event.is_refused else "on"
    title = f"{name}: bị từ chối" if event.is_refused else name
    return Event(
        title, datetime_text(timezone.localtime(event.at)), "chính anh/chị" if event.who == own else event.who, state
    )


def means_words(means: tuple[str, ...]) -> str:
    """This will word how somebody signed in: "mật khẩu và ứng dụng xác thực"."""
    return " và ".join(MEANS_WORDS.get(one, one) for one in means)
