"""The sheet in which agencies are handed in."""

from pcmt.agencies.queries.directory import kinds
from workbook.spec import Column, SheetSpec


def agencies_sheet() -> SheetSpec:
    """This will give the sheet of agencies with the kinds of the rulebook to choose from."""
    return SheetSpec(
        name="Cơ quan",
        columns=(
            Column("name", "Tên đầy đủ", required=True, width=44, help="Như trong quyết định thành lập."),
            Column("short_name", "Tên gọi tắt", longest=120, help="Tên dùng trên bảng, ví dụ Sở VHTTDL."),
            Column("kind", "Loại", "choice", required=True, choices=kinds(), width=30),
            Column(
                "area", "Địa bàn", required=True, longest=120, help="Tên hoặc mã tỉnh, xã, phường: Xã Sen Hồng, 99003."
            ),
            Column(
                "parent",
                "Cơ quan cấp trên",
                width=36,
                help="Tên một cơ quan trong danh bạ hoặc trong chính bảng này; để trống nếu không trực thuộc.",
            ),
            Column(
                "aliases",
                "Văn bản còn gọi là",
                "list",
                longest=1000,
                width=36,
                help="Các tên khác: PC04; Phòng Ma túy.",
            ),
            Column("address", "Địa chỉ", width=36),
            Column("phone", "Điện thoại cơ quan", longest=60, help="Số của cơ quan, không ghi số riêng."),
            Column("email", "Thư điện tử công vụ", longest=120, width=28),
            Column("contact_title", "Đầu mối trả lời", longest=120, help="Chức danh, ví dụ Chánh Văn phòng."),
            Column("valid_from", "Hoạt động từ ngày", "date", required=True, width=18),
            Column("basis", "Căn cứ", longest=300, width=40, help="Số, ngày, cơ quan ban hành của quyết định."),
        ),
        instructions=(
            "Mỗi dòng một cơ quan. Giữ nguyên hàng tiêu đề; thứ tự cột và thứ tự dòng không bắt buộc.",
            "Có một dòng sai thì chưa dòng nào được nhập: tải tệp đã ghi lỗi về, sửa rồi nộp lại.",
        ),
        most_rows=2000,
    )
