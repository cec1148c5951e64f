"""Measures of each kind of line, one table a layout for all writers.

State: Nghị định 30/2020/NĐ-CP, Phụ lục I. Party: Hướng dẫn 05-HD/VPTW, whose sheet of sizes is that of Hướng dẫn
36-HD/VPTW. Sizes and spaces are in points, indents in tenths of a millimetre.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from vanban.write.model import Layout

# Page and margins in millimetres (Phụ lục I, phần I: top and bottom 20-25, left 30-35, right 15-20; Party 20, 30, 15).
PAGE_MM: Final = (210, 297)
MARGIN_TOP_MM: Final = 20
MARGIN_BOTTOM_MM: Final = 20
MARGIN_LEFT_MM: Final = 30
MARGIN_RIGHT_MM: Final = 15
TEXT_MM: Final = PAGE_MM[0] - MARGIN_LEFT_MM - MARGIN_RIGHT_MM
WIDE_TEXT_MM: Final = PAGE_MM[1] - MARGIN_LEFT_MM - MARGIN_RIGHT_MM
PAGE_NUMBER_PT: Final = 14
# The page number stands 10 mm below the edge of the sheet (HD 05), in the middle of the top margin (Phụ lục I, I.7).
PAGE_NUMBER_MM: Final = 10
MARK_HEIGHT_MM: Final = 8


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of line looks; `name` is shown by Word, `outline` is the level in its navigation.

    `line` is the exact height of a line in points, 0 for single spacing.
    """

    name: str
    size: int
    bold: bool = False
    italic: bool = False
    align: Literal["left", "center", "right", "justify"] = "center"
    left: int = 0
    first_line: int = 0
    before: int = 0
    after: int = 0
    keep_next: bool = False
    outline: int = 0
    underline: bool = False
    line: int = 0


def _running(name: str, **changes: int | bool) -> Style:
    """Give a style of running text: 14 pt, justified, first line 1.27 cm, 6 pt between paragraphs."""
    return Style(name, 14, align="justify", first_line=127, after=6, **changes)  # type: ignore[arg-type]  # keys are Style's own


