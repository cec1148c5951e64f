"""Formulas of a form answer in Excel what the reference evaluator answers, by our own reading and by LibreOffice's."""

import shutil
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pcmt.kernel.formula.evaluate import evaluate
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.number import Number, Truth
from pcmt.reporting.rules.excel_lines import Typed
from pcmt.reporting.rules.in_excel import Calculation
from tests.kernel.test_formula_properties import CODES
from tests.kernel.test_formula_properties import Sheet as Place
from tests.reporting.excel_answers import Answers
from tests.web.test_formula_in_the_browser import Maker

CASES, CASES_OF_LIBREOFFICE = 600, 150
Case = tuple[Node, Place, str, int]
Found = Callable[[str, str, int], object]


def laid(book: Workbook, number: int, place: Place, node: Node) -> Case:
    """Lay a case out on two sheets of its own: the figures typed, and the lines of the calculation."""
    typed, lines = book.create_sheet(f"T{number}"), book.create_sheet(f"C{number}")
    cells = {}
    for row, code in enumerate(CODES, 1):
        value = place.cells[place.label, code]
        typed.cell(row, 1).value = None if value is None else int(value)
        cells[code] = Typed(f"'T{number}'!$A${row}")
    calculation = Calculation(place, cells)
    is_truth = isinstance(evaluate(node, place).value, Truth)
    line = calculation.condition(node) if is_truth else calculation.figure(node)
    for row, texts in enumerate(calculation.lines, 1):
        for column, text in enumerate(texts, 1):
            lines.cell(row, column).value = text if text.startswith("=") else int(text) if text else None
    return node, place, f"C{number}", line


def made(count: int) -> tuple[Workbook, list[Case]]:
    maker, book = Maker(20261122), Workbook()
    book.remove(book.worksheets[0])
    cases = []
    for turn in range(count):
        node = maker.figure(3) if turn % 2 else maker.condition(3)
        cases.append(laid(book, turn, maker.place(), node))
    return book, cases


def agrees(value: Number | Truth, found: tuple[object, object, object]) -> bool:
    low, high, missing = (None if one == "" else one for one in found)
    if isinstance(value, Truth):
        return (None if low is None else bool(low)) == value.holds
    return near(value.low, low) and near(value.high, high) and bool(missing) == bool(value.missing)


def near(exact: Fraction | None, found: object) -> bool:
    if exact is None or found is None:
        return exact is None and found is None
    assert isinstance(found, int | float)
    return abs(float(exact) - found) <= 1e-6 * max(1.0, abs(float(exact)))


def wrong_in(cases: list[Case], found: Found) -> list[object]:
    told = []
    for node, place, sheet, line in cases:
        cells = tuple(found(sheet, column, line) for column in "ABC")
        value = evaluate(node, place).value
        if not agrees(value, (cells[0], cells[1], cells[2])):
            told.append((node, value, cells))
    return told


def test_random_formulas_come_to_the_same_by_the_rules_of_excel() -> None:
    book, cases = made(CASES)
    cells = {
        (sheet.title, cell.column_letter, cell.row): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    assert wrong_in(cases, Answers(cells).at) == []
    known = sum(getattr(evaluate(node, place).value, "missing", ()) == () for node, place, *_ in cases)
    assert known > CASES // 5  # the cases are not all unknown


def test_random_formulas_come_to_the_same_in_libreoffice(tmp_path: Path) -> None:
    book, cases = made(CASES_OF_LIBREOFFICE)
    worked_out = recalculated(book, tmp_path)
    assert wrong_in(cases, lambda sheet, column, row: worked_out[sheet][f"{column}{row}"].value) == []


def recalculated(book: Workbook, folder: Path) -> Workbook:
    """What LibreOffice makes of a workbook: the same with every formula worked out; skips where there is no Calc."""
    soffice, source, out = shutil.which("soffice"), folder / "book.xlsx", folder / "out"
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    book.save(source)
    command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=300)
    if not (out / source.name).exists():
        pytest.skip("LibreOffice Calc is not installed")
    return load_workbook(out / source.name, data_only=True)
