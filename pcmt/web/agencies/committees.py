"""Steering committees and support teams: who sits where on a day, and who answers for what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.agencies import queries
from pcmt.agencies.queries import CommitteeDecisionView, CommitteeView, SeatView
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.web.agencies.asked import day_of
from pcmt.web.agencies.changing import places_on_map
from pcmt.web.agencies.papers import address_of
from pcmt.web.agencies.views import tabs
from pcmt.web.asked import number_of
from pcmt.web.views import ActorRequest, page
from vanban.text import format_date, lower_first

PAGE_SIZE = 60


@dataclass(frozen=True)
class Row:
    """One seat as a page shows it, with the areas that it answers for by name."""

    seat: SeatView
    committee: CommitteeView
    areas: tuple[AreaView, ...]


@page("agencies.view")
@require_safe
def committees(request: ActorRequest) -> HttpResponse:
    """This will list the committees of a day, those of the province first, each with its team after it."""
    today = timezone.localdate()
    on = day_of(request, today)
    found = queries.committees(on)
    places = areas.areas_by_id({one.area_id for one in found}, on)
    order = {place.id: (place.level != "province", place.sort_key) for place in places.values()}
    rows = sorted(found, key=lambda one: order.get(one.area_id, (True, "")))
    values = {
        "title": _counted(found),
        "lead": "Ai chỉ đạo, ai thường trực, mỗi thành viên phụ trách lĩnh vực và địa bàn nào",
        "tabs": tabs("agencies.committees"),
        "rows": [(one, places.get(one.area_id), _head(one), sum(seat.vacant for seat in one.seats)) for one in rows],
        "on": on,
        "other_day": on != today,
        "may_found": request.actor.may_somewhere("agencies.found_committee"),
    }
    return render(request, "agencies/committees.html", values)


@page("agencies.view")
@require_safe
def committee(request: ActorRequest, committee_id: int) -> HttpResponse:
    """This will show one committee on a day: its seats, its decisions, its support team; it prints as a list."""
    today = timezone.localdate()
    on = day_of(request, today)
    shown = queries.committee(committee_id, on)
    may_change = not shown.valid_to and bool(request.actor.may("agencies.change_committee", area_id=shown.area_id))
    values = {
        "title": shown.name,
        "lead": f"{len(shown.seats)} thành viên ngày {format_date(on)}",
        "committee": shown,
        "place": areas.areas_by_id([shown.area_id], on).get(shown.area_id),
        "rows": rows_of([(shown, seat) for seat in shown.seats], areas_named([shown], on)),
        "vacant": sum(seat.vacant for seat in shown.seats),
        "decisions": _decisions(shown),
        "parent": queries.committee(shown.parent_id, on) if shown.parent_id else None,
        "teams": queries.teams(committee_id, on),
        "on": on,
        "other_day": on != today,
        "may_change": may_change,
        "may_end": not shown.valid_to and bool(request.actor.may("agencies.end_committee", area_id=shown.area_id)),
        "may_found_team": may_change and shown.kind == "ban_chi_dao",
    }
    return render(request, "agencies/committee.html", values)


@page("agencies.view")
@require_safe
def in_charge(request: ActorRequest) -> HttpResponse:
    """This will answer who was in charge of what on a day: by area, by words of the field, the name or the title."""
    today = timezone.localdate()
    on = day_of(request, today)
    wanted, area_id = request.GET.get("q", "").strip(), number_of(request.GET.get("dia_ban", ""))
    found = queries.in_charge(on, area_id=area_id, words=wanted)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(1, number_of(request.GET.get("trang", "")) or 1), pages)
    shown = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    named = areas_named({one.committee.id: one.committee for one in shown}.values(), on)
    place = areas.areas_by_id([area_id], on).get(area_id) if area_id else None
    values = {
        "title": f"Ai phụ trách {lower_first(place.full_name)}" if place else "Ai phụ trách việc gì",
        "lead": f"Thành viên Ban Chỉ đạo, Tổ giúp việc ngày {format_date(on)}, theo lĩnh vực và địa bàn",
        "tabs": tabs("agencies.in_charge"),
        "rows": rows_of([(one.committee, one.seat) for one in shown], named),
        "before": (number - 1) * PAGE_SIZE,
        "number": number,
        "pages": pages,
        "total": len(found),
        "q": wanted,
        "area_id": area_id,
        "places": places_on_map(),
        "on": on,
        "asked": bool(wanted or area_id),
    }
    return render(request, "agencies/in_charge.html", values)


def areas_named(committees: Iterable[CommitteeView], on: date) -> Mapping[int, AreaView]:
    """This will give the areas that seats of these committees name, by identifier."""
    return areas.areas_by_id({area_id for one in committees for seat in one.seats for area_id in seat.area_ids}, on)


def rows_of(pairs: Sequence[tuple[CommitteeView, SeatView]], places: Mapping[int, AreaView]) -> list[Row]:
    """This will make rows of seats, with their areas by name."""
    return [
        Row(seat, shown, tuple(places[area_id] for area_id in seat.area_ids if area_id in places))
        for shown, seat in pairs
    ]


def _decisions(shown: CommitteeView) -> list[tuple[CommitteeDecisionView, str]]:
    return [(one, address_of(one.document)) for one in queries.decisions(shown.id)]


def _head(shown: CommitteeView) -> SeatView | None:
    return next((seat for seat in shown.seats if seat.role == "head"), None)


def _counted(found: Sequence[CommitteeView]) -> str:
    committees = sum(one.kind == "ban_chi_dao" for one in found)
    if not found:
        return "Ban Chỉ đạo, Tổ giúp việc"
    return f"{committees} Ban Chỉ đạo, {len(found) - committees} Tổ giúp việc"
