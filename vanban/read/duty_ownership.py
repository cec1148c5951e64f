"""Whose an item is: the agency's that it names, its heading's, or nobody's but the issuer's own."""

from vanban.read.duty_heads import Heading
from vanban.read.orders import Order
from vanban.read.page import Page
from vanban.text import fold

_ANYBODY = ("tổ chức", "cá nhân", "cán bộ", "cấp ủy viên", "thành viên", "lực lượng", "doanh nghiệp", "hộ ", "chủ ")
_OTHERS_WORDS = {"TB", "KL"}  # their issuer writes down what another decided


def is_own_act(page: Page, order: Order) -> bool:
    """This will tell what the issuer says that it does itself: "UBND tỉnh xác định …" is no duty given."""
    if page.metadata.kind in _OTHERS_WORDS:
        return False
    issuer = fold(page.metadata.issuer or "-").replace("uy ban nhan dan", "ubnd")
    name = fold(order.agencies.names[0]).replace("uy ban nhan dan", "ubnd")
    same = len(order.agencies.names) == 1 and (issuer.startswith(name) or issuer.endswith(name))
    return same and order.reason in {"agency-acts", "agency-after-clause"} and name not in {"ubnd", "ban"}


def overrides(order: Order, above: Heading) -> bool:
    """This will tell whether an item's own agency counts and not its heading's."""
    if _leads_party(above) and order.agencies.names[0].startswith("Lãnh đạo "):
        return False
    if (
        not above.weak
        and order.cue.startswith(("Phân công", "Yêu cầu"))
        and order.agencies.names[0].startswith(_ANYBODY)
    ):
        return False  # "b) Phân công tổ chức, cá nhân …", "- Yêu cầu doanh nghiệp …": what the heading's agency does
    if order.explicit or above.weak or order.reason == "agency-acts":
        return True
    return is_among(order, above)


def _leads_party(above: Heading) -> bool:
    """This will tell a Party committee's heading, under which "Lãnh đạo các đơn vị …" is what it does itself."""
    return all(name.startswith(("Đảng ủy", "Chi bộ", "Ban Thường vụ", "Cấp ủy")) for name in above.agencies.names)


def is_among(order: Order, above: Heading) -> bool:
    """This will tell whether the agencies of a sentence are some of those in the heading."""
    names = {fold(name).removeprefix("cac ") for name in above.agencies.names}
    return all(fold(name).removeprefix("cac ") in names for name in order.agencies.names)
