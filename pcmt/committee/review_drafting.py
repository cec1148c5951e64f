"""The report of a review gathered from what was answered, ready to be laid out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.committee.issuing import office_of, reports_to, symbol
from pcmt.committee.models import Review
from pcmt.committee.queries.reviews import review
from pcmt.committee.review_answers import LineView, ReviewView
from pcmt.committee.rules.review_lines import Judged, Told
from pcmt.committee.rules.review_paper import ReviewPaper, report
from pcmt.committee.rules.reviewing import (
    OUTCOMES,
    SECTIONS,
    Proposed,
    joint_outcome,
    proposed_outcome,
)
from pcmt.committee.tasks_of import followed
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.queries import PartyView, PlanView, TargetView, TaskView
from vanban.write import model

UNTOLD = "Chưa đánh giá"
TOO_FEW_TOLD = "Chưa đủ báo cáo"


def report_of(row: Review, actor: Actor, on: date, known: Mapping[int, Proposed]) -> model.OfficialDocument:
    """This will make the report of a review as an actor sees it on a day, in the name of the committee or an agency.

    A committee that the agency stands for reports; its head signs. Else the agency that asked, by its own signer.
    known: by target what its indicator shows.
    """
    view = review(actor, row.pk, on=on)
    plan = plans.plan(actor, row.plan_id)
    if row.keeper_id is None:
        raise NotFound("Đợt sơ kết, tổng kết không có cơ quan chủ trì.")
    office = office_of(row.keeper_id, on)
    targets, tasks = _ordered(view, plan)
    asked = {one.agency_id for one in view.answers}
    before = agencies.predecessors(asked, on)
    wanted = asked.union(*before.values())
    return report(
        ReviewPaper(
            issuer=office.name,
            superior="",
            symbol=symbol("BC", office),
            place=office.place,
            title=row.title,
            kind_word=row.get_kind_display(),
            ground=_ground(plan),
            covers=(row.covers_from, row.covers_to),
            year=on.year,
            asked=len(view.answers),
            sent=sum(one.is_sent for one in view.answers),
            unsent=[one.agency_name for one in view.answers if not one.is_sent],
            targets=[_target(one, line, known.get(one.id, Proposed())) for one, line in targets],
            tasks=[_task(one, lines, _untold(one, lines, before), wanted) for one, lines in tasks],
            said={name: _said(view, name) for name in SECTIONS},
            block=office.block,
            signer=office.signer,
            reports_to=reports_to(row.keeper_id, on),
        )
    )


def _ground(plan: PlanView) -> str:
    """The plan as a report names it: its document in full; of a title in capitals only the plan says its words."""
    if plan.document_id is None:
        return plan.title
    document = documents.labels([plan.document_id])[plan.document_id]
    return (replace(document, title=plan.title) if document.title.isupper() else document).in_full


def _ordered(
    view: ReviewView, plan: PlanView
) -> tuple[list[tuple[TargetView, LineView | None]], list[tuple[TaskView, tuple[LineView, ...]]]]:
    """The targets and the tasks of a review, each in the order in which the plan's document gives them."""
    every = [one for one, _ in view.targets], [one for one, _ in view.tasks]
    place = plans.in_document_order((*every[0], *every[1]), first=plan.ground_id)
    return (
        sorted(view.targets, key=lambda row: place[row[0].reference]),
        sorted(view.tasks, key=lambda row: place[row[0].reference]),
    )


def _target(one: TargetView, line: LineView | None, known: Proposed) -> Judged:
    """A target as its reviewer judged it; unjudged, what its indicator shows, which binds nobody."""
    asked = f"{one.level}, {one.deadline}"
    if line is None:
        label = f"{known.label} (tạm tính)" if known.label else UNTOLD
        return Judged(
            one.label, asked, known.outcome, label, known.result, "", one.reference, known.figure, (), one.place,
            is_provisional=bool(known.outcome),
        )  # fmt: skip
    told = Told("", line.outcome, line.result, line.cause, line.lesson)
    return Judged(
        one.label, asked, line.outcome, line.target_label, line.result, line.onward, one.reference, line.figure,
        [told], one.place,
    )  # fmt: skip


def _untold(one: TaskView, lines: Sequence[LineView], before: Mapping[int, Collection[int]]) -> tuple[PartyView, ...]:
    """Who leads in a task and has told nothing; who goes on for an ended office told for it (before: by the heir)."""
    told = {line.agency_id for line in lines}
    told |= {ended for line in lines for ended in before.get(line.agency_id or 0, ())}
    return tuple(party for party in one.leads if party.counts and party.agency_id not in told)


def _task(
    one: TaskView, lines: Sequence[LineView], untold: Sequence[PartyView], asked: Collection[int | None]
) -> Judged:
    """A task by what its agencies say, of the others by how their part stands in the plan, in no words of theirs.

    asked: the agencies of which the review wants a report, with those that ended into them.
    """
    outcome = proposed_outcome(one.state, one.percent, is_late=one.is_overdue)
    label = one.standing.label if one.standing else one.state_label
    silent = [party.short_name or party.name for party in untold if party.agency_id in asked]
    unasked = [party.short_name or party.name for party in untold if party.agency_id not in asked]
    if lines:
        outcome = joint_outcome([*(line.outcome for line in lines), *(followed(one, party) for party in untold)])
        label = _label(one, outcome, TOO_FEW_TOLD if silent else UNTOLD)
    return Judged(
        title=one.title,
        asked=one.leads_text,
        outcome=outcome,
        label=label,
        result="",
        onward=next((line.onward for line in lines if line.onward != "end"), "" if untold or not lines else "end"),
        ref=one.reference,
        told=[Told(line.agency_name, line.outcome, line.result, line.cause, line.lesson) for line in lines],
        place=one.place,
        is_late=outcome == "done" and _is_late(one),
        silent=silent,
        unasked=unasked,
    )


def _is_late(one: TaskView) -> bool:
    return one.standing is not None and one.standing.code == plans.FINISHED_LATE


def _label(one: TaskView, outcome: str, unknown: str) -> str:
    """How a task ended, and whether in time where the plan knows it; unknown: where not all has been told."""
    return (
        one.standing.label
        if outcome == "done" and one.state == "done" and one.standing
        else OUTCOMES.get(outcome, unknown)
    )


def _said(view: ReviewView, name: str) -> list[tuple[str, str]]:
    told = ((one.agency_name, dict(one.words)[name]) for one in view.answers if one.is_sent)
    return [(agency, words) for agency, words in told if words]
