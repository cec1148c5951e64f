"""Enters what a filled-in blank changes, by the rules of typing, and tells what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.actions.enter_cells import enter_cells
from pcmt.reporting.answering import answer_text, fault_in, read_answers
from pcmt.reporting.drafts import ANSWER, COMMENT, WORDS, Change, Draft, Typed, read_changes
from pcmt.reporting.handed_in import Handed
from pcmt.reporting.models import DraftCell
from pcmt.reporting.queries.file_views import Difference, FileConflict, Taken, UnitTaken
from pcmt.reporting.rules.figures import WrongFigure, read_figure, write_figure
from pcmt.rulebook.queries import Form
from workbook.blanks.spec import CellFault, Entry

REASON = "why:"


@dataclass(frozen=True)
class _By:
    actor: Actor
    at: datetime


def enter_handed(handed: Handed, decided: Mapping[str, int | None], actor: Actor, at: datetime) -> Taken:
    """This will enter what was filled in, unit by unit, by the rules of typing; what cannot be is left and told.

    decided: of fields that somebody else changed meanwhile, the revision over which the file's text stands, or None
    where what is stored stays. A unit that refuses (sent already, not this person's) is told and the others go on; the
    only one refuses as a whole.
    """
    by_unit: dict[int, list[Entry]] = {}
    for entry in handed.filled.changed:
        if decided.get(entry.key, 0) is not None:
            by_unit.setdefault(int(entry.key.partition("/")[0]), []).append(entry)
    units = []
    for submission_id, entries in by_unit.items():
        try:
            with transaction.atomic():
                fields = _readable(handed, submission_id, entries)
                units.append(_enter_unit(handed, submission_id, fields, decided, _By(actor, at)))
        except Refusal as refusal:
            if len(handed.targets) == 1:
                raise
            text = " ".join(part for part in (refusal.message, refusal.remedy) if part)
            handed.faults.append(CellFault(entries[0].page, "", handed.names[submission_id], text))
    stamp = handed.filled.stamp
    return Taken(stamp["form_label"], stamp["period_label"], tuple(units), tuple(handed.faults), applied=False)


def _enter_unit(
    handed: Handed, submission_id: int, fields: Mapping[str, Entry], decided: Mapping[str, int | None], by: "_By"
) -> UnitTaken:
    submission = handed.targets[submission_id]
    form = handed.form_of(submission)
    typed = Typed(
        {name: one.text for name, one in fields.items() if not name.startswith((COMMENT, WORDS, REASON, ANSWER))},
        *(_part(fields, prefix) for prefix in (WORDS, COMMENT, REASON, ANSWER)),
    )
    seen = {name: decided.get(one.key) or one.revision for name, one in fields.items()}
    draft = Draft(
        {cell.element: cell for cell in submission.cells.all()}, {one.field: one for one in submission.words.all()}
    )
    wanted = read_changes(form, draft, typed) + read_answers(form, submission, typed.answers)
    done = enter_cells(
        submission_id=submission_id,
        cells=typed.cells,
        seen=seen,
        words=typed.words,
        comments=typed.comments,
        explanations=typed.explanations,
        answers=typed.answers,
        provenance=DraftCell.Provenance.IMPORTED,
        actor=by.actor,
        at=by.at,
    )
    return UnitTaken(
        submission_id,
        handed.names[submission_id],
        done.saved,
        tuple(_difference(form, one) for one in wanted),
        tuple(FileConflict(f"{submission_id}/{one.element}", one) for one in done.conflicts),
        done.problems,
        done.voided,
    )


def _readable(handed: Handed, submission_id: int, entries: Iterable[Entry]) -> dict[str, Entry]:
    """The fields by their names in the form; what the form's own reader refuses is told and left out."""
    form, fields = handed.form_of(handed.targets[submission_id]), {}
    for entry in entries:
        name = entry.key.partition("/")[2]
        if fault := _fault(form, name, entry):
            handed.faults.append(fault)
        else:
            fields[name] = entry
    return fields


def _part(fields: Mapping[str, Entry], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): one.text for name, one in fields.items() if name.startswith(prefix)}


def _fault(form: Form, name: str, entry: Entry) -> CellFault | None:
    """What the form's own reader says of a figure that the workbook's could read."""
    asked = form.answer(name.removeprefix(ANSWER)) if name.startswith(ANSWER) else None
    if asked is not None and (wrong := fault_in(asked, entry.text)):
        return CellFault(entry.page, entry.address, entry.label, wrong[0].upper() + wrong[1:], entry.key)
    cell = form.cell(name)
    if cell is None:
        return None
    try:
        read_figure(entry.text, kind=cell.kind, scale=cell.scale)
    except WrongFigure as wrong:
        return CellFault(entry.page, entry.address, entry.label, str(wrong), entry.key)
    return None


def _difference(form: Form, change: Change) -> Difference:
    write = partial(answer_text, form, change) if change.is_answer else partial(_text, change=change)
    return Difference(change.label, write(change.before), write(change.after))


def _text(value: int | str | None, change: Change) -> str:
    return write_figure(value, change.scale, change.kind) if isinstance(value, int) else value or ""


def conflict_faults(handed: Handed, taken: Taken) -> tuple[CellFault, ...]:
    """This will tell conflicts at their cells, for the copy that goes back."""
    places = {entry.key: entry for entry in handed.filled.entries}
    return tuple(
        CellFault(
            places[one.field].page,
            places[one.field].address,
            places[one.field].label,
            f"{one.conflict.by} đã sửa thành “{one.conflict.theirs}” sau khi lấy mẫu; "
            f"trong tệp là “{one.conflict.yours}”.",
            one.field,
        )
        for one in taken.conflicts
    )
