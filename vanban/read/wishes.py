"""Goals without an amount that can still be checked: not to let happen, to keep up, to bring up or down."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from vanban.read.clauses import Clause
from vanban.read.cues import TIME_WORDS, cue_words
from vanban.read.sentences import Part

_NONE = re.compile(
    r"(?<!\w)(?:duy trì,?\s*)?không (?:để(?! lại| ý)(?: xảy ra| phát sinh| hình thành)?|phát sinh|xảy ra|hình thành|"
    r"còn(?! được))(?!\w)\s*",
    re.IGNORECASE,
)
_NONE_OPENING = re.compile(r"(?<!\w)(?:không có|chấm dứt)(?!\w)\s*", re.IGNORECASE)
_KEEP = re.compile(
    r"(?<!\w)(?:giữ vững(?: và (?:mở rộng|phát huy|nâng cao))?|giữ nguyên|giữ(?= (?:số|tỷ lệ) ))"
    r"(?!\w)(?! và khẳng định)\s*",
    re.IGNORECASE,
)
_KEEP_OPENING = re.compile(
    r"(?<!\w)(?:(?:phấn đấu )?(?:đạt|bảo đảm|đảm bảo|xây dựng|củng cố) và )?duy trì(?!,?\s*không)"
    r"(?! (?:cơ chế|và nâng cao (?:chất lượng, )?hiệu quả)(?!\w))"
    r"(?:(?: ổn định)? và (?:phát triển|nâng cao|mở rộng|giữ vững)|"
    r",\s*(?:đẩy mạnh|đảm bảo|bảo đảm|củng cố|nâng cao|phát huy|mở rộng|phát triển))?(?!\w)\s*",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"(?:(?:hằng|hàng) năm,\s*)?(?<!\w)"
    r"(?P<verb>giảm|làm giảm|kéo giảm|cắt giảm|rút ngắn|tăng thêm|tăng|nâng cao rõ rệt|nâng cao|nâng)"
    r"(?: mạnh| dần| bền vững| tối đa| sâu| nhanh| thiểu| cơ bản| căn bản| rõ rệt| đáng kể){0,2}\s{1,3}"
    rf"(?=(?:cả về |các |những )?{cue_words('wishes.measurable')})",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"(?:các |những )?{cue_words('wishes.counted')}", re.IGNORECASE)
_GOODNESS = re.compile(r"[^;.]{0,40}?(?:,| và)\s(?:hiệu quả|chất lượng|sức cạnh tranh|khả năng)(?!\w)", re.IGNORECASE)
_OPENED = re.compile(rf"(?:[,;:.(–]\s?|-\s|{cue_words('wishes.openers')}\s)$", re.IGNORECASE)
_NOT_A_GOAL = re.compile(rf"(?<!\w)(?:{cue_words('wishes.not_goals')})\s*$", re.IGNORECASE)
_SET_AS_AIM = re.compile(r"(?<!\w)(?:đặt|đặt ra|đề ra|xác định)(?: các)? mục tiêu(?: là)?:?\s$", re.IGNORECASE)
_AIMED = re.compile(r"(?<!\w)(?:nhằm|góp phần)\s*$", re.IGNORECASE)
_STOP = re.compile(
    rf"[;.](?=\s|$)|:\s|,\s*(?=(?:xây dựng|thực hiện)(?!\w)|{TIME_WORDS}|{cue_words('clauses.beyond')})|"
    r"\s+(?=(?:nhằm|góp phần|sau khi|để (?:bảo|tạo|góp)|so với năm trước|trong những năm|"
    r"và (?:cơ bản|đạt|giữ vững|không để|duy trì|tăng|giảm|nâng cao))(?!\w))",
    re.IGNORECASE,
)
_ENDS_OPEN = re.compile(r"\svà$")
_LOOKS_BACK = re.compile(r"\s*(?:trong những năm|những năm|các năm|trong các năm|[,;.]|$)")
_BACK_LEAD = re.compile(rf"(?:{cue_words('clauses.leads', 'clauses.subject_leads')}[\s,:]+)+", re.IGNORECASE)
# "Số vụ phạm tội về ma túy năm sau giảm so với năm trước": what is to change stands before.
_AGAINST_BEFORE = re.compile(
    rf"(?P<what>{cue_words('wishes.counted')} [^;:.\d]{{3,120}}?)(?: (?:năm sau|hằng năm|hàng năm|mỗi năm))? "
    r"(?P<verb>giảm|tăng)(?: dần)?"
    r"(?:(?: so)? với (?:(?:cùng kỳ )?năm trước|(?:cuối |đầu )?năm \d{4}|cùng kỳ|giai đoạn trước|nhiệm kỳ trước)|"
    r" (?:dần )?(?:qua|theo) (?:các|từng) năm| (?:hằng|hàng|mỗi) năm(?=\s*(?:[;.]|$)))(?!\w)",
    re.IGNORECASE,
)
_DOWN = {"giảm", "làm giảm", "kéo giảm", "cắt giảm", "rút ngắn"}
_PARTS = re.compile(r"[,;:]|\svà\s")
_AGAINST_ILLS = re.compile(r"(?<!\w)ngăn (?:chặn|ngừa)\s*$", re.IGNORECASE)
_IN_PLACES = re.compile(r"(?<!\w)(?:tại|ở|trong|trên địa bàn)\s$", re.IGNORECASE)
_SAYING_REACH = 80
_MARK_LETTERS = 5
_NO_LONGER = "không còn"
_LEAST_WORDS = 2
_WINDOW = 400


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal without amount: its clause, the stretch of its subject, its kind (none, maintain, direction), the cue."""

    start: int
    end: int
    subject: tuple[int, int]
    kind: str
    relation: str
    cue: str


