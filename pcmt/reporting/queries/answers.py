"""What a report answers to the questions of its form that ask no figure: choice, text, date, file."""

from collections.abc import Mapping
from dataclasses import dataclass

from pcmt.kernel.source import Source
from pcmt.reporting.answering import written
from pcmt.reporting.models import Answer
from pcmt.rulebook.queries import AnswerDef, Section


@dataclass(frozen=True)
class AnswerView:
    """One question with its answer.

    value: as it is kept (an option's code, a text, a day as 2026-11-21, a file's name); text: as one reads it.
    revision: what `seen` must carry under `answer:CODE`. file_id: the file, where one was attached.
    hidden: restricted, and not for this reader.
    """

    code: str
    label: str
    kind: str
    required: bool
    help: str
    source: Source
    options: tuple[tuple[str, str], ...]
    longest: int
    hidden: bool
    value: str
    text: str
    revision: int
    file_id: int | None


def answer_views(section: Section, given: Mapping[str, Answer], *, sees_all: bool) -> tuple[AnswerView, ...]:
    """This will show a section's questions with what was answered. given: the report's answers by question."""
    return tuple(
        _view(asked, given.get(asked.code), hidden=asked.restricted and not sees_all) for asked in section.answers
    )


def _view(asked: AnswerDef, given: Answer | None, *, hidden: bool) -> AnswerView:
    value = given.text if given and not hidden else ""
    return AnswerView(
        code=asked.code,
        label=asked.label,
        kind=asked.kind,
        required=asked.required,
        help=asked.help,
        source=asked.source,
        options=asked.options,
        longest=asked.longest,
        hidden=hidden,
        value=value,
        text=written(asked, value) if value else "",
        revision=given.revision if given else 0,
        file_id=given.file_id if given and not hidden else None,
    )
