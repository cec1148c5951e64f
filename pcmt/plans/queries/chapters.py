"""A plan's tasks under the headings of the document that gives them."""

from collections.abc import Sequence

from pcmt.documents import queries as documents
from pcmt.plans.rules.chapters import Chapter, Part, by_part
from pcmt.plans.rules.task_answers import TaskView

BY_HAND = "Không theo mục nào của văn bản"


def chapters(tasks: Sequence[TaskView], *, first: int) -> tuple[Chapter, ...]:
    """This will gather tasks, in their order, by the parts of their documents, in one question.

    first: the plan's own document; parts of others are named with their document.
    """
    found = list(by_part(tasks))
    named = documents.headings(part for part, _ in found)
    return tuple(Chapter(_heading(part, many[0], named, first), many) for part, many in found)


def _heading(part: Part, example: TaskView, named: dict[Part, tuple[str, str]], first: int) -> str:
    document_id, anchor = part
    place, heading = named.get(part, (example.place, "")) if anchor else (BY_HAND, "")
    told = place[:1].upper() + place[1:] + (f": {heading}" if heading else "")
    return told if document_id == first else f"{example.document_number or example.document_label}, {told}"
