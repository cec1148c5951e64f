"""What a lead-in and the list below it say together: "Mỗi xã, phường:", "100% số xã:" over their bullets."""

import re
from collections.abc import Sequence
from dataclasses import replace

from vanban.model import Target
from vanban.read.goals import Passage
from vanban.read.page import Page
from vanban.read.sentences import Part
from vanban.read.shortening import shorten
from vanban.read.subjects import SUBJECT_WORDS

_EACH = re.compile(r"(?:Mỗi|Từng)\s[^\d%:;.]{2,90}:\s*")
_EACH_OF_LISTED = re.compile(r"\s*[^:;.%\d]{2,80}:\s*mỗi\s")
_NAME = re.compile(r"\s*[^:;.%\d]{2,80};?\s*")
_MOST_NAME_WORDS = 10
_MOST_ITEMS = 6
_COLON_REACH = 3


def told_together(page: Page, read: Sequence[tuple[Passage, list[Target]]]) -> list[Target]:
    """This will complete the subjects of targets by what stands above them or below them in the same list.

    A share whose words end with the colon is of what the items below say; what stands under "Mỗi xã:" is of each.
    """
    out: list[Target] = []
    each: tuple[int, str] | None = None  # an open "Mỗi …:" with its level
    for at, (passage, found) in enumerate(read):
        if each and passage.unit.level <= each[0]:
            each = None
        words = page.text[passage.unit.start : passage.unit.end]
        if each:
            out += [_prefixed(target, each[1]) for target in found]
            continue
        if not found and _EACH.fullmatch(words):
            each = (passage.unit.level, words.rstrip(" :\n"))
        out += found
        if found and words.rstrip().endswith(":") and passage.end == passage.unit.end:
            out[-1] = _completed(page, passage, found[-1], read[at + 1 :])
    return out


def whole_parts(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """This will join names parted by semicolons with what each of them is to do: "A; B; C: mỗi đơn vị 02 buổi"."""
    for at, part in enumerate(parts):
        if at and _EACH_OF_LISTED.match(text, part.start, part.end):
            named = [text[one.start : one.end] for one in parts[:at]]
            if all(_NAME.fullmatch(one) and len(one.split()) <= _MOST_NAME_WORDS for one in named):
                asides = tuple(aside for one in parts[: at + 1] for aside in one.asides)
                return [Part(parts[0].start, part.end, asides), *parts[at + 1 :]]
    return parts


def _prefixed(target: Target, of: str) -> Target:
    if target.subject.lower().startswith(of.lower()):
        return target
    return replace(target, subject=shorten(f"{of}: {target.subject}", SUBJECT_WORDS))


def _completed(page: Page, passage: Passage, target: Target, below: Sequence[tuple[Passage, list[Target]]]) -> Target:
    if passage.end - target.end > _COLON_REACH:
        return target
    items: list[str] = []
    for inner, found in below:
        if inner.unit.level <= passage.unit.level or found or len(items) == _MOST_ITEMS:
            break
        items.append(page.text[inner.start : inner.end].strip(" .;,\n"))
    if not items:
        return target
    told = "; ".join(f"{one[:1].lower()}{one[1:]}" for one in items)
    return replace(target, subject=shorten(f"{target.subject}: {told}", SUBJECT_WORDS))
