"""One unit's report as a blank for Excel: figures with those of before beside, checks, words, places for signatures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pcmt.kernel.formula.tree import Cell
from pcmt.reporting.rules.checks import CheckRule
from pcmt.reporting.rules.in_excel import Calculation
from workbook.blanks.spec import Input, Kind, Look, Page, Placed, Tint

PAGE = "Biểu"
CODE, NUMBER, LABEL, UNIT, VALUE, BEFORE, LAST_YEAR, NOTE = range(1, 9)
WIDTHS = {CODE: 4, NUMBER: 5, LABEL: 46, UNIT: 11, VALUE: 14, BEFORE: 12, LAST_YEAR: 12, NOTE: 26}
HEADS = ("", "TT", "Nội dung", "Đơn vị tính", "Kỳ này", "Kỳ trước", "Cùng kỳ năm trước", "Ghi chú")
MATCHED, OPEN, LATER = "Khớp", "Chưa đủ số liệu", "Kiểm tra khi nộp"
FAILED = {"error": "Chưa khớp, phải sửa", "warning": "Cần xem lại, nêu lý do"}
FIRST_HEAD = 8
LINE_HEIGHT, LETTERS_A_LINE = 15, 58
WORDS_HEIGHT = 90


@dataclass(frozen=True)
class UnitCell:
    """A cell as the blank shows it. key: of the cell to fill in, "" where it is locked; text: as typed ("1234,5").

    beside: what the closing adds to it, from corrections of closed periods.
    """

    element: str
    label: str
    unit: str
    kind: str
    scale: int
    key: str = ""
    text: str = ""
    revision: int = 0
    before: Decimal | None = None
    last_year: Decimal | None = None
    is_computed: bool = False
    is_open: bool = True
    comment: str = ""
    comment_key: str = ""
    comment_revision: int = 0
    beside: str = ""

    @property
    def told(self) -> str:
        """What it is called, and what is to be known of it before one types."""
        return f"{self.label}\n({self.beside})" if self.beside else self.label


@dataclass(frozen=True)
class UnitCheck:
    """A check: its rule, whether Excel may answer it, and the reason given for a warning so far."""

    rule: CheckRule
    is_open: bool
    key: str = ""
    reason: str = ""


@dataclass(frozen=True)
class UnitWords:
    """A field of words."""

    label: str
    help: str
    text: str
    key: str = ""
    revision: int = 0
    longest: int = 0


@dataclass(frozen=True)
class UnitAnswer:
    """A question that asks no figure. kind: text, choice or date; a file is sent on the page, so it has no key."""

    label: str
    help: str
    kind: str
    text: str
    key: str = ""
    revision: int = 0
    longest: int = 0
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitBlank:
    """What stands on the blank of a unit. heading: the agency, the form, the period and how to fill it in."""

    heading: tuple[str, str, str]
    guide: tuple[str, str]
    sections: tuple[tuple[str, tuple[UnitCell, ...]], ...]
    checks: tuple[UnitCheck, ...]
    words: tuple[UnitWords, ...]
    footer: str
    longest_note: int
    answers: tuple[UnitAnswer, ...] = ()


def address_of(row: int) -> str:
    """This will name the cell of a figure as formulas of other sheets refer to it."""
    return f"'{PAGE}'!$E${row}"


def rows_of(blank: UnitBlank) -> dict[str, int]:
    """This will tell in which row each element stands."""
    rows, row = {}, FIRST_HEAD
    for _, cells in blank.sections:
        row += 1
        for cell in cells:
            row += 1
            rows[cell.element] = row
    return rows


def page_of(blank: UnitBlank, calculation: Calculation) -> Page:
    """This will lay the page out; what its formulas need is added to the calculation."""
    laid = _Laid(calculation, rows_of(blank))
    laid.head(blank)
    for label, cells in blank.sections:
        laid.section(label, cells, blank.longest_note)
    laid.answers(blank.answers)
    laid.checks(blank.checks, blank.longest_note)
    laid.words(blank.words)
    laid.signatures()
    return Page(
        name=PAGE,
        cells=tuple(laid.cells),
        widths=WIDTHS,
        heights=laid.heights,
        hidden_columns=(CODE,),
        tints=tuple(laid.tints),
        repeated=FIRST_HEAD,
        freeze=f"E{FIRST_HEAD + 1}",
        footer=blank.footer,
    )


@dataclass
class _Laid:
    calculation: Calculation
    rows: Mapping[str, int]
    cells: list[Placed] = field(default_factory=list)
    heights: dict[int, int] = field(default_factory=dict)
    tints: list[Tint] = field(default_factory=list)
    row: int = FIRST_HEAD

    def put(self, column: int, text: str = "", look: Look = "label", **more: object) -> None:
        self.cells.append(Placed(self.row, column, text, look=look, **more))  # type: ignore[arg-type]

    def head(self, blank: UnitBlank) -> None:
        agency, form, period = blank.heading
        lines: tuple[tuple[str, Look], ...] = (
            (agency, "strong"), ("", ""), (form, "title"), (period, "strong"), (blank.guide[0], "small"),
            (blank.guide[1], "small"),
        )  # fmt: skip
        for self.row, (text, look) in enumerate(lines, 1):
            self.put(NUMBER, text, look)
        self.row = FIRST_HEAD
        for column, text in enumerate(HEADS[1:], NUMBER):
            self.put(column, text, "head", anchor=True)
        self.heights[self.row] = 2 * LINE_HEIGHT

    def section(self, label: str, cells: Iterable[UnitCell], longest_note: int) -> None:
        self.row += 1
        self.put(NUMBER, label, "part", across=NOTE)
        for number, cell in enumerate(cells, 1):
            self.row += 1
            self.put(CODE, cell.element, "small", anchor=True)
            self.put(NUMBER, str(number))
            self.put(LABEL, cell.told, anchor=True)
            self.put(UNIT, cell.unit)
            self.figure(cell)
            self.past(BEFORE, cell, cell.before)
            self.past(LAST_YEAR, cell, cell.last_year)
            note = Input(
                cell.comment_key, f"Ghi chú: {cell.label}", "text", 0, longest_note, cell.comment, cell.comment_revision
            )
            self.put(
                NOTE, cell.comment, "input" if cell.comment_key else "value", input=note if cell.comment_key else None
            )
            self.heights[self.row] = _height(cell.told)

    def figure(self, cell: UnitCell) -> None:
        if cell.is_computed:
            line = self.calculation.figure(Cell(cell.element)) if cell.is_open else 0
            formula = shown(line) if line else ""
            self.put(VALUE, formula=formula, look="total", scale=cell.scale)
            return
        is_yesno = cell.kind == "yesno"
        number = None if is_yesno or not cell.text else Decimal(cell.text.replace(",", "."))
        asked = Input(cell.key, cell.label, "yesno" if is_yesno else "number", cell.scale, 0, cell.text, cell.revision)
        self.put(
            VALUE,
            cell.text if is_yesno else "",
            "input" if cell.key else "value",
            number=number,
            scale=cell.scale,
            input=asked if cell.key else None,
        )

    def past(self, column: int, cell: UnitCell, figure: Decimal | None) -> None:
        text = ("có" if figure else "không") if cell.kind == "yesno" and figure is not None else ""
        self.put(column, text, "value", number=None if text else figure, scale=cell.scale)

    def answers(self, answers: Iterable[UnitAnswer]) -> None:
        for number, one in enumerate(answers, 1):
            if number == 1:
                self.row += 2
                for column, text, across in (
                    (NUMBER, "TT", 0),
                    (LABEL, "Nội dung khác", UNIT),
                    (VALUE, "Trả lời", NOTE),
                ):
                    self.put(column, text, "head", across=across)
            self.row += 1
            told = f"{one.label}\n{one.help}" if one.help else one.label
            kind: Kind = "choice" if one.kind == "choice" else "date" if one.kind == "date" else "text"
            asked = Input(one.key, one.label, kind, 0, one.longest, one.text, one.revision, one.options)
            self.put(NUMBER, str(number))
            self.put(LABEL, told, across=UNIT, anchor=True)
            self.put(VALUE, one.text, "input" if one.key else "value", across=NOTE, input=asked if one.key else None)
            self.heights[self.row] = max(_height(told, LETTERS_A_LINE + 10), _height(one.text))

    def checks(self, checks: Iterable[UnitCheck], longest_note: int) -> None:
        self.row += 2
        for column, text in ((NUMBER, "TT"), (LABEL, "Kiểm tra số liệu"), (VALUE, "Kết quả"), (LAST_YEAR, "Lý do")):
            across = {LABEL: UNIT, VALUE: BEFORE, LAST_YEAR: NOTE}.get(column, 0)
            self.put(column, text, "head", across=across)
        for number, check in enumerate(checks, 1):
            self.row += 1
            self.put(NUMBER, str(number))
            self.put(LABEL, check.rule.message, across=UNIT)
            self.heights[self.row] = _height(check.rule.message, LETTERS_A_LINE + 10)
            self.result(check)
            asked = Input(check.key, f"Lý do: {check.rule.message}", "text", 0, longest_note, check.reason)
            self.put(
                LAST_YEAR, check.reason, "input" if check.key else "value", across=NOTE,
                input=asked if check.key else None,
            )  # fmt: skip

    def result(self, check: UnitCheck) -> None:
        if not check.is_open:
            self.put(VALUE, LATER, across=BEFORE)
            return
        line, failed = self.calculation.condition(check.rule.condition), FAILED[check.rule.severity]
        truth = f"_tinh!$A${line}"
        self.put(
            VALUE, formula=f'=IF({truth}="","{OPEN}",IF({truth},"{MATCHED}","{failed}"))', look="label", across=BEFORE
        )
        at = f"$E${self.row}"
        look: Look = "wrong" if check.rule.severity == "error" else "odd"
        self.tints += [Tint(f"E{self.row}:F{self.row}", f'{at}="{MATCHED}"', "met"),
                       Tint(f"E{self.row}:F{self.row}", f'{at}="{failed}"', look)]  # fmt: skip
        self.tints += [
            Tint(f"E{self.rows[element]}", f'{at}="{failed}"', look)
            for element in check.rule.cells
            if element in self.rows
        ]

    def words(self, words: Iterable[UnitWords]) -> None:
        self.row += 1
        for one in words:
            self.row += 1
            self.put(NUMBER, one.label, "part", across=NOTE)
            self.row += 1
            asked = Input(one.key, one.label, "text", 0, one.longest, one.text, one.revision)
            self.put(NUMBER, one.text, "input" if one.key else "value", across=NOTE, input=asked if one.key else None)
            self.heights[self.row] = max(WORDS_HEIGHT, min(400, _height(one.text, 120)))
            self.row += 1
            self.put(NUMBER, one.help, "small")

    def signatures(self) -> None:
        self.row += 2
        self.put(LABEL, "Người lập biểu", "strong")
        self.put(BEFORE, "Thủ trưởng đơn vị", "strong")
        self.row += 1
        self.put(LABEL, "(Ký, ghi rõ họ tên)", "small")
        self.put(BEFORE, "(Ký, ghi rõ họ tên, đóng dấu)", "small")


def shown(line: int) -> str:
    """This will show the figure of a line of the calculation where it is known, and nothing where it is not."""
    low, high, missing = (f"_tinh!${column}${line}" for column in "ABC")
    return f'=IF(AND({missing}=0,{low}<>"",{low}={high}),{low},"")'


def _height(text: str, letters: int = LETTERS_A_LINE) -> int:
    lines = sum(1 + len(line) // letters for line in text.split("\n"))
    return max(18, LINE_HEIGHT * lines + 3)
