"""One page for each unit: how it stood on a day, its whole past, and what other packages know of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.areas import queries
from pcmt.areas.queries import AreaView, DenominatorView, Passing, VersionView
from pcmt.areas.queries import events as changes
from pcmt.journal import queries as journal
from pcmt.kernel.refusal import NotFound
from pcmt.web import history
from pcmt.web.agencies.asked import day_of
from pcmt.web.areas.panels import later, panels, part_of
from pcmt.web.areas.sides import sides_of_unit
from pcmt.web.formats.figures import number_text
from pcmt.web.views import ActorRequest, page
from vanban.text import format_date, lower_first

A_DAY = timedelta(days=1)
CONTENTS_FROM = 3
"""Parts of a page from which on they are listed on top."""

CHANGERS = ("areas.revise_area", "areas.propose_event", "areas.record_denominator", "areas.open_area")
# What lies under a province is its map.
UNDER = {"district": "Các xã, thị trấn", "commune": "Thôn, tổ dân phố"}


@dataclass(frozen=True)
class Share:
    """One step seen from this unit: the unit at the other end, a day on which it stood so, and how much went over."""

    other: AreaView
    day: date
    extent: str
    share: str
    on: date
    basis: str


@page("areas.view")
@require_safe
def area(request: ActorRequest, area_id: int) -> HttpResponse:
    """This will show a unit as it was on the day asked, else as last before it, else as first after it."""
    today = timezone.localdate()
    asked = day_of(request, today, "on")
    versions = queries.versions(area_id)
    version = _version_of(versions, asked)
    stands = _stood(versions, today)
    day = _nearest(version, asked)
    shown = queries.area(area_id, day)
    nearest = queries.ancestors(area_id, day)
    above = queries.areas_by_id(nearest, day)
    passings = queries.passings(area_id)
    below = queries.children(area_id, day) if shown.level in UNDER else ()
    at = timezone.now() if stands else _closing(versions)
    shown_panels = panels(request.actor, shown, at)
    parts_later = later(request.actor, shown)
    contents = [*(panel for panel in shown_panels if panel.anchor), *parts_later]
    values = {
        "title": shown.full_name,
        "lead": _lead(shown, version),
        "area": shown,
        "above": [above[one] for one in nearest],
        "on": asked,
        "day": day,
        "day_text": day.isoformat(),
        "is_past": asked != today,
        "ended": None if stands or version.valid_to is None else version.valid_to + A_DAY,
        "version": version,
        "now": () if stands else queries.became([area_id], today)[area_id],
        "agencies": _agencies(area_id, day),
        "versions": versions,
        "made_of": [_share(one, one.old, one.on - A_DAY) for one in passings if one.new.id == area_id],
        "gave_to": [_share(one, one.new, one.on) for one in passings if one.old.id == area_id],
        "sides": sides_of_unit(area_id, passings),
        "events": changes.events(area_id=area_id),
        "zones": queries.zones_of(area_id, day),
        "years": _by_year(queries.denominators(area_id)),
        "below": below,
        "below_title": UNDER.get(shown.level, ""),
        "panels": shown_panels,
        "later": parts_later,
        "facts": [panel.fact for panel in shown_panels if panel.fact] if contents else (),
        "contents": contents if len(contents) >= CONTENTS_FROM else (),
        "may_record": request.actor.may_somewhere("areas.record_denominator"),
        "may_propose": stands and request.actor.may_somewhere("areas.propose_event"),
        "may_open": stands and shown.level == "commune" and request.actor.may_somewhere("areas.open_area"),
        "journal": _journal(request, area_id),
    }
    return render(request, "areas/area.html", values)


@page("areas.view")
@require_safe
def part(request: ActorRequest, area_id: int, named: str) -> HttpResponse:
    """This will show one part of a commune's page by itself; the page fetches it when it comes into view."""
    versions = queries.versions(area_id)
    at = timezone.now() if _stood(versions, timezone.localdate()) else _closing(versions)
    shown = queries.area(area_id, timezone.localdate(at))
    found, panel = part_of(request.actor, shown, named, at)
    return render(request, "areas/part.html", {"title": found.label, "area": shown, "part": found, "panel": panel})


def _version_of(versions: tuple[VersionView, ...], day: date) -> VersionView:
    """The version of a day, else the last before it, else the first: they come newest first."""
    return next((one for one in versions if one.valid_from <= day), versions[-1])


def _nearest(version: VersionView, day: date) -> date:
    """The day asked where the version held, else its last day before, else its first day after."""
    if version.valid_to is not None and version.valid_to < day:
        return version.valid_to
    return max(version.valid_from, day)


def _stood(versions: Iterable[VersionView], day: date) -> bool:
    return any(one.valid_from <= day and (one.valid_to is None or one.valid_to >= day) for one in versions)


def _closing(versions: Sequence[VersionView]) -> datetime:
    """The last moment of a unit's newest version: what is known of one that is no more is known as of then.

    Raises NotFound where no version has ended, that is where there is none at all or one is still to come.
    """
    last = versions[0].valid_to if versions else None
    if last is None:
        raise NotFound
    return timezone.make_aware(datetime.combine(last, time.max))


def _lead(shown: AreaView, version: VersionView) -> str:
    until = f"đến hết ngày {format_date(version.valid_to)}" if version.valid_to else ""
    former = f"trước đây thuộc {lower_first(shown.former_district)}" if shown.former_district else ""
    return " · ".join(part for part in (f"Mã {shown.code}", former, until) if part)


def _agencies(area_id: int, day: date) -> list[tuple[AgencyView, object]]:
    kinds = [code for code, _ in agencies.kinds()]
    found = sorted(agencies.agencies(area_id=area_id, on=day), key=lambda agency: kinds.index(agency.kind))
    posts = agencies.posts_in([agency.id for agency in found], day)
    return [(agency, posts.get(agency.id, ())) for agency in found]


def _share(one: Passing, other: AreaView, day: date) -> Share:
    if one.share_per_million is None:
        share = "chưa có tỷ lệ"
    else:
        share = f"{number_text(Decimal(one.share_per_million) / 10_000)}%"
    return Share(other, day, "toàn bộ" if one.extent == "whole" else "một phần", share, one.on, one.basis)


def _by_year(found: Iterable[DenominatorView]) -> list[tuple[int, list[DenominatorView]]]:
    years: dict[int, list[DenominatorView]] = {}
    for one in found:
        years.setdefault(one.year, []).append(one)
    return [*years.items()]


def _journal(request: ActorRequest, area_id: int) -> object:
    """What was done in the system with the unit; for those who change the map."""
    if not any(request.actor.may_somewhere(action) for action in CHANGERS):
        return ()
    return history.events(journal.newest_of(f"area:{area_id}")[::-1])
