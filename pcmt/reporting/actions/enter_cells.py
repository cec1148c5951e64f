"""Enter figures, words and reasons into a draft; nobody's typing is lost where two people write."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.answering import FILE, WrongAnswers, answer_text, read_answers, write_answers
from pcmt.reporting.drafts import (
    ANSWER,
    Change,
    Draft,
    Typed,
    WrongFigures,
    is_signed,
    read_changes,
    void_touched,
    write_changes,
)
from pcmt.reporting.models import DraftCell
from pcmt.reporting.queries.sheet_views import CellConflict
from pcmt.reporting.rounds import Round, hold
from pcmt.reporting.rules.checks import CheckResult
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.sheets import checked, explanations_of, load_sheet
from pcmt.rulebook.queries import Form


@dataclass(frozen=True)
class EntryResult:
    """What came of an entry: how many fields were saved, which collided, and which checks fail now.

    wrong: what could not be read and was left out, where the rest was to be kept: why, by element or `answer:QUESTION`.
    """

    saved: int
    conflicts: tuple[CellConflict, ...]
    problems: tuple[CheckResult, ...]
    voided: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)


class UnknownCell(Refusal):
    """This will say that a form has no such cell to type into."""

    code = "unknown_cell"


@transaction.atomic
def enter_cells(
    *,
    submission_id: int,
    cells: Mapping[str, str | None] | None = None,
    seen: Mapping[str, int] | None = None,
    words: Mapping[str, str] | None = None,
    comments: Mapping[str, str] | None = None,
    explanations: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    provenance: str = DraftCell.Provenance.TYPED,
    keep_rest: bool = False,
    actor: Actor,
    at: datetime,
) -> EntryResult:
    """This will save what was typed (Vietnamese figures, `1.234,5`), and tell what collided and which checks fail.

    seen: the revision that each field had on the writer's page, by element, `words:FIELD`, `comment:ELEMENT` or
    `answer:QUESTION`; left out means never filled in. comments by element; explanations by check, for warnings;
    answers by question. Raises WrongFigures or WrongAnswers, with a message a cell, and then saves nothing; with
    keep_rest it saves what can be read and tells of the rest. A change voids the confirmation of its section, and the
    signature.
    provenance: how the figures came, typed or imported from a file.
    """
    held = hold(submission_id, actor)
    typed = Typed(cells or {}, words or {}, comments or {}, explanations or {}, answers or {})
    _allow(held, typed, actor)

    target = held.check_move("enter_cells", actor, at)
    wanted, wrong = _read(held, typed, keep_rest=keep_rest)
    changes, collided = _without_collisions(wanted, seen or {})

    figures_or_words = [change for change in changes if not change.is_comment]
    write_changes(held.submission, changes, typed.explanations, actor, at, provenance=provenance)
    write_answers(held.submission, [change for change in changes if change.is_answer], actor, at)
    voided = void_touched(held, figures_or_words, at)
    touched = bool(changes or typed.explanations)
    # A reason added under a standing signature leaves it standing: what was signed has not changed.
    if figures_or_words or (touched and not is_signed(held.submission)):
        detail: dict[str, object] = {"changed": [change.key for change in figures_or_words], "voided": voided}
        held.step("enter_cells", target, actor=actor, at=at, detail=detail)

    if touched:
        record(
            action="reporting.enter_cells",
            subject=held.subject,
            actor=actor,
            at=at,
            before={"cells": {one.key: one.before for one in changes if one.is_figure}},
            after={
                "cells": {one.key: one.after for one in changes if one.is_figure},
                **({"answers": said} if (said := [one.key for one in changes if one.is_answer]) else {}),
                "voided": voided,
            },
        )
    results = checked(held.form, load_sheet(held.submission, held.form), explanations_of(held.submission))
    return EntryResult(
        saved=len(changes),
        conflicts=_conflicts(held.form, collided, actor),
        problems=tuple(answer for answer in results if answer.outcome == "fails"),
        voided=tuple(voided),
        wrong=wrong,
    )


def _read(held: Round, typed: Typed, *, keep_rest: bool) -> tuple[list[Change], dict[str, str]]:
    """What an entry would change, and why some of it is left out: nothing, unless the rest is to be kept."""
    draft, wrong = Draft.load(held), dict[str, str]()
    try:
        figures = read_changes(held.form, draft, typed)
    except WrongFigures as refusal:
        if not keep_rest:
            raise
        wrong |= refusal.fields
        readable = {element: text for element, text in typed.cells.items() if element not in wrong}
        figures = read_changes(held.form, draft, replace(typed, cells=readable))
    try:
        answers = read_answers(held.form, held.submission, typed.answers)
    except WrongAnswers as refusal:
        if not keep_rest:
            raise
        wrong |= refusal.fields
        given = {code: text for code, text in typed.answers.items() if ANSWER + code not in wrong}
        answers = read_answers(held.form, held.submission, given)
    return figures + answers, wrong


def _allow(held: Round, typed: Typed, actor: Actor) -> None:
    known = {cell.element: section.code for section in held.form.sections for cell in section.cells}
    open_cells = {cell.element for cell in held.form.cells if cell.computed is None}
    for element in [*typed.cells, *typed.comments]:
        if element not in open_cells:
            why = "do hệ thống tính" if element in known else "không có trong biểu"
            raise UnknownCell(f"Ô “{element}” {why}, không nhập được.", remedy="Tải lại biểu rồi nhập lại.")
        policy.may_enter(actor, held.duty, held.owners[known[element]]).require()
    _allow_answers(held, typed, actor)
    if typed.words:
        policy.may_write_words(actor, held.duty).require()
        unasked = set(typed.words) - {field.code for field in held.form.words}
        if unasked:
            raise UnknownCell(f"Biểu không có mục lời văn “{min(unasked)}”.", remedy="Tải lại biểu rồi nhập lại.")
    if typed.explanations and not typed.cells:
        answers = [policy.may_enter(actor, held.duty, owner) for owner in held.owners.values()]
        next((answer for answer in answers if answer), answers[0]).require()


def _allow_answers(held: Round, typed: Typed, actor: Actor) -> None:
    for code in typed.answers:
        section, asked = held.form.section_of(code), held.form.answer(code)
        if section is None or asked is None or asked.kind == FILE:
            raise UnknownCell(f"Biểu không có mục “{code}” để ghi.", remedy="Tải lại biểu rồi nhập lại.")
        policy.may_enter(actor, held.duty, held.owners[section.code]).require()


def _without_collisions(wanted: list[Change], seen: Mapping[str, int]) -> tuple[list[Change], list[Change]]:
    kept: list[Change] = []
    collided: list[Change] = []
    for change in wanted:
        stale = seen.get(change.key, 0) != change.revision
        (collided if stale else kept).append(change)
    return kept, collided


def _conflicts(form: Form, collided: list[Change], actor: Actor) -> tuple[CellConflict, ...]:
    names = agencies.person_names(one.by_id for one in collided if one.by_id is not None)
    return tuple(
        CellConflict(
            element=one.key,
            label=one.label,
            yours=_text(one.after, one),
            theirs=_text(one.before, one),
            by=names.get(one.by_id, "Hệ thống") if one.by_id is not None else "Hệ thống",
            at=one.at,
            revision=one.revision,
            yours_read=answer_text(form, one, one.after),
            theirs_read=answer_text(form, one, one.before),
            own=one.by_id is not None and one.by_id == actor.person_id,
        )
        for one in collided
        if one.at is not None
    )


def _text(value: int | str | None, change: Change) -> str:
    if isinstance(value, int):
        return write_figure(value, change.scale, change.kind)
    return value or ""
