"""What a leader's opinion (ý kiến chỉ đạo) says: on what, whose words, of which day, to whom, until when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal

ABOUT = {"document": "Văn bản", "plan": "Kế hoạch", "task": "Nhiệm vụ"}
"""On what an opinion may be besides what higher packages offer."""

LONGEST_WORDS = 4000


class BadOpinion(Refusal):
    """This will say what is wrong with an opinion, or with what an agency answers to one."""

    code = "bad_opinion"


@dataclass(frozen=True)
class OpinionInput:
    """An opinion as it was said. post_id: whose words they are. agency_ids: to whom, none where it is only noted."""

    about: str
    about_id: int
    post_id: int
    said_on: date
    words: str
    agency_ids: tuple[int, ...] = ()
    due_on: date | None = None


def check_opinion(said: OpinionInput, *, today: date, known: int, kinds: Collection[str]) -> None:
    """This will refuse with BadOpinion one without words, of a day to come, or with a deadline for nobody.

    known: how many of the agencies are in the directory. kinds: on what an opinion may be.
    """
    wrong = {}
    if said.about not in kinds:
        wrong["words"] = "Ý kiến phải gắn với văn bản, kế hoạch, nhiệm vụ hoặc báo cáo."
    if not as_reason(said.words) or len(said.words) > LONGEST_WORDS:
        wrong["words"] = f"Ghi nội dung ý kiến, nhiều nhất {LONGEST_WORDS} ký tự."
    if said.said_on > today:
        wrong["said_on"] = "Ngày cho ý kiến không thể sau hôm nay."
    if said.due_on is not None and said.due_on < said.said_on:
        wrong["due_on"] = "Thời hạn phải từ ngày cho ý kiến trở đi."
    if known != len(said.agency_ids):
        wrong["agencies"] = "Có cơ quan không còn trong danh mục."
    elif said.due_on is not None and not said.agency_ids:
        wrong["agencies"] = "Có thời hạn thì phải có cơ quan thực hiện."
    elif said.agency_ids and said.due_on is None:
        wrong["due_on"] = "Giao cho cơ quan thì ghi thời hạn."
    if wrong:
        raise BadOpinion("Ý kiến chỉ đạo chưa đủ.", remedy="Sửa các mục được nêu.", fields=wrong)
