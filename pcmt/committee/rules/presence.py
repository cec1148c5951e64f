"""Who came to a meeting: present, by a deputy, excused, or not."""

from collections.abc import Iterable
from dataclasses import dataclass

from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal

PRESENCE_LABELS = {"present": "Có mặt", "deputy": "Cử người dự thay", "excused": "Vắng có lý do", "absent": "Vắng"}
"""In the order in which a page offers them."""

NEEDS_NOTE = {"deputy": "Ghi họ tên, chức danh người dự thay.", "excused": "Ghi lý do vắng."}
LONGEST_NOTE = 255


class BadAttendance(Refusal):
    """This will say what is wrong with the list of who came."""

    code = "bad_attendance"


@dataclass(frozen=True)
class Presence:
    """Whether the holder of a seat came; note: the reason, or who came in their stead."""

    seat_id: int
    presence: str
    note: str = ""


@dataclass(frozen=True)
class Turnout:
    """How many seats there are and how many of them were there in person or by a deputy."""

    seats: int
    present: int
    deputies: int
    excused: int
    absent: int

    @property
    def attended(self) -> int:
        """Those for whom somebody sat at the table."""
        return self.present + self.deputies


def check_presence(said: Iterable[Presence], seat_ids: Iterable[int], chair_id: int) -> None:
    """This will refuse with BadAttendance a list that leaves out a seat, or a chair who was not there.

    Fields are named "presence-SEAT" and "note-SEAT".
    """
    told = {one.seat_id: one for one in said}
    wrong = {f"presence-{seat}": "Chọn có mặt hay vắng." for seat in seat_ids if seat not in told}
    for one in told.values():
        if one.presence not in PRESENCE_LABELS:
            wrong[f"presence-{one.seat_id}"] = "Chọn có mặt hay vắng."
        elif one.presence in NEEDS_NOTE and not as_reason(one.note):
            wrong[f"note-{one.seat_id}"] = NEEDS_NOTE[one.presence]
        elif len(one.note) > LONGEST_NOTE:
            wrong[f"note-{one.seat_id}"] = f"Nhiều nhất {LONGEST_NOTE} ký tự."
    chair = told.get(chair_id)
    if chair is None or chair.presence != "present":
        wrong["chair"] = "Người chủ trì phải là thành viên có mặt."
    if wrong:
        raise BadAttendance("Thành phần dự họp chưa đủ.", remedy="Sửa các dòng được nêu.", fields=wrong)


def turnout(presences: Iterable[str]) -> Turnout:
    """This will count a list of presences."""
    found = [*presences]
    return Turnout(
        seats=len(found),
        present=found.count("present"),
        deputies=found.count("deputy"),
        excused=found.count("excused"),
        absent=found.count("absent"),
    )
