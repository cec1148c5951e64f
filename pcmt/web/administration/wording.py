"""How the journal's page words an entry: what its subject is, and what changed, in the words of the screens."""

from collections.abc import Mapping
from typing import Any

from pcmt.rulebook.queries import book
from pcmt.web.history import action_names

SUBJECTS = {
    "area": "Địa bàn",
    "agency": "Cơ quan",
    "anchor": "Điểm neo nhật ký",
    "area_event": "Thay đổi địa bàn",
    "journal": "Nhật ký",
    "person": "Người",
    "committee": "Ban Chỉ đạo",
    "delegation": "Ủy quyền, ký thay",
    "document": "Văn bản",
    "duty": "Báo cáo phải gửi",
    "file": "Tệp",
    "period": "Kỳ báo cáo",
    "plan": "Kế hoạch",
    "programme": "Chương trình phối hợp",
    "post": "Chức vụ",
    "report": "Báo cáo tổng hợp",
    "submission": "Báo cáo số liệu",
    "suggestion": "Gợi ý từ văn bản",
    "target": "Chỉ tiêu",
    "task": "Nhiệm vụ",
    "user": "Tài khoản",
}
FIELDS = {
    "address": "địa chỉ",
    "agency": "cơ quan",
    "apart": "giữ cả hai bên, có lý do",
    "anchor": "vị trí trong văn bản",
    "area": "địa bàn",
    "authenticators": "số ứng dụng xác thực",
    "arrival_number": "số đến",
    "arrived_on": "ngày đến",
    "blocks": "phần lời văn",
    "by": "thời hạn",
    "cells": "số liệu",
    "changed": "số liệu thay đổi",
    "class": "kết quả phân loại",
    "closed": "vai trò, ủy quyền hết theo",
    "code": "mã",
    "codes": "số mã dự phòng",
    "contact_title": "đầu mối trả lời",
    "decision": "quyết định phân loại",
    "digest": "mã kiểm tra",
    "document": "văn bản",
    "due_on": "hạn",
    "duties": "số báo cáo phải gửi",
    "element": "nội dung số liệu",
    "email": "thư điện tử",
    "end": "đến ký tự",
    "expires_at": "hết hạn lúc",
    "failures": "số lần sai",
    "file": "tệp",
    "form": "biểu số liệu",
    "from": "từ",
    "grant": "lần giao vai trò",
    "held_on": "ngày sơ kết",
    "holds_from": "có hiệu lực từ",
    "identity": "liên kết cổng đăng nhập",
    "indicator": "chỉ số",
    "is_head": "là người đứng đầu",
    "issued_on": "ngày ban hành",
    "issuer": "cơ quan ban hành",
    "kind": "loại",
    "last_day": "ngày cuối",
    "layout": "mẫu báo cáo",
    "leads": "chủ trì",
    "level": "cấp",
    "link": "mã niêm phong",
    "links": "liên kết",
    "means": "bằng",
    "media_type": "định dạng",
    "name": "tên",
    "networks": "dải địa chỉ",
    "number": "số, ký hiệu",
    "opened": "báo cáo mở lại",
    "order": "lần giao ký",
    "parent": "cơ quan cấp trên",
    "passkey": "khóa truy cập",
    "passkeys": "số khóa truy cập",
    "party_line": "được đề nghị, không giao việc",
    "percent": "tiến độ (%)",
    "period": "kỳ",
    "permissions": "các việc",
    "person": "người",
    "phone": "điện thoại",
    "place": "nơi ban hành",
    "plan": "kế hoạch",
    "position": "số mục đã niêm phong",
    "post": "chức vụ",
    "posts": "chức vụ",
    "power": "cách ký",
    "progress": "lần ghi tiến độ",
    "proposal": "đề nghị giao vai trò",
    "provider": "cổng đăng nhập",
    "purpose": "mục đích",
    "reference": "trở thành",
    "refused": "lý do từ chối",
    "relation": "quan hệ",
    "replaced": "thay ứng dụng cũ",
    "result": "kết quả",
    "review": "buổi sơ kết",
    "role": "vai trò",
    "round": "lần gửi",
    "rulebook": "bộ quy tắc",
    "scale": "số chữ số thập phân",
    "scaled": "giá trị lưu",
    "scope": "phạm vi",
    "seats": "vị trí thành viên",
    "section": "phần",
    "session": "phiên đăng nhập",
    "sessions": "số phiên kết thúc",
    "short_name": "tên gọi tắt",
    "signer": "người ký",
    "size": "dung lượng (byte)",
    "start": "từ ký tự",
    "state": "trạng thái",
    "successor": "nhận bàn giao",
    "successors": "đơn vị kế tục",
    "suggestion": "gợi ý",
    "supports": "phối hợp",
    "symbol": "ký hiệu",
    "text": "mã kiểm tra nội dung",
    "title": "trích yếu",
    "to": "đến",
    "token": "mã kết nối",
    "tokens": "số mã kết nối hết theo",
    "type": "loại đơn vị",
    "urgency": "độ khẩn",
    "user": "tài khoản",
    "users": "tài khoản",
    "valid_from": "hiệu lực từ",
    "valid_to": "hiệu lực đến",
    "value": "mức",
    "version": "phiên bản",
    "voided": "xác nhận mất hiệu lực",
    "wrong": "sai ở",
}
STATES = {
    "active": "đang theo dõi",
    "adopted": "đã xác nhận",
    "dismissed": "đã loại bỏ",
    "open": "chờ xác nhận",
    "withdrawn": "đã rút",
}
RESULTS = {
    "accepted": "đúng",
    "signed_in": "thành công",
    "password": "mật khẩu",
    "passkey": "khóa truy cập",
    "code": "mã xác thực",
    "recovery": "mã dự phòng",
    "refused": "bị từ chối",
    "is_secret": "có dấu mật",
}
CAUSES = {
    "aud": "câu trả lời của cổng dành cho hệ thống khác",
    "azp": "câu trả lời của cổng dành cho hệ thống khác",
    "code": "cổng không nhận mã trao đổi",
    "exp": "câu trả lời của cổng đã hết hạn",
    "iat": "giờ phát hành của cổng không khớp",
    "iss": "câu trả lời không phải của cổng này",
    "kid": "cổng ký bằng khóa chưa biết",
    "nbf": "câu trả lời của cổng chưa đến giờ dùng",
    "nonce": "câu trả lời của cổng thuộc lượt đăng nhập khác",
    "signature": "chữ ký của cổng không đúng",
    "sub": "cổng không cho biết là ai",
    "unknown": "người ở cổng chưa liên kết với tài khoản nào",
    "password_due": "tài khoản chờ đặt mật khẩu mới",
    "token_elsewhere": "từ địa chỉ không được nhận",
    "token_expired": "mã kết nối hết thời hạn",
    "token_no_post": "người cấp không còn chức vụ đó",
    "token_nothing_left": "người cấp không còn quyền nào của mã",
    "token_owner_owes": "người cấp chưa đổi mật khẩu hoặc chưa có bước hai",
    "token_revoked": "mã kết nối đã thu hồi",
}
"""What was wrong with an attempt, as accounts notes it in one word (accounts/rules/oidc.py, rules/tokens.py)."""
STATES_OF = {"submission": "submission", "report": "report", "task": "task"}
"""The lifecycle that names the states of a kind of thing."""
LONGEST, FEW = 16, 2


