"""The leader's page: what is late or off target, where, why, since when, and what changed this week; on one sheet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.web.indicators.behind import tally
from pcmt.web.indicators.ways import ways
from pcmt.web.leading import overview_shapes as shapes
from pcmt.web.leading.gathering import gather
from pcmt.web.views import ActorRequest, page


@page("indicators.view")
@require_safe
def leading(request: ActorRequest) -> HttpResponse:
    """This will show the leader's page as of today."""
    at = timezone.now()
    on = timezone.localdate(at)
    found = gather(request.actor, on, at)
    if found is None:
        values = {
            "title": "Điều hành",
            "ways": ways(request.actor, "indicators.leading"),
            "may_load": request.actor.may_somewhere("areas.load_province"),
        }
        return render(request, "leading/empty.html", values)
    board = found.board
    hot = None if board is None else shapes.hot(board, on)
    counts = tally(found.rows)
    values = {
        "title": shapes.headline(found),
        "lead": shapes.source_line(found, on),
        "found": found,
        "targets": shapes.targets(found.behind, found.area.id),
        "counts": counts,
        "parts": shapes.parts(found.outside),
        "outside": shapes.outside_line(found.outside),
        "tasks": None if found.tasks is None else shapes.tasks(found.tasks, on),
        "reports": None if found.reports is None else shapes.reports(found.reports, on),
        "hot": hot,
        "hot_fact": "" if board is None else f"{shapes.gravest(board)} trọng điểm loại I, II",
        "hot_note": "" if board is None else shapes.hot_note(board),
        "conditions": () if board is None or hot is None else shapes.conditions_told(board, hot.lines),
        "ways": ways(request.actor, "indicators.leading"),
    }
    return render(request, "leading/overview.html", values)
