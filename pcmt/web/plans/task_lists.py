"""Lists of tasks: a table by pages, and a board with a column for each way to stand; the address keeps the choice."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.plans import queries as plans
from pcmt.web.components import Link
from pcmt.web.plans.filters import STATES, TO_JUDGE
from pcmt.web.views import ActorRequest, page

LABELS = dict(STATES)
SPANS = {"": "Mọi thời hạn", "hom-nay": "Đến hạn hôm nay", "tuan": "Trong 7 ngày", "thang": "Trong 30 ngày"}
DAYS = {"hom-nay": 0, "tuan": 7, "thang": 30}


@page("plans.view")
@require_safe
def list_tasks(request: ActorRequest) -> HttpResponse:
    """This will list the tasks of the actor's own agency, soonest due first; all that they may see with `tat_ca`."""
    on = timezone.localdate()
    wish, kept = _asked(request, on)
    counts = plans.standing_counts(request.actor, wish, on)
    found = plans.task_page(request.actor, wish, on, after=request.GET.get("sau", ""))
    late = counts["overdue"]
    everyone = "tat_ca" in kept
    title = f"{late} nhiệm vụ quá hạn" if late else "Nhiệm vụ" if everyone else "Nhiệm vụ của cơ quan tôi"
    chosen = {**kept, **({"trang_thai": wish.standing} if wish.standing else {})}
    context = _frame(request, kept, "plans.tasks") | {
        "title": title,
        "tasks": found.tasks,
        "tabs": [
            Link(label, f"?{urlencode({'trang_thai': code, **kept})}", counts[code], current=code == wish.standing)
            for code, label in _offered(counts, wish.standing)
        ],
        "onward": f"?{urlencode({**chosen, 'sau': found.onward})}" if found.onward else "",
        "front": f"?{urlencode(chosen)}" if request.GET.get("sau") else "",
    }
    return render(request, "plans/tasks.html", context)


@page("plans.view")
@require_safe
def board(request: ActorRequest) -> HttpResponse:
    """This will show the same tasks in columns, late ones first; each column leads to its whole list."""
    on = timezone.localdate()
    wish, kept = _asked(request, on)
    columns = plans.task_board(request.actor, wish, on)
    late = columns[0].count
    rest = reverse("plans.tasks")
    context = _frame(request, kept, "plans.board") | {
        "title": f"{late} nhiệm vụ quá hạn" if late else "Bảng nhiệm vụ",
        "columns": [
            (one, LABELS[one.standing], f"{rest}?{urlencode({'trang_thai': one.standing, **kept})}") for one in columns
        ],
        "any": any(one.count for one in columns),
    }
    return render(request, "plans/board.html", context)


def _offered(counts: dict[str, int], chosen: str) -> tuple[tuple[str, str], ...]:
    """The tabs; the one that crosses the others only where it tells something that they do not."""
    crossing = counts["to_judge"] != counts["reported"] or chosen == "to_judge"
    return (*STATES, TO_JUDGE) if crossing else STATES


def _asked(request: ActorRequest, on: date) -> tuple[plans.Wish, dict[str, str]]:
    """What the address asks for, and the part of it that other links of the page keep."""
    span, plan = request.GET.get("han", ""), request.GET.get("ke_hoach", "")
    everyone = "tat_ca" in request.GET
    plan_id = int(plan) if plan.isascii() and plan.isdigit() and len(plan) < 10 else None
    standing = request.GET.get("trang_thai", "")
    wish = plans.Wish(
        standing=standing if standing in plans.STANDINGS else "",
        agency_ids=None if everyone else request.actor.own_agencies,
        plan_id=plan_id,
        until=on + timedelta(days=DAYS[span]) if span in DAYS else None,
    )
    told = {"tat_ca": "1" if everyone else "", "han": span if span in DAYS else "", "ke_hoach": plan if plan_id else ""}
    return wish, {name: value for name, value in told.items() if value}


def _frame(request: ActorRequest, kept: dict[str, str], here: str) -> dict[str, object]:
    """What both pages share: whose tasks, the filters, and the way to the other page."""
    everyone = "tat_ca" in kept
    whose = {name: value for name, value in kept.items() if name != "tat_ca"}
    other = "plans.board" if here == "plans.tasks" else "plans.tasks"
    return {
        "everyone": everyone,
        "whose": f"?{urlencode(whose if everyone else {**whose, 'tat_ca': '1'})}",
        "other": f"{reverse(other)}?{urlencode(kept)}",
        "spans": [(code, label, kept.get("han", "") == code) for code, label in SPANS.items()],
        "plans": [(one, str(one.id) == kept.get("ke_hoach")) for one in plans.plans(request.actor)],
        "standing": request.GET.get("trang_thai", ""),
    }
