"""Goals without an amount that can still be checked: not to let happen, to keep up, to bring up or down."""

import re
from dataclasses import dataclass

from vanban.read.measures import Measure

_NONE = re.compile(
    r"(?:duy trì,\s*)?(?<!\w)(?:[Kk]hông (?:để(?! lại)|phát sinh|xảy ra|hình thành|còn)|Không có)(?!\w)\s*"
)
_KEEP = re.compile(r"(?<!\w)(?:[Gg]iữ vững(?: và mở rộng)?|[Dd]uy trì(?!,)|[Gg]iữ nguyên)(?!\w)\s*")
_CHANGE = re.compile(
    r"(?:(?:Hằng|Hàng|hằng|hàng) năm,\s*)?(?<!\w)(?P<verb>[Gg]iảm|làm giảm|[Kk]éo giảm|"
    r"[Tt]ăng|[Nn]âng cao rõ rệt)(?: mạnh| dần| tối đa| sâu)?\s+"
    r"(?=(?:số|tỷ lệ|tỷ trọng|mức độ|quy mô|số lượng)(?!\w))"
)
_STOP = re.compile(
    r"[;.](?=\s|$)|,\s*(?=(?:đồng thời|góp phần|bảo đảm|đảm bảo|nhằm|gây|làm|tạo|"
    r"từng bước|không để|giữ vững|duy trì|phấn đấu|trong đó|đặc biệt|phục vụ|giảm|"
    r"tăng)(?!\w))|"
    r"\s+(?=(?:nhằm|góp phần|sau khi|để (?:bảo|tạo|góp)|so với năm trước|và giữ vững|"
    r"trong những năm)(?!\w))|:\s"
)
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal without amount: its clause, where its subject begins, the relation and the cue."""

    start: int
    end: int
    subject_at: int
    relation: str
    cue: str


def wishes_in(text: str, start: int, end: int, measures: list[Measure]) -> list[Wish]:
    """This will give the goals without amount of a segment; one that holds a measure is the measure's."""
    found: list[Wish] = []
    taken = start
    cues = [*_cues(text, start, end)]
    for begin, subject_at, relation, cue in sorted(cues):
        if begin < taken:
            continue
        stop_at = _STOP.search(text, subject_at, end)
        stop = stop_at.start() if stop_at else end
        while stop > subject_at and (text[stop - 1].isspace() or text[stop - 1] in ",.;"):
            stop -= 1
        if len(text[subject_at:stop].split()) < _LEAST_WORDS or any(begin <= one.start < stop for one in measures):
            continue
        found.append(Wish(begin, stop, subject_at, relation, cue))
        taken = stop
    return found


def _cues(text: str, start: int, end: int) -> list[tuple[int, int, str, str]]:
    out: list[tuple[int, int, str, str]] = []
    out += [(hit.start(), hit.end(), "none", "không để") for hit in _NONE.finditer(text, start, end)]
    out += [
        (hit.start(), hit.end(), "maintain", hit.group().strip().lower()) for hit in _KEEP.finditer(text, start, end)
    ]
    for hit in _CHANGE.finditer(text, start, end):
        relation = "decrease" if "giảm" in hit["verb"].lower() else "increase"
        out.append((hit.start(), hit.end(), relation, hit["verb"].lower()))
    return out
