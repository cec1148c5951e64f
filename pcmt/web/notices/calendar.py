"""The calendar of everything owed: a month, its list, and the feed for calendars elsewhere."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import system_actor
from pcmt.kernel.clock import WorkCalendar
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.notices import queries
from pcmt.notices.actions.close_feed import close_feed as closing
from pcmt.notices.actions.open_feed import open_feed as opening
from pcmt.notices.actions.use_feed import use_feed
from pcmt.web.asked import number_of
from pcmt.web.notices.asked import tasks_asked
from pcmt.web.notices.month import WEEKDAYS, weeks
from pcmt.web.notices.things import entries, things
from pcmt.web.plans.saved_filters import saved_context
from pcmt.web.views import ActorRequest, page

DOOR = system_actor("mở lịch bằng địa chỉ bí mật", "notices.use_feed")
BACK, AHEAD = timedelta(days=60), timedelta(days=370)
EARLIEST, LATEST = 2000, 2100


@page()
@require_safe
def month(request: ActorRequest) -> HttpResponse:
    """This will show what is due in a month, on its sheet and as a list."""
    today = timezone.localdate()
    first = _asked_month(request.GET.get("thang", ""), today)
    after = _next(first)
    found = things(request.actor, first, after - timedelta(days=1), today)
    names = agencies.agencies_by_id({key for one in found for key in one.agency_ids})
    chosen = number_of(request.GET.get("co_quan", ""))
    asked = tasks_asked(request.actor, request.GET, today)
    shown = [one for one in found if chosen is None or chosen in one.agency_ids]
    shown = shown if asked.task_ids is None else [one for one in shown if one.task_id in asked.task_ids]
    work = WorkCalendar()
    days = [first + timedelta(days=step) for step in range((after - first).days)]
    values = {
        "title": f"Tháng {first.month}/{first.year}: {len(shown)} việc có thời hạn",
        "lead": "Báo cáo số liệu phải gửi và nhiệm vụ có thời hạn",
        "weekdays": WEEKDAYS,
        "weeks": weeks(
            first.year, first.month, shown, today, frozenset(day for day in days if not work.is_working_day(day))
        ),
        "things": shown,
        "first": first,
        "months": _around(first),
        "before": _previous(first),
        "after": after,
        "this_month": today.replace(day=1),
        "agencies": sorted(names.values(), key=lambda one: one.name) if len(names) > 1 else [],
        "chosen": chosen,
        "feed": queries.feed_of(request.actor),
        "asked": asked,
        "rest": f"&{urlencode(asked.kept)}" if asked.kept else "",
        **(saved_context(request, "calendar") if request.actor.may_somewhere("plans.view") else {}),
    }
    return render(request, "notices/calendar.html", values)


@page()
@require_POST
def open_feed(request: ActorRequest) -> HttpResponse:
    """This will make the secret address and show it this once."""
    try:
        secret = opening(actor=request.actor, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("notices.calendar")
    path = reverse("notices.feed", args=[secret])
    base = settings.PUBLIC_ADDRESS.rstrip("/")
    values = {"title": "Địa chỉ lịch của anh/chị", "address": base + path if base else request.build_absolute_uri(path)}
    return render(request, "notices/feed_made.html", values)


@page()
@require_POST
def close_feed(request: ActorRequest) -> HttpResponse:
    """This will take the secret address back."""
    try:
        closing(actor=request.actor, at=timezone.now())
        messages.success(request, "Đã hủy địa chỉ lịch; phần mềm lịch đang dùng địa chỉ ấy không còn xem được.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("notices.calendar")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """This will hand the calendar out to whoever has its address; every other address is not found alike."""
    at = timezone.now()
    try:
        owner = use_feed(secret=token, actor=DOOR, at=at)
    except NotFound:
        raise Http404 from None
    today = timezone.localdate(at)
    found = things(owner, today - BACK, today + AHEAD, today)
    answer = HttpResponse(
        queries.calendar(entries(found), name="PCMT: việc phải làm", at=at), content_type="text/calendar; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = 'inline; filename="pcmt.ics"'
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _asked_month(text: str, today: date) -> date:
    try:
        found = date.fromisoformat(f"{text}-01") if len(text) == len("2026-01") else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)
    return found if EARLIEST <= found.year < LATEST else today.replace(day=1)


def _around(first: date) -> list[date]:
    """The months of the years before, of and after the one shown."""
    return [date(year, month, 1) for year in range(first.year - 1, first.year + 2) for month in range(1, 13)]


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _previous(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)
