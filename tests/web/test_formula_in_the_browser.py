"""The browser answers as the server does: formulas, typed figures and whole forms, by the reference evaluator.

Thousands of cases go through the browser's modules in one run of Node, each beside what Python says of it.
"""

import json
import subprocess
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pytest_django import Settings

from pcmt.kernel.formula.evaluate import evaluate
from pcmt.kernel.formula.tree import (
    AGGREGATES,
    ARITHMETIC,
    COMPARISONS,
    SPANS,
    Aggregate,
    Binary,
    Cell,
    Compare,
    Indicator,
    Literal,
    Logic,
    Node,
    Not,
    Shift,
    to_json,
)
from pcmt.kernel.number import Number, Truth
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.queries import present_period
from pcmt.reporting.queries.beside import Surroundings, beside
from pcmt.reporting.rules.checks import answer_checks
from pcmt.reporting.rules.figures import WrongFigure, read_figure, write_figure
from pcmt.reporting.rules.in_hand import form_in_hand
from pcmt.reporting.rules.lookback import periods_crossed
from pcmt.reporting.rules.sheet import Sheet
from pcmt.reporting.sheets import missing_cells, quantity_of
from pcmt.rulebook.queries import CellDef, Form, book
from pcmt.web.formats.figures import number_text
from scripts.assets import node
from tests.kernel.test_formula_properties import CODES, PLACES
from tests.kernel.test_formula_properties import Sheet as Place
from tests.rulebook.made_forms import made_rulebook

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "", " ", "0", "007", "12", " 1 234 ", "1.234", "1.234.567,5", "1,5", "1,50", "1,234", "1.5", "1,234.5", "12.34",
    "1.23", "-", "—", "-5", "−5", "–3", "abc", "12a", "1 2", "1..2", ",5", "5,", "x", "X", "Có", "KHÔNG", "khong",
    "yes", "1", "999999999999", "9999999999999", "1.000.000.000.000", "=1+1", "１２", "1\u00a0234", "12\t", "0,0",
    "0,125", "1e3", "\ufeff5", "٣", "100.", "1.0000",
]  # fmt: skip


class Maker:
    """Makes formulas and figures at random, the same ones in every run."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def figure(self, depth: int) -> Node:
        pick = self.random.randrange(7) if depth else 0
        if pick < 2:
            code = self.random.choice(CODES)
            return self.random.choice(
                [Literal(Fraction(self.random.randint(-999, 999), 100)), Cell(code), Indicator(code)]
            )
        if pick < 4:
            return Binary(self.random.choice(sorted(ARITHMETIC)), self.figure(depth - 1), self.figure(depth - 1))
        if pick == 4:
            return Shift(self.figure(depth - 1), self.random.choice(["period", "year"]))
        fn, over = self.random.choice(AGGREGATES), self.random.choice(SPANS)
        of = self.condition(depth - 1) if fn in ("count", "share") else self.figure(depth - 1)
        return Aggregate(fn, of, over)

    def condition(self, depth: int) -> Node:
        pick = self.random.randrange(4) if depth else 0
        if pick < 2:
            below = max(depth - 1, 0)
            return Compare(self.random.choice(COMPARISONS), self.figure(below), self.figure(below))
        if pick == 2:
            return Not(self.condition(depth - 1))
        parts = tuple(self.condition(depth - 1) for _ in range(self.random.randint(2, 3)))
        return Logic(self.random.choice(["and", "or"]), parts)

    def place(self) -> Place:
        """Every place has figures, of which about a third have not come in."""
        cells = {
            (label, code): None if self.random.random() < 0.35 else Fraction(self.random.randint(0, 6))
            for label in PLACES
            for code in CODES
        }
        return Place(cells)


def in_the_browser(**cases: list[Any]) -> dict[str, list[Any]]:
    """Put cases to the browser's modules; formulas, typed and sheets, each answered in order."""
    asked = json.dumps({"formulas": [], "typed": [], "sheets": [], **cases})
    command = [node(), str(ROOT / "tests" / "web" / "answer_cases.js")]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answered: dict[str, list[Any]] = json.loads(done.stdout)
    return answered


def as_json(value: Number | Truth) -> dict[str, Any]:
    if isinstance(value, Truth):
        return {"holds": value.holds, "missing": list(value.missing)}
    low, high = (None if end is None else str(end) for end in (value.low, value.high))
    return {"low": low, "high": high, "missing": list(value.missing)}


def places_of(place: Place) -> dict[str, Any]:
    """The places of a case as the browser's side walks them; it goes no deeper than the reference's sheet does."""
    return {label: _place(Place(place.cells, label)) for label in PLACES}


def _place(here: Place) -> dict[str, Any]:
    figures = {code: here.cells[here.label, code] for code in CODES}
    return {
        "cells": {code: None if value is None else str(value) for code, value in figures.items()},
        "areas": [one.label for one in here.areas()],
        "year": [one.label for one in here.year()],
        "back": {by: here.back(by).label for by in ("period", "year")},
    }


def test_random_formulas_come_to_the_same() -> None:
    maker = Maker(20261122)
    cases = [(maker.figure(4) if turn % 2 else maker.condition(4), maker.place()) for turn in range(2500)]
    found = in_the_browser(formulas=[{"tree": to_json(node), "places": places_of(place)} for node, place in cases])
    for (tree, place), answer in zip(cases, found["formulas"], strict=True):
        assert answer == as_json(evaluate(tree, place).value), to_json(tree)
    known = sum(bool(answer.get("holds") is not None and not answer["missing"]) for answer in found["formulas"])
    assert known > 500  # the cases are not all unknown


