"""The sheet in which accounts are handed in."""

from pcmt.agencies import queries as agencies
from pcmt.rulebook.queries import book
from workbook.spec import Column, SheetSpec


def users_sheet() -> SheetSpec:
    """This will give the sheet of accounts with the roles that one administrator may grant alone."""
    roles = tuple((role.code, role.label) for role in book().roles() if not role.two_hands)
    powers = tuple((code, f"{label} ({code})") for code, label in agencies.powers() if code)
    return SheetSpec(
        name="Tài khoản",
        columns=(
            Column("person", "Họ và tên", required=True, longest=120, width=28),
            Column("title", "Chức danh", required=True, longest=120, width=28, help="Như trong quyết định."),
            Column("agency", "Cơ quan", required=True, width=40, help="Tên cơ quan như trong danh bạ."),
            Column("is_head", "Người đứng đầu", "yes", width=12),
            Column("powers", "Thẩm quyền ký", "choice", choices=powers, width=18, help="Cấp phó: ký thay (KT.)."),
            Column(
                "username",
                "Tên đăng nhập",
                required=True,
                longest=64,
                help="Chữ không dấu, số, dấu chấm: xa.senhong.canbo. Một người hai vai trò: hai dòng cùng tên.",
            ),
            Column("role", "Vai trò", "choice", required=True, choices=roles, width=34),
            Column("valid_from", "Từ ngày", "date", required=True, width=14),
            Column("valid_to", "Đến ngày", "date", width=14, help="Để trống nếu không có thời hạn."),
            Column("reason", "Lý do", longest=300, width=36, help="Phải có khi một người giữ hai việc cần tách riêng."),
        ),
        instructions=(
            "Mỗi dòng một vai trò của một người. Người đã có trong danh bạ của cơ quan thì không ghi nhận lại.",
            "Tài khoản mới chưa có mật khẩu: sau khi nhập, cấp đường dẫn để mỗi người tự đặt mật khẩu.",
            "Có một dòng sai thì chưa dòng nào được nhập: tải tệp đã ghi lỗi về, sửa rồi nộp lại.",
        ),
        most_rows=1000,
    )
