"""Clauses: a part of a sentence cut where a new commitment begins ("80% A và 100% B" are two), one measure in each."""

import re
from dataclasses import dataclass, replace

from vanban.read.cues import TIME_WORDS, cue_words
from vanban.read.measures import Measure, measures_in
from vanban.read.sentences import Part

_JOINT = re.compile(
    r",\s{0,3}(?:(?:và|nhưng|đồng thời|trong đó(?: có)?:?|phấn đấu)\s+)?|\s+(?:và|nhưng)\s+|:\s+|"
    r"\s+trong đó(?: có)?:?\s+|\s[-–×]\s|\s+phấn đấu\s+"
)
_LIST_OPENS = re.compile(r",?\s{1,3}trong đó(?: có)?:\s")
_OF_THEM = re.compile(r",?\s{1,3}trong đó\s")
_STARTERS = re.compile(
    rf"(?:(?:{TIME_WORDS}|{cue_words('clauses.starters', 'demands.makes')})[\s,]{{0,3}}){{0,7}}$", re.IGNORECASE
)
_COUNT_STARTERS = re.compile(
    rf"(?:(?:{TIME_WORDS}|{cue_words('clauses.count_starters', 'demands.makes')})[\s,]{{0,3}}){{0,4}}$", re.IGNORECASE
)
_HEAD = re.compile(rf"(?:{TIME_WORDS},?\s)?{cue_words('clauses.heads')}\s", re.IGNORECASE)
_SET = re.compile(rf"(?:{cue_words('clauses.count_setters')}|:)\s*$", re.IGNORECASE)
_GOES_ON = re.compile(rf"[,.;:]|{cue_words('clauses.onward')}", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:\s*(?:trở lên|so với[^,;.%()]{0,60}|từ năm \d{4} trở đi|mỗi năm|h[àằ]ng năm|"
    r"/\s?(?:0?1 )?(?:ngày|tuần|tháng|quý|năm|học kỳ)|"
    r"(?:vào|trong|đến|tới)(?: hết| cuối)?(?: tháng \d{1,2})?(?: năm|/)? ?\d{4}|"
    r"(?:trên|trong) (?:toàn|địa bàn|phạm vi)[^,;.()]{0,30}|"
    r"(?:tổng )?(?:dân số|số dân)(?! từ)|(?:kế hoạch|chỉ tiêu|dự toán)(?: (?:được )?(?:giao|đề ra))?(?=[,;.]|$)|"
    r"\s?(?:/|trên |trong )\s?tổng số[^,;.()%]{0,60}|"
    r"(?:của )?(?:GRDP|GDP)(?: (?:của )?tỉnh)?|tổng sản phẩm[^,;.]{0,30})){1,4}",
    re.IGNORECASE,
)
_TO_LEVEL = re.compile(r"(?<!\w)(?:xuống|(?<!trở )lên|còn|đến)(?!\w)")
_DESCRIBED = re.compile(
    r"(?<!\w)(?:số|tỷ lệ|tỉ lệ)(?:\s[^\s,;:()]{1,12}){1,10}\s(?:dưới|trên|đạt|có|từ|hơn)(?: từ)?\s*$", re.IGNORECASE
)
# "Tỷ lệ người bệnh điều trị trên 12 tháng đạt ít nhất 85%": whose rate it is holds an amount
_RATED = re.compile(r"(?<!\w)(?:tỷ|tỉ) (?:lệ|trọng)(?:\s[^\s,;:()%]{1,12}){1,14}\s*$", re.IGNORECASE)
# "Mỗi xã có từ 10 hộ trở lên bố trí tối thiểu 02 người": the first amount only tells which of them
_WHICH = re.compile(r"(?<!\w)(?:mỗi|các|những|đối với|nơi)(?:,?\s[^\s,;:.()]{1,12}){1,8}\scó\s*$", re.IGNORECASE)
_LEVEL_NEXT = re.compile(r"\s*(?:trở lên\s+)?(?:xuống còn|xuống|còn|lên|đạt|chiếm|là)\s*$", re.IGNORECASE)
_ITEM = re.compile(r"[^,;:()%]{1,60}:\s*$")
_TIME = re.compile(TIME_WORDS, re.IGNORECASE)
_REACHES = re.compile(r"đạt\s")  # "… và đạt tối thiểu 6,5% vào năm 2030" is quoted alone
_TAILS = re.compile(r"(?:[\s,;.:/]|\s(?:và|cùng|đồng thời|trong đó(?: có)?|phấn đấu)(?=\s*$))+$")
_BLANK = " \t\n\u2026"  # a row of dots closes a report's list
# "giảm ít nhất 10% số vụ, xây dựng 15 xã …": a count behind a change does not say of whom the share is.
_CHANGES = re.compile(r"(?<!\w)(?:giảm|tăng|kéo giảm|cắt giảm)\s(?:\S{1,8}\s){0,2}$", re.IGNORECASE)
_CHANGE_REACH = 32
_WINDOW = 320
_LEAD_WORDS = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A commitment's stretch with its measure.

    `head` is where a shared beginning starts that the clause needs to be understood ("không quá 01 tập thể, 03 cá
    nhân"); it equals `start` where the clause stands alone. `ends_with_value` where what is measured stands before the
    amount; `bare` where the clause says an amount alone and speaks of what the clause before it named.
    """

    start: int
    end: int
    measure: Measure
    head: int
    ends_with_value: bool
    bare: bool = False


def clauses_in(text: str, part: Part) -> list[Clause]:
    """This will part a stretch at the measures that begin a commitment of their own; asides are not looked into."""
    measures = [one for one in measures_in(text, part.start, part.end) if part.aside_at(one.start) is None]
    kept: list[tuple[int, Measure]] = []
    last = part.start
    for measure in measures:
        if not kept:
            kept.append((part.start, measure))
        elif _replaces(text, part, kept[-1][1], last, measure):
            kept[-1] = (kept[-1][0], measure)
        else:
            joint = _joint_before(text, part, kept[-1][1], last, measure)
            if joint is not None:
                kept.append((joint, _inherit(text, joint, kept[-1][1], measure)))
        last = measure.end
    return _close(text, part, kept)


def _replaces(text: str, part: Part, earlier: Measure, last: int, later: Measure) -> bool:
    """This will tell where the later amount is the level meant: "giảm từ 23 xuống 18", "8 xã đạt 50%"."""
    between = part.outside(text, max(last, later.start - _WINDOW), later.start)
    if between.rstrip().endswith(" nhưng") and text[later.start : later.start + 5].lower() == "không":
        return True
    if "," in between or ":" in between:
        return False
    named = max(part.start, earlier.start - _WINDOW)
    described = not earlier.share and _DESCRIBED.search(text, named, earlier.start)
    rated = not earlier.share and later.share and _RATED.search(text, named, earlier.start)
    if (described or rated) and _LEVEL_NEXT.match(between):
        return True
    opened = text[earlier.start : earlier.start + 4].lower().startswith("từ")
    if opened and not earlier.share and later.qualified and _WHICH.search(text, named, earlier.start):
        return True
    if _TO_LEVEL.search(between) and opened:
        return True
    if (joined := between.rfind(" và ")) >= 0 and _STARTERS.match(between, joined + len(" và ")):
        return False
    loose = not (earlier.share or earlier.qualified or earlier.money)
    return loose and (later.share or later.qualified)


def _inherit(text: str, joint: int, earlier: Measure, later: Measure) -> Measure:
    """This will carry a bound said once on to the next amount: "không quá 10% tập thể, 5% cá nhân"."""
    if later.qualified or not earlier.qualified or earlier.value_high or text[joint : later.start].strip():
        return later
    if "đó" in text[max(joint - 14, 0) : joint]:  # "… trong đó có 20 doanh nghiệp": no bound of its own
        return later
    if earlier.relation == "<=" or not (later.share or earlier.share):
        return replace(later, relation=earlier.relation, qualified=True)
    return later


def _joint_before(text: str, part: Part, earlier: Measure, last: int, later: Measure) -> int | None:
    """This will give where the clause of `later` begins, None where the amount only belongs to the earlier clause."""
    floor = max(last, later.start - _WINDOW)
    found = [one for one in _JOINT.finditer(text, floor, later.start) if part.aside_at(one.start()) is None]
    if not found:
        return None
    joints = [one.end() for one in found]
    heads = [one for one in found if _HEAD.match(text, one.end(), later.start)]
    after_comma = [one.end() for one in heads if one.group().startswith(", đồng thời")]
    headed = after_comma[-1] if after_comma else heads[0].end() if heads else None
    if later.qualified and _OF_THEM.match(found[-1].group()):
        return joints[-1]
    if earlier.share and not later.share and not later.money:
        near = [at for at in joints if _COUNT_STARTERS.match(text[at : later.start])]
        if near and _CHANGES.search(text, max(part.start, earlier.start - _CHANGE_REACH), earlier.start):
            return near[-1]
        return near[-1] if near and (later.qualified or later.relation != "=") else headed
    near = [at for at in joints if _STARTERS.match(text[at : later.start])]
    if near:
        return _label_start(text, joints, near[0])
    if _LIST_OPENS.match(found[-1].group()):
        return joints[-1]
    if headed is not None:
        return headed
    if floor == last and not text[_past_tail(text, last, later.start, part) : found[0].start()].strip(" ,:"):
        return joints[0]
    return joints[-1] if _ITEM.match(text[joints[-1] : later.start]) else None


def _label_start(text: str, joints: list[int], at: int) -> int:
    """This will step back over a label: "…, nâng tổng số trạm: 188 trạm" begins before "nâng"."""
    earlier = [one for one in joints if one < at]
    labelled = earlier and text[earlier[-1] : at].rstrip().endswith(":") and _ITEM.match(text[earlier[-1] : at])
    return earlier[-1] if labelled else at


def _close(text: str, part: Part, kept: list[tuple[int, Measure]]) -> list[Clause]:
    out: list[Clause] = []
    for index, (joint, measure) in enumerate(kept):
        stop = kept[index + 1][0] if index + 1 < len(kept) else part.end
        stop = max(_trim(text, joint, stop), measure.end)
        own = _TIME.sub(" ", text[max(joint, measure.start - 120) : measure.start]).strip(" ,:-")
        rest = text[_past_tail(text, measure.end, stop, part) : stop].lstrip(_BLANK)
        alone = index > 0 and not _STARTERS.sub("", own).strip()
        bare = alone and (not rest or rest[0] in ",.;:")
        bare = bare or (alone and rest.startswith("đối với") and "đối với" in text[out[-1].measure.end : joint])
        last = _ends_with_value(text, max(joint, measure.start - 120), measure, rest)
        begin = joint if index or last else _own_start(text, joint, measure.start)
        head = begin
        if bare and _shares_head(text, begin, measure, out[-1].measure):
            # A chain of many amounts is not led back to its first one: no quote would reach so far.
            head = out[-1].head if begin - out[-1].head < _WINDOW else out[-1].start
        out.append(Clause(begin, stop, measure, head, bare or last, bare))
    return out


def _shares_head(text: str, begin: int, measure: Measure, earlier: Measure) -> bool:
    """This will tell an amount that cannot be quoted alone: "… đạt 65% vào năm 2025 và 75% vào năm 2030".

    "… và năm 2030 đạt 75%" can.
    """
    inherited = measure.qualified and measure.value_high is None and text[measure.start].isdigit()
    same = measure.unit.startswith(earlier.unit) or earlier.unit.startswith(measure.unit)
    reaches = _REACHES.match(text, begin, measure.start) is not None and measure.qualified
    return inherited or (same and not reaches and not _TIME.search(text, begin, measure.start))


def _own_start(text: str, start: int, at: int) -> int:
    """This will give where the first clause begins: behind words that make a clause without an amount."""
    for joint in _JOINT.finditer(text, max(start, at - _WINDOW), at):
        before = _TIME.sub(" ", text[max(start, joint.start() - 120) : joint.start()])
        if _STARTERS.match(text[joint.end() : at]) and len(before.split()) > _LEAD_WORDS:
            return joint.end()
    return start


def _trim(text: str, start: int, end: int) -> int:
    window = text[max(start, end - 60) : end]
    return end - len(window) + len(_TAILS.sub("", window))


def _ends_with_value(text: str, start: int, measure: Measure, rest: str) -> bool:
    """This will tell "Tỷ lệ … đạt 80% (vào năm 2030)" from "80% số xã …"; `rest` follows the value and its tail."""
    if not rest:
        return True
    if not (measure.share or measure.money) and not _SET.search(text, start, measure.start):
        return False
    before = _STARTERS.sub("", text[start : measure.start]).strip(" ,:-")
    return bool(_GOES_ON.match(rest)) and len(before.split()) > 1


def _past_tail(text: str, at: int, end: int, part: Part) -> int:
    """This will step over what may follow a value: a time, a comparison, brackets."""
    if tail := _TAIL.match(text, at, end):
        at = tail.end()
    while (aside := part.aside_at(at + (text[at : at + 1] == " "))) is not None:
        at = aside[1]
    return at


def tail_end(text: str, clause: Clause) -> int:
    """This will give where the words after the value end that still belong to it ("vào năm 2025", "GRDP")."""
    tail = _TAIL.match(text, clause.measure.end, clause.end)
    return tail.end() if tail else clause.measure.end
