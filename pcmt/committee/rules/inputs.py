"""What a person says of a meeting and of a conclusion, and what must be right about it."""

from dataclasses import dataclass
from datetime import date, time

from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal

MEETING_KINDS = {"sitting": "Phiên họp", "hearing": "Nghe báo cáo"}
"""A sitting of the committee; a hearing of reports (nghe báo cáo) called on occasion."""

LONGEST_TITLE = 300
LONGEST_REPORT = 6000
LONGEST_ITEM = 500
LONGEST_SECRETARY = 200
MOST_ITEMS = 60


class BadMeeting(Refusal):
    """This will say what a meeting lacks, field by field."""

    code = "bad_meeting"


class BadConclusion(Refusal):
    """This will say what a conclusion lacks, field by field."""

    code = "bad_conclusion"


@dataclass(frozen=True)
class AgendaLine:
    """A point of the agenda and the agency that presents it, None where the committee itself does."""

    title: str
    presenter_id: int | None = None


@dataclass(frozen=True)
class MeetingInput:
    """What an invitation says; papers: registered documents by identifier."""

    title: str
    held_on: date
    begins_at: time | None = None
    place: str = ""
    agenda: tuple[AgendaLine, ...] = ()
    papers: tuple[int, ...] = ()
    kind: str = "sitting"


@dataclass(frozen=True)
class ConclusionInput:
    """A conclusion: its words, whom it charges, by when, what is to come of it.

    lead_words, support_words: names that no registered agency bears. groups: names that mean several agencies, with
    these; shown as they were written.
    """

    words: str
    leads: tuple[int, ...] = ()
    supports: tuple[int, ...] = ()
    lead_words: tuple[str, ...] = ()
    support_words: tuple[str, ...] = ()
    groups: tuple[tuple[str, tuple[int, ...]], ...] = ()
    due_on: date | None = None
    product: str = ""


def check_meeting(said: MeetingInput) -> None:
    """This will refuse with BadMeeting a meeting without a name or without an agenda."""
    wrong = {}
    if said.kind not in MEETING_KINDS:
        wrong["kind"] = "Chọn loại cuộc họp."
    if not said.title.strip() or len(said.title) > LONGEST_TITLE:
        wrong["title"] = f"Ghi tên cuộc họp, nhiều nhất {LONGEST_TITLE} ký tự."
    if not said.agenda or len(said.agenda) > MOST_ITEMS:
        wrong["agenda"] = f"Ghi từ một đến {MOST_ITEMS} nội dung họp, mỗi nội dung một dòng."
    elif any(not one.title.strip() or len(one.title) > LONGEST_ITEM for one in said.agenda):
        wrong["agenda"] = f"Mỗi nội dung phải có lời, nhiều nhất {LONGEST_ITEM} ký tự."
    if wrong:
        raise BadMeeting("Giấy mời họp chưa đủ.", remedy="Sửa các mục được nêu.", fields=wrong)


def check_minutes(words: str, secretary: str, *, begins_at: time | None, ended_at: time | None) -> None:
    """This will refuse with BadMeeting minutes that say nothing, or a meeting that ended before it began."""
    wrong = {}
    if not as_reason(words):
        wrong["words"] = "Ghi diễn biến, ý kiến phát biểu."
    if len(secretary) > LONGEST_SECRETARY:
        wrong["secretary"] = f"Nhiều nhất {LONGEST_SECRETARY} ký tự."
    if begins_at is not None and ended_at is not None and ended_at <= begins_at:
        wrong["ended_at"] = f"Phải sau giờ bắt đầu ({begins_at:%H:%M})."
    if wrong:
        raise BadMeeting("Biên bản chưa đủ.", remedy="Sửa các mục được nêu.", fields=wrong)


def check_conclusion(said: ConclusionInput, held_on: date) -> None:
    """This will refuse with BadConclusion one that says nothing, is due before the meeting, or names a body twice."""
    wrong = {}
    if not said.words.strip():
        wrong["words"] = "Ghi nội dung kết luận."
    if said.due_on is not None and said.due_on < held_on:
        wrong["due_on"] = "Thời hạn phải từ ngày họp trở đi."
    if both := set(said.leads) & set(said.supports):
        wrong["supports"] = f"{len(both)} cơ quan vừa chủ trì vừa phối hợp; mỗi cơ quan chỉ giữ một vai."
    if (said.supports or said.support_words) and not (said.leads or said.lead_words):
        wrong["leads"] = "Có cơ quan phối hợp thì phải có cơ quan chủ trì."
    if wrong:
        raise BadConclusion("Kết luận chưa đủ để giao.", remedy="Sửa các mục được nêu.", fields=wrong)
