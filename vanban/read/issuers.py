"""Who issued an act, as said beside it: "… của Thủ tướng Chính phủ", "… được Quốc hội thông qua", "Sở Y tế tại …"."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from vanban.text import parse_date
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import agency_words, places

_LED = re.compile(r"\s*[,)]?\s*(?:(?:Nghị quyết|Quyết định|Kế hoạch|Chỉ thị) )?(?:của|CỦA|cua|do)\s+")
_PASSED = re.compile(r"\s*(?:được|đã được)\s+(?P<who>Quốc hội)\s[^.;]{0,60}?thông qua")
_STOP = re.compile(
    r"\s*(?:[;.:()“”\"\n]|,(?!\s(?:Thể thao|Chủ nhiệm|Thương binh|công nghệ|đổi mới|chuyển đổi|cải cách|tệ nạn|"
    r"phòng|chống|khen thưởng|Du lịch))|"
    r"(?<!\w)(?:về|v/v|ban hành|sơ kết|tổng kết|phê duyệt|quy định|hướng dẫn|"
    r"sửa đổi|bổ sung|kết luận|triển khai|thực hiện|tăng cường|"
    r"đối với|thành lập|công bố|giao(?! thông)|trong|trên|tại|ngày|(?<!đổi )số(?! hóa|[,;.]|\s(?:cải|và)|,)|nhằm|để|"
    r"(?:và|cùng) (?:nghị|quyết|kế|chỉ|công văn|thông|kết|luật|chương|các|chịu|tờ|báo cáo|"
    r"bộ tiêu|bộ chỉ số|tổng hợp|ý kiến|tổ chức)|"
    r"thông qua|đã|đến|có|được|là|hỗ trợ|thay thế|xây dựng|phát động|điều chỉnh|năm|"
    r"yêu cầu|với|sau đây|từ|bảo đảm|gắn|theo|"
    r"thông báo|quán triệt|kèm|cho|chấn chỉnh|mở|trình|chỉ đạo thực|tiếp tục|nâng cao|đẩy mạnh|"
    r"lãnh đạo|hợp nhất|bãi bỏ)(?!\w))",
    re.IGNORECASE,
)
_START = re.compile(rf"[{UPPER}]|liên ngành|liên [Bb]ộ|liên [Ss]ở")
_NOT_PLACE = (
    "Quy|Thực|Về|Ban|Triển|Kế|Phê|Hướng|Sửa|Quyết|Nghị|Chương|Kết|Chỉ|Thông|Công|Tổ|Đề|Căn|Tăng|Xây|Phát|Điều|Thủ|Chủ"
)
_REACH = 140
# "Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ …": a body that is named by its field
_FIELD = re.compile(
    r"(?:Tổ giúp việc |Tổ công tác |Thường trực )?Ban Chỉ đạo|Tổ công tác|Ủy ban Quốc gia|Hội đồng", re.IGNORECASE
)
_FIELD_OF_WORK = re.compile(
    r"\s*về\s+(?:phát triển|phòng|chuyển đổi|cải cách|tìm kiếm|đổi mới|hội nhập)", re.IGNORECASE
)
_LINK = re.compile(
    r"\s(?:(?:đã|vừa|mới|cũng|ký|phê duyệt|thông qua|yêu cầu|chỉ đạo|giao|kết luận),?\s){0,4}"
    r"(?:tại|ban hành|có|ra|ký|trình bày|báo cáo tại)\s(?:kèm theo\s)?(?:(?:các|những|một)\s)?$"
)
# "ý kiến của Bộ Tài chính (Công văn số …", "đề nghị của Sở Y tế (tại Tờ trình số …": whose act the brackets name.
_BRACKETED = re.compile(r"\s\((?:tại |theo )?$")
_ISSUES = re.compile(r"(?P<who>[^;:()]{3,80}?)\s(?:đã |vừa |mới ){0,2}(?:ban hành|có)\s[A-ZĐ]")
# "Sau khi nghe Công an tỉnh báo cáo (Báo cáo số …": whose report it is.
_TELLS = re.compile(r"(?P<who>[^;:()]{3,80}?)\s(?:đã |vừa )?(?:báo cáo|trình|đề nghị|kiến nghị|đề xuất)")
_HEARD = re.compile(
    r"^(?:(?:[Ss]au khi |[Tt]rên cơ sở )?[Nn]ghe|"
    r"(?:đã |kịp thời )?[Tt]ham mưu(?: cho| với)?) (?=[A-ZĐ])"
)
_LAST_SENTENCE = re.compile(r"^.*[.;]\s(?=\S)", re.DOTALL)
_MOST_WORDS = 10
_ALSO = re.compile(
    r"\s?(?:,|và|-|–)\s(?=(?:Bộ|Sở|Ủy ban|Tổng|Ban|Viện|Tòa|Hội|Thanh tra|Ngân hàng|Công an|Liên đoàn)\s)"
)
_PERSON_AT_END = re.compile(rf"(?<!tỉnh)(?<!phố)(?<!xã)(?<!phường)(?:\s[{UPPER}][{LOWER}]{{1,6}}){{2,4}}$")
_BROKEN = re.compile(r"[;.:()“”\n]")
_LAST_LED = re.compile(r".*(?<!\w)(?:của|do)\s(?P<who>\S.{1,90})$")
_BODY = re.compile(
    r"(?:(?:Phó |Tổng )?(?:Giám đốc|Cục trưởng|Chủ tịch|Vụ trưởng|Chủ nhiệm)\s|Bộ trưởng\s|Trưởng ban\s|Trưởng\s|"
    r"Chánh\s|Tổng\s)?(?:Sở|Bộ|Ban|Công an|Văn phòng|Chi cục|Cục|Vụ|Thanh tra|UBND|HĐND|Ủy ban|Hội đồng|Thường trực|"
    r"Tỉnh ủy|Thành ủy|Đảng ủy|Hội|Kho bạc|Bảo hiểm|Ngân hàng|Tòa án|Viện|Liên đoàn|Chính phủ|Thủ tướng|Tổng cục|"
    r"Phòng|Trung tâm|Trường)(?!\w)",
    re.IGNORECASE,
)
_DATED = re.compile(r"[Nn]gày\s(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}),?\s$")
_OWNERS = {
    "CP": "chính phủ",
    "TTg": "thủ tướng",
    "TTG": "thủ tướng",
    "VPCP": "văn phòng chính phủ",
    "TU": "ủy",
}
_MINISTRY_HEADS = r"(?:Bộ trưởng\s+|Thứ trưởng\s+)?"


@dataclass(frozen=True, slots=True)
class Beside:
    """A body named beside an act, where the act begins, and the day said with it."""

    name: str
    at: int
    issued_on: date | None = None


@cache
def fixed_bodies() -> str:
    """This will give the pattern of bodies whose names are fixed: the centre's, ministries, councils with their place.

    To be compiled with IGNORECASE.
    """
    words = agency_words()
    central = "|".join(re.escape(name) for name in sorted(words["central"], key=len, reverse=True))
    ministries = "|".join(re.escape(name) for name in sorted(words["ministries"], key=len, reverse=True))
    place = "|".join(re.escape(name) for name in sorted(places().values(), key=len, reverse=True))
    word = rf"(?!(?:{_NOT_PLACE})(?!\w))[{UPPER}][{LOWER}]+"
    place = rf"{place}|(?-i:{word}(?:\s{word}){{1,2}})"
    level = r"(?:tỉnh|thành phố|Thành phố|Tỉnh|TP\.?|huyện|quận|thị xã|xã|phường|đặc khu)"
    return (
        rf"(?:(?:{central})(?:\s+[Kk]hóa\s+[IVXL]+)?"
        rf"|{_MINISTRY_HEADS}Bộ\s+(?:{ministries})"
        rf"|(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân)(?:\s+{level})?"
        rf"(?:\s+(?:{place})(?:\s\(cũ\))?)?"
        rf"|(?:Ban Thường vụ\s+|Ban Chấp hành\s+)?(?:Tỉnh ủy|Thành ủy)(?:\s+(?:Thành phố|"
        rf"thành phố)(?:\s+(?:{place}))?|\s+(?:{place}))?(?:\s+[Kk]hóa\s+[IVXL]+)?)"
    )


@cache
def _fixed() -> re.Pattern[str]:
    return re.compile(rf"{fixed_bodies()}(?!\w)", re.IGNORECASE)


def fixed_body_end(text: str, at: int) -> int | None:
    """This will tell where the name of a body that begins at `at` ends; None where no fixed name begins."""
    found = _fixed().match(text, at)
    return found.end() if found else None


def issuer_after(text: str, at: int, joint: bool = False) -> tuple[str | None, int]:
    """This will read who issued the act named just before `at`; gives the name and where the reading stopped.

    `joint`: the act's number names more than one body, so that "Bộ A và Bộ B" are both of them.
    """
    if passed := _PASSED.match(text, at):
        return passed["who"], passed.end()
    led = _LED.match(text, at)
    begin = led.end() if led else at + len(text[at : at + 2]) - len(text[at : at + 2].lstrip())
    if (fixed := _fixed().match(text, begin)) and (led or (fixed.group()[:1].isupper() and begin > at)):
        end = _end_of_joint(text, fixed.end()) if joint else fixed.end()
        return " ".join(text[begin:end].split()), end
    if not led or not _START.match(text, begin):
        return None, at
    limit = min(begin + _REACH, len(text))
    stop = _STOP.search(text, begin, limit)
    if stop and _FIELD.match(text, begin) and (beyond := _FIELD_OF_WORK.match(text, stop.start())):
        stop = _STOP.search(text, beyond.end(), limit)
    end = stop.start() if stop else limit
    name = " ".join(text[begin:end].split()).rstrip(" ,–-")
    return (name, begin + len(text[begin:end].rstrip())) if name else (None, at)


def _end_of_joint(text: str, at: int) -> int:
    """This will read on over the other bodies of a joint act: "Bộ Tài chính và Bộ Lao động - TB và Xã hội"."""
    while also := _ALSO.match(text, at):
        fixed = _fixed().match(text, also.end())
        stop = _STOP.search(text, also.end(), also.end() + _REACH)
        at = fixed.end() if fixed else (stop.start() if stop else also.end() + _REACH)
        at = min(at, len(text))
    return at


def issuer_before(text: str, at: int, number: str) -> Beside | None:
    """This will read who issued the act that begins at `at` where it is said before it.

    "Theo đề nghị của Sở Tài chính tại Tờ trình …", "UBND tỉnh ban hành Kế hoạch …", "Ngày 26/4/2025, Bộ Y tế đã ký
    ban hành Thông tư …". What the number's own letters contradict is not said of it.
    """
    before = text[max(at - _REACH, text.rfind("\n", max(at - _REACH, 0), at) + 1) : at]
    link = _LINK.search(before) or _BRACKETED.search(before)
    if link is None:
        return None
    said = before[: link.start()].rstrip(" ,")
    led = _LAST_LED.match(said)
    who = _proposer(led["who"]) if led else None
    fixed, acting = _fixed_at_end(said), _acting(before, said)
    who = who or (acting if acting and (fixed is None or acting.endswith(fixed)) else fixed)
    if who is None or not _agrees(number, who):
        return None
    dated = None if "tại" in link.group() else _DATED.search(said[: said.rfind(who)])
    return Beside(" ".join(who.split()), at, parse_date(dated["date"]) if dated else None)


def _acting(before: str, said: str) -> str | None:
    """This will give the body that a sentence begins with: "Ngày 15/12, Sở Y tế ban hành Kế hoạch số …".

    Brackets may give the number of what the sentence told: "UBND tỉnh ban hành Kế hoạch … (Kế hoạch số 96/KH-UBND".
    """
    told = said
    if _BRACKETED.search(before):
        issued = _ISSUES.match(_LAST_SENTENCE.sub("", before))
        tells = _TELLS.fullmatch(_LAST_SENTENCE.sub("", said))
        told = (issued or tells or {"who": ""})["who"]
    name = _HEARD.sub("", _LAST_SENTENCE.sub("", told).rpartition(", ")[2].strip())
    long = len(name.split()) > _MOST_WORDS
    return name if not long and _BODY.match(name) and name[0].isupper() and not _BROKEN.search(name) else None


def _proposer(said: str) -> str | None:
    """This will give the body or its head that the words end with: after a comma another one may begin."""
    last = said.rpartition(", ")[2]
    name = last if _BODY.match(last) else said
    return name if _BODY.match(name) and not _BROKEN.search(name) else None


def _fixed_at_end(said: str) -> str | None:
    """This will give the fixed body that the words end with; its head's own name may follow."""
    bare = _PERSON_AT_END.sub("", said)
    ending = [one for one in _fixed().finditer(said) if one.end() in {len(said), len(bare)}]
    return ending[0].group() if ending else None


def _agrees(number: str, who: str) -> bool:
    """This will tell whether the letters of a number allow the issuer: only the Government signs "-CP"."""
    owner = _OWNERS.get(re.split(r"[/-]", number)[-1])
    return owner is None or owner in who.casefold()
