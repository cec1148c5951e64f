"""What a page shows of one submission: plain frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from pcmt.reporting.queries.answers import AnswerView
from pcmt.reporting.queries.duties import DutyView
from pcmt.reporting.queries.sheet_cells import SheetCell
from pcmt.reporting.rules.checks import CheckResult
from pcmt.reporting.rules.hurdles import Hurdle, OpenCheck, hurdle
from pcmt.rulebook.queries import Line, Table


@dataclass(frozen=True)
class CellConflict:
    """A cell that somebody else changed since the page was opened: both texts, for the writer to choose.

    revision: what `seen` must carry to let `yours` stand after all. yours_read, theirs_read: as one reads them, where
    that is another text than the one typed (the label of an option). own: the writer changed it, in another window.
    """

    element: str
    label: str
    yours: str
    theirs: str
    by: str
    at: datetime
    revision: int
    yours_read: str = ""
    theirs_read: str = ""
    own: bool = False


@dataclass(frozen=True)
class Seal:
    """A confirmation or signature that stands: by whom and when; `file_id` is the scan of the signed paper.

    carried: a confirmation that stood before the report was opened again; its section has not changed since.
    """

    person_id: int | None
    person: str
    post_id: int | None
    at: datetime
    mode: str = ""
    file_id: int | None = None
    carried: bool = False


@dataclass(frozen=True)
class TableView:
    """Cells laid out as rows × columns: `rows` holds each row with what stands under each column (None: not asked).

    own: elements that are filled in here; of the others, asked elsewhere in the form, the figure is only shown.
    """

    code: str
    label: str
    columns: tuple[Line, ...]
    rows: tuple[tuple[Line, tuple[SheetCell | None, ...]], ...]
    own: frozenset[str]

    @classmethod
    def of(cls, table: Table, cells: Mapping[str, SheetCell]) -> "TableView":
        """This will lay cells out as a form's table says; cells: by element."""
        lines = zip(table.rows, table.grid, strict=True)
        rows = tuple((line, tuple(cells.get(code) for code in codes)) for line, codes in lines)
        return cls(table.code, table.label, table.columns, rows, table.own)


@dataclass(frozen=True)
class SectionView:
    """A part of the form with its owner, its cells, and who confirmed it.

    cells: all of them, those of tables too; listed: those outside tables. cumulative: heading of the column that adds
    the year up (lũy kế), empty where there is none.
    needs_confirmation: it belongs to another agency than the one that sends. missing: required cells left empty.
    confirms_instead: this actor would confirm from above, in the owner's place, and could then not sign the whole.
    """

    code: str
    label: str
    owner_id: int
    owner: str
    cells: tuple[SheetCell, ...]
    needs_confirmation: bool
    confirmation: Seal | None
    missing: tuple[str, ...]
    may_enter: bool
    may_confirm: bool
    confirms_instead: bool
    listed: tuple[SheetCell, ...] = ()
    tables: tuple[TableView, ...] = ()
    answers: tuple[AnswerView, ...] = ()
    cumulative: str = ""

    @property
    def filled(self) -> int:
        """How many cells have a figure."""
        return sum(cell.present for cell in self.cells)


@dataclass(frozen=True)
class WordsView:
    """What the agency says in its own words; `revision` is what `seen` must carry under `words:FIELD`."""

    field: str
    label: str
    help: str
    text: str
    revision: int


@dataclass(frozen=True)
class StepView:
    """One move in the history, with its reason; cells: remarks by label; changed: labels of what was typed;
    voided: labels of the sections, and "Chữ ký", that the change made void. section: the label of the part that was
    confirmed; carried: so before the report was opened again, and it stood on.
    """

    move: str
    label: str
    person: str
    at: datetime
    reason: str
    cells: tuple[tuple[str, str], ...] = ()
    changed: tuple[str, ...] = ()
    voided: tuple[str, ...] = ()
    section: str = ""
    carried: bool = False


@dataclass(frozen=True)
class MoveView:
    """A move that the state has open: whether this actor may make it, and if not, why."""

    code: str
    label: str
    may: bool
    why_not: str = ""


@dataclass(frozen=True)
class RoundView:
    """One round of the duty: the first, or a correction."""

    submission_id: int
    round: int
    state_label: str
    tone: str
    reason: str


