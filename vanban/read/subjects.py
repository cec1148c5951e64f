"""A target's quote (the shortest stretch with amount and subject) and its subject in the document's own words."""

import re

from vanban.read.clauses import Clause, tail_end
from vanban.read.cues import TIME_WORDS, cue_words
from vanban.read.sentences import Part
from vanban.read.shortening import shorten

QUOTE_WORDS, SUBJECT_WORDS = 30, 20
_FAR_WORDS = 16
_CLOSE_WORDS = 4
_WIDEST = 600  # letters: more than thirty words ever take
_LONG_ASIDE_WORDS = 12
_WINDOW = 400
_WORD = re.compile(r"\S+")
_GAP = re.compile(r"\s+")
_JOINT = re.compile(r",\s+|:\s+|\s[-–]\s|\s+và\s+")
_COMMA = re.compile(r",\s+|:\s+")
_EACH = re.compile(r"(?<!\w)mỗi(?!\w)", re.IGNORECASE)
_STRIVES = re.compile(r"(?<!\w)phấn đấu(?!\w)", re.IGNORECASE)
_QUANTITY = re.compile(rf"{cue_words('clauses.quantities')}\s", re.IGNORECASE)
_SUBJECT_START = re.compile(
    rf"(?:,\s+|:\s+|\s+và\s+|(?<=mục tiêu)\s+)(?={cue_words('clauses.heads')}\s)|:\s+", re.IGNORECASE
)
_AIMS = re.compile(
    rf"(?<!\w)mục tiêu\s+(?={cue_words('clauses.heads')}\s)|"
    r"(?<!\w)(?:đặt|đặt ra|đề ra|đưa ra|xác định)(?: các| một số)? (?:mục tiêu|chỉ tiêu)(?: là)?:?\s+|"
    r"(?<!\w)mục tiêu (?:của )?(?:kế hoạch|chương trình|đề án)(?: này)?(?: đề ra| đặt ra)\s+|"
    r"(?<!\w)chỉ tiêu(?: chủ yếu| cụ thể)(?: như| là)?:?\s+|"
    rf"(?<!\w)để\s+(?=(?:đưa|đạt|nâng|bố trí)\s)",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?<!\w)với\s$", re.IGNORECASE)
_MARK = r"\((?:[ivx]{1,4}|\d{1,2}|[a-zđ])\)|-|(?:chỉ tiêu|mục tiêu) \d{1,2}\s?[:.]"
_QUOTE_LEAD = re.compile(rf"(?:(?:{_MARK}|{cue_words('clauses.leads')})[\s,:]{{1,4}}){{1,6}}", re.IGNORECASE)
_LEAD = re.compile(
    rf"(?:(?:{_MARK}|{TIME_WORDS}|{cue_words('clauses.leads', 'clauses.subject_leads')})[\s,:]{{1,4}}){{1,6}}",
    re.IGNORECASE,
)
_IDLE_END = re.compile(rf"(?:(?:{TIME_WORDS}|{cue_words('clauses.idle')}|:)[\s,]*){{1,6}}$", re.IGNORECASE)
_IDLE_START = re.compile(r"(?:đạt|có|tối thiểu|ít nhất|khoảng)\s+", re.IGNORECASE)
_SET = re.compile(rf"{cue_words('clauses.setters')}\s*(?:\S+\s+){{0,2}}$", re.IGNORECASE)
_PURPOSE = re.compile(r",|\s(?:trong|để|nhằm|phục vụ|xuyên suốt)\s")
_ONE_EACH = re.compile(r"mỗi\s[^,;.\d]{1,80}\s(?:đều )?có một\s", re.IGNORECASE)
_CHANGE_VERB = re.compile(r"^(?:(?:hằng|hàng|mỗi) năm,?\s*)?(?:tăng|giảm|kéo giảm|cắt giảm|rút ngắn)\s+", re.IGNORECASE)
_CHANGED = re.compile(r"(?<!\w)(?:tăng|giảm|kéo giảm|cắt giảm|rút ngắn)\s+(?!nghèo)(?P<what>\S[^;]*)$", re.IGNORECASE)
_HABIT = re.compile(r"\s+(?:giảm |tăng )?(?:hằng|hàng|mỗi) (?:năm|quý|tháng)\s*$", re.IGNORECASE)
_COMPARED = re.compile(r"^\s*(?:trở lên\s*)?so với[^,;.]{0,50}?(?:năm \d{4}|năm trước|cùng kỳ|về)\s*", re.IGNORECASE)
_BEYOND = re.compile(rf"(?:,\s+|^\s*,?\s*)(?={cue_words('clauses.beyond')})", re.IGNORECASE)
_BY_RULE = re.compile(
    r"\stheo (?:đúng )?(?:(?:quy định|hướng dẫn|yêu cầu) )?(?:(?:tại|của) )?"
    r"(?:Nghị|Quyết|Luật|Thông tư|Chỉ thị|Kế hoạch số|Đề án số)"
)
_ASIDE = re.compile(r"\s?\([^()]{0,400}\)")
_MAKES = re.compile(cue_words("demands.makes"), re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"|(?:tốc độ|mức)?\s?(?:tăng|giảm)?(?: trưởng)?\s?(?:bình quân|trung bình)?"
    r"(?: (?:h[àằ]ng|mỗi) năm)?(?: trong giai đoạn này)?",
    re.IGNORECASE,
)


