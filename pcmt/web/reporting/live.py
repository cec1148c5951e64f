"""A board that follows what is sent: asked again and again for changes, it answers in four questions."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting import queries
from pcmt.reporting.queries import BoardPulse
from pcmt.web.reporting.asked import period_named
from pcmt.web.views import ActorRequest, page


@dataclass(frozen=True)
class Live:
    """What a page needs to follow a board: where to ask, the mark that it shows, and since when."""

    address: str
    tag: str
    shown_at: datetime
    changed_at: datetime | None


def live_values(actor: Actor, form_code: str, period: Period, on: date) -> Live:
    """This will give a board its mark; to be taken before the board, lest a change between the two be missed."""
    pulse = queries.board_pulse(actor, form_code, period, on)
    address = f"{reverse('reporting.board_pulse')}?{urlencode({'bieu': form_code, 'ky': period.id})}"
    return Live(address, _tag(pulse), timezone.localtime(), pulse.changed_at)


@page("reporting.view")
@require_safe
def board_pulse(request: ActorRequest) -> HttpResponse:
    """This will answer 304 while a board is as the asker has it (If-None-Match), else when it last changed."""
    asked, period = request.GET.get("bieu", ""), period_named(request.GET.get("ky", ""))
    pulse = queries.board_pulse(request.actor, asked, period, timezone.localdate())
    headers = {"ETag": _tag(pulse)}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    changed = timezone.localtime(pulse.changed_at).isoformat() if pulse.changed_at else None
    return JsonResponse({"changed_at": changed}, headers=headers)


def _tag(pulse: BoardPulse) -> str:
    return f'"{pulse.mark}"'
