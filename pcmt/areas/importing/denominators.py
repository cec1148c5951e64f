"""A table of yearly denominators: code, year, measure, value, source. A value that differs supersedes the older."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pcmt.areas.denominators import Figure, held_figures, write_figures
from pcmt.areas.importing.plan import Asked, Plan
from pcmt.areas.models import AreaVersion
from pcmt.areas.queries.maps import on_map
from pcmt.areas.rules.columns import Line, read_lines
from pcmt.areas.rules.denominators import MEASURES, YEARS, scaled_value
from pcmt.areas.rules.names import full_name
from pcmt.areas.shipped import name_in_the_nation
from vanban.text import fold, format_number

MEASURE_OF = {fold(measure.label): code for code, measure in MEASURES.items()} | {code: code for code in MEASURES}
LONGEST_SOURCE = 300


class _Wrong(Exception):
    """What is wrong with a line, in Vietnamese."""


@dataclass(frozen=True)
class _Value:
    line: int
    code: str
    measure: str
    year: int
    value: int
    source: str

    @property
    def key(self) -> tuple[str, str, int]:
        return self.code, self.measure, self.year


def plan_denominators(data: bytes, asked: Asked) -> Plan:
    """This will look a table of denominators through; codes are those of the map of the day asked."""
    plan = Plan("denominators")
    values = dict[tuple[str, str, int], _Value]()
    for line in read_lines(data, ("code", "year", "measure", "value")):
        try:
            value = _value(line, asked)
            if value.key in values:
                raise _Wrong(f"đã có ở dòng {values[value.key].line}")
            values[value.key] = value
        except _Wrong as wrong:
            plan.add("invalid", f"dòng {line.number}", line.cell("code"), "", str(wrong))
    rows = {row.code: row for row in on_map(asked.on).filter(code__in={value.code for value in values.values()})}
    figures = [*_judged(plan, values.values(), rows, asked.on)]
    plan.write = lambda: write_figures(figures, provenance="imported", at=asked.at)
    return plan


def _value(line: Line, asked: Asked) -> _Value:
    measure = MEASURE_OF.get(fold(line.cell("measure")))
    if measure is None:
        raise _Wrong(f"không có loại số liệu “{line.cell('measure')}”")
    year = line.cell("year")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and int(year) in YEARS):
        raise _Wrong(f"năm “{year}” không đúng")
    source = line.cell("source") or asked.source
    if not source:
        raise _Wrong("thiếu nguồn số liệu")
    value = scaled_value(line.cell("value"), measure)
    if value is None:
        raise _Wrong(
            f"giá trị “{line.cell('value')}” phải là số không âm, "
            f"nhiều nhất {MEASURES[measure].decimals} chữ số thập phân"
        )
    return _Value(line.number, line.cell("code"), measure, int(year), value, source[:LONGEST_SOURCE])


def _judged(plan: Plan, values: Iterable[_Value], rows: dict[str, AreaVersion], on: date) -> Iterable[Figure]:
    """Note a verdict on every value, and give those that are to be written."""
    held = held_figures({row.area_id for row in rows.values()})
    for value in values:
        row, where = rows.get(value.code), f"dòng {value.line}"
        if row is None:
            afar = name_in_the_nation(value.code, on)
            plan.add("elsewhere" if afar else "unknown", where, value.code, afar)
            continue
        figure = Figure(row.area_id, value.measure, value.year, value.value, value.source)
        name, before = full_name(row.type, row.name), held.get(figure.key)
        if before == value.value:
            plan.add("matched", where, value.code, name)
            continue
        shown = "" if before is None else format_number(Decimal(before).scaleb(-MEASURES[value.measure].decimals))
        verdict = "new" if before is None else "changed"
        plan.add(verdict, where, value.code, name, shown and f"trước đây {shown}")
        yield figure
