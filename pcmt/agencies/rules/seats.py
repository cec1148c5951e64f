"""What seats of a committee there are, and what a committee must have."""

from collections.abc import Iterable

COMMITTEE_LABELS = {"ban_chi_dao": "Ban Chỉ đạo", "to_giup_viec": "Tổ giúp việc"}
DECISION_LABELS = {"found": "Thành lập", "change": "Kiện toàn", "end": "Kết thúc hoạt động"}
SEAT_LABELS = {
    "head": "Trưởng Ban",
    "deputy_standing": "Phó Trưởng Ban Thường trực",
    "deputy": "Phó Trưởng Ban",
    "member": "Thành viên",
    "secretary": "Thư ký",
}
TEAM_LABELS = {
    "head": "Tổ trưởng",
    "deputy_standing": "Tổ phó Thường trực",
    "deputy": "Tổ phó",
    "member": "Thành viên",
    "secretary": "Thư ký",
}


def seat_label(committee_kind: str, role: str) -> str:
    """This will name a role as its committee does: the head of a support team is its "Tổ trưởng"."""
    return (TEAM_LABELS if committee_kind == "to_giup_viec" else SEAT_LABELS)[role]


def seat_block(committee_kind: str, role: str) -> tuple[str, ...]:
    """This will give the lines of authority by which a seat signs for its committee; () where it does not sign.

    The head signs for the whole, a deputy in the head's place (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.7).
    """
    body, head = f"TM. {COMMITTEE_LABELS[committee_kind]}".upper(), seat_label(committee_kind, "head").upper()
    if role == "head":
        return (body, head)
    if role in ("deputy_standing", "deputy"):
        return (body, f"KT. {head}", seat_label(committee_kind, role).upper())
    return ()


def rank(role: str) -> int:
    """This will give the place of a role in lists, leaders first."""
    return [*SEAT_LABELS].index(role)


def flaw_of_roles(committee_kind: str, roles: Iterable[str]) -> str:
    """This will say what is wrong with the roles of a committee's seats; "" where nothing is."""
    found = [*roles]
    name, head = COMMITTEE_LABELS[committee_kind], seat_label(committee_kind, "head")
    if any(role not in SEAT_LABELS for role in found) or found.count("head") != 1:
        return f"{name} phải có đúng một {head}."
    if found.count("deputy_standing") > 1:
        return f"{name} chỉ có một {seat_label(committee_kind, 'deputy_standing')}."
    return ""
