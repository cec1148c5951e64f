"""A target's quote: the shortest stretch with amount and subject, about thirty words at most, ended at a joint."""

import re

from vanban.read.clauses import Clause, tail_end
from vanban.read.cues import TIME_WORDS, cue_words
from vanban.read.sentences import Part
from vanban.read.shortening import end_of_words

QUOTE_WORDS = 30
_OVER = 6  # words that a quote may run over, so that it ends where a phrase does
_NAMED_WORDS = 24
_FAR_WORDS = 16
_CLOSE_WORDS = 4
_WIDEST = 600  # letters: more than thirty words ever take
_LONG_ASIDE_WORDS = 12
_WINDOW = 400
_ONLY_A_TIME = 2  # "mỗi quý " and the amount
_WORD = re.compile(r"\S+")
# "Lộ trình …: năm 2026 đạt 40%; năm 2028 đạt 60%": each year with its level is quoted alone, the first as the others.
_OF_A_YEAR = re.compile(r"(?<!\w)năm 20\d\d(?:\s(?:phấn đấu|đạt|là|còn|chiếm)){0,2}:?\s*$")
_NEXT_YEAR = re.compile(r"[;,]\s(?:và\s)?(?:đến (?:hết )?)?năm 20\d\d(?:\s(?:phấn đấu|đạt|là|còn|chiếm)|:)")
# "Sở Y tế chỉ đạo các cơ sở y tế vận động 100% …": who directs whom is no part of what is to be reached.
_DIRECTS = re.compile(
    r"[^\W\d_][^.;:%]{2,80}\s(?:chỉ đạo|yêu cầu|hướng dẫn|đôn đốc)\s[^.;:%]{3,80}\s"
    r"(?=(?:vận động|tổ chức cho|bảo đảm)\s$)"
)
_GAP = re.compile(r"\s+")
_JOINT = re.compile(r",\s+|:\s+|\s[-–]\s|\s+và\s+")
_COMMA = re.compile(r",\s+|:\s+")
_EACH = re.compile(r"(?<!\w)mỗi(?!\w)", re.IGNORECASE)
_EACH_TIME = re.compile(
    r"[,;]\s+(?=(?:từ năm 20\d\d(?: trở đi)?,? )?"
    r"(?:mỗi|hằng|hàng) (?:năm học|năm|quý|tháng|tuần|ngày|học kỳ)(?: [^\s,;:.]{1,8}){0,3}\s$)",
    re.IGNORECASE,
)
_HELD_OFTEN = re.compile(
    rf"[,;]\s+(?=(?:{cue_words('demands.makes')}|phát sóng|đăng|đăng tải|phát|họp|kiểm tra)"
    r"(?: [^\s,;:.]{1,8}){0,2}\s$)",
    re.IGNORECASE,
)
_STRIVES = re.compile(r"(?<!\w)phấn đấu(?!\w)", re.IGNORECASE)
_SUBJECT_START = re.compile(
    rf"(?:,\s+|:\s+|\s+và\s+|(?<=mục tiêu)\s+)(?={cue_words('clauses.heads')}\s)|:\s+", re.IGNORECASE
)
_AIMS = re.compile(
    rf"(?<!\w)mục tiêu\s+(?={cue_words('clauses.heads')}\s)|"
    r"(?<!\w)(?:đặt|đặt ra|đề ra|đưa ra|xác định)(?: các| một số)? (?:mục tiêu|chỉ tiêu)(?: là)?:?\s+|"
    r"(?<!\w)mục tiêu (?:của )?(?:kế hoạch|chương trình|đề án)(?: này)?(?: đề ra| đặt ra)\s+|"
    r"(?<!\w)(?:kế hoạch|chương trình|đề án)(?: này)? (?:chỉ rõ|nêu rõ)[,:]?\s+|"
    r"(?<!\w)chỉ tiêu(?: chủ yếu| cụ thể)(?: như| là)?:?\s+|"
    r"(?:^|(?<!\w)(?:các|một số|\d{1,2}|hai|ba|bốn|năm) )(?:mục tiêu|chỉ tiêu)(?: [^,;.:%\d]{2,90})?:\s+|"
    rf"(?<!\w)(?:để|nhằm) (?:hoàn thành|đạt|bảo đảm|thực hiện)(?: được)? (?:các )?"
    rf"(?:chỉ tiêu|mục tiêu)\s+(?={cue_words('clauses.quantities')}\s)|"
    rf"(?<!\w)để\s+(?=(?:đưa|đạt|nâng|bố trí)\s)",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?<!\w)(?<!đối )với\s$", re.IGNORECASE)
