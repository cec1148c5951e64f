"""The page on which people put a table together, keep it under a name, and take it away as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.indicators import queries
from pcmt.indicators.actions.drop_table import drop_table
from pcmt.indicators.actions.save_table import save_table
from pcmt.indicators.queries import Asked, Choice, Choices, Pivot, SavedTableView
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook.queries import book
from pcmt.web.areas.map_day import map_day
from pcmt.web.asked import number_of
from pcmt.web.downloads import download_of, streamed_csv_of
from pcmt.web.indicators.gone import codes_gone, places_gone
from pcmt.web.indicators.ways import ways
from pcmt.web.views import ActorRequest, page
from vanban.text import format_date
from workbook.streams import write_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_PERIODS = 120
LISTED = 36
DEFAULT_PERIODS = 6
LONGEST_GIVEN_BACK = 500
"""Signs of a refused name that the field shows again, to be shortened."""
KINDS = {
    f"{kind.value}@{calendar.value}": (kind, calendar, label)
    for calendar, suffix in ((Calendar.ND09, ""), (Calendar.CIVIL, " (theo dương lịch)"))
    for kind, label in (
        (Kind.MONTH, f"Tháng{suffix}"),
        (Kind.QUARTER, f"Quý{suffix}"),
        (Kind.HALF, f"6 tháng{suffix}"),
        (Kind.NINE_MONTHS, f"9 tháng{suffix}"),
        (Kind.YEAR, f"Năm{suffix}"),
        (Kind.TO_DATE, f"Lũy kế từ đầu năm{suffix}"),
        (Kind.ROLLING, f"12 tháng liền{suffix}"),
    )
}
KEPT = ("ma", "dia-ban", "loai-ky", "den", "so", "phan-to", "cot", "on")


@dataclass(frozen=True)
class Option:
    """One choice of the form, and whether it is made."""

    choice: Choice
    chosen: bool


@dataclass(frozen=True)
class Keeping:
    """How the table shown can be kept and passed on. link: the whole address, to be sent.

    opened: the saved table of the name in the address; is_changed: what is shown is no longer what it holds. saved: all
    of one's own, each with where it opens.
    """

    address: str
    link: str
    name: str
    opened: SavedTableView | None
    is_changed: bool
    saved: tuple[tuple[SavedTableView, str], ...]


@page("indicators.view")
@require_safe
def pivot(request: ActorRequest) -> HttpResponse:
    """This will show a table of figures and indicators as it was put together, and the form to change it."""
    day = map_day(request, *KEPT[:-1], "ten")
    choices = queries.pivot_choices(request.actor, day.on)
    asked = _asked(request.GET, choices, day.on)
    found, refusal = _computed(request, asked)
    keeping = _keeping(request, asked, choices)
    values = {
        "title": keeping.opened.name if keeping.opened else "Bảng tổng hợp",
        "lead": "Chọn số liệu, địa bàn, kỳ; bảng tính ngay từ số liệu đã chốt",
        "day": day,
        "groups": _groups(choices.codes, asked.codes),
        "places": _groups(choices.areas, asked.areas),
        "categories": [Option(one, one.code == asked.category) for one in choices.categories],
        "kinds": [(key, label, key == _kind_key(asked)) for key, (_, _, label) in KINDS.items()],
        "lasts": _last_options(request.GET.get("den", ""), asked, day.on),
        "count": len(asked.periods),
        "most_periods": MOST_PERIODS,
        "axes": [(axis, label, axis == asked.across) for axis, label in queries.PIVOT_AXES.items()],
        "pivot": found,
        "inner": queries.PIVOT_AXES[found.layout.row_axes[-1]] if found and found.layout.row_axes else "",
        "narrowed": "ma" in request.GET and found is not None,
        "chosen_words": _chosen_words(asked),
        "refusal": refusal,
        "not_there": codes_gone(request.GET.getlist("ma"), choices),
        "places_gone": places_gone(request.GET.getlist("dia-ban"), choices, day.on),
        "hidden": [_label(code) for code in found.hidden] if found else (),
        "unsplit": _unsplit(found, choices, asked) if found else "",
        "files": [] if refusal and not _fits_file(refusal) else _files(keeping.address),
        "keeping": keeping,
        "told_on": format_date(day.on),
        "ways": ways(request.actor, "indicators.pivot"),
    }
    return render(request, "indicators/pivot.html", values)


@page("indicators.view")
@require_safe
def pivot_file(request: ActorRequest, file_kind: str) -> HttpResponseBase:
    """This will hand the table out as a file, a row for each figure."""
    if file_kind not in ("csv", "xlsx"):
        raise NotFound
    on = map_day(request, *KEPT[:-1]).on
    asked = _asked(request.GET, queries.pivot_choices(request.actor, on), on)
    rows = queries.pivot_rows(request.actor, asked)
    name = f"bang-tong-hop-{on:%Y%m%d}.{file_kind}"
    if file_kind == "csv":
        return streamed_csv_of(queries.PIVOT_HEAD, _texts(rows), name=name)
    held = BytesIO()
    write_table(held, file_kind, queries.PIVOT_HEAD, rows)
    return download_of(held.getvalue(), name=name, media_type=XLSX)


@page("indicators.view")
@require_POST
def save(request: ActorRequest) -> HttpResponse:
    """This will keep the table under a name, and show it again."""
    address, name = _only_kept(QueryDict(request.POST.get("bang", ""))), " ".join(request.POST.get("ten", "").split())
    is_there = any(one.name == name for one in queries.saved_tables(request.actor))
    try:
        save_table(name=name, address=address, actor=request.actor, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, " ".join((str(refusal), *refusal.fields.values())))
    else:
        messages.success(request, "Đã lưu, thay bảng cùng tên." if is_there else "Đã lưu bảng.")
    return redirect(f"{reverse('indicators.pivot')}?{_named(address, name[:LONGEST_GIVEN_BACK])}")


@page("indicators.view")
@require_POST
def drop(request: ActorRequest, table_id: int) -> HttpResponse:
    """This will take a saved table off one's list."""
    drop_table(table_id=table_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã bỏ bảng khỏi danh sách.")
    return redirect("indicators.pivot")


def _keeping(request: ActorRequest, asked: Asked, choices: Choices) -> Keeping:
    saved, own = queries.saved_tables(request.actor), reverse("indicators.pivot")
    name, address = request.GET.get("ten", "")[:LONGEST_GIVEN_BACK], _address_shown(request, asked)
    opened = next((one for one in saved if one.name == name), None)
    return Keeping(
        address=address,
        link=request.build_absolute_uri(f"{own}?{address}"),
        name=name,
        opened=opened,
        is_changed=opened is not None and _asked(QueryDict(opened.address), choices, asked.on) != asked,
        saved=tuple((one, f"{own}?{_named(one.address, one.name)}") for one in saved),
    )


def _computed(request: ActorRequest, asked: Asked) -> tuple[Pivot | None, Refusal | None]:
    if not asked.codes or not asked.areas:
        return None, None
    try:
        return queries.pivot(request.actor, asked), None
    except (queries.NothingChosen, queries.TooLarge) as refusal:
        return None, refusal


def _fits_file(refusal: Refusal) -> bool:
    return isinstance(refusal, queries.TooLarge) and refusal.fits_file


def _unsplit(found: Pivot, choices: Choices, asked: Asked) -> str:
    """The breakdown that was asked for and that none of the chosen figures has; empty where one has it."""
    if not asked.category or len(found.items["category"]) > 1:
        return ""
    return next(one.label for one in choices.categories if one.code == asked.category)


def _asked(data: QueryDict, choices: Choices, on: date) -> Asked:
    """What the address asks for; what it does not say is a small table to begin with."""
    kind, calendar, _ = KINDS.get(data.get("loai-ky", ""), KINDS["month@nd09"])
    offered = {one.code for one in choices.codes}
    codes = tuple(dict.fromkeys(code for code in data.getlist("ma") if code in offered))
    known_places = {one.code for one in choices.areas}
    places = tuple(word for word in dict.fromkeys(data.getlist("dia-ban")) if word in known_places)
    if not data.getlist("ma") and not data.getlist("dia-ban"):
        codes = tuple(code for code in ("N1", "T1a", "N3") if code in offered)
        places = tuple(one.code for one in choices.areas[:1])
    last = _last(data.get("den", ""), kind, calendar, on)
    periods, count = [last], _count(data.get("so", ""))
    while len(periods) < count:
        periods.append(periods[-1].previous())
    category = data.get("phan-to", "")
    known = {one.code for one in choices.categories}
    return Asked(
        codes=codes,
        areas=places,
        periods=tuple(reversed(periods)),
        on=on,
        category=category if category in known else "",
        across=data.get("cot", "period"),
    )


def _count(text: str) -> int:
    given = number_of(text)
    return DEFAULT_PERIODS if given is None else min(max(given, 1), MOST_PERIODS)


def _last(text: str, kind: Kind, calendar: Calendar, on: date) -> Period:
    """The last period: the one named, or the one of the kind chosen that holds its last day; else the newest ended."""
    try:
        named = Period.parse(text)
    except ValueError:
        return Period.holding(on, kind, calendar).previous()
    return named if (named.kind, named.calendar) == (kind, calendar) else Period.holding(named.last_day, kind, calendar)


def _last_options(named: str, asked: Asked, on: date) -> list[tuple[str, str, bool]]:
    """The periods to choose the last one from; without a name it is the newest that ended, whenever that is."""
    last = asked.periods[-1]
    newest = Period.holding(on, last.kind, last.calendar).previous()
    moving = ("", f"Kỳ mới nhất đã kết thúc (nay là {newest.name_inside})", not named)
    return [moving, *((one.id, one.name, bool(named) and one == last) for one in _lasts(last, on))]


def _lasts(chosen: Period, on: date) -> list[Period]:
    """The periods to end with, the newest first, the chosen one among them."""
    found = [Period.holding(on, chosen.kind, chosen.calendar)]
    while len(found) < LISTED:
        found.append(found[-1].previous())
    return found if chosen in found else [*found, chosen]


def _kind_key(asked: Asked) -> str:
    last = asked.periods[-1]
    return f"{last.kind.value}@{last.calendar.value}"


def _groups(choices: Sequence[Choice], chosen: Sequence[str]) -> list[tuple[str, list[Option], int]]:
    """The choices under their headings, with how many are made in each."""
    found: dict[str, list[Option]] = {}
    for one in choices:
        found.setdefault(one.group, []).append(Option(one, one.code in chosen))
    return [(group, options, sum(one.chosen for one in options)) for group, options in found.items()]


def _label(code: str) -> str:
    element = book().element_by_code.get(code)
    return element.label if element else code


def _chosen_words(asked: Asked) -> str:
    span = asked.periods[0].name_inside
    if len(asked.periods) > 1:
        span = f"{len(asked.periods)} kỳ đến {asked.periods[-1].name_inside}"
    return f"{len(asked.codes)} chỉ số, số liệu; {len(asked.areas)} lựa chọn địa bàn; {span}"


def _texts(rows: Iterator[tuple[str | int | Decimal | None, ...]]) -> Iterator[list[str]]:
    return (["" if value is None else str(value) for value in row] for row in rows)


def _files(address: str) -> list[tuple[str, str]]:
    return [(kind, f"{reverse('indicators.pivot_file', args=[kind])}?{address}") for kind in ("xlsx", "csv")]


def _named(address: str, name: str) -> str:
    """The address with the name under which the table is kept, or was to be."""
    return f"{address}&{urlencode({'ten': name})}"


def _address_shown(request: HttpRequest, asked: Asked) -> str:
    """The choices of the table shown, also those that the page made where the address makes none."""
    data = request.GET.copy()
    if not data.getlist("ma") and not data.getlist("dia-ban"):
        data.setlist("ma", list(asked.codes))
        data.setlist("dia-ban", list(asked.areas))
    return _only_kept(data)


def _only_kept(data: QueryDict) -> str:
    return urlencode([(name, value) for name in KEPT for value in data.getlist(name) if value])
