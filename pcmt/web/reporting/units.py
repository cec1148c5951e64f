"""Many units in one table: a part of a form, units as rows, to read across and down, and to type into where one may."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions import enter_units as entering
from pcmt.reporting.actions.enter_units import UnitEntry, UnitsEntered
from pcmt.reporting.queries import UnitFigure, UnitRow, UnitsTable
from pcmt.rulebook.queries import CellDef
from pcmt.web.navigation import address
from pcmt.web.reporting.asked import period_named
from pcmt.web.reporting.forms import CELL, read_units
from pcmt.web.reporting.sections import sides
from pcmt.web.reporting.wording import timing_state, whose_conflicts
from pcmt.web.views import ActorRequest, page
from vanban.text import fold


@dataclass(frozen=True)
class Field:
    """One cell of the table: what stands there, or a field with what was typed into it and what is wrong with that."""

    cell: CellDef
    figure: UnitFigure
    name: str
    typed: str
    wrong: str
    open: bool


@dataclass(frozen=True)
class Line:
    """One unit of the table; `was` goes back with what is typed: text and revision of each open cell, as JSON."""

    row: UnitRow
    timing: object
    fields: tuple[Field, ...]
    was: str


@page("reporting.view")
@require_safe
def units(request: ActorRequest) -> HttpResponse:
    """This will show what every unit has in a part of a form for a period."""
    return render(request, "reporting/units.html", _values(request, request.GET))


@page("reporting.enter_cells")
@require_POST
def enter_units(request: ActorRequest) -> HttpResponse:
    """This will save what was changed in the table; what could not be saved is told unit by unit, and stays typed."""
    post = request.POST
    entries = read_units(post)
    try:
        result = entering.enter_units(
            form_code=post.get("bieu", ""),
            period=period_named(post.get("ky", "")),
            entries=entries,
            actor=request.actor,
            at=timezone.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        values = {**_values(request, post, post), "refusal": refusal}
        return render(request, "reporting/units.html", values, status=409)
    if result.wrong or result.conflicts or result.refused:
        return _left_out(request, entries, result)
    if result.saved:
        messages.success(request, _saved(result))
    else:
        messages.info(request, "Số liệu không thay đổi; không có ô nào phải lưu.")
    kept = {key: post.get(key, "") for key in ("bieu", "ky", "phan", "q")}
    return redirect(f"{address('reporting.units')}?{urlencode({key: text for key, text in kept.items() if text})}")


def _saved(result: UnitsEntered) -> str:
    return f"Đã lưu {result.saved} ô của {result.units} đơn vị." if result.saved else "Chưa lưu ô nào."


def _left_out(request: ActorRequest, entries: Sequence[UnitEntry], result: UnitsEntered) -> HttpResponse:
    """What could be saved was; what is no figure stands in its cell again, the rest is listed as it was typed."""
    typed = {f"{one.submission_id}:{element}": text for one in entries for element, text in one.cells.items()}
    again = {CELL + name: typed[name] for name in result.wrong}
    values = _values(request, request.POST, again, result.wrong)
    found: UnitsTable = values["found"]  # type: ignore[assignment]  # a table that took something is there
    names = {row.duty.submission_id: row.duty.area_name for row in found.rows}  # in the order of the table
    labels = {cell.element: cell.label for cell in found.form.cells}
    conflicts = [(names.get(unit, ""), unit, one) for unit, told in result.conflicts.items() for one in told]
    values |= {
        "saved": _saved(result),
        "wrong": [
            (name, f"{unit}, {labels.get(element, element)}", why)
            for number, unit in names.items()
            for element in labels
            if (why := result.wrong.get(name := f"{number}:{element}"))
        ],
        "conflicts": conflicts,
        "whose": whose_conflicts([one for _, _, one in conflicts]),
        "refused": [
            (refusal, unit, [(labels.get(element, element), text) for element, text in one.cells.items()])
            for one in entries
            if (refusal := result.refused.get(unit := one.submission_id))
        ],
    }
    return render(request, "reporting/units.html", values, status=422 if result.wrong else 409)


def _values(
    request: ActorRequest,
    asked: QueryDict,
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> dict[str, object]:
    on = timezone.localdate()
    forms = queries.forms_owed(request.actor, on)
    code = asked.get("bieu", "")
    form = next((one for one in forms if one.code == code), forms[0] if forms and not code else None)
    if code and form is None:
        raise NotFound("Không có biểu này.")
    known = queries.periods_known(form.code) if form else ()
    period = _period(asked.get("ky", ""), known)
    part, sought = asked.get("phan", ""), asked.get("q", "").strip()
    found = queries.units_table(request.actor, form.code, period, part, on) if form and period else None
    rows = [row for row in found.rows if fold(sought) in fold(row.duty.area_name)] if found else []
    lines = [_line(found, row, typed or {}, wrong or {}) for row in rows] if found else []
    return {
        "title": _title(found),
        "lead": f"{found.form.label} · {found.period.label}" if found else "",
        "sides": sides("reporting.units", form.code if form else ""),
        "forms": forms,
        "periods": known,
        "found": found,
        "lines": lines,
        "carried": [(line, one) for line in lines for field in line.fields for one in field.figure.carried],
        "editable": any(one.open for one in rows),
        "sums": found.sums(rows) if found else (),
        "sought": sought,
    }


def _line(found: UnitsTable, row: UnitRow, typed: Mapping[str, str], wrong: Mapping[str, str]) -> Line:
    unit = row.duty.submission_id
    fields = tuple(
        Field(
            cell=cell,
            figure=figure,
            name=(name := f"{unit}:{cell.element}"),
            typed=str(typed.get(CELL + name, figure.text)),
            wrong=wrong.get(name, ""),
            open=row.open and cell.computed is None and not figure.hidden,
        )
        for cell, figure in zip(found.part.cells, row.figures, strict=True)
    )
    was = {one.cell.element: [one.figure.text, one.figure.revision] for one in fields if one.open}
    return Line(row, timing_state(row.duty.timing), fields, json.dumps(was, separators=(",", ":"), ensure_ascii=False))


def _title(found: UnitsTable | None) -> str:
    if found is None or not found.rows:
        return "Chưa có báo cáo nào để xem theo bảng"
    whole = sum(not row.empty for row in found.rows)
    return f"{found.period.name}: {whole}/{len(found.rows)} đơn vị đã nhập đủ phần này"


def _period(identifier: str, known: Sequence[Period]) -> Period | None:
    """The period asked for, or the latest where the form has none such, as after a change of the form."""
    asked = period_named(identifier) if identifier else None
    return asked if asked in known else next(iter(known), asked)
