"""Filters of tasks that people keep under a name: saved from table, board and calendar, opened by a link, dropped."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.plans import queries as plans
from pcmt.plans.actions.drop_filter import drop_filter
from pcmt.plans.actions.save_filter import save_filter
from pcmt.web.plans.task_filters import wish_of
from pcmt.web.views import ActorRequest, page

PAGES = {"table": "plans.tasks", "board": "plans.board", "calendar": "notices.calendar"}


def saved_context(request: ActorRequest, place: str) -> dict[str, object]:
    """This will give what the fold of kept filters shows on a page. place: which page it is."""
    found = plans.saved_filters(request.actor)
    return {
        "saved_filters": [(one, request.build_absolute_uri(reverse("plans.filter", args=[one.id]))) for one in found],
        "filter_place": place,
        "filter_asked": _asked(request, request.GET),
    }


@page("plans.view")
@require_POST
def save(request: ActorRequest) -> HttpResponse:
    """This will keep what the page asks for under a name, and lead back to it."""
    place, asked = request.POST.get("noi", ""), _asked(request, QueryDict(request.POST.get("loc", "")))
    try:
        save_filter(name=request.POST.get("ten", ""), place=place, asked=asked, actor=request.actor, at=timezone.now())
        messages.success(request, "Đã lưu bộ lọc; gửi đường dẫn của bộ lọc cho người khác dùng được.")
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(_address(place, asked))


@page("plans.view")
@require_POST
def drop(request: ActorRequest, filter_id: int) -> HttpResponse:
    """This will forget a filter of one's own."""
    drop_filter(filter_id=filter_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã bỏ bộ lọc.")
    return redirect(_address(request.POST.get("noi", ""), _asked(request, QueryDict(request.POST.get("loc", "")))))


@page("plans.view")
@require_safe
def open_filter(request: ActorRequest, filter_id: int) -> HttpResponse:
    """This will open a kept filter on its page, by the rights of whoever opens it."""
    found = plans.shared_filter(request.actor, filter_id)
    return redirect(_address(found.place, found.asked))


def _asked(request: HttpRequest, said: QueryDict) -> str:
    """What an address asks for, of all that it says: nothing else is kept or led to."""
    wish, kept = wish_of(said, request.actor, timezone.localdate())  # type: ignore[attr-defined]
    return urlencode({**({"trang_thai": wish.standing} if wish.standing else {}), **kept})


def _address(place: str, asked: str) -> str:
    address = reverse(PAGES.get(place, "plans.tasks"))
    return f"{address}?{asked}" if asked else address
