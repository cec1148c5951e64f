"""One file of cases, answered in five ways: by the reference, columns, the browser, Excel as we read it, LibreOffice.

The cases are `tests/kernel/conformance.yaml`: what a formula comes to over figures that may be unknown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from pcmt.indicators.bulk.evaluate import evaluations
from pcmt.indicators.bulk.figures import Truths
from pcmt.indicators.bulk.ratio import Ratio
from pcmt.indicators.bulk.sheet import BulkSheet
from pcmt.indicators.rules.sheet import ElementRule, Figure, Key, Sheet
from pcmt.indicators.rules.spot import Spot
from pcmt.kernel.formula.evaluate import evaluate, figure
from pcmt.kernel.formula.parse import parse
from pcmt.kernel.formula.tree import Cell, Node, codes, is_condition, to_json
from pcmt.kernel.number import NO_DENOMINATOR, Number, Truth
from pcmt.kernel.period import Kind, Period
from pcmt.reporting.rules.excel_lines import Typed
from pcmt.reporting.rules.in_excel import Calculation
from tests.reporting.excel_answers import Answers
from tests.reporting.test_reporting_in_excel import near, recalculated
from tests.web.test_formula_in_the_browser import in_the_browser

FILE = yaml.load((Path(__file__).parents[1] / "kernel" / "conformance.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
HERE, AREAS, NOW = 1, {"area1": 11, "area2": 12}, Period.parse("2026-02")
THEN = {"before": NOW.before(), "last_year": NOW.same_last_year()}
PLACES = {
    "here": (HERE, NOW),
    **{name: (area, NOW) for name, area in AREAS.items()},
    **{name: (HERE, period) for name, period in THEN.items()},
}
Case = Mapping[str, Any]
Told = str | tuple[Fraction | None, Fraction | None, bool]
"""yes, no, open, void; else the lowest and the highest value, and whether it is exact."""


def expected(text: str) -> Told:
    if ".." not in text:
        return text if text in ("yes", "no", "open", "void") else (Fraction(text), Fraction(text), True)
    low, high = (Fraction(end) if end else None for end in text.split(".."))
    return low, high, False


def told(value: Number | Truth) -> Told:
    if isinstance(value, Truth):
        return {True: "yes", False: "no", None: "open"}[value.holds]
    if value.missing == (NO_DENOMINATOR,):
        return "void"
    return value.low, value.high, value.is_known


def stored(case: Case) -> dict[Key, Figure]:
    """The figures of a case as they lie in a sheet; a total that is owed something names an area that owes it."""
    found = {}
    for name, (area, period) in PLACES.items():
        for code, text in case.get(name, {}).items():
            if text != "?":
                owed = (AREAS["area1"],) if text.endswith("..") else ()
                found[area, period.id, code] = Figure(Fraction(text.removesuffix("..")), missing_areas=owed)
    return found


def sheet_of(case: Case) -> Sheet:
    rules = {code: ElementRule(code, code, is_yesno=True) for code in case.get("yesno", ())}
    rules |= {code: ElementRule(code, code, parts=tuple(parts)) for code, parts in case.get("parts", {}).items()}
    formulas = {code: parse(text) for code, text in case.get("indicators", {}).items()}
    return Sheet(stored(case), rules, {}, {HERE: tuple(AREAS.values())}, formulas)


def case_named(case: Case) -> str:
    return str(case["name"]).replace(" ", "_")


cases = pytest.mark.parametrize("case", FILE["cases"], ids=case_named)


@cases
def test_the_reference_answers(case: Case) -> None:
    assert told(evaluate(parse(case["formula"]), Spot(sheet_of(case), HERE, NOW)).value) == expected(case["expect"])


@cases
def test_the_columns_answer(case: Case) -> None:
    assert in_columns(sheet_of(case), parse(case["formula"]), NOW) == expected(case["expect"])


def in_columns(sheet: Sheet, node: Node, period: Period) -> Told:
    (grid,) = evaluations(BulkSheet.of(sheet), [node], [HERE], [period])
    if is_condition(node):
        found: Truths = grid.truth(node)
        return told(Truth(found.holds[0]))
    number = grid.figure(node)
    if number.void[0] and not number.lacks[0]:
        return "void"
    low, high = (bound(end) for end in (number.low, number.high))
    return low, high, bool(number.known[0])


def bound(ratio: Ratio) -> Fraction | None:
    under = ratio.under if isinstance(ratio.under, int) else ratio.under[0]
    return None if ratio.top[0] is None else Fraction(ratio.top[0], under)


def test_the_browser_answers() -> None:
    asked = [{"tree": to_json(parse(case["formula"])), "places": dict(places_of(case))} for case in FILE["cases"]]
    for case, answer in zip(FILE["cases"], in_the_browser(formulas=asked)["formulas"], strict=True):
        if "holds" in answer:
            found = told(Truth(answer["holds"]))
        else:
            low, high = (None if end is None else Fraction(end) for end in (answer["low"], answer["high"]))
            found = told(Number(low, high, tuple(answer["missing"])))
        assert found == expected(case["expect"]), case["name"]


def places_of(case: Case) -> Iterator[tuple[str, dict[str, Any]]]:
    """The places of a case with every figure that a formula can ask for there, as the browser is handed it."""
    asked = {code: Spot(sheet_of(case), HERE, NOW) for code in all_codes(case)}
    for name, (area, period) in PLACES.items():
        spot = Spot(sheet_of(case), area, period)
        yield (
            name,
            {
                "cells": {code: bounds(spot.cell(code)) for code in asked},
                "indicators": {code: to_json(parse(text)) for code, text in case.get("indicators", {}).items()},
                "areas": [*AREAS],
                "year": ["before", "here"],
                "back": {"period": "before", "year": "last_year"},
            },
        )


def all_codes(case: Case) -> frozenset[str]:
    formulas = [case["formula"], *case.get("indicators", {}).values()]
    return frozenset[str]().union(*(codes(parse(text), Cell) for text in formulas))


def bounds(number: Number) -> str | dict[str, str | None]:
    if number.is_known:
        return str(number.value)
    low, high = (None if end is None else str(end) for end in (number.low, number.high))
    return {"low": low, "high": high}


@dataclass(frozen=True)
class Lines:
    """A case laid out in a workbook: where its answer stands."""

    case: Case
    sheet: str
    line: int

    def faults(self, found: tuple[object, object, object]) -> list[object]:
        """What is not as expected; figures of Excel are binary, and as near as those come."""
        wanted = expected(self.case.get("in_a_form", self.case["expect"]))
        low, high, missing = (None if one == "" else one for one in found)
        if wanted == "void":
            is_right = low is None and high is None and bool(missing)
        elif isinstance(wanted, str):
            is_right = {"yes": True, "no": False, "open": None}[wanted] == (None if low is None else bool(low))
        else:
            is_right = near(wanted[0], low) and near(wanted[1], high) and bool(missing) != wanted[2]
        return [] if is_right else [(self.case["name"], wanted, found)]


def workbook() -> tuple[Workbook, list[Lines]]:
    book, laid = Workbook(), []
    book.remove(book.worksheets[0])
    for number, case in enumerate(FILE["cases"]):
        typed, lines = book.create_sheet(f"T{number}"), book.create_sheet(f"C{number}")
        spot, cells = Spot(sheet_of(case), HERE, NOW), {}
        for row, (code, text) in enumerate(case.get("here", {}).items(), 1):
            is_yesno = code in case.get("yesno", ())
            if text.endswith(".."):
                continue  # a total is no cell that somebody fills in
            if text != "?":
                typed.cell(row, 1).value = {"1": "có", "0": "không"}[text] if is_yesno else int(text)
            cells[code] = Typed(f"'T{number}'!$A${row}", is_yesno)
        parts = {code: tuple(of) for code, of in case.get("parts", {}).items()}
        calculation, node = Calculation(spot, cells, parts=parts), parse(case["formula"])
        line = calculation.condition(node) if is_condition(node) else calculation.figure(node)
        for row, texts in enumerate(calculation.lines, 1):
            for column, text in enumerate(texts, 1):
                written = text if text.startswith("=") else float(text) if text else None
                lines.cell(row, column).value = written
        laid.append(Lines(case, f"C{number}", line))
    return book, laid


def test_excel_answers_by_our_reading_of_it() -> None:
    book, laid = workbook()
    cells = {
        (sheet.title, cell.column_letter, cell.row): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    at = Answers(cells).at
    assert [one for lines in laid for one in lines.faults(_three(at, lines))] == []


def test_libreoffice_answers(tmp_path: Path) -> None:
    book, laid = workbook()
    worked_out = recalculated(book, tmp_path)

    def at(sheet: str, column: str, row: int) -> object:
        return worked_out[sheet][f"{column}{row}"].value

    assert [one for lines in laid for one in lines.faults(_three(at, lines))] == []


def _three(at: Any, lines: Lines) -> tuple[object, object, object]:
    low, high, missing = (at(lines.sheet, column, lines.line) for column in "ABC")
    return low, high, missing


@pytest.mark.parametrize("case", FILE["readings"], ids=case_named)
def test_a_longer_period_is_read_alike_in_a_sheet_and_in_columns(case: Case) -> None:
    rule = ElementRule("a", "a", time=case["element"]["time"], every=Kind(case["element"]["every"]))
    held = {(HERE, Period.parse(one).id, "a"): Figure(Fraction(value)) for one, value in case["stored"].items()}
    sheet, period = Sheet(held, {"a": rule}), Period.parse(case["period"])
    assert told(figure(Cell("a"), Spot(sheet, HERE, period))) == expected(case["expect"])
    assert in_columns(sheet, Cell("a"), period) == expected(case["expect"])