@dataclass(frozen=True, slots=True, order=True)
class _Cue:
    """Words that open a wish, from `start` to `end`."""

    start: int
    end: int
    kind: str
    relation: str


def wishes_in(text: str, part: Part, clauses: list[Clause]) -> list[Wish]:
    """This will give the goals without amount of a stretch; what belongs to a measured clause is left to it."""
    found = [wish for wish in _against_before(text, part) if not _belongs_to_one(text, wish, clauses)]
    taken = found[-1].end if found else part.start
    for cue in sorted(_cues(text, part)):
        if cue.start < taken or part.aside_at(cue.start) is not None or _only_a_means(text, part, cue):
            continue
        wish = _looking_back(text, part, cue) or _looking_on(text, part, cue, clauses)
        if wish is None or _belongs_to_one(text, wish, clauses):
            continue
        found.append(wish)
        taken = wish.end
    return found


def _against_before(text: str, part: Part) -> list[Wish]:
    """This will read what is to be less or more than the year before."""
    found = _AGAINST_BEFORE.search(text, part.start, part.end)
    if found is None or part.aside_at(found.start()) is not None:
        return []
    relation = "decrease" if found["verb"].lower() in _DOWN else "increase"
    verb = found["verb"].lower()
    return [Wish(found.start(), found.end(), found.span("what"), "direction", relation, verb)]


def _cues(text: str, part: Part) -> list[_Cue]:
    start, end = part.start, part.end
    out = [_Cue(hit.start(), hit.end(), "none", "none") for hit in _NONE.finditer(text, start, end)]
    out += [_Cue(hit.start(), hit.end(), "maintain", "maintain") for hit in _KEEP.finditer(text, start, end)]
    for pattern, kind in ((_NONE_OPENING, "none"), (_KEEP_OPENING, "maintain")):
        for hit in pattern.finditer(text, start, end):
            at = hit.start()
            first = at - start < _MARK_LETTERS and not text[start:at].strip(" -–")
            if first or text[at] in "pP" or _OPENED.search(text, max(start, at - 14), at):
                out.append(_Cue(hit.start(), hit.end(), kind, kind))
    for hit in _CHANGE.finditer(text, start, end):
        if hit["verb"].lower().startswith("nâng") and not _COUNTED.match(text, hit.end()):
            continue
        if _GOODNESS.match(text, hit.end(), end):
            continue
        relation = "decrease" if hit["verb"].lower() in _DOWN else "increase"
        out.append(_Cue(hit.start(), hit.end(), "direction", relation))
    return out


