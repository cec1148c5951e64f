"""A comparison in Vietnamese, a line for each change."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from vanban.compare.model import Change, Common, Comparison, Fate, FieldChange
from vanban.model import Assignment, Provision, Target
from vanban.text import format_due

_FIELDS = {
    "relation": "mức so sánh",
    "value": "giá trị",
    "unit": "đơn vị tính",
    "by": "thời hạn",
    "every": "định kỳ",
    "lead": "chủ trì",
    "with": "phối hợp",
    "due": "thời hạn",
    "anchor": "vị trí",
    "words": "câu chữ",
}
_FATES = {
    Fate.ADDED: "thêm",
    Fate.DROPPED: "bỏ",
    Fate.CHANGED: "sửa",
    Fate.MOVED: "chuyển",
    Fate.RENUMBERED: "đánh số lại",
    Fate.SPLIT: "tách",
    Fate.JOINED: "gộp",
}
_PLACED = (Fate.MOVED, Fate.RENUMBERED)
"""Fates of what kept its words: told in one line together."""
_MOST_WORDS, _MOST_RUNS, _LONGEST_RUN = 1500, 6, 14
_KINDS = {"targets": "Chỉ tiêu", "duties": "Nhiệm vụ", "provisions": "Điều khoản"}


def summary_vi(comparison: Comparison) -> list[str]:
    """This will say what changed: what the two share, a line of counts for each kind, then each that is counted.

    What was only moved, or numbered anew, stands in one line each together.
    """
    lines = [f"{_KINDS[kind]}: {_counted(counts)}" for kind, counts in comparison.counts().items()]
    return [
        common_vi(comparison.common),
        *lines,
        *_lines("chỉ tiêu", comparison.targets),
        *_lines("nhiệm vụ", comparison.duties),
        *_of_provisions(comparison.provisions),
    ]


def common_vi(common: Common) -> str:
    """This will say how much the two documents have in common, and what to think of the changes where it is little."""
    if common.share is None:
        side = "cũ" if common.new else "mới" if common.old else "cũ và văn bản mới"
        return f"Văn bản {side} không có chỉ tiêu, nhiệm vụ nào để đối chiếu."
    sizes = f"(văn bản cũ có {common.old}, văn bản mới có {common.new})"
    if common.is_related:
        return f"Có chung {common.both} chỉ tiêu, nhiệm vụ {sizes}."
    told = f"chỉ có chung {common.both} chỉ tiêu, nhiệm vụ" if common.both else "không có chung chỉ tiêu, nhiệm vụ nào"
    return (
        f"Hai văn bản không liên quan hoặc rất khác nhau: {told} {sizes}. "
        "Những mục “thêm”, “bỏ” dưới đây là nội dung của hai văn bản khác nhau, không phải thay đổi của một kế hoạch."
    )


def field_vi(field: FieldChange) -> str:
    """This will say one differing fact: "giá trị: 50 → 60"; of words, those that differ."""
    name = _FIELDS[field.name]
    if field.name == "words":
        return f"{name}: {'; '.join(_said_otherwise(field.old or '', field.new or ''))}"
    old, new = (_time(one) if field.name in ("by", "due") else one for one in (field.old, field.new))
    return f"{name}: {old or 'không nêu'} → {new or 'không nêu'}"


def _said_otherwise(old: str, new: str) -> Iterator[str]:
    """The runs of words that differ, as old → new; a run that stands alone was dropped or added."""
    before, after = old.split(), new.split()
    if len(before) > _MOST_WORDS or len(after) > _MOST_WORDS:
        yield "viết lại"
        return
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changed = [(before[first:last], after[start:end]) for tag, first, last, start, end in steps if tag != "equal"]
    for gone, come in changed[:_MOST_RUNS]:
        if gone and come:
            yield f"{_quoted(gone)} → {_quoted(come)}"
        else:
            yield f"thêm {_quoted(come)}" if come else f"bỏ {_quoted(gone)}"
    if len(changed) > _MOST_RUNS:
        yield f"và {len(changed) - _MOST_RUNS} chỗ nữa"


def _quoted(words: list[str]) -> str:
    shown = " ".join(words[:_LONGEST_RUN])
    return f"“{shown}…”" if len(words) > _LONGEST_RUN else f"“{shown}”"


def _time(value: str | None) -> str | None:
    return format_due(value) if value else value


def _counted(counts: dict[Fate, int]) -> str:
    said = [f"{_FATES[fate]} {counts[fate]}" for fate in _FATES if counts.get(fate)]
    return ", ".join(said) or "không thay đổi"


def _lines(kind: str, changes: tuple[Change[Target], ...] | tuple[Change[Assignment], ...]) -> Iterator[str]:
    for change in changes:
        shown = change.new or change.old
        if change.fate is Fate.SAME or change.fate in _PLACED or shown is None:
            continue
        facts = _from_to(change.old, change.new) if change.fate in (Fate.SPLIT, Fate.JOINED) else ""
        facts = facts or "; ".join(field_vi(field) for field in change.fields)
        yield f"{_FATES[change.fate].capitalize()} {kind} {_at(shown)}: {shown.quote}{f' ({facts})' if facts else ''}"
    yield from _placed(kind, changes)


def _from_to(old: Target | Assignment | None, new: Target | Assignment | None) -> str:
    return f"{_at(old)} của văn bản cũ → {_at(new)}" if old and new else ""


def _of_provisions(changes: tuple[Change[Provision], ...]) -> Iterator[str]:
    for change in changes:
        shown = change.new or change.old
        if change.fate is Fate.SAME or change.fate in _PLACED or shown is None:
            continue
        told = "; ".join(field_vi(field) for field in change.fields) or _quoted(shown.heading.split())
        yield f"{_FATES[change.fate].capitalize()} điều khoản {shown.path}: {told}"
    yield from _placed("điều khoản", changes)


def _placed(
    kind: str, changes: tuple[Change[Target], ...] | tuple[Change[Assignment], ...] | tuple[Change[Provision], ...]
) -> Iterator[str]:
    """This will tell in a line each what was moved and what was only numbered anew, its words kept."""
    for fate in _PLACED:
        places = [field for change in changes if change.fate is fate for field in change.fields]
        if places:
            told = ", ".join(f"{field.old or 'ngoài mục'} → {field.new or 'ngoài mục'}" for field in places)
            yield f"{_FATES[fate].capitalize()} {len(places)} {kind}, câu chữ giữ nguyên: {told}"


def _at(shown: Target | Assignment) -> str:
    return f"mục {shown.path}" if shown.path else "ngoài mục"
