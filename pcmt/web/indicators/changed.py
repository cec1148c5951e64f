"""Which values read otherwise since the map changed or rules were released: what caused it, and each value with why."""

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Cause, Changes
from pcmt.kernel.actor import Actor
from pcmt.web.downloads import streamed_csv_of
from pcmt.web.views import ActorRequest, page
from vanban.text import format_date

LISTED = 200
HEADS = ("Mã chỉ số", "Chỉ số", "Mã địa bàn", "Địa bàn", "Mã kỳ", "Kỳ", "Trước", "Nay", "Vì sao")
KINDS = {indicators.RULES: "Quy tắc", indicators.MAP: "Địa bàn"}


@page("indicators.view")
@require_safe
def list_causes(request: ActorRequest) -> HttpResponse:
    """This will list what values may have changed by: changes of the map, and rules that were released."""
    values = {
        "title": "Giá trị thay đổi sau sắp xếp địa bàn, sau khi ban hành quy tắc",
        "rows": [(one, KINDS[one.kind], _url(one)) for one in indicators.causes(request.actor)],
    }
    return render(request, "indicators/causes.html", values)


@page("indicators.view")
@require_safe
def by_rules(request: ActorRequest, release_id: int) -> HttpResponseBase:
    """This will show the values that read otherwise by the rules of a release; `?tep=csv` takes them away."""
    return _answer(request, release_id, indicators.changed_by_rules)


@page("indicators.view")
@require_safe
def by_map(request: ActorRequest, event_id: int) -> HttpResponseBase:
    """This will show the values that read otherwise since a change of the map; `?tep=csv` takes them away."""
    return _answer(request, event_id, indicators.changed_by_map)


def _answer(request: ActorRequest, cause_id: int, compare: Callable[[Actor, int, date], Changes]) -> HttpResponseBase:
    found = compare(request.actor, cause_id, timezone.localdate())
    if request.GET.get("tep") == "csv":
        return _file(found)
    count = len(found.values)
    values = {
        "title": f"{count} giá trị thay đổi" if count else "Không giá trị nào thay đổi",
        "lead": f"{found.cause.label}, từ ngày {format_date(found.cause.on)}",
        "found": found,
        "rows": [(one, reverse("trace.show", args=[one.reference])) for one in found.values[:LISTED]],
        "left_out": max(count - LISTED, 0),
        "cause_url": _source(request.actor, found.cause),
    }
    return render(request, "indicators/changed.html", values)


def _file(found: Changes) -> HttpResponseBase:
    rows = (
        [
            one.code, one.label, one.area.code, one.area.full_name, one.period.id, one.period.name, one.before.display,
            one.after.display, one.why,
        ]
        for one in found.values
    )  # fmt: skip
    return streamed_csv_of(HEADS, rows, name=f"gia-tri-thay-doi-{found.cause.kind}-{found.cause.id}.csv")


def _url(cause: Cause) -> str:
    return reverse(f"indicators.changed_by_{'rules' if cause.kind == indicators.RULES else 'map'}", args=[cause.id])


def _source(actor: Actor, cause: Cause) -> str:
    """Where the cause itself stands, for who may open that page."""
    if cause.kind == indicators.MAP:
        return reverse("areas.event", args=[cause.id]) if actor.may_somewhere("areas.view") else ""
    return reverse("rulebook.propose_release") if actor.may_somewhere("rulebook.propose_release") else ""