_MARK = r"\((?:[ivx]{1,4}|\d{1,2}|[a-zđ])\)|-|(?:chỉ tiêu|mục tiêu) \d{1,2}\s?[:.]"
_LEAD = re.compile(rf"(?:(?:{_MARK}|{cue_words('clauses.leads')})[\s,:]{{1,4}}){{1,6}}", re.IGNORECASE)
_IDLE = re.compile(rf"(?:(?:{TIME_WORDS}|{cue_words('clauses.idle')}|:)[\s,]*){{1,6}}", re.IGNORECASE)
_QUANTITY = re.compile(rf"(?:{cue_words('clauses.quantities')}|số|tổng)\s", re.IGNORECASE)
_PHRASE = re.compile(rf"(?<=[,;:])\s|\s(?={cue_words('cuts.before')}\s)", re.IGNORECASE)
_PURPOSE = re.compile(r",|\s(?:trong|để|nhằm|phục vụ|xuyên suốt)\s")
_ONE_EACH = re.compile(r"mỗi\s[^,;.\d]{1,80}\s(?:đều )?có một\s", re.IGNORECASE)
_BEYOND = re.compile(
    rf"(?:,\s+|^\s*,?\s*)(?={cue_words('clauses.beyond')})|\s+và\s+(?=không còn(?!\w))|"
    r"\s+(?=nhân (?:dịp|ngày|tháng|kỷ niệm|hưởng ứng)(?!\w))",
    re.IGNORECASE,
)
_BY_RULE = re.compile(
    r"\stheo (?:đúng )?(?:(?:quy định|hướng dẫn|yêu cầu) )?(?:(?:tại|của) )?"
    r"(?:Nghị|Quyết|Luật|Thông tư|Chỉ thị|Kế hoạch số|Đề án số)"
)


def quote_span(text: str, clause: Clause, part: Part) -> tuple[int, int]:
    """This will give where the quote of a clause starts and ends: the amount always within."""
    measure = clause.measure
    begin = _begin(text, clause, part)
    if clause.ends_with_value:
        stop = tail_end(text, clause)
        begin = _shorter(text, begin, stop, measure.start)
    else:
        stop = end_of_words(text, begin, _last(text, clause, part, begin), QUOTE_WORDS)
    stop = max(stop, measure.end)
    while stop > measure.end and text[stop - 1] in " ,;:.":
        stop -= 1
    return begin, stop


def named_from(text: str, clause: Clause, quote: int) -> int:
    """This will give where what a clause measures begins to be named: where the quote does, or before what it left out.

    A quote leaves out the first words of a long clause. A subject needs them where they name a quantity ("Tỷ lệ …"), or
    where the quote begins amid a list.
    """
    begin = opening(text, clause)
    if quote <= begin or clause.measure.start - begin > _WIDEST:
        return quote
    if _QUANTITY.match(text, begin) or _OF_A_YEAR.match(text, quote, clause.measure.start):
        return begin
    listed = clause.measure.share and text[max(quote - 2, 0)] == ","
    few = len(text[begin : clause.measure.start].split()) <= _NAMED_WORDS
    return begin if listed and few and not clause.ends_with_value else quote


def opening(text: str, clause: Clause) -> int:
    """This will give where the clause's own words begin, behind what only leads in ("Phấn đấu", "đặt mục tiêu")."""
    begin, at = clause.head, clause.measure.start
    if lead := _LEAD.match(text, begin, at):
        begin = lead.end()
    if aims := _AIMS.search(text, max(begin, at - _WINDOW), at):
        begin = aims.end()
    return begin


def beyond(text: str, start: int, stop: int, *, ruled: bool = True) -> int:
    """This will give where the words after an amount go on with its purpose, its manner, or by which act (`ruled`)."""
    if further := _BEYOND.search(text, start, stop):
        stop = further.start()
    if ruled and (by_rule := _BY_RULE.search(text, start, stop)):
        stop = by_rule.start()
    return stop


def is_one_each(text: str, start: int, stop: int) -> bool:
    """This will tell "mỗi xã có một đội", whose amount is a word amid what it counts."""
    return _ONE_EACH.match(text, start, stop) is not None