def _only_a_means(text: str, part: Part, cue: _Cue) -> bool:
    """This will tell words that follow "để" …, or that are a saying; "nhằm giảm số …" names a goal all the same."""
    if text[cue.start : cue.end].lower().startswith("phấn đấu"):
        return False
    if _SET_AS_AIM.search(text, max(cue.start - _SAYING_REACH, part.start), cue.start):
        return False  # "xã đặt mục tiêu giữ vững danh hiệu …"
    near = max(cue.start - _SAYING_REACH, part.start)
    if cue.kind == "direction" and text.rfind("“", near, cue.start) > text.rfind("”", near, cue.start):
        return True  # “Giảm cung - Giảm cầu - Giảm tác hại” is what something is called
    floor = max(cue.start - 24, part.start)
    if cue.kind == "none" and _AGAINST_ILLS.search(text, floor, cue.start):
        return False  # "ngăn chặn, không để …"
    kept = text[cue.start : cue.end].lower().startswith("giữ vững")
    if kept and text[floor : cue.start].lower().endswith("nhằm "):
        return False
    if _AIMED.search(text, floor, cue.start) and cue.relation == "decrease" and _COUNTED.match(text, cue.end):
        return False
    return _NOT_A_GOAL.search(text, floor, cue.start) is not None


def _looking_on(text: str, part: Part, cue: _Cue, clauses: list[Clause]) -> Wish | None:
    following = bisect_right(clauses, cue.end, key=lambda clause: clause.start)
    end = min(clauses[following].start if following < len(clauses) else part.end, cue.end + _WINDOW)
    stop_at = _STOP.search(text, cue.end, end)
    stop = stop_at.start() if stop_at else end
    while stop > cue.end and (text[stop - 1].isspace() or text[stop - 1] in ",.;/"):
        stop -= 1
    if _ENDS_OPEN.search(text, cue.end, stop) and text[stop:end].isspace() and end < part.end:
        return None  # "Duy trì Đảng bộ và | 100% chi bộ …": the amount's own clause says it
    leads_in = text[stop : stop + 1] == ":" and bool(clauses) and clauses[-1].measure.start > stop
    if leads_in or len(text[cue.end : stop].split()) < _LEAST_WORDS:
        return None
    return Wish(cue.start, stop, (cue.end, stop), cue.kind, cue.relation, _shown(text, cue))


def _looking_back(text: str, part: Part, cue: _Cue) -> Wish | None:
    """This will read "đạt được … và giữ vững trong những năm tiếp theo": what is kept up stands before."""
    if cue.kind != "maintain" or not _LOOKS_BACK.match(text, cue.end, part.end):
        return None
    floor = max(part.start, cue.start - _WINDOW)
    named = re.search(rf"(?:{TIME_WORDS},\s*)?[^,;:.]{{3,200}}\svà\s$", text[floor : cue.start], re.IGNORECASE)
    if not named:
        return None
    begin = floor + named.start()
    while lead := _BACK_LEAD.match(text, begin + (text[begin] == " "), cue.start):
        begin = lead.end()
    begin += len(text[begin : cue.start]) - len(text[begin : cue.start].lstrip())
    stop = cue.start + len(text[cue.start : cue.end].rstrip())
    return Wish(begin, stop, (begin, cue.start - len(" và ")), cue.kind, cue.relation, _shown(text, cue))


def _belongs_to_one(text: str, wish: Wish, clauses: list[Clause]) -> bool:
    at = max(bisect_right(clauses, wish.start, key=lambda clause: clause.start) - 1, 0)
    while at < len(clauses) and clauses[at].start < wish.end:
        if _belongs(text, wish, clauses[at]):
            return True
        at += 1
    return False


def _belongs(text: str, wish: Wish, clause: Clause) -> bool:
    """This will tell a wish that holds a measured clause's amount, or goes on with its subject ("80% … và giảm …")."""
    goes_on = clause.measure.end < wish.start < clause.end and not clause.ends_with_value
    if goes_on and not _PARTS.search(text, clause.measure.end, wish.start):
        return True  # "100% trường học không để phát sinh …"
    if goes_on and wish.cue == _NO_LONGER:
        return False
    if (
        wish.kind == "none"
        and not clause.measure.qualified
        and _IN_PLACES.search(text, wish.start, clause.measure.start)
    ):
        return False  # "không để phát sinh … tại 12 thôn chưa có ma túy"
    return wish.start <= clause.measure.start < wish.end or (goes_on and text[wish.start - 4 : wish.start] == " và ")


def _shown(text: str, cue: _Cue) -> str:
    return " ".join(text[cue.start : cue.end].split()).lower()