@dataclass(frozen=True)
class SubmissionView:
    """One submission as an actor sees it; `version` goes back with a signature or a closing: what was seen counts.

    closed: why the period takes no entry (any more) from anybody, where a day to judge by was given. mend_by: the day
    by which a returned report is wanted back. reviewer: who has taken it up. dropped_at: of a correction given up.
    in_hand: the form's rules and past for a page that answers by itself (`rules.in_hand`); empty where nobody types.
    """

    id: int
    duty: DutyView
    version: int
    reason: str
    sections: tuple[SectionView, ...]
    words: tuple[WordsView, ...]
    may_write_words: bool
    checks: tuple[CheckResult, ...]
    signature: Seal | None
    steps: tuple[StepView, ...]
    moves: tuple[MoveView, ...]
    rounds: tuple[RoundView, ...]
    returned: StepView | None = None
    closed: str = ""
    mend_by: date | None = None
    reviewer: str = ""
    dropped_at: datetime | None = None
    in_hand: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def open_moves(self) -> frozenset[str]:
        """The moves that this actor may make now."""
        return frozenset(move.code for move in self.moves if move.may)

    @property
    def is_latest(self) -> bool:
        """Whether no later round has been opened."""
        return not self.rounds or self.rounds[-1].submission_id == self.id

    @property
    def may_edit(self) -> bool:
        """Whether any field is open to this actor now."""
        return "enter_cells" in self.open_moves

    @property
    def held_up(self) -> tuple[str, ...]:
        """Why moves are not open to this actor, each reason once; that the period is closed is told by itself."""
        return tuple(dict.fromkeys(move.why_not for move in self.moves if move.why_not not in ("", self.closed)))

    @cached_property
    def failing(self) -> tuple[CheckResult, ...]:
        """The checks that do not hold, errors first."""
        failed = [check for check in self.checks if check.outcome == "fails"]
        return tuple(sorted(failed, key=lambda check: check.severity != "error"))

    @property
    def lacks_previous(self) -> bool:
        """Whether the period before has no closed figure of this report, so that nothing stands beside the cells."""
        stored = [cell for section in self.sections for cell in section.cells]
        return not self.duty.period.free and not any(cell.previous or cell.hidden for cell in stored)

    @cached_property
    def undecided(self) -> tuple[CheckResult, ...]:
        """The checks that a missing figure leaves open."""
        return tuple(check for check in self.checks if check.outcome == "unknown")

    @cached_property
    def unheld(self) -> tuple[CheckResult, ...]:
        """The checks that nobody here can decide: what they hold the report against is told nowhere yet."""
        own = tuple(self.label_of.values())
        return tuple(check for check in self.undecided if not any(name.startswith(own) for name in check.missing))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The required cells that are empty."""
        return tuple(label for section in self.sections for label in section.missing)

    @cached_property
    def hurdles(self) -> tuple[Hurdle, ...]:
        """What still stands between this draft and its signature."""
        unconfirmed = [one for one in self.sections if one.needs_confirmation and one.confirmation is None]
        wrong = [check for check in self.failing if check.blocks and check.severity == "error"]
        unexplained = [check for check in self.failing if check.blocks and check.severity != "error"]
        lacking = [one for one in self.sections if one.missing]
        told = (
            hurdle("missing", len(self.missing), "ô bắt buộc chưa có số liệu", _told(lacking)),
            hurdle("errors", len(wrong), "chỗ số liệu chưa khớp", _told(self._parts_of(wrong))),
            hurdle("unexplained", len(unexplained), "cảnh báo chưa nêu lý do", _told(self._parts_of(unexplained))),
            hurdle("unconfirmed", len(unconfirmed), "phần chưa được xác nhận", _told(unconfirmed)),
        )
        return tuple(one for one in told if one.count)

    @cached_property
    def open_checks(self) -> tuple[OpenCheck, ...]:
        """The checks that keep the head from signing, each with where it lies."""
        labels = self.label_of
        return tuple(
            OpenCheck(
                check,
                tuple((part.label, part.owner) for part in self._parts_of([check])),
                tuple((cell, labels[cell]) for cell in check.cells if cell in labels),
            )
            for check in self.failing
            if check.blocks
        )

    def _parts_of(self, checks: Sequence[CheckResult]) -> list[SectionView]:
        """The parts that have a cell of one of these checks."""
        asked = {cell for check in checks for cell in check.cells}
        return [one for one in self.sections if any(cell.element in asked for cell in one.cells)]

    @cached_property
    def label_of(self) -> dict[str, str]:
        """The label of every cell, by element."""
        return {cell.element: cell.label for section in self.sections for cell in section.cells}


def _told(sections: Sequence[SectionView]) -> list[tuple[str, str]]:
    return [(one.code, one.owner) for one in sections]
