"""What may be delegated, to whom and for how long. Source: written authority with content, term and receiver named."""

from collections.abc import Collection
from datetime import date

from pcmt.kernel.refusal import Refusal

DELEGATION, DEPUTY = "delegation", "deputy"
SIGNS_FOR_HEAD = "KT."
LOOKING = ".view"
ALWAYS_SEEN = frozenset({"agencies.view", "areas.view"})


class CannotDelegate(Refusal):
    """This will say why an authority cannot be given so."""

    code = "cannot_delegate"


def with_looks(given: Collection[str]) -> frozenset[str]:
    """This will add what has to be seen for the deeds that were given, and the directory: looks are never given alone.

    `reporting.sign` brings `reporting.view`; the receiver sees no more than the giver does.
    """
    return frozenset(given) | {f"{name.partition('.')[0]}.view" for name in given} | ALWAYS_SEEN


def check_permissions(wanted: Collection[str], held: Collection[str], undelegated: Collection[str]) -> None:
    """This will refuse an empty authority, what stays with its holder, and what the giver does not hold themselves.

    held: what the giver holds in their own right at the agency; what they hold for others is none of it.
    """
    if not wanted:
        _refuse("permissions", "Chưa chọn việc nào để giao.", "Chọn ít nhất một việc.")
    if kept := sorted(set(wanted) & set(undelegated)):
        _refuse("permissions", f"Việc không được ủy quyền: {', '.join(kept)}.", "Bỏ chọn các việc này.")
    if missing := sorted(set(wanted) - set(held)):
        _refuse(
            "permissions",
            f"Người giao không giữ quyền: {', '.join(missing)}.",
            "Chỉ giao được việc mình đang giữ; việc làm theo ủy quyền không được ủy quyền lại.",
        )


def check_term(kind: str, valid_from: date, valid_to: date | None, day: date) -> None:
    """This will refuse a delegation without a last day, one that ends before it begins, and one given for the past."""
    if kind == DELEGATION and valid_to is None:
        _refuse("valid_to", "Ủy quyền phải có thời hạn.", "Ghi ngày cuối của việc ủy quyền.")
    if valid_from < day:
        _refuse("valid_from", "Không ghi ủy quyền cho thời gian đã qua.", "Chọn ngày bắt đầu từ hôm nay trở đi.")
    if valid_to is not None and valid_to < valid_from:
        _refuse("valid_to", "Ngày cuối phải từ ngày bắt đầu trở đi.", "Kiểm tra lại thời hạn.")


def check_deputy(powers_there: Collection[str]) -> None:
    """This will refuse a standing deputy who holds no post that signs for the head in the same agency."""
    if SIGNS_FOR_HEAD not in powers_there:
        _refuse(
            "receiver",
            "Chỉ cấp phó ký thay (KT.) trong cùng cơ quan được giao làm thay thường xuyên.",
            "Ghi nhận chức vụ cấp phó với thẩm quyền ký KT., hoặc dùng ủy quyền có thời hạn.",
        )


def _refuse(field: str, message: str, remedy: str) -> None:
    raise CannotDelegate(message, remedy=remedy, fields={field: message})
