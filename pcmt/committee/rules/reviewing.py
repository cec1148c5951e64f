"""What a review (sơ kết, tổng kết) asks and is told, and what must be right about it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal

REVIEW_KINDS = {"interim": "Sơ kết", "final": "Tổng kết", "topic": "Chuyên đề"}
OUTCOMES = {
    "done": "Hoàn thành",
    "on_track": "Đang thực hiện, đúng tiến độ",
    "partly": "Hoàn thành một phần",
    "not_done": "Chưa hoàn thành",
}
TARGET_OUTCOMES = {
    "done": "Đạt",
    "on_track": "Đúng lộ trình",
    "partly": "Chưa đạt, có tiến bộ",
    "not_done": "Không đạt",
}
OUTCOME_TONES = {"done": "met", "on_track": "on", "partly": "late", "not_done": "risk"}
BEHIND = ("partly", "not_done")
"""What needs its cause told."""

ONWARD = {"end": "Kết thúc", "carry": "Tiếp tục thực hiện", "spread": "Nhân rộng"}
"""What becomes of a target or a task after the review, in the order in which a page offers it."""

SECTIONS = {
    "done_well": "Kết quả nổi bật, mô hình, cách làm hay",
    "shortcomings": "Tồn tại, hạn chế",
    "causes": "Nguyên nhân",
    "lessons": "Bài học kinh nghiệm",
    "proposals": "Đề xuất, kiến nghị",
}
"""What an agency says in general, in the order of the report."""

LONGEST_TITLE, LONGEST_NOTE, LONGEST_WORDS = 300, 500, 4000
TOO_LONG = f"Nhiều nhất {LONGEST_WORDS} ký tự."
AGAINST_FIGURE = "Số liệu cho thấy “{}”; đánh giá khác thì ghi lý do."

Standing = Literal["late", "returned", "waiting", "sent_late", "sent"]
STANDINGS: dict[Standing, tuple[str, str]] = {
    "late": ("risk", "quá hạn"),
    "returned": ("late", "trả lại để bổ sung"),
    "waiting": ("void", "chưa gửi"),
    "sent_late": ("late", "đã gửi, sau hạn"),
    "sent": ("met", "đã gửi"),
}
"""Tone and words of each, the worst first."""
SENT: tuple[Standing, ...] = ("sent_late", "sent")


class BadReview(Refusal):
    """This will say what is wrong with a review, or with what an agency answers to one."""

    code = "bad_review"


@dataclass(frozen=True)
class ReviewInput:
    """What is reviewed: from when to when, until when agencies answer. note: what else they are to say."""

    title: str
    kind: str
    covers: tuple[date, date]
    due_on: date
    note: str = ""


@dataclass(frozen=True)
class LineInput:
    """What became of one task or target. figure: the reference of the value that the result stands on, "" for none."""

    of_id: int
    outcome: str
    result: str
    cause: str = ""
    lesson: str = ""
    onward: str = "end"
    figure: str = ""


@dataclass(frozen=True)
class Proposed:
    """What is proposed for a target: outcome "" and result "" where nothing is known; figure: the value's reference.

    label: how the target stands, in the words of its own page.
    """

    outcome: str = ""
    result: str = ""
    figure: str = ""
    label: str = ""


@dataclass(frozen=True)
class AnswerInput:
    """What an agency answers: its tasks line by line, and by section in general."""

    lines: tuple[LineInput, ...]
    words: tuple[tuple[str, str], ...] = ()


def check_review(said: ReviewInput, *, today: date, agency_ids: Collection[int], known: int) -> None:
    """This will refuse with BadReview one without a name, with days the wrong way round, or that asks nobody.

    known: how many of the agencies asked are in the directory.
    """
    wrong = days_wrong(said.covers, said.due_on, today)
    if not as_reason(said.title) or len(said.title) > LONGEST_TITLE:
        wrong["title"] = f"Ghi tên đợt sơ kết, tổng kết, nhiều nhất {LONGEST_TITLE} ký tự."
    if said.kind not in REVIEW_KINDS:
        wrong["kind"] = "Chọn sơ kết, tổng kết hay chuyên đề."
    if len(said.note) > LONGEST_NOTE:
        wrong["note"] = f"Nhiều nhất {LONGEST_NOTE} ký tự."
    if not agency_ids or known != len(agency_ids):
        wrong["agencies"] = "Chọn ít nhất một cơ quan có trong danh mục."
    if wrong:
        raise BadReview("Yêu cầu sơ kết, tổng kết chưa đủ.", remedy="Sửa các mục được nêu.", fields=wrong)


def days_wrong(covers: tuple[date, date], due_on: date, today: date) -> dict[str, str]:
    """This will tell what is wrong with the days of a review, by field."""
    wrong = {}
    if covers[1] < covers[0]:
        wrong["covers_to"] = "Ngày cuối phải sau ngày đầu."
    if due_on < today:
        wrong["due_on"] = "Thời hạn phải từ hôm nay trở đi."
    return wrong


def check_lines(lines: Iterable[LineInput], wanted: Collection[int]) -> None:
    """This will refuse with BadReview lines of other things than those wanted, one left out, or one without a cause.

    What was not wholly done needs its cause: a review without causes teaches nothing. Fields: "outcome-ID" and so on.
    """
    told = {one.of_id: one for one in lines}
    wrong = {f"outcome-{missing}": "Chọn kết quả." for missing in wanted if missing not in told}
    wrong |= _faults(told.values(), wanted)
    if wrong:
        raise BadReview("Báo cáo chưa đủ.", remedy="Sửa các dòng được nêu.", fields=wrong)


def check_judged(lines: Sequence[LineInput], wanted: Collection[int], known: Mapping[int, Proposed]) -> None:
    """This will refuse with BadReview lines of targets that are wrong; targets without a line wait for theirs.

    known: by target what its figure proposes. Who judges otherwise says why: the report stands on the figure.
    """
    wrong = {
        f"cause-{one.of_id}": AGAINST_FIGURE.format(TARGET_OUTCOMES[proposed])
        for one in lines
        if (proposed := known.get(one.of_id, Proposed()).outcome) and one.outcome != proposed
        if not as_reason(one.cause)
    }
    wrong |= _faults(lines, wanted)
    if wrong:
        raise BadReview("Đánh giá chưa đủ.", remedy="Sửa các dòng được nêu.", fields=wrong)


def _faults(lines: Collection[LineInput], wanted: Collection[int]) -> dict[str, str]:
    """What is wrong with lines, by field; BadReview where one is of something else than was asked."""
    wrong = {}
    if {one.of_id for one in lines} - set(wanted):
        raise BadReview("Có nội dung không thuộc phần phải báo cáo.", remedy="Tải lại trang.")
    for one in lines:
        if one.outcome not in OUTCOMES:
            wrong[f"outcome-{one.of_id}"] = "Chọn kết quả."
        elif one.outcome in BEHIND and not as_reason(one.cause):
            wrong[f"cause-{one.of_id}"] = "Chưa hoàn thành thì ghi nguyên nhân."
        if not as_reason(one.result):
            wrong[f"result-{one.of_id}"] = "Ghi kết quả đạt được."
        if one.onward not in ONWARD:
            wrong[f"onward-{one.of_id}"] = "Chọn kết thúc, tiếp tục hay nhân rộng."
    return wrong | _too_long(lines)


def check_unfinished(said: AnswerInput, wanted: Collection[int]) -> None:
    """This will refuse with BadReview a draft of an answer that cannot be kept; what it lacks is asked when it is sent.

    wanted: the tasks of the agency.
    """
    known = all(one.outcome in ("", *OUTCOMES) and one.onward in ONWARD for one in said.lines)
    if not known or {one.of_id for one in said.lines} - set(wanted):
        raise BadReview("Có nội dung không thuộc phần phải báo cáo.", remedy="Tải lại trang.")
    if wrong := _too_long(said.lines) | _words_too_long(said):
        raise BadReview("Chưa lưu được.", remedy="Rút gọn các mục được nêu.", fields=wrong)


def _too_long(lines: Iterable[LineInput]) -> dict[str, str]:
    return {
        f"{name}-{one.of_id}": TOO_LONG
        for one in lines
        for name in ("result", "cause", "lesson")
        if len(getattr(one, name)) > LONGEST_WORDS
    }


def _words_too_long(said: AnswerInput) -> dict[str, str]:
    return {name: TOO_LONG for name, words in said.words if len(words) > LONGEST_WORDS}


def check_words(said: AnswerInput) -> None:
    """This will refuse with BadReview an answer that says nothing at all, or more than fits; or in other sections."""
    told, wrong = dict(said.words), _words_too_long(said)
    if strange := set(told) - set(SECTIONS):
        raise BadReview("Có mục không thuộc mẫu báo cáo.", fields=dict.fromkeys(strange, "Bỏ mục này."))
    if not said.lines and not as_reason(told.get("done_well", "")):
        wrong["done_well"] = "Ghi kết quả của cơ quan."
    if wrong:
        raise BadReview("Báo cáo chưa đủ.", remedy="Sửa các mục được nêu.", fields=wrong)


def proposed_outcome(state: str, percent: int, *, is_late: bool) -> str:
    """This will propose how a task ended by its state in the plan: what is begun and not late is on its way.

    "" where nothing was done and no day has passed, and of what was returned or put off: whoever answers must say.
    """
    if state == "done":
        return "done"
    if not is_late:
        begun = state in ("doing", "reported") or (state == "todo" and percent > 0)
        return "on_track" if begun else ""
    return "partly" if percent > 0 or state == "reported" else "not_done"


def joint_outcome(outcomes: Collection[str]) -> str:
    """This will tell how a task ended by what its agencies say: “not done” where all say so, in part where they differ.

    One commune that is behind does not undo what the others did. "" of none, and where one is not said.
    """
    if "" in outcomes or not outcomes:
        return ""
    if len(set(outcomes)) == 1:
        return next(iter(outcomes))
    return "partly" if any(one in BEHIND for one in outcomes) else "on_track"


def proposed_for_target(state: str, *, keeps: bool) -> str:
    """This will propose how a target ended by where its indicator stands; "" where that tells nothing.

    keeps: whether it keeps a roadmap, or is foreseen to arrive. That its day has not come is no roadmap kept: whoever
    reviews must say.
    """
    if state == "on" and not keeps:
        return ""
    return {"met": "done", "on": "on_track", "late": "partly", "risk": "not_done"}.get(state, "")


def standing(*, sent_on: date | None, returned: bool, due_on: date, on: date) -> Standing:
    """This will tell how an agency stands that answered on a day, or did not, by the day asked."""
    if sent_on is not None and not returned:
        return "sent" if sent_on <= due_on else "sent_late"
    if on > due_on:
        return "late"
    return "returned" if returned else "waiting"
