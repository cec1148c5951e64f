"""Old books as offices keep them, in many shapes: made here of invented figures of the made-up province Hoa Mai."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pcmt.reporting.rules.old_books.places import Places, places_on
from workbook.grids import Grid, open_grids

Cells = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Name:
    """A name in time, as the areas' gazetteer tells it."""

    area_id: int
    code: str
    name: str
    type: str
    level: str
    parent_id: int | None
    former_district: str = ""
    valid_from: date = date(2004, 1, 1)
    valid_to: date | None = None

    @property
    def full_name(self) -> str:
        words = {"xa": "Xã", "phuong": "Phường", "huyen": "Huyện", "thi_tran": "Thị trấn", "tinh": "Tỉnh"}
        return f"{words[self.type]} {self.name}"

    def held_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


LAST = date(2025, 6, 30)
NEW = date(2025, 7, 1)
NAMES = (
    Name(1, "91", "Hoa Mai", "tinh", "province", None),
    Name(2, "910", "Ban Mai", "huyen", "district", 1, valid_to=LAST),
    Name(3, "911", "Chiều Tà", "huyen", "district", 1, valid_to=LAST),
    Name(11, "91001", "Sen Hồng", "xa", "commune", 2, valid_to=LAST),
    Name(11, "91001", "Sen Hồng", "xa", "commune", 1, "Huyện Ban Mai", NEW),
    Name(12, "91002", "Mưa Ngâu", "xa", "commune", 2, valid_to=LAST),
    Name(13, "91003", "Hoa Ban", "thi_tran", "commune", 3, valid_to=LAST),
    Name(13, "91003", "Hoa Ban", "phuong", "commune", 1, "Huyện Chiều Tà", NEW),
    Name(14, "91004", "Sen Hồng", "xa", "commune", 3, valid_to=LAST),
    Name(15, "91005", "Gió Lành", "xa", "commune", 3, valid_to=date(2020, 1, 31)),
    Name(15, "91005", "Gió Mới", "xa", "commune", 3, "", date(2020, 2, 1), LAST),
    Name(16, "91006", "Nắng Sớm", "xa", "commune", 1, "", NEW),
)


def then(day: date = date(2023, 12, 31)) -> Places:
    """The map of a day."""
    return places_on(day, NAMES, [1])


def any_time() -> Places:
    """Every unit that ever was."""
    return Places(NAMES, NAMES)


def book(sheets: dict[str, Cells], merged: Sequence[str] = ()) -> bytes:
    """A workbook of sheets, each a list of rows; ranges are merged in all of them."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet: Worksheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for one in merged:
            sheet.merge_cells(one)
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


def grid(rows: Cells, *merged: str, name: str = "Sheet1") -> Grid:
    """The one sheet of such a workbook, opened."""
    return open_grids(book({name: rows}, merged))[0]
