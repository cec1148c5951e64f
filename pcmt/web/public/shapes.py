"""A public table as a chart, as lines, and as open data with what describes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import PublicFigure, PublicTable
from pcmt.kernel.period import Period
from pcmt.web.charts import Chart, Series, line_chart
from pcmt.web.indicators.breaking import cuts, parting
from pcmt.web.indicators.shapes import short
from vanban.text import format_date

HELD = "ẩn"
UNTOLD = {"held": HELD, "empty": "không có đối tượng để tính", "void": "chưa đủ dữ liệu"}
LATER = {"held": "số quá nhỏ nên còn ẩn", "empty": "không có đối tượng để tính", "void": "số liệu chưa đủ"}
HOLES = {
    "held": "số quá nhỏ, hoặc có thể dùng để suy ra số nhỏ, nên ẩn",
    "empty": "không có đối tượng để tính",
    "void": "chưa đủ số liệu đã chốt",
}
"""Why a figure is not told: in its place, in the line on periods newer than the one shown, and below the course."""
STATES = {"known": "co", "held": "an", "empty": "khong_co", "void": "thieu"}
STATES_TOLD = "co: có giá trị; an: ẩn vì quá ít đối tượng; khong_co: không có đối tượng để tính; thieu: chưa đủ số liệu"
COLUMNS = (
    ("ma_chi_so", "Mã chỉ số", "string"),
    ("ma_dia_ban", "Mã địa bàn", "string"),
    ("dia_ban", "Tên địa bàn", "string"),
    ("ma_ky", "Mã kỳ số liệu", "string"),
    ("tu_ngay", "Ngày đầu của kỳ", "date"),
    ("den_ngay", "Ngày cuối của kỳ", "date"),
    ("gia_tri", "Giá trị; để trống khi ẩn hoặc chưa có", "decimal"),
    ("don_vi_tinh", "Đơn vị tính", "string"),
    ("trang_thai", STATES_TOLD, "string"),
)


@dataclass(frozen=True)
class Line:
    """One area in the newest period and the one before, as written."""

    area: AreaView
    now: str
    before: str
    is_held: bool


def newest(table: PublicTable) -> Period:
    """This will choose the period to show first: the newest of which the province is known, else the newest."""
    province = table.areas[0]
    known = [period for period in table.periods if table.at(province, period).state == "known"]
    return (known or table.periods)[-1]


def written(figure: PublicFigure) -> str:
    """This will write a figure of the public page."""
    return figure.value.display if figure.value else UNTOLD[figure.state]


def later(table: PublicTable, shown: Period) -> str:
    """This will say in one line why the periods newer than the one shown tell no figure; empty where none is newer."""
    newer = table.periods[table.periods.index(shown) + 1 :]
    if not newer:
        return ""
    states = {table.at(table.areas[0], period).state for period in newer}
    why = " hoặc ".join(words for state, words in LATER.items() if state in states)
    ends = newer[0].name_inside if len(newer) == 1 else f"Từ {newer[0].name_inside} đến {newer[-1].name_inside}"
    return f"{ends[:1].upper()}{ends[1:]} chưa công khai được: {why}."


def holes(table: PublicTable) -> list[str]:
    """This will say of every period whose figure the course lacks why that is: a line for each run of one reason."""
    states = [(period, table.at(table.areas[0], period).state) for period in table.periods]
    found = []
    for state, run in groupby(states, key=lambda one: one[1]):
        if state == "known":
            continue
        periods = [period.name_inside for period, _ in run]
        span = periods[0] if len(periods) == 1 else f"từ {periods[0]} đến {periods[-1]}"
        found.append(f"{span[:1].upper()}{span[1:]}: {HOLES[state]}.")
    return found


def course(table: PublicTable, on: date) -> Chart:
    """This will draw the province's figure over the periods, and what parts them: changed units, counts begun anew."""
    province = table.areas[0]
    within = [province.id, *(one.id for one in areas.communes(province.id, on))]
    changes = areas.days_of_change(within, table.periods[0].last_day, on)
    return line_chart(
        "dien-bien",
        table.rule.label,
        [short(period) for period in table.periods],
        [Series(province.full_name, [_figure(table, province, period) for period in table.periods])],
        unit=table.rule.unit,
        decimals=table.rule.scale,
        marks=parting(table.rule, table.periods, changes),
        cuts=cuts(table.rule, table.periods),
        source="số liệu báo cáo đã chốt",
        dated=f"tính ngày {format_date(on)}",
    )


def lines(table: PublicTable, period: Period) -> list[Line]:
    """This will list the communes in a period, beside the period before where the table has it."""
    place = table.periods.index(period)
    before = table.periods[place - 1] if place else None
    return [
        Line(
            area,
            written(table.at(area, period)),
            written(table.at(area, before)) if before else "",
            table.at(area, period).state == "held",
        )
        for area in table.areas[1:]
    ]


def rows(table: PublicTable) -> Iterator[list[str]]:
    """This will write the table as open data, one figure a line; a figure held back has neither value nor bounds."""
    for area in table.areas:
        for period in table.periods:
            value = _figure(table, area, period)
            yield [
                table.rule.code,
                area.code,
                area.full_name,
                period.id,
                period.first_day.isoformat(),
                period.last_day.isoformat(),
                "" if value is None else f"{value:f}",
                table.rule.unit,
                STATES[table.at(area, period).state],
            ]


def described(table: PublicTable, address: str, publisher: str, on: date) -> dict[str, Any]:
    """This will describe the CSV file as W3C's “Metadata Vocabulary for Tabular Data” has it (CSVW)."""
    rule = table.rule
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
        "url": address,
        "dc:title": rule.label,
        "dc:description": f"{rule.explanation} Đơn vị tính: {rule.unit or 'không có'}. "
        f"Số đếm từ 1 đến {table.least - 1} được ẩn, cùng những số có thể dùng để suy ra.",
        "dc:publisher": publisher,
        "dc:source": str(rule.source),
        "dc:issued": on.isoformat(),
        "dc:language": "vi",
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "dc:description": words, "datatype": kind, "required": name != "gia_tri"}
                for name, words, kind in COLUMNS
            ],
            "primaryKey": ["ma_chi_so", "ma_dia_ban", "ma_ky"],
        },
    }


def _figure(table: PublicTable, area: AreaView, period: Period) -> Decimal | None:
    found = table.at(area, period)
    return indicators.rounded(found.value.number.value, table.rule.scale) if found.value else None
