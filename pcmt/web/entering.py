"""The one way in: opens a session for somebody who has proved who they are, whichever step proved it."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils import timezone

from pcmt.accounts.actions.open_session import NOWHERE, There, open_session
from pcmt.accounts.queries.devices import KNOWN_FOR, digest_of
from pcmt.kernel.actor import system_actor

DOOR = system_actor("cửa đăng nhập", "accounts.sign_in")
SIGNED_IN = "signed_in"
"""Under this the browser's session keeps the identifier of ours (accounts.Session)."""
BY_PROVIDER = "by_provider"
"""Under this the browser's session keeps the name of the provider by which one came."""
WAITING = "second_step"
SLIPS = 2
"""So many refused attempts are the owner's own slips, and not worth a warning."""
STEP_LASTS = 600  # seconds between password and second step


@dataclass(frozen=True)
class Waiting:
    """Somebody between the first and the second step: whose account it is, the ways that are open, where they go.

    first: what the first step proved. provider: the name of the provider by which they came, empty for a password;
    there: who they are at it, as `accounts.use_identity` tells it.
    """

    user_id: int
    ways: tuple[str, ...]
    username: str
    goal: str
    first: tuple[str, ...] = ("password",)
    provider: str = ""
    there: There = NOWHERE


def enter(
    request: HttpRequest, user_id: int, means: tuple[str, ...], response: HttpResponse, there: There = NOWHERE
) -> None:
    """This will open a session for an account by these means, and let the answer carry what the browser keeps.

    The browser's earlier session is thrown away whole: nothing that was planted before signing in lives on after it.
    """
    opened = open_session(
        user_id=user_id,
        means=means,
        agent=request.headers.get("User-Agent", ""),
        address=address_of(request),
        there=there,
        actor=DOOR,
        at=timezone.now(),
    )
    request.session.flush()
    request.session[SIGNED_IN] = opened.session_id
    rotate_token(request)
    if opened.refused > SLIPS:
        words = f"Từ lần đăng nhập trước có {opened.refused} lần thử vào tài khoản này bị từ chối."
        messages.warning(request, f"{words} Nếu không phải anh/chị, xem “Tài khoản của tôi” và báo quản trị.")
    response.set_cookie(
        device_cookie(opened.username),
        opened.device_mark,
        max_age=KNOWN_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def wait_for_second_step(request: HttpRequest, waiting: Waiting) -> None:
    """This will remember, for ten minutes and in a fresh session, that the first step was made."""
    request.session.flush()
    request.session[WAITING] = asdict(waiting) | {"at": timezone.now().timestamp()}


def waiting_in(request: HttpRequest) -> Waiting | None:
    """This will tell who is between the steps on this browser."""
    kept = request.session.get(WAITING)
    if kept is None or timezone.now().timestamp() - kept["at"] > STEP_LASTS:
        return None
    lists = {name: tuple(kept[name]) for name in ("ways", "first")}
    there = {"there": There(**kept["there"])}
    return Waiting(**{name: told for name, told in kept.items() if name != "at"} | lists | there)


def device_mark(request: HttpRequest, username: str) -> str:
    """This will give the mark that this browser keeps of that account, if any."""
    return str(request.COOKIES.get(device_cookie(username), ""))


def device_cookie(username: str) -> str:
    """This will name the cookie of an account's mark: one for each account that signed in here."""
    name = f"thiet-bi-{digest_of(username)}"
    return f"__Host-{name}" if settings.SESSION_COOKIE_SECURE else name


def address_of(request: HttpRequest) -> str:
    """This will tell where a request comes from: behind our own proxy what that proxy saw, never what is claimed."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip() if settings.BEHIND_PROXY else ""
    return str(seen or request.META.get("REMOTE_ADDR", ""))