def _begin(text: str, clause: Clause, part: Part) -> int:
    at = clause.measure.start
    strives = [one.start() for one in _STRIVES.finditer(text, max(clause.head, at - _WINDOW), at)]
    if strives and strives[-1] > clause.head == clause.start and not _IDLE.fullmatch(text[strives[-1] : at]):
        return strives[-1]
    begin = opening(text, clause)
    year = _OF_A_YEAR.search(text, max(begin, at - _WINDOW), at)
    if year and _NEXT_YEAR.match(text, clause.measure.end, clause.measure.end + _WINDOW):
        return year.start()
    if _WITH.search(text, max(begin, at - 8), at):
        return at
    if clause.head != clause.start:
        return begin
    if often := _told_apart(text, clause, begin):
        return often
    if clause.measure.share and (directs := _DIRECTS.match(text, begin, at)):
        return directs.end()
    far = len(text[begin:at].split()) > _FAR_WORDS
    if clause.ends_with_value:
        return _near(text, part, (begin, at), _SUBJECT_START, begin) if far else begin
    if far:
        begin = _near(text, part, (begin, at), _JOINT, at)
    commas = [one.end() for one in _COMMA.finditer(text, max(begin, at - _WINDOW), at)]
    commas = [one for one in commas if not _IDLE.fullmatch(text[one:at])]
    close = [one for one in commas if 1 <= len(text[one:at].split()) <= _CLOSE_WORDS]
    if close and len(text[begin : close[-1]].split()) > _CLOSE_WORDS and not _EACH.search(text, begin, close[-1]):
        return close[-1]
    return begin


def _told_apart(text: str, clause: Clause, begin: int) -> int | None:
    """This will give where "…, mỗi năm ít nhất 60 bác sĩ" and "…, phát sóng tối thiểu 02 kỳ/tháng" begin."""
    measure = clause.measure
    each = _EACH_TIME.search(text, max(begin, measure.start - _WINDOW), measure.start)
    if each and not (measure.unit == "lần" and text[each.end() : measure.start].count(" ") == _ONLY_A_TIME):
        return each.end()  # "xét nghiệm …, mỗi quý 01 lần" says of what only before the comma
    if "/" not in text[measure.start : measure.end + 2]:
        return None
    if text[begin : measure.start].endswith(", ") and "/" in measure.unit + text[measure.end : measure.end + 2]:
        return measure.start
    held = _HELD_OFTEN.search(text, max(begin, measure.start - _WINDOW), measure.start)
    return held.end() if held else None


def _near(text: str, part: Part, span: tuple[int, int], joint: re.Pattern[str], otherwise: int) -> int:
    """This will give the first joint in a span from which a few words lead to the amount at its end."""
    begin, at = span
    for one in joint.finditer(text, max(begin, at - _WINDOW), at):
        named = text[one.end() : at].strip()
        if not named or part.aside_at(one.start()) is not None or _IDLE.fullmatch(named):
            continue
        if len(text[one.end() : at].split()) <= _FAR_WORDS:
            return one.end()
    return otherwise


def _shorter(text: str, begin: int, stop: int, at: int) -> int:
    """This will give where a quote that ends at `stop` begins: at a joint, if one is near, so that no word is cut."""
    if stop - begin > _WIDEST:
        begin = _a_word_on(text, stop - _WIDEST, at)
    words = [begin + one.start() for one in _WORD.finditer(text[begin:stop])]
    if len(words) <= QUOTE_WORDS + _OVER:
        return begin
    least = words[-QUOTE_WORDS]
    joints = [one.end() for one in _PHRASE.finditer(text, least, at) if one.end() <= words[-QUOTE_WORDS + _OVER]]
    return joints[0] if joints else min(least, at)


def _last(text: str, clause: Clause, part: Part, begin: int) -> int:
    """This will give how far the words after an amount belong to it: up to its purpose, or to long brackets."""
    stop = beyond(text, clause.measure.end, clause.end)
    if is_one_each(text, begin, stop) and (purpose := _PURPOSE.search(text, clause.measure.end, stop)):
        stop = purpose.start()
    for aside in part.asides_from(clause.measure.end):
        if aside[0] >= stop:
            break
        if len(text[aside[0] : aside[1]].split()) > _LONG_ASIDE_WORDS:
            return aside[0]
    return stop


def _a_word_on(text: str, begin: int, at: int) -> int:
    word = _WORD.search(text, begin, at)
    gap = _GAP.search(text, word.end() if word else begin, at)
    return gap.end() if gap else at
