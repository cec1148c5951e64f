"""A form with its rules and its past as plain values, for whoever fills it in away from the server.

`pcmt/web/static/formula/sheet.js` answers from them what the server would; both are held to one set of cases.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from pcmt.kernel.formula.tree import Node, to_json
from pcmt.kernel.period import Period
from pcmt.reporting.rules.checks import CheckRule
from pcmt.reporting.rules.lookback import cells_read, periods_crossed
from pcmt.reporting.rules.sheet import Sheet


class CellRule(Protocol):
    """What a form says of a cell: `rulebook.queries.CellDef`."""

    @property
    def element(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def scale(self) -> int: ...
    @property
    def required(self) -> bool: ...
    @property
    def computed(self) -> Node | None: ...
    @property
    def numerator(self) -> Node | None: ...
    @property
    def denominator(self) -> Node | None: ...


class FormRules(Protocol):
    """A form's cells and checks: `rulebook.queries.Form`."""

    @property
    def cells(self) -> Sequence[CellRule]: ...
    @property
    def checks(self) -> Sequence[CheckRule]: ...


def form_in_hand(form: FormRules, sheet: Sheet, hidden: Collection[str] = ()) -> dict[str, Any]:
    """This will give a form's cells, checks and times, and the figures that they read, as JSON values.

    hidden: elements whose figures the reader may not see; they are left out, and so is the answer to whatever reads
    them (`asked` is false): what the server said of it stands. Figures are exact texts, "12" or "25/2", by period.
    """
    formulas = [*sheet.computed.values(), *(check.condition for check in form.checks)]
    crossed = periods_crossed(formulas, sheet.period, sheet.computed)
    here = sheet.figures.get(sheet.period.id, {})
    return {
        "period": sheet.period.id,
        "times": {period.id: _ways(period) for period in crossed},
        "figures": {period.id: _figures(sheet, period, hidden) for period in crossed},
        "cells": [_cell(cell, sheet, hidden, is_there=cell.element in here) for cell in form.cells],
        "checks": [
            {
                "code": check.code,
                "condition": to_json(check.condition),
                "severity": check.severity,
                "message": check.message,
                "cells": list(check.cells),
                "asked": is_open(check.condition, sheet, hidden),
            }
            for check in form.checks
        ],
    }


def _ways(period: Period) -> dict[str, Any]:
    if period.free:
        return {"name": period.name}
    return {
        "name": period.name,
        "period": period.previous().id,
        "year": period.same_last_year().id,
        "to_date": [earlier.id for earlier in period.year_to_date()],
    }


def _figures(sheet: Sheet, period: Period, hidden: Collection[str]) -> dict[str, str]:
    known: Mapping[str, object] = sheet.figures.get(period.id, {})
    return {element: str(value) for element, value in known.items() if element not in hidden}


def _cell(cell: CellRule, sheet: Sheet, hidden: Collection[str], *, is_there: bool) -> dict[str, Any]:
    """`wanted`: the report is not whole while it is empty; a hidden figure that stands is not told to be missing."""
    return {
        "element": cell.element,
        "label": cell.label,
        "kind": cell.kind,
        "scale": cell.scale,
        "wanted": cell.required and cell.computed is None and not (cell.element in hidden and is_there),
        "computed": to_json(cell.computed) if cell.computed is not None else None,
        "asked": cell.computed is None or is_open(cell.computed, sheet, hidden),
        "over": to_json(cell.numerator) if cell.numerator is not None else None,
        "under": to_json(cell.denominator) if cell.denominator is not None else None,
    }


def is_open(formula: Node, sheet: Sheet, hidden: Collection[str]) -> bool:
    """This will tell whether a formula reads nothing that is hidden, not even by way of a computed cell."""
    return not any(
        element == code or element.startswith(code + ".")
        for code in cells_read(formula, sheet.computed)
        for element in hidden
    )
