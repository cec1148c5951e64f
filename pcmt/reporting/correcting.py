"""A correction before it is closed: which report it corrects, what of that stands on, and what differs from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pcmt.kernel.actor import Actor
from pcmt.reporting import report_rows
from pcmt.reporting.models import Confirmation, CorrectionAsked, Duty, Explanation, Step, Submission
from pcmt.reporting.rules.figures import write_figure
from pcmt.rulebook.queries import Form


@dataclass(frozen=True)
class Change:
    """What a correction says otherwise: a figure from what to what, as one types it, or words and answers by name.

    code: of the cell, the field of words, or the question.
    """

    code: str
    label: str
    before: str = ""
    after: str = ""
    is_figure: bool = False


def closed_before(row: Submission) -> Submission | None:
    """This will find the closed round that a round corrects; None for the first."""
    rounds = report_rows.ROUNDS.all(row.duty_id)
    earlier = [one for one in rounds if one.round < row.round and one.accepted_at is not None]
    return earlier[-1] if earlier else None


def carry_confirmations(closed: Submission, opened: Submission) -> None:
    """This will let what was confirmed of a closed report stand in its correction, with the reasons for its warnings.

    The hands come with it: who confirmed a section does not sign the whole now either.
    """
    standing = report_rows.CONFIRMATIONS.all(closed.pk)
    Step.objects.bulk_create(
        Step(
            submission=opened,
            move="confirm_section",
            state_before=opened.state,
            state_after=opened.state,
            person_id=one.person_id,
            on_behalf_of_id=one.on_behalf_of_id,
            post_id=one.post_id,
            at=one.at,
            detail={"section": one.section, "carried": True},
        )
        for one in standing
    )
    reasons = list(Explanation.objects.filter(submission=closed))
    for one in standing:
        one.pk, one.submission, one.carried = None, opened, True
    for reason in reasons:
        reason.pk, reason.submission = None, opened
    Confirmation.objects.bulk_create(standing)
    Explanation.objects.bulk_create(reasons)


def grant_asked(
    duty: Duty, *, opened: Submission | None = None, into: str = "", answer: str, actor: Actor, at: datetime
) -> bool:
    """This will note on the request that waits for a report, if one does, what came of it; tells whether one did."""
    waiting = CorrectionAsked.objects.filter(submission__duty=duty, decided_at__isnull=True)
    granted = waiting.update(opened=opened, into=into, answer=answer, decided_by_id=actor.person_id, decided_at=at)
    return bool(granted)


def changed_in(row: Submission, form: Form) -> tuple[Change, ...]:
    """This will list what a correction says otherwise than the closed report; empty for a first round too."""
    closed = closed_before(row)
    if closed is None:
        return ()
    return (*_figures(row.pk, closed.pk, form), *_texts(row.pk, closed.pk, form))


def _figures(now_id: int, closed_id: int, form: Form) -> Iterator[Change]:
    typed, stood = _typed(now_id), _typed(closed_id)
    for cell in form.cells:
        was, stands = stood.get(cell.element), typed.get(cell.element)
        if was != stands:
            before, after = (write_figure(*one, cell.kind) if one else "" for one in (was, stands))
            yield Change(cell.element, cell.label, before, after, is_figure=True)


def _typed(submission_id: int) -> Mapping[str, tuple[int, int]]:
    rows = report_rows.FIGURES.all(submission_id)
    return {element: (scaled, scale) for element, scaled, scale in rows if scaled is not None}


def _texts(now_id: int, closed_id: int, form: Form) -> Iterator[Change]:
    """Words and answers: only that they differ, for they may be long."""
    labels = {one.code: one.label for one in form.words} | {one.code: one.label for one in form.answers}
    said, stood = _said(now_id), _said(closed_id)
    for code, label in labels.items():
        if said.get(code, "") != stood.get(code, ""):
            yield Change(code, label)


def _said(submission_id: int) -> dict[str, str]:
    said = {one.field: one.text for one in report_rows.WORDS.all(submission_id)}
    return said | {one.question: one.text for one in report_rows.ANSWERS.all(submission_id)}