STATE: Final[dict[str, Style]] = {
    # head
    "superior": Style("Cơ quan chủ quản", 13),
    "issuer": Style("Cơ quan ban hành", 13, bold=True),
    "star": Style("Dấu sao", 14),
    "nation": Style("Quốc hiệu", 13, bold=True),
    "party": Style("Tiêu đề Đảng", 15, bold=True),
    "motto": Style("Tiêu ngữ", 14, bold=True),
    "number": Style("Số ký hiệu", 13, before=3),
    "letter_subject": Style("Trích yếu công văn", 12, before=6),
    "place_date": Style("Địa danh ngày tháng", 14, italic=True, before=3),
    "mark": Style("Dấu mức độ", 13, bold=True, before=8),
    "page_number": Style("Số trang", PAGE_NUMBER_PT),
    # title
    "kind": Style("Tên loại", 14, bold=True, before=14, keep_next=True),
    "title": Style("Trích yếu", 14, bold=True, keep_next=True),
    "title_end": Style("Gạch dưới trích yếu", 14, after=6, keep_next=True),
    "addressee": Style("Kính gửi", 14, before=14, after=6),
    "addressee_list": Style("Nơi kính gửi", 14, align="left", left=450, after=6),
    "authority": Style("Thẩm quyền ban hành", 14, bold=True, before=6, after=3),
    "ground": _running("Căn cứ", italic=True),
    "decides": Style("Lời ban hành", 14, bold=True, before=4, after=6, keep_next=True),
    # body
    "part_label": Style("Phần Chương", 14, bold=True, before=6, keep_next=True, outline=1),
    "part_title": Style("Tên phần chương", 14, bold=True, after=6, keep_next=True),
    "heading_1": _running("Đề mục 1", bold=True, keep_next=True, outline=1),
    "heading_2": _running("Đề mục 2", bold=True, keep_next=True, outline=2),
    "heading_3": _running("Đề mục 3", bold=True, italic=True, keep_next=True, outline=3),
    "heading_4": _running("Đề mục 4", italic=True, keep_next=True, outline=4),
    "paragraph": _running("Nội dung"),
    "item": _running("Khoản điểm"),
    "article": _running("Điều"),
    # tables
    "caption": Style("Tên bảng", 14, bold=True, before=6, after=3, keep_next=True),
    "unit_note": Style("Đơn vị tính", 12, italic=True, align="right", after=3, keep_next=True),
    "cell_head": Style("Đầu cột", 12, bold=True, before=2, after=2, keep_next=True),
    "cell": Style("Ô bảng", 12, align="left", before=2, after=2),
    "cell_center": Style("Ô bảng giữa", 12, before=2, after=2),
    "cell_right": Style("Ô bảng số", 12, align="right", before=2, after=2),
    "cell_band": Style("Ô nhóm dòng", 12, bold=True, align="left", before=2, after=2, keep_next=True),
    "cell_total": Style("Ô tổng cộng", 12, bold=True, align="left", before=2, after=2),
    "cell_total_center": Style("Ô tổng cộng giữa", 12, bold=True, before=2, after=2),
    "cell_total_right": Style("Ô tổng cộng số", 12, bold=True, align="right", before=2, after=2),
    "after_table": Style("Sau bảng", 6),
    # foot
    "recipients": Style("Nơi nhận", 12, bold=True, italic=True, align="left"),
    "recipient": Style("Danh sách nơi nhận", 11, align="left"),
    "sign_authority": Style("Quyền hạn chức vụ", 14, bold=True),
    "sign_title": Style("Chức vụ người ký", 14, bold=True),
    "sign_space": Style("Chỗ ký", 14, italic=True, before=24, after=24),
    "sign_name": Style("Họ tên người ký", 14, bold=True),
    # annexes and copies
    "annex_label": Style("Phụ lục", 14, bold=True, keep_next=True, outline=1),
    "annex_note": Style("Kèm theo", 14, italic=True, after=3),
    "copy_form": Style("Hình thức sao", 14, bold=True),
}

_PARTY_LINE: Final = 18  # points, exactly; 18 to 22 are allowed
_RUNNING: Final = ("ground", "paragraph", "item", "article", *(f"heading_{level}" for level in range(1, 5)))

PARTY: Final[dict[str, Style]] = {
    **STATE,
    **{key: replace(STATE[key], line=_PARTY_LINE, first_line=100) for key in _RUNNING},
    "superior": replace(STATE["superior"], size=14),
    "issuer": replace(STATE["issuer"], size=14),
    "number": replace(STATE["number"], size=14),
    "letter_subject": replace(STATE["letter_subject"], italic=True),
    "mark": replace(STATE["mark"], size=14),
    "kind": replace(STATE["kind"], size=16),
    "ground": replace(STATE["ground"], italic=False, line=_PARTY_LINE, first_line=100),
    "recipients": Style("Nơi nhận", 14, align="left", underline=True),
    "recipient": replace(STATE["recipient"], size=12),
    "sign_title": replace(STATE["sign_title"], bold=False),
}

_BY_LAYOUT: Final[dict[Layout, dict[str, Style]]] = {"state": STATE, "party": PARTY}

# Mean width of a letter in hundredths of its size: capitals, small letters; bold.
_CAPITAL: Final = 72
_SMALL: Final = 48
_MM_IN_HUNDRED_POINTS: Final = (3528, 10_000)


def styles_of(layout: Layout) -> dict[str, Style]:
    """This will give the measures of a layout by the key of the line's style."""
    return _BY_LAYOUT[layout]


def rule_mm(line: str, style: Style, within_mm: int) -> int:
    """This will give two fifths of the line's length in millimetres: the law wants a third to a half under it."""
    share = _CAPITAL if line.isupper() else _SMALL
    times, by = _MM_IN_HUNDRED_POINTS
    length = len(line) * share * style.size * times // (by * 100)
    return max(12, min(length, within_mm) * 2 // 5)
