"""What a form asks besides figures: reads typed answers, keeps them with the report, names what is missing."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.drafts import ANSWER, Change
from pcmt.reporting.models import Answer, Submission
from pcmt.rulebook.queries import AnswerDef, Form
from vanban.text import format_date, parse_date

FILE = "file"


class WrongAnswers(Refusal):
    """This will name each question whose answer cannot be taken, and what is allowed there; nothing was saved."""

    code = "wrong_answers"


class _Wrong(ValueError):
    """Why a text is no answer to its question."""


def read_answers(form: Form, submission: Submission, typed: Mapping[str, str]) -> list[Change]:
    """This will read typed answers by question and keep those that change something; raises WrongAnswers.

    An option is typed by its code, a day as people write it; an empty text takes an answer back. One query at most.
    """
    if not typed:
        return []
    given = {one.question: one for one in Answer.objects.filter(submission=submission, question__in=list(typed))}
    asked = {one.code: one for one in form.answers}
    changes, wrong = [], {}
    for code, text in typed.items():
        try:
            changes += _change(asked[code], given.get(code), _read(asked[code], text))
        except _Wrong as error:
            wrong[ANSWER + code] = str(error)
    if wrong:
        raise WrongAnswers(
            "; ".join(f"{asked[key.removeprefix(ANSWER)].label}: {message}" for key, message in wrong.items()),
            remedy="Sửa các mục được chỉ ra rồi lưu lại; nội dung đã gõ vẫn còn trên trang.",
            fields=wrong,
        )
    return changes


def fault_in(asked: AnswerDef, text: str) -> str:
    """This will say why a text is no answer to its question; empty where it is one."""
    try:
        _read(asked, text)
    except _Wrong as error:
        return str(error)
    return ""


def write_answers(
    submission: Submission, changes: Iterable[Change], actor: Actor, at: datetime, file_id: int | None = None
) -> None:
    """This will keep answers, each with a new revision (one statement). file_id: the file that was attached."""
    Answer.objects.bulk_create(
        [
            Answer(
                submission=submission,
                question=one.key.removeprefix(ANSWER),
                text=str(one.after or ""),
                file_id=file_id,
                entered_by_id=actor.person_id,
                entered_at=at,
                revision=one.revision + 1,
            )
            for one in changes
        ],
        update_conflicts=True,
        unique_fields=["submission", "question"],
        update_fields=["text", "file", "entered_by", "entered_at", "revision"],
    )


def file_change(asked: AnswerDef, submission: Submission, name: str) -> Change:
    """This will give the change that a file attached under a name makes; an empty name takes the file back."""
    given = Answer.objects.filter(submission=submission, question=asked.code).first()
    return _changed(asked, given, name)


def unanswered(form: Form, answered: Collection[str], section: str | None = None) -> tuple[str, ...]:
    """This will name the required questions without an answer, of the form or of one section."""
    return tuple(
        asked.label
        for part in form.sections
        if section in (None, part.code)
        for asked in part.answers
        if asked.required and asked.code not in answered
    )


def answered_in(submission: Submission, form: Form) -> frozenset[str]:
    """This will name the questions that have an answer (one query, none where the form asks nothing)."""
    if not form.answers:
        return frozenset()
    return frozenset(submission.answers.exclude(text="").values_list("question", flat=True))


def answer_text(form: Form, change: Change, value: int | str | None) -> str:
    """This will write an answer as one reads it (an option's label, 21/11/2026); empty for other fields."""
    asked = form.answer(change.key.removeprefix(ANSWER)) if change.is_answer else None
    return written(asked, str(value or "")) if asked else ""


def written(asked: AnswerDef, value: str) -> str:
    """This will write an answer as one reads it."""
    if asked.kind == "choice":
        return asked.option_label(value) if value else ""
    return format_date(date.fromisoformat(value)) if asked.kind == "date" and value else value


def _read(asked: AnswerDef, text: str) -> str:
    """The text as it is kept: an option's code, a day in ISO, a text without loose ends."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        return ""
    if asked.kind == "choice":
        return _option(asked, text)
    if asked.kind == "date":
        day = parse_date(text) if len(text) <= 40 else None
        if day is None:
            raise _Wrong("chưa rõ ngày; ghi ngày/tháng/năm, ví dụ 21/11/2026.")
        return day.isoformat()
    if len(text) > asked.longest:
        raise _Wrong(f"dài {len(text)} ký tự, quá {asked.longest} ký tự cho phép.")
    return text


def _option(asked: AnswerDef, text: str) -> str:
    for code, label in asked.options:
        if text == code or text.casefold() == label.casefold():
            return code
    raise _Wrong("không có trong các lựa chọn: " + "; ".join(label for _, label in asked.options) + ".")


def _change(asked: AnswerDef, given: Answer | None, text: str) -> list[Change]:
    return [] if (given.text if given else "") == text else [_changed(asked, given, text)]


def _changed(asked: AnswerDef, given: Answer | None, text: str) -> Change:
    before = given.text if given else ""
    stamp = (given.revision, given.entered_by_id, given.entered_at) if given else (0, None, None)
    return Change(ANSWER + asked.code, asked.label, 0, asked.kind, before, text, *stamp)
