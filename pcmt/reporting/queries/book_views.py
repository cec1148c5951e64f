"""What a page shows of an old book before it is loaded, and of those that were: plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pcmt.reporting.rules.old_books.misfits import MisfitGroup

ROLES = {
    "title": "tiêu đề",
    "head": "tiêu đề cột",
    "numbering": "số cột",
    "figures": "số liệu",
    "total": "dòng cộng",
    "district": "cộng cấp huyện",
    "band": "dòng nhóm",
    "note": "ghi chú",
}


LEFT_OUT = "Không lấy"


def option(label: str, code: str) -> str:
    """This will write a choice as people read it and programs find it: "Xã Sen Hồng [91001]"."""
    return f"{label} [{code}]"


@dataclass(frozen=True)
class SheetChoice:
    """A sheet of the book: whether it is the one shown, and whether it will be loaded."""

    index: int
    name: str
    rows: int
    is_hidden: bool
    is_shown: bool
    is_chosen: bool


@dataclass(frozen=True)
class PictureRow:
    """A row of the sheet as it is; `cells` are (text, is a figure) from the first column."""

    number: int
    role: str
    role_label: str
    cells: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class KeyRow:
    """A column or line that is to mean an element: how it stands in the book, where, and what it means so far.

    said: None where nobody has told, "" for what is left out. near: elements like a text that names none, or
    like the label while nobody has told.
    """

    key: str
    label: str
    address: str
    said: str | None
    element: str
    near: tuple[str, ...] = ()

    @property
    def names_none(self) -> bool:
        """Whether a text was typed that names no element whose figures are kept."""
        return bool(self.said and not self.element)

    @property
    def typed(self) -> str:
        """What the field holds: "Nam [users.male]", "Không lấy", the text that names none, or nothing yet."""
        if not self.said:
            return "" if self.said is None else LEFT_OUT
        return option(self.element, self.said) if self.element else self.said


@dataclass(frozen=True)
class UnitRow:
    """A name that means no unit, or was told to mean one: what stands in the book, what may be meant, what was said.

    remedy: what to do besides choosing a unit; "" for nothing.
    """

    key: str
    text: str
    address: str
    why: str
    others: tuple[str, ...]
    said: str
    remedy: str = ""


@dataclass(frozen=True)
class PeriodRow:
    """What a book gives of one period: figures of how many units and elements.

    period, form_code: of the form in force then that asks for some of it, whose summary shows it; "" for none.
    """

    label: str
    figures: int
    units: int
    elements: int
    period: str = ""
    form_code: str = ""


@dataclass(frozen=True)
class FirstFigure:
    """One of the first figures that would be loaded."""

    where: str
    unit: str
    period: str
    element: str
    text: str
    value: str
    before: str


@dataclass(frozen=True)
class MappingView:
    """A way of reading kept by name: how many columns or lines, and names of units, it knows."""

    id: int
    name: str
    elements: int
    units: int
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True)
class LoadView:
    """A book that was loaded; `undone_at` is set where it was taken back."""

    id: int
    file_id: int
    file_name: str
    digest: str
    sheets: tuple[str, ...]
    basis: str
    figures: int
    left_out: int
    loaded_by: str
    loaded_at: datetime
    undone_at: datetime | None
    undone_by: str
    undo_reason: str


@dataclass(frozen=True)
class OldBookView:
    """All that is to be seen of a book that waits: its sheets, how one of them is read, and what would come of it."""

    sheets: tuple[SheetChoice, ...]
    letters: tuple[str, ...]
    picture: tuple[PictureRow, ...]
    more_rows: int
    definition: Mapping[str, Any]
    keys: tuple[KeyRow, ...]
    more_keys: int
    units: tuple[UnitRow, ...]
    former: tuple[tuple[str, str], ...]
    groups: tuple[MisfitGroup, ...]
    periods: tuple[PeriodRow, ...]
    first: tuple[FirstFigure, ...]
    new: int
    same: int
    changed: int
    left_out: int
    untold: int
    without_form: tuple[str, ...]
    other_calendar: bool
    element_options: tuple[str, ...]
    unit_options: tuple[str, ...]
    loaded_before: tuple[LoadView, ...] = ()
    recognised: str = ""
    mappings: tuple[MappingView, ...] = ()

    @property
    def to_load(self) -> int:
        """How many figures would be written."""
        return self.new + self.changed

    @property
    def lacks(self) -> tuple[str, ...]:
        """What keeps all from being loaded, each with what to do; nothing where something would be written."""
        if self.to_load:
            return ()
        if self.same:
            return ("Mọi số đọc được đã có trong hệ thống, không còn gì để nạp.",)
        if not any(one.is_chosen for one in self.sheets):
            return ("Chưa đánh dấu trang nào ở phần 1.",)
        if not self.keys:
            return ("Chưa thấy cột số liệu nào: sửa “Số liệu từ dòng” ở phần 2 rồi Xem lại.",)
        if not any(one.element for one in self.keys):
            return ("Chưa cột, dòng nào được chọn chỉ tiêu: chọn ở phần 3 rồi bấm Xem lại ở phần 2.",)
        return tuple(f"{one.label} ({one.count} chỗ): {one.remedy}" for one in self.groups if one.leaves_out)

    @property
    def misfits(self) -> int:
        """How many cells do not fit."""
        return sum(group.count for group in self.groups)
