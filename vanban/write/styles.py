"""Measures of each kind of line, one table for all writers (Nghị định 30/2020/NĐ-CP, Phụ lục I).

Sizes and spaces are in points, indents in tenths of a millimetre.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

# Page and margins in millimetres (Phụ lục I, phần I: top and bottom 20-25, left 30-35, right 15-20).
PAGE_MM: Final = (210, 297)
MARGIN_TOP_MM: Final = 20
MARGIN_BOTTOM_MM: Final = 20
MARGIN_LEFT_MM: Final = 30
MARGIN_RIGHT_MM: Final = 15
TEXT_MM: Final = PAGE_MM[0] - MARGIN_LEFT_MM - MARGIN_RIGHT_MM
PAGE_NUMBER_PT: Final = 14
FIRST_LINE: Final = 127


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of line looks; `name` is shown by Word, `outline` is the level in its navigation."""

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


def _running(name: str, **changes: int | bool) -> Style:
    """Give a style of running text: 14 pt, justified, first line 1.27 cm, 6 pt between paragraphs."""
    return Style(name, 14, align="justify", first_line=FIRST_LINE, after=6, **changes)  # type: ignore[arg-type]  # keys are Style's own


STYLES: Final[dict[str, Style]] = {
    # head
    "superior": Style("Cơ quan chủ quản", 13),
    "issuer": Style("Cơ quan ban hành", 13, bold=True),
    "star": Style("Dấu sao", 14),
    "nation": Style("Quốc hiệu", 13, bold=True),
    "party": Style("Tiêu đề Đảng", 15, bold=True),
    "motto": Style("Tiêu ngữ", 14, bold=True),
    "number": Style("Số ký hiệu", 13, before=3),
    "letter_subject": Style("Trích yếu công văn", 12, before=3),
    "place_date": Style("Địa danh ngày tháng", 14, italic=True, before=3),
    "mark": Style("Dấu mức độ", 13, bold=True, before=3),
    "page_number": Style("Số trang", PAGE_NUMBER_PT),
    # title
    "kind": Style("Tên loại", 14, bold=True, before=14, keep_next=True),
    "title": Style("Trích yếu", 14, bold=True, keep_next=True),
    "title_end": Style("Gạch dưới trích yếu", 14, after=6, keep_next=True),
    "addressee": Style("Kính gửi", 14, before=14, after=6),
    "addressee_list": Style("Nơi kính gửi", 14, align="left", left=450, after=3),
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
    "cell_head": Style("Đầu cột", 12, bold=True, before=2, after=2),
    "cell": Style("Ô bảng", 12, align="left", before=2, after=2),
    "cell_total": Style("Ô tổng cộng", 12, bold=True, align="left", before=2, after=2),
    "after_table": Style("Sau bảng", 6),
    # foot
    "recipients": Style("Nơi nhận", 12, bold=True, italic=True, align="left"),
    "recipients_party": Style("Nơi nhận Đảng", 12, align="left", underline=True),
    "recipient": Style("Danh sách nơi nhận", 11, align="left"),
    "sign_authority": Style("Quyền hạn chức vụ", 14, bold=True),
    "sign_space": Style("Chỗ ký", 14, italic=True),
    "sign_name": Style("Họ tên người ký", 14, bold=True),
    # annexes
    "annex_label": Style("Phụ lục", 14, bold=True, keep_next=True, outline=1),
    "annex_note": Style("Kèm theo", 14, italic=True, after=3),
}
