"""Kinds of what does not fit, in the words of the screen: what it is, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from pcmt.reporting.rules.old_books.fitting import Misfit

SHOWN = 12

KINDS = {
    "no_element": ("Cột, dòng chưa chọn chỉ tiêu", "Chọn chỉ tiêu, hoặc “Không lấy”, ở phần Chỉ tiêu."),
    "no_unit": ("Không biết là đơn vị nào", "Chọn đơn vị ở phần Đơn vị, hoặc bỏ qua tên đó."),
    "several_units": ("Nhiều đơn vị cùng tên", "Chọn đúng đơn vị ở phần Đơn vị."),
    "not_then": (
        "Đơn vị không có trên bản đồ của kỳ đó",
        "Kiểm tra kỳ; chọn đơn vị khi đó ở phần Đơn vị.",
    ),
    "above": ("Số của cấp trên: hệ thống tự cộng từ cấp xã", "Nạp số của từng xã, hoặc bỏ qua dòng này."),
    "no_period": ("Không đọc được kỳ của ô", "Sửa chỗ ghi kỳ, hoặc điền năm, ở phần Cách đọc."),
    "not_over": ("Kỳ chưa kết thúc", "Số của kỳ đang chạy nhập theo biểu báo cáo."),
    "not_a_figure": ("Ô không phải số", "Sửa trong tệp rồi chọn lại, hoặc bỏ các ô này."),
    "twice": ("Một số liệu có hai giá trị trong tệp", "Giữ một chỗ: bỏ trang, cột hoặc dòng còn lại."),
    "closed": ("Đã chốt theo báo cáo, khác với sổ", "Sửa số đã chốt bằng đính chính, không bằng sổ cũ."),
    "total_differs": ("Dòng cộng không khớp các dòng", "Đối chiếu bản giấy; dòng cộng không được nạp."),
    "column_differs": ("Cột tổng không khớp các cột", "Đối chiếu bản giấy."),
}
DOUBTS = frozenset({"total_differs", "column_differs"})
"""Kinds that leave no figure out: what they tell of is loaded all the same."""


@dataclass(frozen=True)
class MisfitGroup:
    """What does not fit for one reason: how many cells, the first of them, and what is told of each."""

    kind: str
    label: str
    remedy: str
    count: int
    first: tuple[Misfit, ...]

    @property
    def leaves_out(self) -> bool:
        """Whether the figures of these cells are not loaded."""
        return self.kind not in DOUBTS


def grouped(misfits: Iterable[Misfit]) -> tuple[MisfitGroup, ...]:
    """This will group misfits by kind, in the order in which one deals with them."""
    by_kind: dict[str, list[Misfit]] = {}
    for one in misfits:
        by_kind.setdefault(one.kind, []).append(one)
    return tuple(
        MisfitGroup(kind, *KINDS[kind], count=len(by_kind[kind]), first=tuple(by_kind[kind][:SHOWN]))
        for kind in KINDS
        if kind in by_kind
    )
