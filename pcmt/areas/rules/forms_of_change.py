"""What each kind of change is made of: how many old units and new ones, and which of them go on."""

from collections import Counter

from pcmt.areas.rules.change import KIND_LABELS, Change
from pcmt.kernel.refusal import Refusal


def check_frame(change: Change) -> None:
    """This will refuse an unknown kind, a missing basis, and a unit named twice."""
    if change.kind not in KIND_LABELS:
        raise Refusal(f"Không có loại thay đổi địa bàn “{change.kind}”.", remedy="Chọn loại trong danh sách.")
    if not change.basis and not change.document:
        raise Refusal(
            "Chưa ghi căn cứ của thay đổi địa bàn.",
            remedy="Ghi số, ngày, cơ quan ban hành nghị quyết hoặc quyết định.",
            fields={"basis": "Ghi căn cứ pháp lý."},
        )
    for codes in (Counter(change.old), Counter(unit.code for unit in change.units)):
        for code, count in codes.items():
            if count > 1:
                raise Refusal(f"Mã {code} được nêu hai lần.", remedy="Mỗi đơn vị chỉ nêu một lần.", where=code)


_FORMS = {
    "merge": (2, 99, 1, 99, "Nhập, sắp xếp cần từ hai đơn vị cũ trở lên và ít nhất một đơn vị sau sắp xếp."),
    "split": (1, 1, 2, 99, "Chia, tách cần đúng một đơn vị cũ và từ hai đơn vị sau khi chia, tách."),
    "rename": (1, 1, 1, 1, "Đổi tên cần đúng một đơn vị."),
    "retype": (1, 1, 1, 1, "Đổi loại cần đúng một đơn vị."),
    "move": (1, 99, 1, 99, "Chuyển cấp trên trực thuộc cần ít nhất một đơn vị."),
    "open": (0, 0, 1, 99, "Thành lập chỉ nêu đơn vị mới; nếu tách từ đơn vị khác, chọn “Chia, tách”."),
    "close": (1, 99, 0, 0, "Giải thể chỉ nêu đơn vị kết thúc; nếu có đơn vị kế thừa, chọn “Nhập, sắp xếp”."),
}


def check_form(change: Change) -> None:
    """This will refuse what a kind is not made of; changes of one and the same unit must keep its identity."""
    least_old, most_old, least_new, most_new, told = _FORMS[change.kind]
    if not (least_old <= len(change.old) <= most_old and least_new <= len(change.units) <= most_new):
        raise Refusal(told, remedy="Chọn đúng loại thay đổi, hoặc nêu đủ các đơn vị.")
    if change.kind in {"rename", "retype", "move"}:
        kept_whole = sorted(unit.goes_on for unit in change.units) == sorted(change.old)
        if not kept_whole or any(unit.takes for unit in change.units):
            raise Refusal(f"{KIND_LABELS[change.kind]} giữ nguyên đơn vị; không có phần nào chuyển đi.")
    kept = Counter(unit.goes_on for unit in change.units if unit.goes_on)
    for code, count in kept.items():
        if count > 1 or code not in change.old:
            raise Refusal(
                f"Đơn vị {code} chỉ có thể tiếp tục ở một đơn vị, và phải nêu trong các đơn vị cũ.", where=code
            )
