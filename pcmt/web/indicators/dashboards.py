"""Dashboards: the list, one with its panels for an area and a time, and its figures as a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import DashboardView, IndicatorPage, PanelView
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.web.areas.map_day import MapDay, map_day
from pcmt.web.areas.picture import Picture, picture_of
from pcmt.web.asked import number_of
from pcmt.web.charts import Chart
from pcmt.web.components import State
from pcmt.web.indicators.asked import asked_area, asked_period, standing_area, told_heir
from pcmt.web.indicators.breaking import break_notes
from pcmt.web.indicators.files import file_of
from pcmt.web.indicators.shapes import (
    RankLine,
    map_origin,
    map_states,
    mapped,
    move_words,
    moved,
    place_url,
    ranking,
    trend_chart,
)
from pcmt.web.indicators.ways import ways
from pcmt.web.views import ActorRequest, page
from vanban.text import file_name, format_date

MONTHS_BACK = 13
ENDS = 4  # lines of a ranking from either end; the page of the indicator has all
MOST_LINES = 8  # periods of a table
PLACED = ("map", "ranking")


@dataclass(frozen=True)
class PeriodLine:
    """One line of a panel's table: the period, the value, how it moved, what the roadmap wanted, where it is told."""

    period: str
    value: str
    change: str
    wanted: str
    url: str


@dataclass(frozen=True)
class Panel:
    """One panel ready to be shown; of `chart`, `picture`, `lines`, `ranks` only those of its kind are there.

    ranks, last: the first and the last of those ranked; all stand in `ranks` where they are few. lack: why nothing can
    be shown; then nothing else is there. origin: unit, source and day of a map, whose table stands in `ranks`.
    """

    kind: str
    title: str
    url: str = ""
    page: IndicatorPage | None = None
    chart: Chart | None = None
    breaks: Sequence[str] = ()
    picture: Picture | None = None
    ranks: Sequence[RankLine] = ()
    last: Sequence[RankLine] = ()
    lines: Sequence[PeriodLine] = ()
    has_roadmap: bool = False
    moves: Sequence[State] = ()
    lack: str = ""
    origin: str = ""


@page("indicators.view")
@require_safe
def list_dashboards(request: ActorRequest) -> HttpResponse:
    """This will list the actor's own dashboards and those that others share."""
    found = indicators.dashboards(request.actor)
    own = [one for one in found if one.is_own]
    title = "Bảng điều khiển" if not found else f"{len(found)} bảng điều khiển để xem"
    values = {
        "title": title,
        "ways": ways(request.actor, "indicators.dashboards"),
        "own": own,
        "others": [one for one in found if not one.is_own],
    }
    return render(request, "indicators/dashboards.html", values)


@page("indicators.view")
@require_safe
def show_dashboard(request: ActorRequest, dashboard_id: int) -> HttpResponse:
    """This will show a dashboard: every panel for one area, by the periods that ended by one day."""
    shown = indicators.dashboard(request.actor, dashboard_id)
    day = map_day(request)
    area = area_of(request, shown, day)
    told_heir(request, number_of(request.GET.get("dia-ban", "")) or shown.area_id, area, day.on)
    until = asked_until(request, day)
    asked = urlencode({"dia-ban": area.id, **({"ky": request.GET["ky"]} if until != day.on else {})})
    values = {
        "title": shown.name,
        "board": shown,
        "area": area,
        "lead": f"{area.full_name}, số liệu đã chốt của các kỳ kết thúc đến ngày {format_date(until)}",
        "panels": panels_of(request.actor, shown.panels, area, until, day.on),
        "months": _months(day.on),
        "until": request.GET.get("ky", ""),
        "choices": _choices(request.actor, area, day.on),
        "asked": asked,
        "link": request.build_absolute_uri(f"{reverse('indicators.dashboard', args=[shown.id])}?{asked}"),
    }
    return render(request, "indicators/dashboard.html", values)


@page("indicators.view", machine=True)
@require_safe
def dashboard_file(request: ActorRequest, dashboard_id: int, file_kind: str) -> HttpResponse:
    """This will hand out the figures behind a dashboard as one long table, CSV or XLSX."""
    shown = indicators.dashboard(request.actor, dashboard_id)
    day = map_day(request)
    area = area_of(request, shown, day)
    until = asked_until(request, day)
    level = ("any", area.level)
    there = {rule.code for rule in indicators.offered(day.on) if rule.level in level}
    codes = [code for code in dict.fromkeys(panel.indicator for panel in shown.panels) if code in there]
    if not codes:
        raise NotFound
    tables = indicators.long_tables(request.actor, codes, area.id, day.on, until)
    name = file_name(shown.name, area.full_name, until.isoformat())
    return file_of(tables, file_kind, name=name, on=day.on, title=shown.name)


def area_of(request: ActorRequest, shown: DashboardView, day: MapDay) -> AreaView:
    """This will find the area asked for, else the dashboard's where the reader may see it, else the reader's own."""
    if request.GET.get("dia-ban") or shown.area_id is None:
        return asked_area(request, request.actor, day)
    own = standing_area(shown.area_id, day.on)
    return own if indicators.may_view(request.actor, own) else indicators.home_area(request.actor, day.on)


