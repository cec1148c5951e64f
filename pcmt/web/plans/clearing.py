"""The page of what a plan's tasks do not say (sáu rõ), each with the way to where it is mended."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.plans import queries as plans
from pcmt.web.components import Link
from pcmt.web.plans.ways import rooms, unled
from pcmt.web.views import ActorRequest, page

MENDS = {"revise": ("plans.revise_task", "sửa nhiệm vụ"), "parts": ("plans.shape_parts", "phân chia phần việc")}


@dataclass(frozen=True)
class Gap:
    """One thing that a task does not say; url: "" where it is not the reader's to mend."""

    told: plans.Unclear
    url: str = ""
    verb: str = ""


@page("plans.view")
@require_safe
def show_unclear(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will list a plan's tasks that are not clear, in the plan's order, narrowed to one of the six where asked."""
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    tasks = {one.id: one for one in plans.tasks(request.actor, plan_id=plan_id, on=on)}
    found = plans.unclear_in(tasks.values(), on)
    counts = Counter(aspect for told in found.values() for aspect in {one.aspect for one in told})
    chosen = request.GET.get("ro", "") if request.GET.get("ro", "") in plans.ASPECTS else ""
    keeps = plans.may_keep(request.actor, view, "plans.revise_task")
    shown = [
        (tasks[key], [_gap(tasks[key], one, request, keeps=keeps) for one in told])
        for key, told in found.items()
        if not chosen or any(one.aspect == chosen for one in told)
    ]
    context = {
        "title": f"{len(found)} nhiệm vụ chưa rõ" if found else "Mọi nhiệm vụ đều đã rõ",
        "plan": view,
        "rooms": rooms(view, "plans.unclear"),
        "shown": shown,
        "tasks": [task for task, _ in shown],
        "tabs": [
            Link("Tất cả", "?", len(found), current=not chosen),
            *(
                Link(f"Chưa {label}", f"?ro={code}", counts[code], current=code == chosen)
                for code, label in plans.ASPECTS.items()
                if counts[code]
            ),
        ],
        "of": len(tasks),
        "may_edit": keeps,
        "may_import": keeps and plans.may_keep(request.actor, view, "plans.preview_plan"),
        "most": plans.MOST_TASKS,
        **unled(request.actor, view),
    }
    return render(request, "plans/unclear.html", context)


def _gap(task: plans.TaskView, told: plans.Unclear, request: ActorRequest, *, keeps: bool) -> Gap:
    if told.mend in MENDS and keeps:
        name, verb = MENDS[told.mend]
        return Gap(told, reverse(name, args=[task.id]), verb)
    own = any(party.agency_id in request.actor.own_agencies for party in task.leads)
    if told.mend == "own" and own and request.actor.may_somewhere("plans.put_in_charge"):
        return Gap(told, reverse("plans.task", args=[task.id]) + "#phu-trach", "phân công")
    return Gap(told)
