"""The entry grid as its template reads it: each cell with what was typed, what is wrong with it, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pcmt.reporting.queries import AnswerView, CheckResult, Dealings, SectionView, SheetCell, SubmissionView, TableView
from pcmt.rulebook.queries import Line
from pcmt.web.formats.figures import number_text
from pcmt.web.reporting.forms import ANSWER, Entry


@dataclass(frozen=True)
class GridRow:
    """One cell: `text` stands in the field, `tone` colours it (wrong, odd or nothing), `notes` stand below.

    number: its place in the lists of the form; 0 in a table. offered: the text was handed over, nobody typed it yet.
    """

    number: int
    cell: SheetCell
    text: str
    comment: str
    error: str
    tone: str
    notes: tuple[str, ...]
    offered: bool = False


@dataclass(frozen=True)
class Crossing:
    """What stands where a row of a table meets a column; `here`: it is filled in here, not elsewhere in the form."""

    row: GridRow | None
    column: Line
    here: bool


@dataclass(frozen=True)
class GridTable:
    """A table of rows × columns. `estimate`: all of it is estimates."""

    table: TableView
    lines: tuple[tuple[Line, tuple[Crossing, ...]], ...]
    rows: tuple[GridRow, ...]

    @property
    def estimate(self) -> bool:
        """Whether every figure of it is an estimate."""
        return all(row.cell.estimate for row in self.rows)

    @property
    def told(self) -> tuple[GridRow, ...]:
        """The cells of which something is to be told below the table."""
        return tuple(row for row in self.rows if row.notes or row.comment)

    @property
    def commented(self) -> tuple[GridRow, ...]:
        """The cells that may bear a comment."""
        return tuple(row for row in self.rows if not row.cell.computed and not row.cell.hidden)


@dataclass(frozen=True)
class GridAnswer:
    """One question with what stands in its field: a day as people write it, an option by its code."""

    view: AnswerView
    text: str
    base: str
    error: str


@dataclass(frozen=True)
class GridSection:
    """One section; `rows` all its cells, `listed` those outside tables; `editable` where this reader may type now.

    silent: warnings on its figures for which nobody gave a reason, confirmed or not. wrong: what must be mended first.
    folded: nothing in it is left to do for this reader, who is busy with other sections. is_once: asked of days of its
    own, which no period comes before.
    """

    section: SectionView
    rows: tuple[GridRow, ...]
    listed: tuple[GridRow, ...]
    tables: tuple[GridTable, ...]
    answers: tuple[GridAnswer, ...]
    editable: bool
    confirmable: bool
    silent: tuple[CheckResult, ...] = ()
    wrong: tuple[CheckResult, ...] = ()
    folded: bool = False
    is_once: bool = False

    @property
    def warned(self) -> str:
        """The open warnings in words: "1 cảnh báo chưa nêu lý do"."""
        return f"{len(self.silent)} cảnh báo chưa nêu lý do"


@dataclass(frozen=True)
class GridWords:
    """One field of words with what stands in it."""

    field: str
    label: str
    help: str
    text: str
    base: str
    revision: int


def grid_sections(
    view: SubmissionView,
    typed: Entry | None = None,
    wrong: Mapping[str, str] | None = None,
    dealings: Dealings | None = None,
    beside: Mapping[str, str] | None = None,
) -> tuple[GridSection, ...]:
    """This will lay out the sections; typed texts that were refused stand again in their fields.

    dealings: what changed since sending and what was said of a cell, to be noted beside it. beside: a note by element.
    """
    made = _rows(view, typed, wrong or {})
    if dealings is not None:
        asked = dealings.wrong_cells(view.id)
        made = {element: _with_dealings(row, dealings, asked.get(element, "")) for element, row in made.items()}
    for element, note in (beside or {}).items():
        if element in made:
            made[element] = replace(made[element], notes=(*made[element].notes, note))
    sections = []
    for section in view.sections:
        confirmable = (
            section.may_confirm
            and "confirm_section" in view.open_moves
            and section.confirmation is None
            and not section.missing
        )
        sections.append(
            GridSection(
                section,
                rows=tuple(made[cell.element] for cell in section.cells),
                listed=tuple(made[cell.element] for cell in section.listed),
                tables=tuple(_table(table, made) for table in section.tables),
                answers=tuple(_answer(one, typed, wrong or {}) for one in section.answers),
                editable=view.may_edit and section.may_enter,
                confirmable=confirmable,
                silent=_silent(view, section),
                wrong=_wrong(view, section),
                folded=_is_folded(view, section),
                is_once=view.duty.period.free is not None,
            )
        )
    return tuple(sections)


def _is_folded(view: SubmissionView, section: SectionView) -> bool:
    """Of who types, what is confirmed and was not returned; of a head who confirms a part, the parts of others.

    Who signs sees the whole. In a correction what is confirmed from before is where something is to be corrected.
    """
    if view.closed or "sign" in view.open_moves or any(one.may_confirm and one.may_enter for one in view.sections):
        return False
    if view.may_edit:
        settled = section.confirmation is not None and not section.confirmation.carried
        return settled and view.returned is None and not _silent(view, section)
    return "confirm_section" in view.open_moves and not section.may_confirm


def _silent(view: SubmissionView, section: SectionView) -> tuple[CheckResult, ...]:
    own = {cell.element for cell in section.cells}
    waiting = [check for check in view.failing if check.blocks and check.severity != "error"]
    return tuple(check for check in waiting if not own.isdisjoint(check.cells))


def _wrong(view: SubmissionView, section: SectionView) -> tuple[CheckResult, ...]:
    own = {cell.element for cell in section.cells}
    wrong = [check for check in view.failing if check.severity == "error" and check.cells]
    return tuple(check for check in wrong if own.issuperset(check.cells))


def _rows(view: SubmissionView, typed: Entry | None, wrong: Mapping[str, str]) -> dict[str, GridRow]:
    """Every cell of the form as the grid shows it, by element; those outside tables are numbered through."""
    errors = {cell for check in view.failing if check.severity == "error" for cell in check.cells}
    warnings = {cell for check in view.failing if check.severity != "error" for cell in check.cells}
    listed = [cell.element for section in view.sections for cell in section.listed]
    numbers = {element: number for number, element in enumerate(listed, 1)}
    made = {}
    for cell in (cell for section in view.sections for cell in section.cells):
        error = wrong.get(cell.element, "")
        bad, odd = cell.element in errors, cell.element in warnings or cell.unusual or cell.remark is not None
        offered = bool(cell.offered) and not cell.revision
        text = cell.offered if offered else cell.text
        made[cell.element] = GridRow(
            number=numbers.get(cell.element, 0),
            cell=cell,
            text=typed.cells.get(cell.element, text) if typed else text,
            comment=typed.comments.get(cell.element, cell.comment) if typed else cell.comment,
            error=error,
            tone="wrong" if error or bad else "odd" if odd else "",
            notes=_notes(cell),
            offered=offered,
        )
    return made


def _answer(view: AnswerView, typed: Entry | None, wrong: Mapping[str, str]) -> GridAnswer:
    base = view.text if view.kind == "date" else view.value
    text = typed.answers.get(view.code, base) if typed else base
    return GridAnswer(view, text, base, wrong.get(ANSWER + view.code, ""))


def _table(table: TableView, made: Mapping[str, GridRow]) -> GridTable:
    lines = tuple(
        (
            line,
            tuple(
                Crossing(made[cell.element] if cell else None, column, here=bool(cell and cell.element in table.own))
                for column, cell in zip(table.columns, cells, strict=True)
            ),
        )
        for line, cells in table.rows
    )
    rows = tuple(one.row for _, crossings in lines for one in crossings if one.row and one.here)
    return GridTable(table, lines, rows)


def grid_words(view: SubmissionView, typed: Entry | None = None) -> tuple[GridWords, ...]:
    """This will lay out the fields of words."""
    return tuple(
        GridWords(
            field=one.field,
            label=one.label,
            help=one.help,
            text=typed.words.get(one.field, one.text) if typed else one.text,
            base=one.text,
            revision=one.revision,
        )
        for one in view.words
    )


def _with_dealings(row: GridRow, dealings: Dealings, asked: str) -> GridRow:
    """asked: what a unit that asks for a correction says of the cell."""
    element = row.cell.element
    changed, lines = dealings.changed.get(element), sum(one.element == element for one in dealings.remarks)
    if changed is None and not lines and not asked:
        return row
    notes = [*row.notes, asked] if asked else list(row.notes)
    if changed is not None:
        notes.append(f"Đã sửa sau khi gửi: từ {changed.before or 'trống'} thành {changed.now or 'trống'}")
    if lines:
        notes.append(f"{lines} ý kiến ở mục Hỏi đáp")
    return replace(row, notes=tuple(notes), tone=row.tone or ("odd" if changed or asked else ""))


def _notes(cell: SheetCell) -> tuple[str, ...]:
    notes = []
    if cell.tallied is not None and cell.quantity is not None:
        is_sum = cell.tallied == cell.quantity
        other = f"Khác số cộng ({number_text(cell.tallied)}) từ {cell.tallied_from}"
        notes.append(f"Cộng từ {cell.tallied_from}" if is_sum else other)
    if cell.remark is not None:
        notes.append(f"Đề nghị kiểm tra lại{': ' + cell.remark if cell.remark else ''}")
    if cell.unusual and cell.usual:
        low, high = (number_text(bound) for bound in cell.usual)
        notes.append(f"Khác thường: các kỳ trước từ {low} đến {high}")
    return tuple(notes)
