"""What a draft holds, and the changes that typed texts would make to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pcmt.kernel.actor import Actor
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import report_rows
from pcmt.reporting.models import DraftCell, Explanation, Submission, Words
from pcmt.reporting.rounds import Round
from pcmt.reporting.rules.figures import WrongFigure, read_figure
from pcmt.rulebook.queries import CellDef, Form

WORDS = "words:"
COMMENT = "comment:"
ANSWER = "answer:"
SIGNATURE = "signature"
LONGEST_WORDS, LONGEST_NOTE = 20_000, 500
STAMPED = ("entered_by", "entered_at")


class WrongFigures(Refusal):
    """This will name each cell whose text is no figure, and what is allowed there; nothing was saved."""

    code = "wrong_figures"


@dataclass(frozen=True)
class Change:
    """One field that would change; figures are scaled.

    key: the element, `words:FIELD`, `comment:ELEMENT` or `answer:QUESTION`.
    """

    key: str
    label: str
    scale: int
    kind: str
    before: int | str | None
    after: int | str | None
    revision: int
    by_id: int | None
    at: datetime | None

    @property
    def is_words(self) -> bool:
        """Whether it changes what the agency says in words."""
        return self.key.startswith(WORDS)

    @property
    def is_comment(self) -> bool:
        """Whether it only changes a remark beside a figure."""
        return self.key.startswith(COMMENT)

    @property
    def is_answer(self) -> bool:
        """Whether it answers a question that asks no figure."""
        return self.key.startswith(ANSWER)

    @property
    def is_figure(self) -> bool:
        """Whether it changes a figure."""
        return not (self.is_words or self.is_comment or self.is_answer)


@dataclass(frozen=True)
class Typed:
    """What a writer sends, all as texts: figures and comments by element, words by field, reasons by check, answers by
    question.
    """

    cells: Mapping[str, str | None]
    words: Mapping[str, str]
    comments: Mapping[str, str]
    explanations: Mapping[str, str]
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """The draft cells and words of a submission, by element and field."""

    cells: Mapping[str, DraftCell]
    words: Mapping[str, Words]

    @classmethod
    def load(cls, held: Round) -> "Draft":
        """This will load them (two queries)."""
        return cls(
            {cell.element: cell for cell in report_rows.CELLS.all(held.submission.pk)},
            {one.field: one for one in report_rows.WORDS.all(held.submission.pk)},
        )


def read_changes(form: Form, draft: Draft, typed: Typed) -> list[Change]:
    """This will read typed texts and keep those that change something; raises WrongFigures naming every bad cell."""
    _check_lengths(typed)
    definitions = {cell.element: cell for cell in form.cells}
    changes: list[Change] = []
    wrong: dict[str, str] = {}
    for element, text in typed.cells.items():
        try:
            scaled = read_figure(text or "", kind=definitions[element].kind, scale=definitions[element].scale)
        except WrongFigure as error:
            wrong[element] = str(error)
            continue
        changes += _figure_change(definitions[element], draft.cells.get(element), scaled)
    if wrong:
        raise WrongFigures(
            "; ".join(f"{definitions[element].label}: {message}" for element, message in wrong.items()),
            remedy="Sửa các ô được chỉ ra rồi lưu lại; nội dung đã gõ vẫn còn trên trang.",
            fields=wrong,
        )
    labels = {asked.code: asked.label for asked in form.words}
    for code, text in typed.words.items():
        changes += _words_change(code, labels[code], draft.words.get(code), text.replace("\r\n", "\n").strip())
    for element, text in typed.comments.items():
        changes += _comment_change(definitions[element], draft.cells.get(element), " ".join(text.split()))
    return changes


def _check_lengths(typed: Typed) -> None:
    asked = (
        ("Lời văn", typed.words, LONGEST_WORDS),
        ("Ghi chú của ô", typed.comments, LONGEST_NOTE),
        ("Giải trình", typed.explanations, LONGEST_NOTE),
    )
    for what, texts, longest in asked:
        if any(len(text) > longest for text in texts.values()):
            raise Refusal(
                f"{what} dài quá {longest:,} ký tự.".replace(",", "."),
                remedy="Rút gọn, hoặc gửi kèm thành văn bản riêng.",
                code="too_long",
            )


def write_changes(
    submission: Submission,
    changes: Sequence[Change],
    explanations: Mapping[str, str],
    actor: Actor,
    at: datetime,
    *,
    provenance: str = DraftCell.Provenance.TYPED,
) -> None:
    """This will write changes into the draft, each with a new revision, and the reasons given for warnings.

    One statement a kind, however many cells were typed: figures, comments, words, reasons, and reasons taken back.
    provenance: how the figures came.
    """
    stamp = _Stamp(submission, actor.person_id, at)
    comments = [one for one in changes if one.is_comment]
    _write_cells([one for one in changes if one.is_figure], comments, stamp, provenance)
    Words.objects.bulk_create(
        [
            Words(
                **stamp.fields,
                field=one.key.removeprefix(WORDS),
                text=str(one.after or ""),
                revision=one.revision + 1,
            )
            for one in changes
            if one.is_words
        ],
        update_conflicts=True,
        unique_fields=["submission", "field"],
        update_fields=[*STAMPED, "text", "revision"],
    )
    _write_reasons(stamp, explanations)


def write_reasons(submission: Submission, reasons: Mapping[str, str], actor: Actor, at: datetime) -> None:
    """This will write reasons alone, by check; refuses those that are too long."""
    _check_lengths(Typed({}, {}, {}, reasons))
    _write_reasons(_Stamp(submission, actor.person_id, at), reasons)


def _write_reasons(stamp: "_Stamp", reasons: Mapping[str, str]) -> None:
    said = {code: " ".join(as_reason(text).split()) for code, text in reasons.items()}
    Explanation.objects.bulk_create(
        [Explanation(**stamp.fields, check_code=code, text=text) for code, text in said.items() if text],
        update_conflicts=True,
        unique_fields=["submission", "check_code"],
        update_fields=[*STAMPED, "text"],
    )
    if withdrawn := [code for code, text in said.items() if not text]:
        Explanation.objects.filter(submission=stamp.submission, check_code__in=withdrawn).delete()


@dataclass(frozen=True)
class _Stamp:
    submission: Submission
    person_id: int | None
    at: datetime

    @property
    def fields(self) -> dict[str, Any]:
        return {"submission": self.submission, "entered_by_id": self.person_id, "entered_at": self.at}


def _write_cells(figures: Iterable[Change], comments: Iterable[Change], stamp: _Stamp, provenance: str) -> None:
    """Figures first: a comment on a cell that is new with it finds its row, and leaves who typed the figure alone."""
    DraftCell.objects.bulk_create(
        [
            DraftCell(
                **stamp.fields,
                element=one.key,
                scaled=one.after,
                scale=one.scale,
                revision=one.revision + 1,
                provenance=provenance,
            )
            for one in figures
        ],
        update_conflicts=True,
        unique_fields=["submission", "element"],
        update_fields=[*STAMPED, "scaled", "scale", "revision", "provenance"],
    )
    DraftCell.objects.bulk_create(
        [
            DraftCell(
                **stamp.fields,
                element=one.key.removeprefix(COMMENT),
                comment=one.after or "",
                comment_revision=one.revision + 1,
                scale=one.scale,
                revision=0,
            )
            for one in comments
        ],
        update_conflicts=True,
        unique_fields=["submission", "element"],
        update_fields=["comment", "comment_revision"],
    )


def void_touched(held: Round, changes: Sequence[Change], at: datetime) -> list[str]:
    """This will void the confirmations of the sections that changed, and the signature, and name what was voided."""
    asked = [change.key.removeprefix(ANSWER) for change in changes if change.is_figure or change.is_answer]
    touched = {held.form.section_of(code) for code in asked}
    sections = {section.code for section in touched if section is not None}
    confirmed = report_rows.CONFIRMATIONS.all(held.submission.pk) if sections else []
    voided = [one.section for one in confirmed if one.section in sections]
    if voided:
        held.submission.confirmations.filter(section__in=voided, voided_at__isnull=True).update(voided_at=at)
    if changes and void_signature(held.submission, at):
        voided.append(SIGNATURE)
    return voided


def void_signature(submission: Submission, at: datetime) -> bool:
    """This will void the signature that stands, and tell whether there was one."""
    if not is_signed(submission):
        return False
    submission.signatures.filter(voided_at__isnull=True).update(voided_at=at)
    return True


def is_signed(submission: Submission) -> bool:
    """This will tell whether a signature stands."""
    return report_rows.SIGNATURE.first(submission.pk) is not None


def _figure_change(cell: CellDef, held: DraftCell | None, scaled: int | None) -> list[Change]:
    before = held.scaled if held else None
    if before == scaled:
        return []
    stamp = (held.revision, held.entered_by_id, held.entered_at) if held else (0, None, None)
    return [Change(cell.element, cell.label, cell.scale, cell.kind, before, scaled, *stamp)]


def _words_change(field: str, label: str, held: Words | None, text: str) -> list[Change]:
    before = held.text if held else ""
    if before == text:
        return []
    stamp = (held.revision, held.entered_by_id, held.entered_at) if held else (0, None, None)
    return [Change(WORDS + field, label, 0, "words", before, text, *stamp)]


def _comment_change(cell: CellDef, held: DraftCell | None, text: str) -> list[Change]:
    before = held.comment if held else ""
    if before == text:
        return []
    stamp = (held.comment_revision, held.entered_by_id, held.entered_at) if held else (0, None, None)
    return [Change(COMMENT + cell.element, f"Ghi chú: {cell.label}", cell.scale, "words", before, text, *stamp)]