@pytest.mark.parametrize(("kind", "scale"), [("count", 0), ("measure", 2), ("yesno", 0)])
def test_typed_texts_are_read_and_refused_alike(kind: str, scale: int) -> None:
    answers = in_the_browser(typed=[{"text": text, "kind": kind, "scale": scale} for text in TEXTS])["typed"]
    for text, answer in zip(TEXTS, answers, strict=True):
        assert answer == read_here(text, kind, scale), repr(text)


def read_here(text: str, kind: str, scale: int) -> dict[str, Any]:
    try:
        scaled = read_figure(text, kind=kind, scale=scale)
    except WrongFigure as error:
        return {"wrong": str(error)}
    if scaled is None:
        return {"empty": True}
    return {"scaled": str(scaled), "written": write_figure(scaled, scale, kind)}


def sheets_of(form: Form, random: Random) -> Iterable[tuple[Sheet, dict[str, str]]]:
    """Filled forms with some of their past, and texts typed over them."""
    period = present_period(form.code, date(2026, 11, 21))
    computed = {cell.element: cell.computed for cell in form.cells if cell.computed is not None}
    crossed = periods_crossed([*computed.values(), *(check.condition for check in form.checks)], period, computed)
    typed_cells = [cell for cell in form.cells if cell.computed is None]
    for _ in range(25):
        figures = {
            at.id: {
                cell.element: Quantity(random.randint(0, 4) * 10**cell.scale, cell.scale).fraction
                for cell in typed_cells
                if random.random() < 0.8
            }
            for at in crossed
        }
        labels = {cell.element: cell.label for cell in form.cells}
        texts = {cell.element: random.choice(["", "0", "3", "4", "7", "x,y"]) for cell in typed_cells[::3]}
        yield Sheet("", period, figures, labels, computed), texts


@pytest.mark.parametrize("rules", ["own", "made"])
def test_whole_forms_are_answered_alike(rules: str, tmp_path: Path, settings: Settings) -> None:
    if rules == "made":
        settings.RULEBOOK_DIR = made_rulebook(tmp_path / "rulebook")
    random, cases = Random(7), []
    for form in book().forms(date(2026, 11, 21)):
        cases += [(form, sheet, typed) for sheet, typed in sheets_of(form, random)]
    asked = [{"rules": form_in_hand(form, sheet), "typed": typed} for form, sheet, typed in cases]
    for (form, sheet, typed), answer in zip(cases, in_the_browser(sheets=asked)["sheets"], strict=True):
        assert with_labels(form, answer) == answered_here(form, sheet, typed)


def test_a_half_goes_up_in_the_browser_too(tmp_path: Path, settings: Settings) -> None:
    settings.RULEBOOK_DIR = made_rulebook(tmp_path / "rulebook")
    form = book().form("tham-hoi", date(2026, 11, 21))
    sheet, _ = next(iter(sheets_of(form, Random(7))))
    typed = {"visits.child": "16", "visits.adult": "0", "letters.child": "1", "letters.adult": "0"}
    answer = in_the_browser(sheets=[{"rules": form_in_hand(form, sheet), "typed": typed}])["sheets"][0]
    assert answer["computed"]["letter_share"] == "6,3"
    assert with_labels(form, answer) == answered_here(form, sheet, typed)


def with_labels(form: Form, answer: dict[str, Any]) -> dict[str, Any]:
    """The browser names empty cells by their codes, as it looks for them on the page; the server by their labels."""
    labels = {cell.element: cell.label for cell in form.cells}
    return {**answer, "missing": [labels[code] for code in answer["missing"]]}


def answered_here(form: Form, sheet: Sheet, typed: dict[str, str]) -> dict[str, Any]:
    figures, wrong = dict(sheet.figures[sheet.period.id]), {}
    for element, text in typed.items():
        cell = form.cell(element)
        assert cell is not None
        figures.pop(element, None)
        read = read_here(text, cell.kind, cell.scale)
        if "wrong" in read:
            wrong[element] = read["wrong"]
        elif "scaled" in read:
            figures[element] = Fraction(int(read["scaled"]), 10**cell.scale)
    now = Sheet("", sheet.period, {**sheet.figures, sheet.period.id: figures}, sheet.labels, sheet.computed)
    totals = {cell: quantity_of(cell, now) for cell in form.cells if cell.computed is not None}
    return {
        "wrong": wrong,
        "computed": {cell.element: write_figure(q.scaled, q.scale) if q else "" for cell, q in totals.items()},
        "sides": {cell.element: sides_of(cell, now) for cell in form.cells if cell.kind == "rate"},
        "checks": {
            one.code: {
                "outcome": one.outcome,
                "severity": one.severity,
                "cells": list(one.cells),
                "missing": list(one.missing),
            }
            for one in answer_checks(form.checks, now)
        },
        "missing": list(missing_cells(form, now)),
    }


def sides_of(rate: CellDef, sheet: Sheet) -> str:
    found = beside(rate, Surroundings.of(sheet, sheet.period))
    over, under = found["over"], found["under"]
    return "" if over is None or under is None else f"{number_text(over)}/{number_text(under)}"


def test_a_hidden_figure_is_not_handed_over_and_what_reads_it_is_left_to_the_server() -> None:
    form = next(one for one in book().forms(date(2026, 11, 21)) if one.code == "xa-thang")
    sheet, _ = next(iter(sheets_of(form, Random(1))))
    in_hand = form_in_hand(form, sheet, hidden={"managed.users"})
    assert all("managed.users" not in figures for figures in in_hand["figures"].values())
    asked = {check["code"]: check["asked"] for check in in_hand["checks"]}
    assert asked["managed_balance"] is False  # by way of the total, which reads it
    assert asked["positive_within_tested"] is True
    answer = in_the_browser(sheets=[{"rules": in_hand, "typed": {}}])["sheets"][0]
    assert "managed_balance" not in answer["checks"]
    assert "managed" not in answer["computed"]
