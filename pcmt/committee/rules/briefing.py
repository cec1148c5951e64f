"""What a briefing must say, and how an agency stands with one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pcmt.kernel.refusal import Refusal

FORM_LABELS = {
    "meeting": "Hội nghị trực tiếp",
    "online": "Hội nghị trực tuyến",
    "joined": "Lồng ghép sinh hoạt, giao ban",
    "paper": "Sao gửi văn bản",
}
"""In the order in which a page offers them."""

MOST_PEOPLE = 1_000_000
LONGEST_PLACE = 200

Standing = Literal["done", "done_late", "waiting", "late"]
STANDINGS: dict[Standing, tuple[str, str]] = {
    "done": ("met", "đã quán triệt"),
    "done_late": ("late", "đã quán triệt, sau hạn"),
    "waiting": ("void", "chưa quán triệt"),
    "late": ("risk", "quá hạn"),
}
"""Tone and words of each."""


class BadBriefing(Refusal):
    """This will say what is wrong with a request for a briefing, or with what an agency says of one."""

    code = "bad_briefing"


@dataclass(frozen=True)
class SessionInput:
    """A sitting as an agency tells it; invited, present: persons."""

    held_on: date
    place: str
    form: str
    invited: int
    present: int
    words: str = ""


def check_session(said: SessionInput, *, issued_on: date | None, today: date) -> None:
    """This will refuse with BadBriefing a sitting ahead of its day, before its document, or with impossible figures."""
    wrong = {}
    if said.held_on > today:
        wrong["held_on"] = "Ngày quán triệt không được sau hôm nay."
    elif issued_on is not None and said.held_on < issued_on:
        wrong["held_on"] = "Ngày quán triệt không được trước ngày ban hành văn bản."
    if not said.place.strip() or len(said.place) > LONGEST_PLACE:
        wrong["place"] = "Ghi nơi tổ chức."
    if said.form not in FORM_LABELS:
        wrong["form"] = "Chọn hình thức."
    if not 1 <= said.invited <= MOST_PEOPLE:
        wrong["invited"] = "Ghi số người được triệu tập, từ 1 trở lên."
    elif not 0 <= said.present <= said.invited:
        wrong["present"] = "Số người dự không quá số triệu tập; có người dự thêm thì tính cả vào số triệu tập."
    if wrong:
        raise BadBriefing("Kết quả quán triệt chưa đủ.", remedy="Sửa các mục được nêu.", fields=wrong)


def standing(held_on: Iterable[date], *, due_on: date, on: date) -> Standing:
    """This will tell how an agency stands that held sittings on these days, by the day asked: the first one counts."""
    days = [day for day in held_on if day <= on]
    if days:
        return "done" if min(days) <= due_on else "done_late"
    return "late" if on > due_on else "waiting"
