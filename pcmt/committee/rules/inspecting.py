"""What an inspection (kiểm tra, đôn đốc) says: the order, what was seen at a unit, what must be put right by when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal

INSPECTION_KINDS = {"planned": "Kiểm tra theo kế hoạch", "surprise": "Kiểm tra đột xuất", "urging": "Đôn đốc"}
MARKS = {"met": "Đạt", "partly": "Đạt một phần", "unmet": "Chưa đạt", "none": "Không thuộc đơn vị"}
MARK_TONES = {"met": "met", "partly": "late", "unmet": "risk", "none": "void"}
LONGEST_TITLE, LONGEST_NAME, LONGEST_WORDS, MOST_MEMBERS = 300, 200, 4000, 40


class BadInspection(Refusal):
    """This will say what is wrong with an inspection, or with what was found."""

    code = "bad_inspection"


@dataclass(frozen=True)
class InspectionInput:
    """An order to inspect. team: each as (name, title), who leads first. checklist: one version by its identifier."""

    title: str
    kind: str
    checklist: str
    days: tuple[date, date]
    team: tuple[tuple[str, str], ...]
    decision_id: int | None = None
    plan_id: int | None = None
    note: str = ""


@dataclass(frozen=True)
class MarkInput:
    """What was seen of one item of the checklist."""

    item: str
    answer: str
    note: str = ""


@dataclass(frozen=True)
class VisitInput:
    """What was seen at a unit, on which day. met: who stood for the unit, name and title."""

    visited_on: date
    met: str
    marks: tuple[MarkInput, ...]
    words: str = ""


@dataclass(frozen=True)
class FindingInput:
    """What must be put right: what was found, what is to be done, by when."""

    words: str
    remedy: str
    due_on: date


def check_inspection(said: InspectionInput, *, known: int, agency_ids: Collection[int]) -> None:
    """This will refuse with BadInspection one without a name, a team, a unit, or with days the wrong way round."""
    wrong = {}
    if not as_reason(said.title) or len(said.title) > LONGEST_TITLE:
        wrong["title"] = f"Ghi nội dung kiểm tra, nhiều nhất {LONGEST_TITLE} ký tự."
    if said.kind not in INSPECTION_KINDS:
        wrong["kind"] = "Chọn loại kiểm tra."
    if said.days[1] < said.days[0]:
        wrong["ends_on"] = "Ngày cuối phải từ ngày đầu trở đi."
    if not 1 <= len(said.team) <= MOST_MEMBERS:
        wrong["team"] = f"Ghi từ một đến {MOST_MEMBERS} thành viên đoàn, trưởng đoàn trước."
    elif any(not as_reason(name) or max(len(name), len(title)) > LONGEST_NAME for name, title in said.team):
        wrong["team"] = f"Mỗi dòng một người: họ tên, chức danh, mỗi phần nhiều nhất {LONGEST_NAME} ký tự."
    if not agency_ids or known != len(agency_ids):
        wrong["agencies"] = "Chọn ít nhất một đơn vị có trong danh mục."
    if len(said.note) > LONGEST_WORDS:
        wrong["note"] = f"Nhiều nhất {LONGEST_WORDS} ký tự."
    if wrong:
        raise BadInspection("Cuộc kiểm tra chưa đủ.", remedy="Sửa các mục được nêu.", fields=wrong)


def check_visit(said: VisitInput, items: Iterable[str], *, starts_on: date, today: date) -> None:
    """This will refuse with BadInspection a visit ahead of its day, or one that leaves an item of the checklist out.

    What is not wholly met says why. Fields: "answer-ITEM", "note-ITEM".
    """
    wrong = {}
    if not starts_on <= said.visited_on <= today:
        wrong["visited_on"] = "Ngày kiểm tra phải từ ngày bắt đầu của cuộc kiểm tra đến hôm nay."
    if not as_reason(said.met) or len(said.met) > LONGEST_NAME:
        wrong["met"] = "Ghi họ tên, chức danh đại diện đơn vị."
    if len(said.words) > LONGEST_WORDS:
        wrong["words"] = f"Nhiều nhất {LONGEST_WORDS} ký tự."
    told = {one.item: one for one in said.marks}
    for item in items:
        mark = told.pop(item, None)
        if mark is None or mark.answer not in MARKS:
            wrong[f"answer-{item}"] = "Chọn mức đạt."
        elif mark.answer in ("partly", "unmet") and not as_reason(mark.note):
            wrong[f"note-{item}"] = "Chưa đạt thì ghi rõ thiếu gì."
        elif len(mark.note) > LONGEST_WORDS:
            wrong[f"note-{item}"] = f"Nhiều nhất {LONGEST_WORDS} ký tự."
    if told:
        raise BadInspection("Có mục không thuộc danh mục kiểm tra.", remedy="Tải lại trang.")
    if wrong:
        raise BadInspection("Kết quả kiểm tra chưa đủ.", remedy="Sửa các mục được nêu.", fields=wrong)


def check_finding(said: FindingInput, *, visited_on: date) -> None:
    """This will refuse with BadInspection a finding without words or remedy, or due before the visit."""
    wrong = {}
    if not as_reason(said.words) or len(said.words) > LONGEST_WORDS:
        wrong["words"] = "Ghi tồn tại, hạn chế."
    if not as_reason(said.remedy) or len(said.remedy) > LONGEST_WORDS:
        wrong["remedy"] = "Ghi đơn vị phải làm gì."
    if said.due_on < visited_on:
        wrong["due_on"] = "Thời hạn phải từ ngày kiểm tra trở đi."
    if wrong:
        raise BadInspection("Tồn tại chưa đủ.", remedy="Sửa các mục được nêu.", fields=wrong)
