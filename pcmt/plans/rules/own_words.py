"""A duty of the plan above in the words of who carries it out: to whom it was said is left out, and marks of notes."""

import re
from collections.abc import Collection

from vanban.text import fold, without_notes

LEAST_WORDS = 4
"""Words that must be left of a duty, else it stays as it was written."""
_ASKS = re.compile(r"(?:đề nghị|yêu cầu|giao)\s{1,3}", re.IGNORECASE)
_JOINS = re.compile(r"(?:[\s,;:]|(?:và|cùng)\s){1,6}", re.IGNORECASE)


def own_words(title: str, addressed: Collection[str]) -> str:
    """This will put a duty as its doer says it: "Đề nghị Sở Y tế, Chủ tịch UBND xã rà soát …" is "Rà soát …".

    addressed: whom the document names there, in its words; what else stands before the duty stays.
    """
    told = " ".join(without_notes(title).split())
    names = {*addressed, *(f"các {name}" for name in addressed)}
    rest = _after(told, sorted(names, key=len, reverse=True))
    return rest[:1].upper() + rest[1:] if len(rest.split()) >= LEAST_WORDS else told


def _after(told: str, names: list[str]) -> str:
    asks = _ASKS.match(told)
    rest, cut = told[asks.end() if asks else 0 :], False
    while name := next((one for one in names if one.strip() and _begins(rest, one)), ""):
        rest, cut = rest[len(name) :], True
        joint = _JOINS.match(rest)
        rest = rest[joint.end() if joint else 0 :]
    return rest if cut else told


def _begins(text: str, name: str) -> bool:
    return fold(text[: len(name)]) == fold(name) and not text[len(name) : len(name) + 1].isalnum()
