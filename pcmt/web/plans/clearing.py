"""The page of what a plan's tasks do not say (sáu rõ): how many lack what, and the way to where it is mended."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.plans import queries as plans
from pcmt.web.components import Link
from pcmt.web.plans.ways import rooms, unled
from pcmt.web.views import ActorRequest, page

FEW = 10
"""Up to so many tasks are listed at once; of more it is told first how many lack what."""
MENDS = {"revise": ("plans.revise_task", "sửa nhiệm vụ"), "parts": ("plans.shape_parts", "phân chia phần việc")}


AT_ONCE = {"when": "Đặt hạn một lần"}
"""What one form says for many tasks."""

Found = Mapping[int, Sequence[plans.Unclear]]
"""What each task does not say, by its identifier; clear ones are left out."""


@dataclass(frozen=True)
class Gap:
    """One thing that a task does not say; url: "" where it is not the reader's to mend."""

    told: plans.Unclear
    url: str = ""
    verb: str = ""


@dataclass(frozen=True)
class Lack:
    """One of the six that tasks lack: how many and which, and what mends them together.

    listed: where they are listed one by one. ids: what one form mends at once, none where it cannot. told: who mends
    it, where the reader does not. url, verb: the page that mends it, "" where there is none.
    """

    label: str
    count: int
    listed: str
    ids: tuple[int, ...] = ()
    url: str = ""
    verb: str = ""
    told: str = ""


@page("plans.view")
@require_safe
def show_unclear(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will tell how many of a plan's tasks lack what, and list them where they are few or one thing is asked."""
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    tasks = {one.id: one for one in plans.tasks(request.actor, plan_id=plan_id, on=on)}
    found = plans.unclear_in(tasks.values(), on)
    chosen = request.GET.get("ro", "") if request.GET.get("ro", "") in plans.ASPECTS else ""
    keeps = plans.may_keep(request.actor, view, "plans.revise_task")
    shown = [
        (tasks[key], [_gap(tasks[key], one, request, keeps=keeps) for one in told])
        for key, told in found.items()
        if (chosen or len(found) <= FEW) and (not chosen or any(one.aspect == chosen for one in told))
    ]
    context = {
        "title": f"{len(found)} nhiệm vụ chưa rõ" if found else "Mọi nhiệm vụ đều đã rõ",
        "plan": view,
        "rooms": rooms(view, "plans.unclear"),
        "found": len(found),
        "clear": len(tasks) - len(found),
        "lacks": () if chosen else _lacks(request, view, found, keeps=keeps),
        "shown": shown,
        "tasks": [task for task, _ in shown],
        "tabs": _tabs(found, chosen),
        "of": len(tasks),
        "may_edit": keeps,
        "may_import": keeps and plans.may_keep(request.actor, view, "plans.preview_plan"),
        "most": plans.MOST_TASKS,
        **unled(request.actor, view),
    }
    return render(request, "plans/unclear.html", context)


def _counts(found: Found) -> Counter[str]:
    return Counter(aspect for told in found.values() for aspect in {one.aspect for one in told})


def _tabs(found: Found, chosen: str) -> list[Link]:
    """All together, and each of the six that some lack."""
    counts = _counts(found)
    return [
        Link("Tất cả", "?", len(found), current=not chosen),
        *(
            Link(f"Chưa {label}", f"?ro={code}", counts[code], current=code == chosen)
            for code, label in plans.ASPECTS.items()
            if counts[code]
        ),
    ]


def _lacks(request: ActorRequest, view: plans.PlanView, found: Found, *, keeps: bool) -> list[Lack]:
    """What tasks lack, in the order of the six, each with what mends it in one go."""
    counts = _counts(found)
    return [
        _lack(
            request,
            view,
            code,
            {key: told for key, told in found.items() if code in {one.aspect for one in told}},
            keeps=keeps,
        )
        for code in plans.ASPECTS
        if counts[code]
    ]


def _lack(request: ActorRequest, view: plans.PlanView, code: str, found: Found, *, keeps: bool) -> Lack:
    lack = Lack(f"Chưa {plans.ASPECTS[code]}", len(found), f"?ro={code}")
    if code == "charge":
        return replace(lack, told="Mỗi cơ quan chủ trì tự phân công; việc này đã có trên bàn làm việc của cơ quan.")
    if not keeps:
        return replace(lack, told="Cơ quan giữ kế hoạch làm rõ.")
    if code in AT_ONCE and len(found) <= plans.MOST_TASKS:
        return replace(lack, ids=tuple(found), verb=AT_ONCE[code])
    if code == "product" and plans.may_keep(request.actor, view, "plans.preview_plan"):
        return replace(lack, url=reverse("plans.plan_file", args=[view.id]), verb="Ghi vào tệp Excel")
    if code == "who" and _may_match(request, view):
        return replace(lack, url=reverse("plans.match_names", args=[view.id]), verb="Gán tên cơ quan")
    return replace(lack, url=lack.listed, verb="Xem và sửa từng nhiệm vụ")


def _may_match(request: ActorRequest, view: plans.PlanView) -> bool:
    """Whether the reader may give names their agency, and some name tells one by now."""
    may = plans.may_keep(request.actor, view, "plans.match_names")
    return may and bool(plans.name_matches(request.actor, view.id, on=timezone.localdate()))


def _gap(task: plans.TaskView, told: plans.Unclear, request: ActorRequest, *, keeps: bool) -> Gap:
    if told.mend in MENDS and keeps:
        name, verb = MENDS[told.mend]
        return Gap(told, reverse(name, args=[task.id]), verb)
    own = any(party.agency_id in request.actor.own_agencies for party in task.leads)
    if told.mend == "own" and own and request.actor.may_somewhere("plans.put_in_charge"):
        return Gap(told, reverse("plans.task", args=[task.id]) + "#phu-trach", "phân công")
    return Gap(told)
