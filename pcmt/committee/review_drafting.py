"""The report of a review gathered from what was answered, ready to be laid out."""

from collections.abc import Sequence
from datetime import date

from pcmt.committee.issuing import office_of, reports_to, symbol
from pcmt.committee.models import Review
from pcmt.committee.queries.reviews import review
from pcmt.committee.review_answers import LineView, ReviewView
from pcmt.committee.rules.review_paper import Judged, ReviewPaper, Told, report
from pcmt.committee.rules.reviewing import OUTCOMES, SECTIONS, joint_outcome, proposed_outcome
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.queries import TargetView, TaskView
from vanban.write import model


def report_of(row: Review, actor: Actor, on: date) -> model.OfficialDocument:
    """This will make the report of a review as an actor sees it on a day, in the name of the committee or an agency.

    A committee that the agency stands for reports; its head signs. Else the agency that asked, by its own signer.
    """
    view = review(actor, row.pk, on=on)
    plan = plans.plan(actor, row.plan_id)
    if row.keeper_id is None:
        raise NotFound("Đợt sơ kết, tổng kết không có cơ quan chủ trì.")
    office = office_of(row.keeper_id, on)
    return report(
        ReviewPaper(
            issuer=office.name,
            superior="",
            symbol=symbol("BC", office),
            place=office.place,
            title=row.title,
            kind_word=row.get_kind_display(),
            ground=plan.document_label or plan.title,
            covers=(row.covers_from, row.covers_to),
            year=on.year,
            asked=len(view.answers),
            sent=sum(one.is_sent for one in view.answers),
            targets=[_target(one, line) for one, line in view.targets],
            tasks=[_task(one, lines) for one, lines in view.tasks],
            said={name: _said(view, name) for name in SECTIONS},
            block=office.block,
            signer=office.signer,
            reports_to=reports_to(row.keeper_id, on),
        )
    )


def _target(one: TargetView, line: LineView | None) -> Judged:
    asked = f"{one.level}, {one.deadline}"
    if line is None:
        return Judged(one.label, asked, "", "", "", "", one.reference)
    told = Told("", line.outcome, line.result, line.cause, line.lesson)
    return Judged(
        one.label, asked, line.outcome, line.target_label, line.result, line.onward, one.reference, line.figure, [told]
    )


def _task(one: TaskView, lines: Sequence[LineView]) -> Judged:
    """A task by what its agencies say; where none has, by its state in the plan, without words of theirs."""
    if not lines:
        outcome = proposed_outcome(one.state, one.percent, is_late=one.is_overdue)
        said = f"Theo dõi trên hệ thống: {one.state_label.lower()}, {one.percent}%."
        return Judged(one.title, one.leads_text, outcome, OUTCOMES[outcome], said, "", one.reference)
    outcome = joint_outcome([line.outcome for line in lines])
    return Judged(
        title=one.title,
        asked=one.leads_text,
        outcome=outcome,
        label=OUTCOMES[outcome],
        result="",
        onward=next((line.onward for line in lines if line.onward != "end"), "end"),
        ref=one.reference,
        told=[Told(line.agency_name, line.outcome, line.result, line.cause, line.lesson) for line in lines],
    )


def _said(view: ReviewView, name: str) -> list[tuple[str, str]]:
    told = ((one.agency_name, dict(one.words)[name]) for one in view.answers if one.is_sent)
    return [(agency, words) for agency, words in told if words]
