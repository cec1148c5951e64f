"""What came of figures handed in: how many were new, changed or the same, and which rows were not taken, by kind."""

from dataclasses import asdict, dataclass, field
from typing import Any

ROWS_TOLD = 20

KINDS = {
    "no_form": "Không biết là biểu nào",
    "no_period": "Kỳ báo cáo không đọc được, hoặc không phải kỳ của biểu",
    "not_open": "Kỳ báo cáo chưa mở",
    "no_area": "Không có đơn vị mang mã này trong kỳ",
    "not_owed": "Đơn vị không phải gửi biểu này",
    "several": "Nhiều cơ quan cùng gửi biểu này của địa bàn",
    "no_element": "Biểu không hỏi chỉ tiêu này",
    "computed": "Ô do hệ thống tự tính",
    "not_a_figure": "Giá trị không phải số của ô",
    "no_value": "Không có giá trị",
    "twice": "Một ô có hai dòng trong tệp",
    "not_allowed": "Không được nhập phần này của biểu",
    "closed": "Báo cáo đã gửi hoặc đã chốt",
}

REMEDIES = {
    "no_form": "Ghi mã biểu như trong hệ thống, ví dụ xa-thang.",
    "no_period": "Ghi kỳ đúng loại của biểu: 2026-11, 2026-Q4 hoặc 2026.",
    "not_open": "Đề nghị cơ quan thường trực mở kỳ rồi nộp lại.",
    "no_area": "Dùng mã đơn vị hành chính của kỳ đó, xem ở trang Địa bàn.",
    "not_owed": "Bỏ dòng, hoặc dùng tài khoản của đơn vị phải gửi biểu.",
    "several": "Nhập bằng tài khoản của một cơ quan.",
    "no_element": "Kiểm tra mã chỉ tiêu và phân tổ trên biểu.",
    "computed": "Bỏ dòng: hệ thống tự cộng từ các ô khác.",
    "not_a_figure": "Ghi số viết liền, không tách hàng nghìn: 1234 hoặc 12,5.",
    "no_value": "Ghi 0 nếu không có; bỏ dòng nếu chưa có số liệu.",
    "twice": "Giữ một dòng cho mỗi ô.",
    "not_allowed": "Dùng tài khoản của cơ quan phụ trách phần đó.",
    "closed": "Đề nghị trả lại hoặc mở lại báo cáo trước khi nộp.",
}


@dataclass
class Fault:
    """Rows that were not taken for one reason: the first of them, and what was wrong in the very first."""

    kind: str
    label: str
    remedy: str
    count: int = 0
    rows: list[int] = field(default_factory=list)
    example: str = ""


@dataclass
class Outcome:
    """Counts of rows, reports touched, and faults by kind.

    is_written: false for a trial, and where one fault was enough to take nothing. voided: reports whose confirmations
    or signature no longer stand.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    reports: int = 0
    voided: int = 0
    is_written: bool = False
    by_kind: dict[str, Fault] = field(default_factory=dict)

    def refuse(self, kind: str, row: int, example: str) -> None:
        """This will count a row that is not taken."""
        fault = self.by_kind.get(kind)
        if fault is None:
            fault = self.by_kind[kind] = Fault(kind, KINDS[kind], REMEDIES[kind], example=example)
        self.refused += 1
        fault.count += 1
        if len(fault.rows) < ROWS_TOLD:
            fault.rows.append(row)

    @property
    def plain(self) -> dict[str, Any]:
        """The whole as plain values: `counts`, and `faults` with kind, count and the first rows."""
        counts = ("read", "new", "changed", "same", "refused", "reports", "voided")
        return {
            "written": self.is_written,
            "counts": {name: getattr(self, name) for name in counts},
            "faults": [asdict(fault) for fault in self.faults],
        }

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults, those of most rows first."""
        return tuple(sorted(self.by_kind.values(), key=lambda one: -one.count))