def quote_span(text: str, clause: Clause, part: Part) -> tuple[int, int]:
    """This will give where the quote of a clause starts and ends: at most thirty words, the amount always within."""
    measure = clause.measure
    begin = _begin(text, clause, part)
    if clause.ends_with_value:
        stop = tail_end(text, clause)
        if stop - begin > _WIDEST:
            begin = _a_word_on(text, stop - _WIDEST, measure.start)
        while len(text[begin:stop].split()) > QUOTE_WORDS:
            begin = _a_word_on(text, begin, measure.start)
    else:
        stop = limit_words(text, begin, _last(text, clause, part, begin), QUOTE_WORDS)
    stop = max(stop, measure.end)
    while stop > measure.end and text[stop - 1] in " ,;:.":
        stop -= 1
    return begin, stop


def _begin(text: str, clause: Clause, part: Part) -> int:
    begin, at = clause.head, clause.measure.start
    strives = [one.start() for one in _STRIVES.finditer(text, max(begin, at - _WINDOW), at)]
    if strives and strives[-1] > begin == clause.start and not _IDLE_END.fullmatch(text[strives[-1] : at]):
        return strives[-1]
    if lead := _QUOTE_LEAD.match(text, begin, at):
        begin = lead.end()
    if aims := _AIMS.search(text, max(begin, at - _WINDOW), at):
        begin = aims.end()
    if _WITH.search(text, max(begin, at - 8), at):
        return at
    if clause.head != clause.start:
        return begin
    far = len(text[begin:at].split()) > _FAR_WORDS
    if clause.ends_with_value:
        return _near(text, part, (begin, at), _SUBJECT_START, begin) if far else begin
    if far:
        begin = _near(text, part, (begin, at), _JOINT, at)
    commas = [one.end() for one in _COMMA.finditer(text, max(begin, at - _WINDOW), at)]
    close = [one for one in commas if 1 <= len(text[one:at].split()) <= _CLOSE_WORDS]
    if close and len(text[begin : close[-1]].split()) > _CLOSE_WORDS and not _EACH.search(text, begin, close[-1]):
        return close[-1]
    return begin


def _near(text: str, part: Part, span: tuple[int, int], joint: re.Pattern[str], otherwise: int) -> int:
    """This will give the first joint in a span from which a few words lead to the amount at its end."""
    begin, at = span
    for one in joint.finditer(text, max(begin, at - _WINDOW), at):
        if part.aside_at(one.start()) is None and len(text[one.end() : at].split()) <= _FAR_WORDS:
            return one.end()
    return otherwise


def _last(text: str, clause: Clause, part: Part, begin: int) -> int:
    """This will give how far the words after an amount belong to it: up to its purpose, or to long brackets."""
    stop = clause.end
    if beyond := _BEYOND.search(text, clause.measure.end, stop):
        stop = beyond.start()
    if by_rule := _BY_RULE.search(text, clause.measure.end, stop):
        stop = by_rule.start()
    if _ONE_EACH.match(text, begin, stop) and (purpose := _PURPOSE.search(text, clause.measure.end, stop)):
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


def limit_words(text: str, start: int, end: int, words: int) -> int:
    """This will give where the first `words` words of a stretch end."""
    stop = start
    for count, word in enumerate(_WORD.finditer(text, start, end), start=1):
        stop = word.end()
        if count == words:
            break
    while stop > start and text[stop - 1] in ",;:.":
        stop -= 1
    return stop


def subject_of(text: str, clause: Clause, quote: tuple[int, int], *, change: bool) -> str:
    """This will give what is measured, in the words before and after the amount; empty where nothing is named."""
    measure = clause.measure
    if _ONE_EACH.match(text, quote[0], quote[1]):
        return shorten(text[quote[0] : quote[1]], SUBJECT_WORDS)
    begin = max(clause.start if clause.bare else clause.head, measure.start - _WINDOW)
    if not clause.ends_with_value or quote[0] > clause.head:
        begin = quote[0]
    before = _before(text[begin : measure.start], change=change)
    if change and before and (changed := _CHANGED.search(text, begin, measure.start)):
        what = _before(changed["what"], change=True)
        if before.endswith(what) and not _NO_SUBJECT.fullmatch(what):
            return shorten(what, SUBJECT_WORDS)
    after = "" if clause.ends_with_value else _after(text[measure.end : max(quote[1], measure.end)])
    if _QUANTITY.match(before) and _SET.search(text, max(begin, measure.start - 40), measure.start):
        after = ""
    elif not measure.share and not clause.ends_with_value and not measure.unit.startswith("/"):
        after = f"{measure.unit.split('/')[0]} {after}".strip()
    if not after or (before and not clause.ends_with_value and len(before.split()) > 2):
        shown = f"{before} {after}".strip()
    else:
        shown = after or before
    if not measure.share and clause.ends_with_value and _MAKES.fullmatch(shown):
        shown = measure.unit
    shown = shorten(shown or before or after, SUBJECT_WORDS)
    return "" if _NO_SUBJECT.fullmatch(shown) else shown


def _before(words: str, *, change: bool) -> str:
    words = _ASIDE.sub("", words).lstrip(" -")
    if lead := _LEAD.match(words):
        words = words[lead.end() :]
    words = _IDLE_END.sub("", words).strip(" ,:-")
    if idle := _IDLE_START.match(words):
        words = words[idle.end() :]
    words = _CHANGE_VERB.sub("", words + " ").strip()
    return _HABIT.sub("", words) if change else words


def _after(words: str) -> str:
    if beyond := _BEYOND.search(words):
        words = words[: beyond.start()]
    words = _COMPARED.sub("", words)
    words = re.sub(r"^\s*trở lên\s*", "", words)
    return _ASIDE.sub("", words).strip(" ,:")
