"""What was done with a thing, as its page tells it: the journal's entries, each action by its name in the rulebook."""

from collections.abc import Iterable

from django.utils.timezone import localtime

from pcmt.journal.queries import EntryView
from pcmt.rulebook.queries import book
from pcmt.web.components import Event, StateKind
from pcmt.web.formats.figures import datetime_text

# What everybody may do needs no permission and so has no name in the rulebook.
UNGRANTED = {
    "accounts.begin": "Tạo tài khoản đầu tiên",
    "accounts.sign_in": "Nhập tên và mật khẩu",
    "accounts.enter_code": "Nhập mã xác thực",
    "accounts.open_session": "Đăng nhập",
    "accounts.prove_again": "Xác nhận lại danh tính",
    "accounts.sign_out": "Đăng xuất",
    "accounts.end_session": "Kết thúc một phiên đăng nhập",
    "accounts.set_password": "Đặt mật khẩu qua đường liên kết",
    "accounts.begin_authenticator": "Bắt đầu cài ứng dụng xác thực",
    "accounts.confirm_authenticator": "Đưa ứng dụng xác thực vào dùng",
    "accounts.remove_authenticator": "Bỏ ứng dụng xác thực",
    "accounts.add_passkey": "Thêm khóa truy cập",
    "accounts.use_passkey": "Dùng khóa truy cập",
    "accounts.remove_passkey": "Bỏ khóa truy cập",
    "accounts.begin_identity": "Bắt đầu liên kết cổng đăng nhập",
    "accounts.confirm_identity": "Liên kết cổng đăng nhập",
    "accounts.use_identity": "Đăng nhập qua cổng",
    "accounts.issue_token": "Cấp mã kết nối",
    "accounts.use_token": "Dùng mã kết nối từ địa chỉ mới",
    "accounts.make_recovery_codes": "Tạo mã dự phòng",
    "accounts.change_password": "Đổi mật khẩu",
    "files.keep": "Lưu tệp",
    "files.keep_sheet": "Lưu bảng tính được nộp",
}
SHAPES: dict[str, StateKind] = {
    "plans.adopt_suggestion": "met",
    "plans.accept_task": "met",
    "plans.return_task": "risk",
    "plans.pause_task": "void",
    "plans.withdraw_target": "void",
    "plans.withdraw_task": "void",
    "publications.return_draft": "risk",
    "publications.issue": "met",
}


def action_names() -> dict[str, str]:
    """This will give every action that the journal may hold in words, by its name."""
    granted = {code: label for code, label in book().permissions.items() if not code.endswith((".view", ".manage"))}
    return granted | UNGRANTED


def events(entries: Iterable[EntryView]) -> tuple[Event, ...]:
    """This will tell what was done, newest first; `entries` come oldest first, as the journal gives them."""
    names = action_names()
    return tuple(
        Event(
            names.get(entry.action, entry.action),
            datetime_text(localtime(entry.at)),
            entry.actor_label,
            SHAPES.get(entry.action, "on"),
            entry.reason,
        )
        for entry in reversed(tuple(entries))
    )
