"""Pages for everybody: they may be kept by whoever carries them, and one address does not ask for too many.

Counts stand in the memory of each server process; that is enough to stop a program that runs wild, and costs no query.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.web.entering import address_of

Inputs = ParamSpec("Inputs")

KEPT = 600  # seconds that a browser or a proxy may keep an answer
A_MINUTE = 60
MOST_A_MINUTE = 120
TOO_MANY = Refusal(
    "Máy của anh/chị đang hỏi quá nhiều lần trong một phút.",
    remedy="Chờ một phút rồi tải lại. Muốn lấy nhiều số liệu, dùng tệp CSV: mỗi chỉ số một tệp.",
    code="too_many",
)


def for_everybody(
    view: Callable[Concatenate[HttpRequest, Inputs], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Inputs], HttpResponse]:
    """This will let anybody ask for a page, slow down whoever asks too often, and let others keep the answer."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: Inputs.args, **kwargs: Inputs.kwargs) -> HttpResponse:
        if _count(address_of(request)) > MOST_A_MINUTE:
            response = render(request, "refusal.html", {"refusal": TOO_MANY, "back": ""}, status=429)
            response.headers["Retry-After"] = str(A_MINUTE)
            return response
        try:
            response = view(request, *args, **kwargs)
        except NotFound:  # a visitor has no account to ask for, nor a desk to go back to
            return render(request, "public/absent.html", status=404)
        response.headers["Cache-Control"] = f"public, max-age={KEPT}"
        response.headers["X-Robots-Tag"] = "all"
        return response

    return require_safe(asked)


def _count(address: str) -> int:
    key = f"public-asked-{address}"
    cache.add(key, 0, A_MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # the minute was over between the two
        return 1
