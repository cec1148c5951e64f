"""A comparison in Vietnamese, a line for each change."""

from collections.abc import Iterator

from vanban.compare.model import Change, Comparison, Fate, FieldChange
from vanban.model import Assignment, Target
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
_KINDS = {"targets": "Chỉ tiêu", "duties": "Nhiệm vụ", "provisions": "Điều khoản"}


def summary_vi(comparison: Comparison) -> list[str]:
    """This will say what changed: a line of counts for each kind, then a line for each target and duty that changed."""
    lines = [f"{_KINDS[kind]}: {_counted(counts)}" for kind, counts in comparison.counts().items()]
    return [*lines, *_lines("chỉ tiêu", comparison.targets), *_lines("nhiệm vụ", comparison.duties)]


def field_vi(field: FieldChange) -> str:
    """This will say one differing fact: "giá trị: 50 → 60"; words are only named, they are too long for a line."""
    name = _FIELDS[field.name]
    if field.name == "words":
        return name
    old, new = (_time(one) if field.name in ("by", "due") else one for one in (field.old, field.new))
    return f"{name}: {old or 'không nêu'} → {new or 'không nêu'}"


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


def _at(shown: Target | Assignment) -> str:
    return f"mục {shown.path}" if shown.path else "ngoài mục"
