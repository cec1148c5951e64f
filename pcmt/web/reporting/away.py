"""Reports without a line: the forms that a browser may keep, their copies, and the entries that it sends later."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions import enter_once as entering
from pcmt.reporting.queries import CellConflict
from pcmt.web.formats.figures import date_text, datetime_text
from pcmt.web.offline import account_mark
from pcmt.web.reporting.forms import LONGEST_COUNT
from pcmt.web.reporting.grid import grid_sections
from pcmt.web.reporting.wording import submission_title
from pcmt.web.views import ActorRequest, page

LONGEST_BODY = 512 * 1024
MOST_CELLS = 5_000


@dataclass(frozen=True)
class Kept:
    """An entry as a browser sends it: its key, and texts and revisions by element."""

    key: str
    cells: Mapping[str, str]
    seen: Mapping[str, int]


@page("reporting.enter_cells")
@require_safe
def line(request: ActorRequest) -> HttpResponse:
    """This will answer that the line is there, who is signed in, and with which fresh form token one may send."""
    return JsonResponse({"account": account_mark(request.actor), "token": get_token(request)})


@page("reporting.enter_cells")
@require_safe
def forms_to_keep(request: ActorRequest) -> HttpResponse:
    """This will list the forms that the person owes, for the browser to keep."""
    forms = [
        {
            "id": one.submission_id,
            "version": one.version,
            "title": one.duty.called,
            "area": one.duty.area_name,
            "due": date_text(one.duty.due_on),
            "copy": reverse("reporting.form_away", args=[one.submission_id]),
        }
        for one in queries.forms_to_keep(request.actor, timezone.localdate())
    ]
    return JsonResponse({"account": account_mark(request.actor), "forms": forms})


@page("reporting.enter_cells")
@require_safe
def form_away(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will give the part of a report's page that a browser may keep: figures and rules, nothing restricted."""
    view = queries.form_away(request.actor, submission_id, timezone.localdate())
    # The words of a reason stay on the server, as all words do.
    beside = queries.adjustments(view).notes(with_reasons=False)
    sections = grid_sections(view, beside=beside)
    values = {
        "view": view,
        "sections": sections,
        "title": submission_title(view),
        "hidden": sum(row.cell.hidden for section in sections for row in section.rows),
        "editable": True,
        "away": True,
    }
    return render(request, "reporting/form_away.html", values)


@page("reporting.enter_cells")
@require_POST
def enter_once(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will take an entry that a browser kept, once; what was answered before is answered again."""
    kept = read_kept(request)
    try:
        answer = entering.enter_once(
            submission_id=submission_id,
            key=kept.key,
            cells=kept.cells,
            seen=kept.seen,
            actor=request.actor,
            at=timezone.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        told = {"code": refusal.code, "message": refusal.message, "remedy": refusal.remedy, "fields": refusal.fields}
        return JsonResponse(told, status=422 if refusal.fields else 409)
    return JsonResponse(
        {
            "saved": answer.saved,
            "conflicts": [_told(one) for one in answer.conflicts],
            "voided": bool(answer.voided),
            "stored": {element: asdict(one) for element, one in answer.stored.items()},
            "at": datetime_text(timezone.localtime(answer.at)),
        }
    )


def read_kept(request: HttpRequest) -> Kept:
    """This will read an entry from the body of a request; what no page of ours could have sent has no key.

    It is the action that refuses it then: whoever may not see the report is told first that there is none.
    """
    try:
        told = json.loads(request.body) if int(request.headers.get("Content-Length") or 0) <= LONGEST_BODY else None
    except (ValueError, RecursionError):
        told = None
    match told:
        case {"key": str(key), "cells": dict(cells), "seen": dict(seen)} if len(cells) <= MOST_CELLS and (
            all(isinstance(text, str) for text in cells.values()) and all(_is_count(one) for one in seen.values())
        ):
            return Kept(key, cells, seen)
        case _:
            return Kept("", {}, {})


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 10**LONGEST_COUNT


def _told(one: CellConflict) -> dict[str, object]:
    return {**asdict(one), "at": datetime_text(timezone.localtime(one.at))}
