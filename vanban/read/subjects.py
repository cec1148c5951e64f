"""What a target measures, in the document's own words: as the clause names it, completed by what its neighbours say."""

import re

from vanban.read.agencies import agencies_at
from vanban.read.clauses import Clause
from vanban.read.cues import TIME_WORDS, cue_words
from vanban.read.name_words import opens_with_verb
from vanban.read.quotes import beyond, is_one_each, named_from
from vanban.read.shortening import shorten

SUBJECT_WORDS = 40
_LONG_WORDS = 28
_WIDEST = 400
_QUANTITY = re.compile(rf"{cue_words('clauses.quantities')}\s", re.IGNORECASE)
_MARK = r"\((?:[ivx]{1,4}|\d{1,2}|[a-zđ])\)|-|(?:chỉ tiêu|mục tiêu) \d{1,2}\s?[:.]"
_LEAD = re.compile(
    rf"(?:(?:{_MARK}|{TIME_WORDS}|{cue_words('clauses.leads', 'clauses.subject_leads')})[\s,:]{{1,4}}){{1,6}}",
    re.IGNORECASE,
)
_IDLE_END = re.compile(rf"(?:(?:{TIME_WORDS}|{cue_words('clauses.idle')}|:)[\s,]*){{1,6}}$", re.IGNORECASE)
_IDLE_START = re.compile(r"(?:đạt|có(?! thể)|tối thiểu|ít nhất|khoảng)\s+", re.IGNORECASE)
_SET = re.compile(rf"{cue_words('clauses.setters')}\s*(?:\S+\s+){{0,2}}$", re.IGNORECASE)
_CHANGE_VERB = re.compile(
    r"^(?:(?:hằng|hàng|mỗi) năm,?\s*)?(?:tăng|giảm|kéo giảm|cắt giảm|rút ngắn)\s+(?!trưởng)", re.IGNORECASE
)
_CHANGED = re.compile(
    r"(?<!\w)(?<!tốc độ )(?<!tỷ lệ )(?:tăng|giảm|kéo giảm|cắt giảm|rút ngắn)\s+(?!nghèo|trưởng)(?P<what>\S[^;]*)$",
    re.IGNORECASE,
)
# "Cải tiến quy trình, giảm thời gian chờ xuống không quá 30 phút": what is brought to the level.
_BROUGHT = re.compile(
    r"(?:^|,\s|\svà\s)(?:giảm|kéo giảm|rút ngắn)\s(?P<what>[^,;:]{3,120}?)\s(?:xuống|còn)"
    r"(?:\s(?:còn|không quá|dưới))*\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\s(?:(?:tăng|giảm) từ\s[^;]{1,80}|từ \d[\d.,]{0,12}(?:\s?%|(?:\s[^\W\d_]{1,8}){0,2}))$", re.IGNORECASE
)
_WHEN = re.compile(r"\s(?:vào|đến|trong)(?: hết| cuối)? năm \d{4}$", re.IGNORECASE)
_HABIT = re.compile(r"\s+(?:giảm |tăng )?(?:hằng|hàng|mỗi) (?:năm|quý|tháng)\s*$", re.IGNORECASE)
_COMPARED = re.compile(r"^\s*(?:trở lên\s*)?so với[^,;.]{0,50}?(?:năm \d{4}|năm trước|cùng kỳ|về)\s*", re.IGNORECASE)
_COMPARED_LAST = re.compile(
    r",?\sso với (?:cùng kỳ(?: năm \d{4})?|(?:cuối |đầu )?năm (?:\d{4}|trước|liền kề|học \d{4}\s?[-–]\s?\d{4}))$",
    re.IGNORECASE,
)
_COMPARED_OPEN = re.compile(r"\sso với (?:cùng kỳ )?năm \d{4}\s\([^()]{0,200}$", re.IGNORECASE)
_AGAINST = re.compile(
    rf"(?:\s{TIME_WORDS})?,?\sso với (?:(?:cùng kỳ )?năm \d{{4}}|thời điểm [\d/]{{4,10}})(?=\s|,|$)", re.IGNORECASE
)
_TIME_LEAD = re.compile(rf"^{TIME_WORDS}[\s,]{{1,3}}", re.IGNORECASE)
_GROWTH = re.compile(r"(?<!tốc độ)(?<!mức)\s+tăng trưởng$", re.IGNORECASE)
_DIRECTS = re.compile(r"(?:[Cc]hỉ đạo|[Gg]iao|[Đđ]ề nghị|[Yy]êu cầu) ")
_REACHES = re.compile(
    r"(?:có|đạt|được|là|hoàn thành|bảo đảm|đảm bảo|phấn đấu|duy trì|giảm|tăng|kéo giảm)(?!\w)", re.IGNORECASE
)
_OUGHT = re.compile(r"^(?:cần|phải|có trách nhiệm|có nhiệm vụ)\s+")
_PER_PERIOD = re.compile(r"^\s?/\s?(?:0?1 )?(?:ngày|tuần|tháng|quý|năm|học kỳ)(?!\w)")
_ASKS_EACH = re.compile(r"(?:vận động|khuyến khích|yêu cầu|chỉ đạo|phấn đấu)\s", re.IGNORECASE)
_EACH = re.compile(r"(?<!\w)mỗi(?!\w)", re.IGNORECASE)
_AIM = re.compile(r"(?<=\w) nhằm\s[^;]{0,400}$", re.IGNORECASE)
_UPWARD = re.compile(r"^\s*trở lên\s*|(?<!tuổi)(?<!cơ sở)(?<!tỉnh)\strở lên$")
_ASIDE = re.compile(r"\s?\([^()]{0,400}\)")
_THEN = re.compile(r"^.*\s(?:bảo đảm|đảm bảo|phấn đấu)\s", re.IGNORECASE)
_PURPOSE = re.compile(
    r"(?:^(?:nhằm|góp phần|để)|(?<=\w)\s(?:trở lên )?(?:nhằm|góp phần|phục vụ|để))\s(?![^;]{0,300} được )[^;]{0,400}$",
    re.IGNORECASE,
)
_OF_THE_PLACE = re.compile(
    r"(?:cả nước|toàn (?:quốc|tỉnh|thành phố|xã|huyện|ngành|tỉnh)|(?:tỉnh|thành phố|huyện|xã|phường)(?: \w{1,8}){1,3})"
    r"(?:,? (?:sẽ|phấn đấu|đặt mục tiêu))? có$",
    re.IGNORECASE,
)
_IF_SO = re.compile(r"^(?:\S+\s){10,40}thì\s", re.IGNORECASE)
_LAST_NAMED = re.compile(
    rf"\s(?:vào|nâng|đưa|để|duy trì|duy trì ổn định)\s(?={cue_words('clauses.quantities')}\s)", re.IGNORECASE
)
_FAR_WORDS = 12
_LISTED = re.compile(rf"\s(?:bao gồm|gồm)\s.{{1,400}}?(?=\s{cue_words('sharing.predicates')}\s)", re.IGNORECASE)
_MAKES = re.compile(
    r"(?P<each>mỗi (?!năm |quý |tháng |tuần |học kỳ )[^;:]{1,60}? )?(?:(?:bình quân|trung bình) )?(?:mỗi năm )?"
    rf"(?P<verb>{cue_words('demands.makes')})",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\strong(?: vòng| thời hạn| thời gian)?$", re.IGNORECASE)
_OF_THOSE = re.compile(r"(?:trong )?số (?:đó|này)\s(?=\w)", re.IGNORECASE)
_ONLY_HOLDS = re.compile(r"(?:được|có|biết|tham gia|đạt|chưa|không)\s", re.IGNORECASE)
_HOLDS = re.compile(rf"\s(?:có|{cue_words('sharing.predicates')})\s", re.IGNORECASE)
_ALONE_FOR = re.compile(r"riêng\s(?:đối với\s)?(?:các|những|khu vực|vùng|địa bàn|nhóm|đồng bào)\s", re.IGNORECASE)
_ENDINGS = {"tại", "ở", "trong", "đối", "nhóm", "thể", "khu", "vùng", "cấp"}
_NO_SUBJECT = re.compile(
    r"|(?:tốc độ|mức)?\s?(?:tăng|giảm)?(?: trưởng)?\s?(?:bình quân|trung bình)?"
    r"(?:(?: (?:h[àằ]ng|mỗi) |/)năm)?(?: trong giai đoạn này)?",
    re.IGNORECASE,
)


def subject_of(
    text: str, clause: Clause, quote: tuple[int, int], *, change: bool, shared: tuple[str, str] = ("", "")
) -> str:
    """This will give what is measured, in the words before and after the amount; empty where nothing is named.

    `shared` are words that a neighbouring clause says for this one too: before it, and after it.
    """
    measure = clause.measure
    if is_one_each(text, quote[0], quote[1]):
        return shorten(text[quote[0] : quote[1]], SUBJECT_WORDS)
    begin = _named_at(text, clause, quote[0])
    before = _before(text[begin : measure.start], change=change)
    if change and before and (changed := _CHANGED.search(text, begin, measure.start)):
        what = _before(changed["what"], change=True)
        if before.endswith(what) and not _NO_SUBJECT.fullmatch(what):
            return shorten(what, SUBJECT_WORDS)
    after = "" if clause.ends_with_value else _after(text, clause)
    if not clause.ends_with_value:
        before = _THEN.sub("", before)
    if clause.ends_with_value and not change and (brought := _BROUGHT.search(text, begin, measure.start)):
        before = _before(brought["what"], change=True)
    set_so = _SET.search(text, max(begin, measure.start - 40), measure.start) or "/" in measure.unit
    within = _WITHIN.search(before) if measure.relation == "=" and not measure.share else None
    if within:
        before, after = before[: within.start()], ""  # "Hỗ trợ người dân trong 24 giờ đầu": the time is the level
    elif set_so and _QUANTITY.match(before):
        after = ""
    elif not measure.share and not clause.ends_with_value and not measure.unit.startswith("/"):
        before, after = _with_unit(before, after, measure.unit.split("/")[0])
    if after:
        before, after = before or shared[0], f"{after} {shared[1]}".strip()
    if not after or (before and not clause.ends_with_value and (len(before.split()) > 2 or _EACH.match(before))):
        shown = f"{before} {after}".strip()
    else:
        shown = after or before
    if not measure.share and clause.ends_with_value:
        shown = _made(shown, measure.unit)
    shown = shorten(shown or before or after, SUBJECT_WORDS)
    return "" if _NO_SUBJECT.fullmatch(shown) else shown


def _with_unit(before: str, after: str, unit: str) -> tuple[str, str]:
    """This will name the counted thing among the words after the amount; "lần" counts how often and is no thing."""
    if before and unit == "lần":
        return f"{before} {after}".strip(), ""
    return before, f"{'' if before.endswith(unit) else unit} {after}".strip()


def _made(shown: str, unit: str) -> str:
    """This will name what is made where only a verb stands before the amount: "mỗi lớp tổ chức" 02 "chuyên đề"."""
    made = _MAKES.fullmatch(shown)
    if made and made["each"]:
        return f"{made['each']}{made['verb']} {unit}"
    if made and shown.endswith(" cho"):
        return f"{made['verb']} {unit}"
    if shown.endswith(" cho"):
        return f"{shown} {unit}"
    return unit if made else shown


def completed(subject: str, earlier: str) -> str:
    """This will give a subject that is only the end of its neighbour's: "tỷ lệ hút thuốc ở nhà …; ở quán …"."""
    first = subject.split(" ", 1)[0].lower()
    if first not in _ENDINGS or not _QUANTITY.match(earlier):
        return subject
    at = earlier.rfind(f" {first} ")
    return f"{earlier[:at]} {subject}" if at > 0 else subject


def of_those(subject: str, earlier: str) -> str:
    """This will name whom "70% trong số đó có việc làm", "60% có việc làm" speak of: whom its neighbour counts."""
    those = _OF_THOSE.match(subject)
    if those is None and (not _ONLY_HOLDS.match(subject) or _ONLY_HOLDS.match(earlier)):
        return subject
    counted = _HOLDS.split(earlier, maxsplit=1)[0]
    return f"{counted} {subject[those.end() if those else 0 :]}"


def of_the_same(subject: str, said: str, earlier: str) -> str:
    """This will name the quantity that "riêng các xã vùng cao giảm 3%" leaves to its neighbour to say."""
    if not _ALONE_FOR.match(said) or not _QUANTITY.match(earlier) or _QUANTITY.match(subject):
        return subject
    return f"{earlier} {subject}"


def _named_at(text: str, clause: Clause, quote: int) -> int:
    """This will give where the words before the amount begin that name what it measures."""
    begin = max(clause.start if clause.bare else clause.head, clause.measure.start - _WIDEST)
    if not clause.ends_with_value or quote > clause.head:
        begin = quote
    return begin if clause.bare else min(begin, named_from(text, clause, quote))


def _before(words: str, *, change: bool) -> str:
    words = _ASIDE.sub("", words).lstrip(" -")
    if words.rstrip().endswith(" cho"):
        return _TIME_LEAD.sub("", _without_doer(words.strip())).strip()
    if (lead := _LEAD.match(words)) and not words.lower().startswith("nâng cấp "):
        words = words[lead.end() :]
    words = _AGAINST.sub("", _IF_SO.sub("", words))
    words = _without_doer(words)
    if _OF_THE_PLACE.fullmatch(words.strip()):
        return ""
    words = _IDLE_END.sub(_upward_kept, words).strip(" ,:-")
    named = list(_LAST_NAMED.finditer(words)) if len(words.split()) > _FAR_WORDS else []
    if named and not _QUANTITY.match(words):
        words = words[named[-1].end() :]
    if idle := _IDLE_START.match(words):
        words = words[idle.end() :]
    words = _FROM.sub("", _CHANGE_VERB.sub("", words + " ").strip())
    return _HABIT.sub("", _GROWTH.sub("", words)) if change else words


def _without_doer(words: str) -> str:
    """This will drop who is told to do it: "Chỉ đạo Công an cấp xã gọi hỏi …", "Hội Nông dân vận động …"."""
    if each := _EACH.search(words):
        return words[each.start() :] if _ASKS_EACH.fullmatch(words, 0, each.start()) else words
    told = agencies_at(words, 0, len(words))
    if told and words[told.end :].lstrip().startswith(":"):  # "Sở Y tế: Tập huấn cho 100% cán bộ"
        words = words[told.end :].lstrip(" :") or words
    directs = _DIRECTS.match(words)
    begin = directs.end() if directs else 0
    named = agencies_at(words, begin, len(words))
    if named is None or not opens_with_verb(words, named.end, len(words)):
        return words
    rest = _OUGHT.sub("", words[named.end :].strip())
    return words if _REACHES.match(rest) else rest


def _upward_kept(idle: re.Match[str]) -> str:
    """This will keep "trở lên" whole where "lên" looks like the word before a level ("từ 65 tuổi trở lên đạt 12%")."""
    upward = idle.string[: idle.start()].rstrip().endswith(" trở") and idle.group().lower().startswith("lên")
    return "lên" if upward else ""


def _after(text: str, clause: Clause) -> str:
    at = clause.measure.end
    at += len(period.group()) if (period := _PER_PERIOD.match(text[at : at + 12])) else 0
    words = text[at : max(beyond(text, at, min(clause.end, at + _WIDEST), ruled=not clause.measure.share), at)]
    words = _COMPARED_OPEN.sub("", _ASIDE.sub("", _UPWARD.sub("", _COMPARED.sub("", words))))
    words = _WHEN.sub("", _COMPARED_LAST.sub("", words.strip(" ,:")))
    words = (_AIM if clause.measure.share else _PURPOSE).sub("", words)
    return _LISTED.sub("", words) if len(words.split()) > _LONG_WORDS else words
