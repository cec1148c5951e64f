"""Who issued an act, as said beside it: "… của Thủ tướng Chính phủ", "… được Quốc hội thông qua", "Sở Y tế tại …"."""

import re
from functools import cache

from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import agency_words, places

_LED = re.compile(r"\s*[,)]?\s*(?:của|CỦA|do)\s+")
_PASSED = re.compile(r"\s*(?:được|đã được)\s+(?P<who>Quốc hội)\s[^.;]{0,60}?thông qua")
_BEFORE = re.compile(
    rf"(?:của|do)\s+(?P<who>(?:Giám đốc |Bộ trưởng |Trưởng )?(?:Sở|Bộ|Ban|Công an|Văn phòng|Chi cục|"
    rf"Thanh tra)\s[{UPPER}][^.;:()]{{1,60}}?)\s+tại\s+(?:các\s+)?$"
)
_STOP = re.compile(
    r"\s*(?:[;.:()“”\"\n]|,(?!\s(?:Thể thao|công nghệ|đổi mới|chuyển đổi|cải cách|tệ nạn|"
    r"phòng|khen thưởng|Du lịch))|"
    r"(?<!\w)(?:về(?!\s+phát triển khoa)|v/v|ban hành|phê duyệt|quy định|hướng dẫn|"
    r"sửa đổi|bổ sung|kết luận|triển khai|thực hiện|tăng cường|"
    r"đối với|thành lập|công bố|giao|trong|trên|tại|ngày|số(?! hóa|[,;.]|\s(?:cải|và)|,)|nhằm|để|"
    r"(?:và|cùng) (?:nghị|quyết|kế|chỉ|công văn|thông|kết|luật|chương|các|chịu|tờ|báo cáo)|"
    r"thông qua|đã|đến|có|được|là|hỗ trợ|thay thế|xây dựng|phát động|điều chỉnh|năm|"
    r"yêu cầu|với|sau đây|từ|bảo đảm|gắn|theo|"
    r"quán triệt|kèm|cho|chấn chỉnh|mở|trình|chỉ đạo thực|tiếp tục|nâng cao|đẩy mạnh|"
    r"lãnh đạo|hợp nhất|bãi bỏ)(?!\w))",
    re.IGNORECASE,
)
_START = re.compile(rf"[{UPPER}]|liên ngành|liên bộ")
_NOT_PLACE = (
    "Quy|Thực|Về|Ban|Triển|Kế|Phê|Hướng|Sửa|Quyết|Nghị|Chương|Kết|Chỉ|Thông|Công|Tổ|Đề|Căn|Tăng|Xây|Phát|Điều|Thủ|Chủ"
)
_REACH = 140
_ISSUED_NEXT = re.compile(r"\s+(?:vừa\s+|đã\s+)?(?:ban hành|có)\s+$")
_MINISTRY_HEADS = r"(?:Bộ trưởng\s+|Thứ trưởng\s+)?"


@cache
def _fixed() -> re.Pattern[str]:
    """This will match the bodies whose names are fixed: those of the centre, ministries, a council with its place."""
    words = agency_words()
    central = "|".join(re.escape(name) for name in sorted(words["central"], key=len, reverse=True))
    ministries = "|".join(re.escape(name) for name in sorted(words["ministries"], key=len, reverse=True))
    place = "|".join(re.escape(name) for name in sorted(places().values(), key=len, reverse=True))
    place = rf"{place}|(?-i:(?!{_NOT_PLACE})[{UPPER}][{LOWER}]+(?:\s(?!{_NOT_PLACE})[{UPPER}][{LOWER}]+){{1,2}})"
    level = r"(?:tỉnh|thành phố|Thành phố|Tỉnh|TP\.?|huyện|quận|thị xã|xã|phường|đặc khu)"
    return re.compile(
        rf"(?:(?:{central})(?:\s+[Kk]hóa\s+[IVXL]+)?"
        rf"|{_MINISTRY_HEADS}Bộ\s+(?:{ministries})"
        rf"|(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân)(?:\s+{level})?(?:\s+(?:{place}))?"
        rf"|(?:Ban Thường vụ\s+|Ban Chấp hành\s+)?(?:Tỉnh ủy|Thành ủy)(?:\s+(?:Thành phố|"
        rf"thành phố)(?:\s+(?:{place}))?|\s+(?:{place}))?"
        r")(?!\w)",
        re.IGNORECASE,
    )


def fixed_body_end(text: str, at: int) -> int | None:
    """This will tell where the name of a body that begins at `at` ends; None where no fixed name begins."""
    found = _fixed().match(text, at)
    return found.end() if found else None


def issuer_after(text: str, at: int) -> tuple[str | None, int]:
    """This will read who issued the act named just before `at`; gives the name and where the reading stopped."""
    if passed := _PASSED.match(text, at):
        return passed["who"], passed.end()
    led = _LED.match(text, at)
    begin = led.end() if led else at + len(text[at : at + 2]) - len(text[at : at + 2].lstrip())
    if (fixed := _fixed().match(text, begin)) and (led or (fixed.group()[:1].isupper() and begin > at)):
        return " ".join(fixed.group().split()), fixed.end()
    if not led or not _START.match(text, begin):
        return None, at
    limit = min(begin + _REACH, len(text))
    stop = _STOP.search(text, begin, limit)
    end = stop.start() if stop else limit
    name = " ".join(text[begin:end].split()).rstrip(" ,–-")
    return (name, begin + len(text[begin:end].rstrip())) if name else (None, at)


def issuer_before(text: str, at: int) -> str | None:
    """This will read the agency named before an act: "Theo đề nghị của Sở Tài chính tại …", "UBND tỉnh ban hành …"."""
    before = text[max(at - 120, 0) : at]
    if found := _BEFORE.search(before):
        return " ".join(found["who"].split())
    if issued := _ISSUED_NEXT.search(before):
        named = [one for one in _fixed().finditer(before, 0, issued.start()) if one.end() == issued.start()]
        return " ".join(named[0].group().split()) if named else None
    return None
