"""A comparison as a page shows it: what was added, dropped or changed, fact by fact, with the words marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from vanban.compare import Change, Fate, FieldChange
from vanban.compare.wording import field_vi
from vanban.model import Assignment, Provision, Target

MOST_WORDS = 1500
"""Words of a provision up to which each change of a word is marked; beyond it the two stand whole."""
Finding = Target | Assignment | Provision
Look = Literal["same", "dropped", "added"]


@dataclass(frozen=True)
class Run:
    """Words in a row that stayed, went or came."""

    look: Look
    text: str


@dataclass(frozen=True)
class Difference:
    """One finding that was added, dropped or changed: where it stands, which facts differ, and its words."""

    fate: str
    label: str
    anchor: str
    facts: tuple[str, ...]
    runs: tuple[Run, ...]


RELATIONS = {
    "=": "bằng",
    ">=": "ít nhất",
    ">": "trên",
    "<=": "nhiều nhất",
    "<": "dưới",
    "increase": "tăng",
    "decrease": "giảm",
    "none": "không để xảy ra",
    "maintain": "duy trì",
}
RECURRENCES = {"year": "năm", "half-year": "6 tháng", "quarter": "quý", "month": "tháng", "semester": "học kỳ"}
LABELS = {
    Fate.ADDED: "thêm",
    Fate.DROPPED: "bỏ",
    Fate.CHANGED: "sửa",
    Fate.MOVED: "chuyển",
    Fate.RENUMBERED: "đánh số lại",
    Fate.SPLIT: "tách",
    Fate.JOINED: "gộp",
}


def differences(changes: Iterable[Change[Target] | Change[Assignment] | Change[Provision]]) -> tuple[Difference, ...]:
    """This will give each change that is one; what stayed does not count.

    Targets and duties that only bear another number do not either: their provisions say so.
    """
    return tuple(_difference(change) for change in changes if _differs(change))


def _differs(change: Change[Target] | Change[Assignment] | Change[Provision]) -> bool:
    if change.fate is Fate.RENUMBERED:
        return isinstance(change.new, Provision)
    return change.fate is not Fate.SAME


def runs(old: str, new: str) -> tuple[Run, ...]:
    """This will lay two wordings over each other, word by word; joined, the looks give one or the other back."""
    before, after = old.split(), new.split()
    if len(before) > MOST_WORDS or len(after) > MOST_WORDS:
        return tuple(run for run in (Run("dropped", old), Run("added", new)) if run.text)
    found: list[Run] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            found.append(Run("same", " ".join(after[start:end])))
            continue
        if last > first:
            found.append(Run("dropped", " ".join(before[first:last])))
        if end > start:
            found.append(Run("added", " ".join(after[start:end])))
    return tuple(found)


def _difference(change: Change[Target] | Change[Assignment] | Change[Provision]) -> Difference:
    shown = change.new or change.old
    if shown is None:
        return Difference(LABELS[change.fate], "", "", (), ())
    words = next((field for field in change.fields if field.name == "words"), None)
    return Difference(
        fate=LABELS[change.fate],
        label=shown.path or "ngoài mục",
        anchor=shown.anchor,
        facts=_facts(change),
        runs=_words(change.old, change.new, words),
    )


def _facts(change: Change[Target] | Change[Assignment] | Change[Provision]) -> tuple[str, ...]:
    if change.old and change.new and change.fate in (Fate.SPLIT, Fate.JOINED):
        return (f"từ mục {change.old.path or 'ngoài mục'} của bản cũ vào mục {change.new.path or 'ngoài mục'}",)
    return tuple(field_vi(_plain(field)) for field in change.fields if field.name != "words")


def _plain(field: FieldChange) -> FieldChange:
    return FieldChange(field.name, _said(field.name, field.old), _said(field.name, field.new))


def _said(name: str, value: str | None) -> str | None:
    """A value as Vietnamese write it: "ít nhất", "1,5"; names stay, and times are worded with the field."""
    if value is None or name in ("lead", "with", "unit", "anchor", "by", "due"):
        return value
    return RELATIONS.get(value) or RECURRENCES.get(value) or value.replace(".", ",")


def _words(old: Finding | None, new: Finding | None, words: FieldChange | None) -> tuple[Run, ...]:
    if words:
        return runs(words.old or "", words.new or "")
    if old and new:
        return (Run("same", _text(new)),)
    return (Run("added", _text(new)),) if new else (Run("dropped", _text(old)),) if old else ()


def _text(one: Finding) -> str:
    return f"{one.label} {one.heading}".strip() if isinstance(one, Provision) else one.quote
