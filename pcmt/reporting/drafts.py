"""What a draft holds, and the changes that typed texts would make to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.models import DraftCell, Explanation, Submission, Words
from pcmt.reporting.rounds import Round
from pcmt.reporting.rules.figures import WrongFigure, read_figure
from pcmt.rulebook.queries import CellDef, Form

WORDS = "words:"
COMMENT = "comment:"
SIGNATURE = "signature"


class WrongFigures(Refusal):
    """This will name each cell whose text is no figure, and what is allowed there; nothing was saved."""

    code = "wrong_figures"


@dataclass(frozen=True)
class Change:
    """One field that would change. `key` is the element, `words:FIELD` or `comment:ELEMENT`; figures are scaled."""

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
    def is_figure(self) -> bool:
        """Whether it changes a figure."""
        return not self.is_words and not self.is_comment


@dataclass(frozen=True)
class Typed:
    """What a writer sends: figures and comments by element, words by field, reasons by check; all as texts."""

    cells: Mapping[str, str | None]
    words: Mapping[str, str]
    comments: Mapping[str, str]
    explanations: Mapping[str, str]


@dataclass(frozen=True)
class Draft:
    """The draft cells and words of a submission, by element and field."""

    cells: Mapping[str, DraftCell]
    words: Mapping[str, Words]

    @classmethod
    def load(cls, held: Round) -> "Draft":
        """This will load them (two queries)."""
        return cls(
            {cell.element: cell for cell in held.submission.cells.all()},
            {one.field: one for one in held.submission.words.all()},
        )


def read_changes(form: Form, draft: Draft, typed: Typed) -> list[Change]:
    """This will read typed texts and keep those that change something; raises WrongFigures naming every bad cell."""
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
    labels = {field.code: field.label for field in form.words}
    for field, text in typed.words.items():
        changes += _words_change(field, labels[field], draft.words.get(field), text.replace("\r\n", "\n").strip())
    for element, text in typed.comments.items():
        changes += _comment_change(definitions[element], draft.cells.get(element), " ".join(text.split()))
    return changes


def write_changes(
    submission: Submission, changes: Iterable[Change], explanations: Mapping[str, str], actor: Actor, at: datetime
) -> None:
    """This will write changes into the draft, each with a new revision, and the reasons given for warnings."""
    stamp = {"entered_by_id": actor.person_id, "entered_at": at}
    for change in changes:
        if change.is_words:
            Words.objects.update_or_create(
                submission=submission,
                field=change.key.removeprefix(WORDS),
                defaults={**stamp, "text": str(change.after or ""), "revision": change.revision + 1},
            )
        elif change.is_comment:
            DraftCell.objects.update_or_create(
                submission=submission,
                element=change.key.removeprefix(COMMENT),
                defaults={"comment": change.after or "", "comment_revision": change.revision + 1},
                create_defaults={
                    **stamp,
                    "comment": change.after or "",
                    "comment_revision": 1,
                    "scale": change.scale,
                    "revision": 0,
                },
            )
        else:
            DraftCell.objects.update_or_create(
                submission=submission,
                element=change.key,
                defaults={**stamp, "scaled": change.after, "scale": change.scale, "revision": change.revision + 1},
            )
    for code, text in explanations.items():
        said = " ".join(text.split())
        if said:
            Explanation.objects.update_or_create(
                submission=submission, check_code=code, defaults={**stamp, "text": said}
            )
        else:
            Explanation.objects.filter(submission=submission, check_code=code).delete()


def void_touched(held: Round, changes: Sequence[Change], at: datetime) -> list[str]:
    """This will void the confirmations of the sections that changed, and the signature, and name what was voided."""
    touched = {held.form.section_of(change.key) for change in changes if change.is_figure}
    sections = sorted(section.code for section in touched if section is not None)
    standing = held.submission.confirmations.filter(section__in=sections, voided_at__isnull=True)
    voided = list(standing.values_list("section", flat=True))
    standing.update(voided_at=at)
    if changes and void_signature(held.submission, at):
        voided.append(SIGNATURE)
    return voided


def void_signature(submission: Submission, at: datetime) -> bool:
    """This will void the signature that stands, and tell whether there was one."""
    return bool(submission.signatures.filter(voided_at__isnull=True).update(voided_at=at))


def is_signed(submission: Submission) -> bool:
    """This will tell whether a signature stands."""
    return submission.signatures.filter(voided_at__isnull=True).exists()


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
