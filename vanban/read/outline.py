"""The outline: labelled paragraphs of the body and of the attached plan, nested, with stable anchors."""

import re
from dataclasses import dataclass

from vanban.model import Block, Provision
from vanban.read.labels import Label, as_letter, read_label
from vanban.read.parts import Part, Parts
from vanban.text import fold

_HEADING_WORDS = 40
_SHORT_HEADING = 8
_HEADING_REACH = 200
_MAX_LEAP = 4
_SURE_KINDS = {"lower"}  # a letter and a bracket begin nothing else, be it the first of an excerpt
_TITLED_BELOW = {"phần", "chương", "mục"}
_LETTER_KINDS = {"lower", "paren", "bracket"}


@dataclass(slots=True)
class _Open:
    """A provision whose end is not known yet."""

    label: Label
    path: str
    anchor: str
    depth: int
    heading: str
    start: int
    order: int
    end: int = -1


def read_outline(text: str, blocks: tuple[Block, ...], parts: Parts) -> tuple[Provision, ...]:
    """This will give the labelled provisions in order, each with the stretch that it rules."""
    found: list[_Open] = []
    seen: dict[str, int] = {}
    for part in (parts.body, parts.attached):
        if part is not None:
            _read_part(text, blocks, part, found, seen)
    return tuple(
        Provision(one.anchor, one.path, one.label.shown, one.depth, one.heading, one.start, one.end, one.order)
        for one in found
    )


def _read_part(text: str, blocks: tuple[Block, ...], part: Part, found: list[_Open], seen: dict[str, int]) -> None:
    stack: list[_Open] = []
    latest: dict[str, int] = {}
    for index, block in enumerate(blocks[part.first : part.last], start=part.first):
        if block.table:
            continue
        paragraph = text[block.start : block.end]
        label = read_label(paragraph)
        if label is None:
            continue
        label = _settle(label, stack)
        goes_on = label.value == latest.get(label.kind, 0) + 1  # "2.1 … (5)", "2.2 (6) …": counted on over the groups
        if not (goes_on or _is_plausible(label, stack) or _is_heading(paragraph[label.length :])):
            continue
        latest[label.kind] = label.value
        _close(stack, label, paragraph[label.length : label.length + _HEADING_REACH].strip(), block.start)
        path = ".".join([*(one.label.shown for one in stack), label.shown])
        following = blocks[index + 1] if index + 1 < part.last and not blocks[index + 1].table else block
        named = paragraph[label.length :] or title_below(label.shown, text[following.start : following.end])
        heading = " ".join(named.split()[:_HEADING_WORDS])
        one = _Open(label, path, _anchor(stack, label, seen), len(stack) + 1, heading, block.start, len(found))
        stack.append(one)
        found.append(one)
    last = blocks[part.last - 1].end if part.last > part.first else 0
    for one in stack:
        one.end = last


def title_below(shown: str, below: str) -> str:
    """This will give the title in capitals on the line below "Chương I", "Phần thứ nhất"; empty where none is."""
    titled = shown.split(" ", 1)[0].lower() in _TITLED_BELOW
    return below if titled and below.isupper() and read_label(below) is None else ""


def _settle(label: Label, stack: list[_Open]) -> Label:
    """This will read I, V, X as a letter where the letter before it went last (H. → I.)."""
    if label.kind == "roman" and len(label.shown) == 1:
        letters = [one.label for one in stack if one.label.kind == "upper"]
        romans = [one.label for one in stack if one.label.kind == "roman"]
        as_upper = as_letter(label)
        if letters and not romans and letters[-1].value in (as_upper.value - 1, as_upper.value - 2):
            return as_upper
    return label


def _is_heading(words: str) -> bool:
    """This will tell a heading: its number stands, however far it is from the last one (an excerpt)."""
    count = len(words.split())
    return count > 1 and (words.isupper() or (count <= _SHORT_HEADING and words[:1].isupper() and words[-1].isalpha()))


def _is_plausible(label: Label, stack: list[_Open]) -> bool:
    """This will turn down a number that only happens to open a paragraph: it leaps too far ahead in its series."""
    if label.kind in _SURE_KINDS | {"điều", "dự án", "tiểu dự án", "nhiệm vụ", "mục", "chương", "phần"}:
        return True
    before = next((one.label.value for one in reversed(stack) if one.label.kind == label.kind), 0)
    return label.value <= before + _MAX_LEAP


def _begins_anew(stack: list[_Open], label: Label, heading: str) -> bool:
    """This will tell the first item of a series under a heading in capitals numbered alike: 2. NHIỆM VỤ, 1. …"""
    top = stack[-1] if stack else None
    same = top is not None and top.label.kind == label.kind and label.value == 1
    return same and top is not None and top.heading.isupper() and not heading.isupper()


def _sibling(stack: list[_Open], label: Label, heading: str) -> int | None:
    """This will find which open provision the new one stands beside: the one that it follows in number, if any does."""
    alike = [index for index, one in enumerate(stack) if one.label.kind == label.kind]
    following = [index for index in alike if stack[index].label.value + 1 == label.value]
    of_its_look = [index for index in following if stack[index].heading.isupper() == heading.isupper()]
    return next((several[-1] for several in (of_its_look, following) if several), alike[0] if alike else None)


def _close(stack: list[_Open], label: Label, heading: str, at: int) -> None:
    """This will end every open provision that the new label does not stand under."""
    if _begins_anew(stack, label, heading):
        return
    sibling = _sibling(stack, label, heading)
    if sibling is not None:
        while len(stack) > sibling:
            stack.pop().end = at
        return
    while stack and not (_holds(stack, label) or _is_part_of_article(stack, label, heading)):
        stack.pop().end = at


def _is_part_of_article(stack: list[_Open], label: Label, heading: str) -> bool:
    """This will tell "II. MỤC TIÊU" in an excerpt, whose article is still open though its first part was left out."""
    return stack[-1].label.kind == "điều" and label.kind == "roman" and heading.split("\n", 1)[0].isupper()


def _holds(stack: list[_Open], label: Label) -> bool:
    """This will tell whether the innermost open provision may hold a new series that begins with the label."""
    top = stack[-1].label
    if top.kind == "bracket" and label.kind.startswith("deep"):
        return label.shown.startswith(f"{top.shown}.")  # "1) …" over "1.1 …"
    if top.kind in _LETTER_KINDS and label.kind in _LETTER_KINDS:
        return label.value == 1
    if {label.kind, top.kind} == {"upper", "roman"} or (top.kind == "điều" and label.kind in {"upper", "roman"}):
        return label.value == 1
    return top.rank < label.rank


def _anchor(stack: list[_Open], label: Label, seen: dict[str, int]) -> str:
    """This will give a name that stays: "II.2.a", "dieu-6.1"; a repeat of the path gets "~2", "~3"."""
    own = re.sub(r"[^0-9A-Za-zđĐ.]+", "-", fold(label.shown) if " " in label.shown else label.shown)
    plain = f"{stack[-1].anchor}.{own}" if stack else own
    seen[plain] = seen.get(plain, 0) + 1
    return plain if seen[plain] == 1 else f"{plain}~{seen[plain]}"
