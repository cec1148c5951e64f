"""What may be asked of the rulebook: the book in force in this installation, and the types that it is made of."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from pcmt.kernel.lifecycle import Lifecycle
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook import shelf
from pcmt.rulebook.models import Release
from pcmt.rulebook.releasing import lay_out_releases
from pcmt.rulebook.rules.acts import Ladder, Rung, Succession
from pcmt.rulebook.rules.book import Book
from pcmt.rulebook.rules.check import check as _check
from pcmt.rulebook.rules.check import faults_of
from pcmt.rulebook.rules.checklists import Checklist, ChecklistItem
from pcmt.rulebook.rules.comparisons import ComparisonRules
from pcmt.rulebook.rules.corrections import CorrectionWords
from pcmt.rulebook.rules.cross_checks import CrossCheck, CrossSide, is_asked_of_communes, reporters_of
from pcmt.rulebook.rules.definitions import (
    Apart,
    ClassDef,
    Condition,
    Denominator,
    Floor,
    GroupDef,
    IndicatorDef,
    ResultRule,
    RoleDef,
    Scheme,
    Topic,
)
from pcmt.rulebook.rules.elements import Category, CategorySet, Element
from pcmt.rulebook.rules.examples import Example
from pcmt.rulebook.rules.forms import (
    AREAS,
    REGISTER,
    AnswerDef,
    CellDef,
    Check,
    DueRule,
    Form,
    Line,
    OwedBy,
    Section,
    Table,
    WordsField,
)
from pcmt.rulebook.rules.judging import Judgement, Outcome, judge
from pcmt.rulebook.rules.layouts import (
    AgencyWordsBlock,
    Binding,
    Block,
    CommuneTableBlock,
    FigureRow,
    FiguresBlock,
    HeadingBlock,
    PlanStateBlock,
    ReportLayout,
    SentenceBlock,
    SignatureLines,
    Subject,
    WordsBlock,
)
from pcmt.rulebook.rules.problem import Problem
from pcmt.rulebook.rules.quality import QualityRules
from pcmt.rulebook.rules.read_folder import read_folder
from pcmt.rulebook.rules.reminders import ReminderRules, UrgingLetter
from pcmt.rulebook.rules.scorecards import PartScore, Scorecard, ScorePart
from pcmt.rulebook.rules.unit_reports import FieldsBlock, SectionsBlock, TextBlock, UnitAnnex, UnitBlock, UnitLayout

__all__ = [
    "AREAS",
    "REGISTER",
    "AgencyWordsBlock",
    "AnswerDef",
    "Apart",
    "Binding",
    "Block",
    "Book",
    "Category",
    "CategorySet",
    "CellDef",
    "Check",
    "Checklist",
    "ChecklistItem",
    "ClassDef",
    "CommuneTableBlock",
    "ComparisonRules",
    "Condition",
    "CorrectionWords",
    "CrossCheck",
    "CrossSide",
    "Denominator",
    "DueRule",
    "Element",
    "Example",
    "FieldsBlock",
    "FigureRow",
    "FiguresBlock",
    "Floor",
    "Form",
    "GroupDef",
    "HeadingBlock",
    "IndicatorDef",
    "Judgement",
    "Ladder",
    "Lifecycle",
    "Line",
    "Outcome",
    "OwedBy",
    "PartScore",
    "PlanStateBlock",
    "Problem",
    "QualityRules",
    "ReleaseView",
    "ReminderRules",
    "ReportLayout",
    "ResultRule",
    "RoleDef",
    "RulebookBroken",
    "Rung",
    "Scheme",
    "ScorePart",
    "Scorecard",
    "Section",
    "SectionsBlock",
    "SentenceBlock",
    "SignatureLines",
    "Subject",
    "Succession",
    "Table",
    "TextBlock",
    "Topic",
    "UnitAnnex",
    "UnitBlock",
    "UnitLayout",
    "UrgingLetter",
    "WordsBlock",
    "WordsField",
    "book",
    "book_at",
    "books_around",
    "is_asked_of_communes",
    "judge",
    "problems",
    "read_by",
    "refresh",
    "releases",
    "reporters_of",
]


class RulebookBroken(Refusal):
    """This will say that a rulebook has faults, with the first of them; nothing is computed by a book that is wrong."""

    code = "rulebook_broken"


_ANOTHER: ContextVar[Book | None] = ContextVar("the book of another time", default=None)


def book() -> Book:
    """This will give the rulebook of this installation; raises RulebookBroken where its files have faults."""
    if (another := _ANOTHER.get()) is not None:
        return another
    # The settings' own Path, whose hash is kept: a page asks for the book hundreds of times.
    return book_at(settings.RULEBOOK_DIR, shelf.laid_out(settings.RELEASES_DIR))


@contextmanager
def read_by(another: Book) -> Iterator[None]:
    """This will let whatever is asked meanwhile be answered by another book: values as an earlier state told them."""
    token = _ANOTHER.set(another)
    try:
        yield
    finally:
        _ANOTHER.reset(token)


def books_around(release_id: int) -> tuple[Book, Book]:
    """This will give the book as it was before a release and as it was with it; NotFound where it was not released."""
    files: dict[str, str] = {}
    for row in Release.objects.filter(released_at__isnull=False).order_by("released_at", "id"):
        if row.pk == release_id:
            return _book_of(files), _book_of({**files, **row.files})
        files |= row.files
    raise NotFound("Không có bản quy tắc nào đã ban hành mang số này.")


def _book_of(files: Mapping[str, str]) -> Book:
    over = shelf.kept(files, settings.RELEASES_DIR) if files else None
    return book_at(settings.RULEBOOK_DIR, over)


@lru_cache(maxsize=16)
def book_at(folder: Path, over: Path | None = None) -> Book:
    """This will read and check the rulebook in a folder, once a process; a changed file is read after a restart.

    over: the folder of what was released since; another one after every release.
    """
    reading = read_folder(folder, over)
    found = faults_of(reading)
    if found:
        raise RulebookBroken(
            f"Bộ quy tắc có {len(found)} lỗi; lỗi đầu tiên: {found[0].message}",
            where=f"{found[0].file}:{found[0].line}",
            remedy=f"{found[0].remedy} Xem tất cả bằng lệnh “pcmt rulebook check”.",
        )
    return reading.book


def problems(folder: Path | None = None) -> list[Problem]:
    """This will list the faults of a rulebook folder, by default this installation's; nothing is cached."""
    return _check(folder) if folder else _check(Path(settings.RULEBOOK_DIR), shelf.laid_out(settings.RELEASES_DIR))


@dataclass(frozen=True)
class ReleaseView:
    """Rule files that were proposed: by whom and when, and what became of them. state: waiting, released, withdrawn."""

    id: int
    files: Mapping[str, str]
    digest: str
    reason: str
    state: str
    proposed_by: int | None
    proposed_at: datetime
    decided_by: int | None
    decided_at: datetime | None


def releases() -> tuple[ReleaseView, ...]:
    """This will list what was proposed, newest first. The caller checks who may look at the rules."""
    return tuple(
        ReleaseView(
            id=row.pk,
            files=row.files,
            digest=row.digest,
            reason=row.reason,
            state="released" if row.released_at else "withdrawn" if row.withdrawn_at else "waiting",
            proposed_by=row.proposed_by,
            proposed_at=row.proposed_at,
            decided_by=row.released_by or row.withdrawn_by,
            decided_at=row.released_at or row.withdrawn_at,
        )
        for row in Release.objects.order_by("-id")
    )


def refresh() -> None:
    """This will bring the released files that this machine reads in line with the database (after a restore, say)."""
    lay_out_releases()
