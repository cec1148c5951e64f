"""The desk: what is due, late, returned or waiting for whoever is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.rulebook.queries import book
from pcmt.web.desk import panels
from pcmt.web.desk.chores import all_chores, headline
from pcmt.web.desk.gathering import gather
from pcmt.web.views import ActorRequest, page

MOST_CHORES = 10
MOST_TASKS = 8


@page()
@require_safe
def desk(request: ActorRequest) -> HttpResponse:
    """This will show the first page of the day: figures, things to do, how reports come in, tasks that fall due."""
    actor, on = request.actor, timezone.localdate()
    found, whole = gather(actor, on), "ca" in request.GET
    chores = all_chores(found, on)
    tasks = panels.coming_tasks(found.tasks, on)
    values = {
        "title": headline(chores, on),
        "lead": panels.lead(found, [role.label for role in book().roles() if role.code in actor.roles]),
        "facts": panels.facts(found, on),
        "chores": [(chore, chore.when(on)) for chore in (chores if whole else chores[:MOST_CHORES])],
        "more": 0 if whole else max(len(chores) - MOST_CHORES, 0),
        "chores_count": len(chores),
        "due_today": sum(chore.is_for(on) for chore in chores),
        "board": found.board,
        "led": () if found.oversees else found.targets,
        "heat": panels.heat(found.board, len(chores)),
        "columns": panels.heat_columns(found.board),
        "oversees": found.oversees,
        "may_lead": found.oversees and actor.may_somewhere("indicators.view"),
        "tasks": tasks[:MOST_TASKS],
        "tasks_count": len(tasks),
        "may_register": actor.may_somewhere("documents.register_document"),
    }
    return render(request, "desk/desk.html", values)
