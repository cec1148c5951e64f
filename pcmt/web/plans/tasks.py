"""The page of a task, with the sentence that gave it, its parts and what was said of them."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.agencies import queries as agencies
from pcmt.files import queries as files
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Value
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.web.committee.beside import opinions_beside
from pcmt.web.downloads import download_of
from pcmt.web.history import events
from pcmt.web.plans.evidence import told
from pcmt.web.plans.forms import ReasonForm
from pcmt.web.plans.source import provision
from pcmt.web.plans.task_forms import (
    DecisionForm,
    ExtensionForm,
    FinishForm,
    MeasureForm,
    PaperForm,
    ProgressForm,
    ResumeForm,
    VerdictForm,
)
from pcmt.web.views import ActorRequest, page

MEASURABLE = ("todo", "doing", "reported", "returned", "paused")
OF_KEEPER = ("note_finished", "revise_task", "pause_task", "resume_task", "withdraw_task")
PRESSING = ("reported", "returned", "overdue", "doing", "todo", "")
Bound = Mapping[str, object]
"""What stands on the page in the place of its own forms: one that was sent and not accepted, by its name."""


@page("plans.view")
@require_safe
def task(request: ActorRequest, task_id: int) -> HttpResponse:
    """This will show a task: the sentence that gave it, who leads and helps, how far each is."""
    return task_page(request, task_id)


@page("plans.view")
@require_safe
def evidence_file(request: ActorRequest, evidence_id: int) -> HttpResponse:
    """This will hand out a file that lies beside a report."""
    found = plans.evidence_file(request.actor, evidence_id)
    return download_of(files.content(found.id), name=found.name, media_type=found.media_type)


def task_page(request: ActorRequest, task_id: int, bound: Bound | None = None, status: int = 200) -> HttpResponse:
    """This will lay a task out with the steps that the actor may take, and a form that was not accepted."""
    actor, on = request.actor, timezone.localdate()
    view = plans.seen_task(actor, task_id, on=on)
    above = plans.reported_above(view)
    acting = None if above else plans.answers_for(actor, view)
    mine = next((party for party in view.parties if acting and party.agency_id == acting), None)
    shown = bound or {}
    extensions = plans.extensions(task_id)
    may = {verb: plans.may_keep(actor, view, f"plans.{verb}") for verb in OF_KEEPER}
    context = {
        "title": view.title,
        "task": view,
        "source": provision(view.document_id, view.anchor),
        "said": told(plans.progress(task_id), actor, timezone.now()),
        "extensions": extensions,
        "mine": mine,
        "above": above,
        "below": plans.carried_below(actor, task_id, on),
        "may_report": mine is not None and mine.is_open and view.state not in ("paused", "withdrawn"),
        "may_extend": mine is not None and mine.is_open and mine.due_on is not None and mine.extension_id is None,
        "may_note": not above and may["note_finished"] and view.is_open,
        "may_judge": not above and view.state != "paused" and plans.may_keep(actor, view, "plans.accept_task"),
        "is_waiting": bool(view.waiting) or view.state == "reported",
        "may_decide": plans.may_keep(actor, view, "plans.decide_extension"),
        "corrections": plans.corrections(view.reference),
        "may_revise": may["revise_task"] and view.state not in ("done", "withdrawn"),
        "may_pause": may["pause_task"] and view.is_open,
        "may_resume": may["resume_task"] and view.state == "paused",
        "may_withdraw": may["withdraw_task"] and view.state not in ("done", "withdrawn"),
        "events": events(journal.entries(subject=view.reference)),
        **_details(request, view, mine, on),
        **_closing(actor, view, on),
        **opinions_beside(actor, "task", task_id, on),
        **_forms(view, mine),
        **shown,
        "decisions": [
            (asked, shown.get(f"decision-{asked.id}") or _decision_form(asked))
            for asked in extensions
            if asked.decided_at is None
        ],
    }
    return render(request, "plans/task.html", context, status=status)


def _details(request: ActorRequest, view: plans.TaskView, mine: plans.PartyView | None, on: date) -> dict[str, object]:
    """What is unclear, what it waits for, and who is or could be in charge."""
    actor, open_still = request.actor, view.state not in ("done", "withdrawn")
    ahead, behind = plans.waits(actor, view.id)
    may_wait = open_still and plans.may_keep(actor, view, "plans.wait_for")
    may_charge = mine is not None and mine.is_open and open_still and actor.may_somewhere("plans.put_in_charge")
    people = agencies.holders(party.in_charge_id for party in view.parties if party.in_charge_id)
    siblings = plans.titles(actor, view.plan_id) if may_wait else ()
    return {
        "unclear": plans.unclear_in([view], on).get(view.id, ()),
        "proposed": plans.proposed_day(view),
        "ahead": ahead,
        "behind": behind,
        "others": [one for one in siblings if one[0] not in {view.id, *(held.task_id for held in ahead)}],
        "may_shape": open_still and plans.may_keep(actor, view, "plans.shape_parts"),
        "may_charge": may_charge,
        "own_posts": _own_posts(actor, on) if may_charge else (),
        "pressing": [(one, people.get(one.in_charge_id or 0, "")) for one in sorted(view.parties, key=_by_pressure)],
    }


def _closing(actor: Actor, view: plans.TaskView, on: date) -> dict[str, object]:
    """The figure that ends the task, and the proposals that it brought."""
    proposed, measure = plans.closings_of(view.id), plans.measure_of(view.id)
    may_measure = view.state in MEASURABLE and not view.every and plans.may_keep(actor, view, "plans.measure_task")
    held = {"area": measure.area_id, "indicator": measure.indicator, "relation": measure.relation} if measure else {}
    return {
        "measure": measure,
        "closing": next((one for one in proposed if one.is_open), None),
        "closed": [one for one in proposed if not one.is_open],
        "may_close": plans.may_keep(actor, view, "plans.accept_closing"),
        "undone": _undone(measure, proposed, on),
        "measuring": MeasureForm(None, on, {**held, "value": measure.value.decimal} if measure else None)
        if may_measure
        else None,
    }


def _undone(measure: plans.MeasureView | None, proposed: Sequence[plans.ClosingView], on: date) -> Value | None:
    """The figure by which a task was closed as it reads now, where a correction took it below what was asked."""
    by = next((one for one in proposed if one.state == "accepted"), None)
    return indicators.undone_by(measure, by, on) if measure and by else None


def _own_posts(actor: Actor, on: date) -> list[agencies.PostView]:
    found = agencies.posts_in(actor.own_agencies, on)
    return [post for agency in sorted(found) for post in found[agency]]


def _by_pressure(party: plans.PartyView) -> tuple[bool, int]:
    """Who leads before who helps; what waits or is late before what is done."""
    code = party.standing.code if party.standing else ""
    return party.role != "lead", PRESSING.index(code) if code in PRESSING else len(PRESSING)


def _decision_form(asked: plans.ExtensionView) -> DecisionForm:
    """The form that decides on a request for more time, the day asked for filled in."""
    return DecisionForm(initial={"granted_on": asked.wanted_on}, auto_id=f"quyet-{asked.id}-%s")


def _forms(view: plans.TaskView, mine: plans.PartyView | None) -> dict[str, object]:
    """The forms of the page, by name; each with identifiers of its own, as their fields are called alike."""
    undone = [party for party in view.parties if party.counts and party.is_open]
    waiting = {"agencies": [party.agency_id for party in view.waiting]}
    return {
        "progress": ProgressForm(initial={"percent": mine.percent if mine else None}, auto_id="tien-do-%s"),
        "result": FinishForm(auto_id="xong-%s"),
        "paper": PaperForm(parties=undone, auto_id="giay-%s"),
        "verdict": VerdictForm(parties=view.waiting, initial=waiting, auto_id="nghiem-thu-%s"),
        "extension": ExtensionForm(auto_id="gia-han-%s"),
        "pause": ReasonForm(auto_id="dung-%s"),
        "resume": ResumeForm(auto_id="tiep-%s"),
        "reason": ReasonForm(auto_id="rut-%s"),
    }
