"""A plan's progress as one picture for a meeting and for paper: how far it is, how tasks stand, when they are due."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.plans import queries as plans
from pcmt.web.plans.ways import rooms
from pcmt.web.views import ActorRequest, page


@page("plans.view")
@require_safe
def show(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will draw a plan's tasks over its time, those due first on top."""
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    tasks = [one for one in plans.tasks(request.actor, plan_id=plan_id, on=on) if one.state != "withdrawn"]
    drawn = plans.timeline(tasks, view.horizon_from, view.horizon_to, on)
    context = {
        "title": f"Tiến trình: {view.title}",
        "plan": view,
        "rooms": rooms(view, "plans.timeline"),
        "drawn": drawn,
        "on": on,
        "count": len(tasks),
        "tasks": tasks,
    }
    return render(request, "plans/timeline.html", context)
