"""Many units' reports of a period as one blank for Excel: a page for each section, units as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils import get_column_letter

from workbook.blanks.spec import Input, Look, Page, Placed

CODE, NUMBER, NAME = 1, 2, 3
CODES_ROW, HEAD_ROW = 5, 6
NAME_WIDTH, FIGURE_WIDTH = 26, 13
CARRIED = "Kỳ này nhận điều chỉnh của kỳ đã đóng: chỉ nhập số của kỳ này, hệ thống tự cộng khi chốt."
LETTERS_A_LINE, LINE_HEIGHT = 14, 13
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LONGEST_NAME = 31
"""What Excel allows in the name of a sheet."""


@dataclass(frozen=True)
class ColumnHead:
    """A figure that is asked of every unit. terms: of a total that only adds figures up, the elements added."""

    element: str
    label: str
    unit: str
    kind: str
    scale: int
    is_computed: bool = False
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitFigure:
    """What stands in a unit's cell. key: "" where it is locked; text: as typed ("1234,5")."""

    key: str
    text: str
    revision: int


@dataclass(frozen=True)
class UnitRow:
    """A unit with its figures by element."""

    id: int
    name: str
    figures: Mapping[str, UnitFigure]


def page_of_section(
    name: str,
    heading: tuple[str, str],
    columns: tuple[ColumnHead, ...],
    rows: Iterable[UnitRow],
    footer: str,
    *,
    notes: Iterable[str] = (),
) -> Page:
    """This will lay a section's page out, with a line that adds all units up.

    notes: what the reports take up of corrections of closed periods; they stand below the table.
    """
    told = list(rows)
    cells = [Placed(1, NUMBER, heading[0], look="title"), Placed(2, NUMBER, heading[1], look="strong"),
             Placed(3, NUMBER, "Chỉ gõ vào ô nền vàng; không chèn, xóa, ẩn hàng cột.", look="small")]  # fmt: skip
    cells += _heads(columns)
    places = {column.element: at for at, column in enumerate(columns, NAME + 1)}
    for row, unit in enumerate(told, HEAD_ROW + 1):
        cells += _row(row, row - HEAD_ROW, unit, columns, places)
    last = HEAD_ROW + len(told)
    cells += _sums(last, columns, places)
    cells += _notes(last + 3, notes)
    widest = max((len(f"{column.label} ({column.unit})") for column in columns), default=0)
    return Page(
        name=" ".join(name.translate(NOT_IN_NAMES).split())[:LONGEST_NAME].strip(),
        cells=tuple(cells),
        widths={CODE: 4, NUMBER: 5, NAME: NAME_WIDTH, **dict.fromkeys(places.values(), FIGURE_WIDTH)},
        heights={HEAD_ROW: LINE_HEIGHT * (2 + widest // LETTERS_A_LINE)},
        hidden_columns=(CODE,),
        hidden_rows=(CODES_ROW,),
        repeated=HEAD_ROW,
        freeze=f"D{HEAD_ROW + 1}",
        landscape=True,
        footer=footer,
    )


def _heads(columns: Iterable[ColumnHead]) -> list[Placed]:
    cells = [Placed(HEAD_ROW, NUMBER, "TT", look="head", anchor=True), Placed(HEAD_ROW, NAME, "Đơn vị", look="head")]
    for at, column in enumerate(columns, NAME + 1):
        cells.append(Placed(CODES_ROW, at, column.element, look="small", anchor=True))
        cells.append(Placed(HEAD_ROW, at, f"{column.label} ({column.unit})", look="head", anchor=True))
    return cells


def _row(
    row: int, number: int, unit: UnitRow, columns: Iterable[ColumnHead], places: Mapping[str, int]
) -> list[Placed]:
    cells = [
        Placed(row, CODE, str(unit.id), look="small", anchor=True),
        Placed(row, NUMBER, str(number), look="label"),
        Placed(row, NAME, unit.name, look="label", anchor=True),
    ]
    return cells + [_figure(row, unit, column, places) for column in columns]


def _figure(row: int, unit: UnitRow, column: ColumnHead, places: Mapping[str, int]) -> Placed:
    at, held = places[column.element], unit.figures[column.element]
    if column.terms and all(term in places for term in column.terms):
        spots = [f"{get_column_letter(places[term])}{row}" for term in column.terms]
        known = f"COUNT({','.join(spots)})={len(spots)}"
        return Placed(row, at, formula=f'=IF({known},{"+".join(spots)},"")', look="total", scale=column.scale)
    is_yesno = column.kind == "yesno"
    asked = Input(
        held.key, f"{unit.name}: {column.label}", "yesno" if is_yesno else "number", column.scale, 0, held.text,
        held.revision,
    )  # fmt: skip
    number = None if is_yesno or not held.text else Decimal(held.text.replace(",", "."))
    look: Look = "input" if held.key else "total" if column.is_computed else "value"
    return Placed(
        row, at, held.text if is_yesno else "", number=number, look=look, scale=column.scale,
        input=asked if held.key else None,
    )  # fmt: skip


def _sums(last: int, columns: Iterable[ColumnHead], places: Mapping[str, int]) -> list[Placed]:
    cells = [Placed(last + 1, NUMBER, "", look="total"), Placed(last + 1, NAME, "Cộng các đơn vị", look="part")]
    for column in columns:
        letter, at = get_column_letter(places[column.element]), places[column.element]
        formula = "" if column.kind in ("yesno", "rate") else f"=SUM({letter}{HEAD_ROW + 1}:{letter}{last})"
        cells.append(Placed(last + 1, at, formula=formula, look="total", scale=column.scale))
    return cells


def _notes(row: int, notes: Iterable[str]) -> list[Placed]:
    told = list(notes)
    lines = [CARRIED, *(f"– {one}" for one in told)] if told else []
    return [Placed(at, NUMBER, text, look="small") for at, text in enumerate(lines, row)]
