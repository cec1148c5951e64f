"""What the keeper says of one agency's part, and what must be right about it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pcmt.kernel.refusal import Refusal

HEAVIEST = 100
LONGEST_WORDS = 2000


class BadPart(Refusal):
    """This will say what is wrong with a part."""

    code = "bad_part"


@dataclass(frozen=True)
class PartInput:
    """A part as the keeper says it. words: "" for the whole task; due_on: None for the task's day."""

    words: str = ""
    weight: int = 1
    due_on: date | None = None


def check_parts(given: Mapping[int, PartInput]) -> None:
    """This will refuse with BadPart weights and words out of bounds; no part needs to count."""
    if any(not 0 <= one.weight <= HEAVIEST for one in given.values()):
        raise BadPart(f"Trọng số từ 0 đến {HEAVIEST}; 0 là phần việc không giữ nhiệm vụ lại.")
    if any(len(one.words) > LONGEST_WORDS for one in given.values()):
        raise BadPart(f"Nội dung một phần việc dài nhất {LONGEST_WORDS} ký tự.")
