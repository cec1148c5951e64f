"""The shape of the sheet: one row a target or task."""

from pcmt.plans.rules.inputs import RECURRENCES, RELATIONS
from workbook.spec import Column, SheetSpec

KINDS = (("target", "Chỉ tiêu"), ("task", "Nhiệm vụ"))
TOLD = ("state", "quote")
"""Columns that are told and never taken back."""
MOST_ROWS = 5000


def plan_sheets_of(plan_id: int) -> str:
    """This will give the purpose under which sheets of one plan are kept: one plan's is not entered into another."""
    return f"plans.preview_plan:{plan_id}"


def plan_sheet() -> SheetSpec:
    """This will give the sheet of a plan's targets and tasks."""
    return SheetSpec(
        name="Kế hoạch",
        columns=(
            Column("ref", "Mã", longest=32, width=12, help="Hệ thống cấp; để trống ở dòng mới."),
            Column("kind", "Loại", "choice", required=True, choices=KINDS, width=12),
            Column("item", "Thuộc mục", longest=2100, width=30, help="Tên mục, dự án đã có trong kế hoạch."),
            Column("title", "Nội dung", required=True, longest=4000, width=60),
            Column(
                "leads",
                "Chủ trì",
                "list",
                longest=20_000,
                width=30,
                help="Nhiệm vụ: cách nhau bằng “;”. Chỉ tiêu: một cơ quan.",
            ),
            Column("supports", "Phối hợp", "list", longest=20_000, width=30),
            Column("due_on", "Hạn", "date", width=14, help="Nhiệm vụ làm một lần: ngày/tháng/năm."),
            Column("within", "Thời hạn như văn bản ghi", longest=255, width=24),
            Column("every", "Lặp lại", "choice", choices=tuple(RECURRENCES.items())[1:], width=14),
            Column("product", "Sản phẩm", longest=255, width=24),
            Column("weight", "Trọng số", longest=3, width=10, help="Nhiệm vụ; từ 1 đến 100, để trống là giữ nguyên."),
            Column("indicator", "Mã chỉ số", longest=64, width=12, help="Chỉ tiêu; để trống nếu chưa gắn chỉ số."),
            Column("relation", "So với mức", "choice", choices=tuple(RELATIONS.items()), width=16),
            Column("value", "Mức", longest=32, width=12),
            Column("value_high", "Mức cao", longest=32, width=12),
            Column("unit", "Đơn vị tính", longest=64, width=12),
            Column("by", "Đến kỳ", longest=32, width=12, help="2030, 2026-Q4, 2026-11."),
            Column("scope", "Địa bàn", longest=120, width=24, help="Tên hoặc mã tỉnh, xã, phường."),
            Column(
                "part",
                "Khu vực, loại xã",
                longest=160,
                width=24,
                help="Chỉ tiêu chỉ giao một phần của tỉnh: tên khu vực, tuyến, hoặc: các xã, các phường, các đặc khu.",
            ),
            Column("anchor", "Mục trong văn bản", longest=128, width=16, help="Như III.1.a; để trống nếu không có."),
            Column("state", "Trạng thái", longest=120, width=18, help="Chỉ để xem."),
            Column("quote", "Nguyên văn", longest=30_000, width=60, help="Chỉ để xem."),
        ),
        instructions=(
            "Mỗi dòng một chỉ tiêu hoặc nhiệm vụ. Dòng có mã thì sửa mục đã có; dòng không có mã thì thêm mới.",
            "Có một dòng sai thì chưa dòng nào được nhập.",
        ),
        most_rows=MOST_ROWS,
    )