def subject_words(subject: str) -> str:
    """This will tell what kind of thing "submission:12" is; the reference itself for a kind without a word."""
    return SUBJECTS.get(subject.partition(":")[0], subject)


def changes(subject: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """This will tell what changed, a line a field: "trạng thái: chưa thực hiện → đang thực hiện"."""
    kind = subject.partition(":")[0]
    return tuple(
        f"{FIELDS.get(name, name)}: {_change(kind, name, before, after)}"
        for name in sorted(before.keys() | after.keys(), key=lambda name: FIELDS.get(name, name))
        if before.get(name) != after.get(name)
    )


def _change(kind: str, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    new = _value(kind, name, after.get(name))
    return f"{_value(kind, name, before[name])} → {new}" if name in before and name != "cells" else new


def _value(kind: str, name: str, value: Any) -> str:
    match value:
        case None | "" | []:
            return "–"
        case bool():
            return "có" if value else "không"
        case dict() | list() if name in ("cells", "changed"):
            return _cells([*value])
        case list():
            return ", ".join(RESULTS.get(str(one), str(one)) for one in value)
        case str() if name == "state":
            return _state(kind, value)
        case str() if name in ("digest", "link", "rulebook", "text"):
            return f"{value[:LONGEST]}…"
        case str() if name == "wrong":
            return CAUSES.get(value, value)
        case str() if name == "role":
            return next((role.label for role in book().roles() if role.code == value), value)
        case str() if name == "purpose":
            return action_names().get(value, value)
    return RESULTS.get(str(value), str(value))


def _cells(codes: list[str]) -> str:
    known = book().element_by_code
    named = [known[code].label if code in known else code for code in codes[:FEW]]
    return f"{len(codes)} ô ({'; '.join(named)}{'…' if len(codes) > FEW else ''})"


def _state(kind: str, code: str) -> str:
    if kind in STATES_OF:
        states = book().lifecycle(STATES_OF[kind]).states
        return states[code].label.lower() if code in states else code
    return STATES.get(code, code)
