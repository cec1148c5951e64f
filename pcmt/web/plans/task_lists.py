"""Lists of tasks: a table by pages, and a board with a column for each way to stand; the address keeps the choice."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.agencies import queries as agencies
from pcmt.plans import queries as plans
from pcmt.web.components import Link
from pcmt.web.plans.editing import may_edit
from pcmt.web.plans.filters import STATES, TO_JUDGE
from pcmt.web.plans.saved_filters import saved_context
from pcmt.web.plans.task_filters import IN_CHARGE, SPANS, wish_of
from pcmt.web.views import ActorRequest, page

LABELS = dict(STATES)


@page("plans.view")
@require_safe
def list_tasks(request: ActorRequest) -> HttpResponse:
    """This will list the tasks of the actor's own agency, soonest due first; all that they may see with `tat_ca`."""
    on = timezone.localdate()
    wish, kept = wish_of(request.GET, request.actor, on)
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
        "choosing": may_edit(request.actor) and bool(found.tasks),
        "all_ticked": "chon" in request.GET,
        "tick_all": f"?{urlencode({**request.GET.dict(), 'chon': 'ca'})}",
        "loc": urlencode(chosen),
        "count": counts[wish.standing],
    }
    return render(request, "plans/tasks.html", context)


@page("plans.view")
@require_safe
def board(request: ActorRequest) -> HttpResponse:
    """This will show the same tasks in columns, late ones first; each column leads to its whole list."""
    on = timezone.localdate()
    wish, kept = wish_of(request.GET, request.actor, on)
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
        "charges": [(code, label, kept.get("phu_trach", "") == code) for code, label in IN_CHARGE.items()],
        "words": kept.get("tim", ""),
        "agencies": _agencies(request, kept) if everyone else (),
        "plans": [(one, str(one.id) == kept.get("ke_hoach")) for one in plans.plans(request.actor)],
        "standing": request.GET.get("trang_thai", ""),
        "calendar": f"{reverse('notices.calendar')}?{urlencode(kept)}",
        **saved_context(request, "board" if here == "plans.board" else "table"),
    }


def _agencies(request: ActorRequest, kept: dict[str, str]) -> list[tuple[agencies.AgencyView, bool]]:
    """Whose tasks one may look at alone, where one looks at those of all."""
    chosen = kept.get("co_quan", "")
    return [(one, str(one.id) == chosen) for one in agencies.agencies(on=timezone.localdate())]
