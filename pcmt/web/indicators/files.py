"""Indicators as files: a long table, one figure a line, with what it is, its unit, its source and its day on top."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import LongTable
from pcmt.kernel.number import Number
from pcmt.kernel.refusal import NotFound
from pcmt.web.areas.map_day import map_day
from pcmt.web.downloads import download_of, noted_csv_of
from pcmt.web.indicators.asked import asked_area
from pcmt.web.views import ActorRequest, page
from vanban.text import file_name, format_date
from workbook.listing import listed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = (
    "Mã chỉ số", "Chỉ số", "Mã địa bàn", "Địa bàn", "Mã kỳ", "Kỳ", "Từ ngày", "Đến ngày", "Giá trị", "Ít nhất",
    "Nhiều nhất", "Đơn vị tính", "Diễn giải", "Quy tắc",
)  # fmt: skip

Line = Sequence[str | Decimal | None]


@page("indicators.view", machine=True)
@require_safe
def indicator_file(request: ActorRequest, code: str, file_kind: str) -> HttpResponse:
    """This will hand out one indicator of an area and its communes over its last periods, as CSV or XLSX."""
    day = map_day(request)
    area = asked_area(request, request.actor, day)
    tables = indicators.long_tables(request.actor, [code], area.id, day.on)
    rule = next((table.rule.label for table in tables), code)
    return file_of(tables, file_kind, name=file_name(rule, area.full_name, day.on.isoformat()), on=day.on)


def file_of(tables: Sequence[LongTable], kind: str, *, name: str, on: date, title: str = "") -> HttpResponse:
    """This will write long tables to a file of a kind (csv, xlsx); NotFound for another kind."""
    notes = [("Tiêu đề", title)] if title else []
    notes += [note for table in tables for note in notes_of(table, on)]
    lines = (line for table in tables for line in lines_of(table))
    if kind == "csv":
        return noted_csv_of(notes, HEADS, ([_text(cell) for cell in line] for line in lines), name=f"{name}.csv")
    if kind == "xlsx":
        content = listed(title or tables[0].rule.label, HEADS, lines, notes=notes)
        return download_of(content, name=f"{name}.xlsx", media_type=XLSX)
    raise NotFound


def notes_of(table: LongTable, on: date) -> list[tuple[str, str]]:
    """This will say what a table holds: the indicator, its unit, its source, its area and periods, and the day."""
    rule = table.rule
    return [
        ("Chỉ số", f"{rule.label} ({rule.code})"),
        ("Đơn vị tính", rule.unit or "không có"),
        ("Căn cứ", str(rule.source)),
        ("Cách tính", rule.explanation),
        ("Địa bàn", table.area.full_name),
        ("Kỳ", f"{table.periods[0].name_inside} – {table.periods[-1].name_inside}"),
        ("Nguồn", "Số liệu báo cáo đã chốt trên hệ thống theo dõi"),
        ("Ngày tính", format_date(on)),
    ]


def lines_of(table: LongTable) -> Iterator[Line]:
    """This will write a table's lines; what is not known stays empty, with its bounds beside it."""
    rule = table.rule
    for area, period, value in table.lines():
        yield (
            rule.code,
            rule.label,
            area.code,
            area.full_name,
            period.id,
            period.name,
            period.first_day.isoformat(),
            period.last_day.isoformat(),
            *figures_of(value.number, rule.scale),
            rule.unit,
            value.display,
            value.rule_id,
        )


def figures_of(number: Number, scale: int) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """This will give a figure, and its bounds where it is not known exactly."""
    if number.is_known:
        return indicators.rounded(number.value, scale), None, None
    low = None if number.low is None else indicators.rounded(number.low, scale)
    high = None if number.high is None else indicators.rounded(number.high, scale)
    return None, low, high


def _text(cell: str | Decimal | None) -> str:
    """Figures of a CSV file stand with a point and without separators, as other programs read them."""
    return "" if cell is None else cell if isinstance(cell, str) else f"{cell:f}"
