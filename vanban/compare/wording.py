"""A comparison in Vietnamese, a line for each change."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from vanban.compare.model import Change, Comparison, Fate, FieldChange
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
_FATES = {Fate.ADDED: "thêm", Fate.DROPPED: "bỏ", Fate.CHANGED: "sửa", Fate.SAME: "giữ nguyên"}
_MOST_WORDS, _MOST_RUNS, _LONGEST_RUN = 1500, 6, 14
_KINDS = {"targets": "Chỉ tiêu", "duties": "Nhiệm vụ", "provisions": "Điều khoản"}


def summary_vi(comparison: Comparison) -> list[str]:
    """This will say what changed: a line of counts for each kind, then a line for each finding that changed."""
    lines = [f"{_KINDS[kind]}: {_counted(counts)}" for kind, counts in comparison.counts().items()]
    return [
        *lines,
        *_lines("chỉ tiêu", comparison.targets),
        *_lines("nhiệm vụ", comparison.duties),
        *_of_provisions(comparison.provisions),
    ]


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
    said = [f"{_FATES[fate]} {counts[fate]}" for fate in (Fate.ADDED, Fate.DROPPED, Fate.CHANGED) if counts.get(fate)]
    return ", ".join(said) or "không thay đổi"


def _lines(kind: str, changes: tuple[Change[Target], ...] | tuple[Change[Assignment], ...]) -> Iterator[str]:
    for change in changes:
        shown = change.new or change.old
        if change.fate is Fate.SAME or shown is None:
            continue
        facts = "; ".join(field_vi(field) for field in change.fields)
        yield f"{_FATES[change.fate].capitalize()} {kind} {_at(shown)}: {shown.quote}{f' ({facts})' if facts else ''}"


def _of_provisions(changes: tuple[Change[Provision], ...]) -> Iterator[str]:
    for change in changes:
        shown = change.new or change.old
        words = [field for field in change.fields if field.name == "words"]
        if change.fate is Fate.CHANGED and shown is not None and words:
            yield f"Sửa điều khoản {shown.path}: {field_vi(words[0])}"


def _at(shown: Target | Assignment) -> str:
    return f"mục {shown.path}" if shown.path else "ngoài mục"
