"""The entry grid as its template reads it: each cell with what was typed, what is wrong with it, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from pcmt.reporting.queries import SectionView, SheetCell, SubmissionView
from pcmt.web.formats.figures import number_text
from pcmt.web.reporting.forms import Entry


@dataclass(frozen=True)
class GridRow:
    """One row: `text` stands in the field, `tone` colours the row (wrong, odd or nothing), `notes` stand below."""

    number: int
    cell: SheetCell
    text: str
    comment: str
    error: str
    tone: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class GridSection:
    """One section; `editable` where this reader may type into it now."""

    section: SectionView
    rows: tuple[GridRow, ...]
    editable: bool
    confirmable: bool


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
    view: SubmissionView, typed: Entry | None = None, wrong: Mapping[str, str] | None = None
) -> tuple[GridSection, ...]:
    """This will lay out the sections; typed texts that were refused stand again in their fields."""
    errors = {cell for check in view.failing if check.severity == "error" for cell in check.cells}
    warnings = {cell for check in view.failing if check.severity != "error" for cell in check.cells}
    number, sections = 0, []
    for section in view.sections:
        rows = []
        for cell in section.cells:
            number += 1
            error = (wrong or {}).get(cell.element, "")
            bad, odd = cell.element in errors, cell.element in warnings or cell.unusual or cell.remark is not None
            rows.append(
                GridRow(
                    number=number,
                    cell=cell,
                    text=typed.cells.get(cell.element, cell.text) if typed else cell.text,
                    comment=typed.comments.get(cell.element, cell.comment) if typed else cell.comment,
                    error=error,
                    tone="wrong" if error or bad else "odd" if odd else "",
                    notes=_notes(cell),
                )
            )
        confirmable = (
            section.may_confirm
            and "confirm_section" in view.open_moves
            and section.confirmation is None
            and not section.missing
        )
        sections.append(GridSection(section, tuple(rows), view.may_edit and section.may_enter, confirmable))
    return tuple(sections)


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


def _notes(cell: SheetCell) -> tuple[str, ...]:
    notes = []
    if cell.remark is not None:
        notes.append(f"Đề nghị kiểm tra lại{': ' + cell.remark if cell.remark else ''}")
    if cell.unusual and cell.usual:
        low, high = (number_text(bound) for bound in cell.usual)
        notes.append(f"Khác thường: các kỳ trước từ {low} đến {high}")
    return tuple(notes)