def asked_until(request: ActorRequest, day: MapDay) -> date:
    """This will read the last day of the period that the address names, never after the day of the map."""
    period = asked_period(request)
    return min(period.last_day, day.on) if period else day.on


def _months(on: date) -> tuple[Period, ...]:
    return tuple(reversed(indicators.ended_periods(Kind.MONTH, Calendar.ND09, on, MONTHS_BACK)))


def _choices(actor: Actor, area: AreaView, on: date) -> list[AreaView]:
    """The areas to change to: the province, and its communes."""
    province = areas.province(on)
    if province is None or not indicators.may_view(actor, province):
        return [area]
    return [province, *areas.communes(province.id, on)]


def panels_of(actor: Actor, wanted: Sequence[PanelView], area: AreaView, until: date, on: date) -> list[Panel]:
    """This will make the panels ready: one question for all their values, one more for each map or ranking."""
    placed = {panel.indicator for panel in wanted if panel.kind in PLACED}
    codes = list(dict.fromkeys(panel.indicator for panel in wanted))
    pages = indicators.indicator_pages(actor, codes, area.id, until, on, placed=placed)
    labels = {rule.code: rule.label for rule in indicators.offered(on)}
    has_course = any(panel.kind == "trend" for panel in wanted)
    changed = _changes(pages.values(), area, on) if has_course else ()
    return [
        _panel(panel.kind, place, pages[panel.indicator], changed, on)
        if panel.indicator in pages
        else Panel(panel.kind, labels.get(panel.indicator, panel.indicator), lack=_lack(panel, labels))
        for place, panel in enumerate(wanted, start=1)
    ]


def _lack(panel: PanelView, labels: dict[str, str]) -> str:
    if panel.indicator not in labels:
        return "Bộ quy tắc không còn áp dụng chỉ số này."
    return "Chỉ số này chỉ tính cho toàn tỉnh; chọn địa bàn là tỉnh để xem."


def _panel(kind: str, place: int, shown: IndicatorPage, changed: Sequence[date], on: date) -> Panel:
    url = f"{reverse('indicators.show', args=[shown.rule.code])}?{urlencode({'dia-ban': shown.area.id})}"
    bare = Panel(kind, shown.rule.label, url, shown)
    if kind in PLACED and not shown.places:
        return replace(bare, lack="Bản đồ, xếp hạng chỉ có khi xem toàn tỉnh.")
    if kind == "trend":
        changes = [day for day in changed if day > shown.trend[0].period.last_day]
        chart = replace(trend_chart(shown, changes, on), identifier=f"o-{place}")
        return replace(bare, chart=chart, breaks=break_notes(shown, changes))
    if kind == "map":
        states = map_states(shown.rule, shown.value.period, shown.places, shown.bands)
        return replace(bare, picture=_picture(shown, on), ranks=ranking(shown, states), origin=map_origin(shown, on))
    if kind == "ranking":
        return _ranked(bare, shown)
    if kind == "table":
        wanted = any(level is not None for level in shown.wanted)
        return replace(bare, lines=_lines(shown), has_roadmap=wanted)
    return replace(bare, moves=[move_words(move, shown.rule) for move in shown.moves])


def _ranked(bare: Panel, shown: IndicatorPage) -> Panel:
    states = map_states(shown.rule, shown.value.period, shown.places, shown.bands)
    lines = ranking(shown, states)
    told = [line for line in lines if line.place.rank is not None] or lines
    if len(told) <= 2 * ENDS:
        return replace(bare, ranks=told)
    return replace(bare, ranks=told[:ENDS], last=told[-ENDS:])


def _changes(pages: Iterable[IndicatorPage], area: AreaView, on: date) -> tuple[date, ...]:
    """The days within the longest course on which units of the area changed."""
    first = min((shown.trend[0].period.last_day for shown in pages), default=on)
    below = areas.communes(area.id, on) if area.level == "province" else ()
    return areas.days_of_change([area.id, *(one.id for one in below)], first, on)


def _picture(shown: IndicatorPage, on: date) -> Picture | None:
    states = map_states(shown.rule, shown.value.period, shown.places, shown.bands)
    urls = {place.area.id: place_url(place) for place in shown.places}
    return picture_of(mapped(shown.places), states, on, urls, None)


def _lines(shown: IndicatorPage) -> list[PeriodLine]:
    """The periods of the course of which something is known, the newest first."""
    found: list[PeriodLine] = []
    scale, unit = shown.rule.scale, shown.rule.unit
    for place, value in enumerate(shown.trend):
        before = shown.trend[place - 1] if place else None
        both = before is not None and before.number.is_known and value.number.is_known
        change = moved(value.number.value - before.number.value, scale, unit) if both and before else ""
        wanted = shown.wanted[place] if shown.wanted else None
        found.append(
            PeriodLine(
                value.period.name,
                value.display,
                change,
                "" if wanted is None else indicators.said(wanted, scale, unit),
                reverse("trace.show", args=[value.reference]),
            )
        )
    told = [line for line, value in zip(found, shown.trend, strict=True) if value.state != "void"]
    return (told or found)[: -MOST_LINES - 1 : -1]
