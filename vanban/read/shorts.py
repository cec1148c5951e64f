"""Short forms of acts: "Kế hoạch 233", "Nghị quyết số 42", "Đề án 06"."""

import re
from bisect import bisect_right

from vanban.model import Span
from vanban.read.issuers import issuer_after
from vanban.read.mentions import Mention
from vanban.text import fold, parse_date
from vanban.vocabulary import kind_by_name

_NOUNS = (
    "năm|tháng|ngày|giờ|mục|chỉ tiêu|nhiệm vụ|tỷ|triệu|nghìn|đồng|người|xã|phường|huyện|tỉnh|đơn vị|điểm|nhóm|nội dung|"
    "giải pháp|dự án|mô hình|lớp|cuộc|lần|tuần|quý|bước|đợt|lĩnh vực|tiêu chí|trường hợp|hộ|ha|km|m2|kg|tấn"
)
_FIRM = "Kế hoạch|Quyết định|Nghị quyết|Nghị định|Chỉ thị|Kết luận|Thông tư|Công điện|Đề án|Công văn|Hướng dẫn"
_SPOKEN = "kế hoạch|quyết định|nghị quyết|nghị định|chỉ thị|kết luận|thông tư|công điện|công văn"
_LOOSE = "Thông báo|Tờ trình|Báo cáo|Quy định|Quy chế|Chương trình|Pháp lệnh|Thông tư liên tịch"
_SHORT = re.compile(
    rf"(?<!\w)(?:(?P<word>{_FIRM})\s(?P<says>số\s)?|(?P<loose>{_LOOSE}|{_SPOKEN})\ssố\s)(?P<number>\d{{2,4}})"
    rf"(?![\d\w%‰]|[/.,-][\dA-ZĐ]|\s?/|\s?%|\s(?:{_NOUNS})(?!\w)(?! \d{{1,2}}[/-]\d{{1,2}}[/-]\d)|\s?[-–]\s?\d)"
)
# "Kế hoạch số 18 ngày 12/02/2025 của UBND tỉnh": the day tells the plan, though not its letters
_DATED = re.compile(r"\s?,?\sngày (?P<date>\d{1,2}[/-]\d{1,2}[/-]\d{4})(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def short_mentions(text: str, start: int, end: int, covered: list[Span]) -> list[Mention]:
    """This will give short forms such as "Kế hoạch 233" outside of the full mentions."""
    ends = sorted(covered)
    starts = [span.start for span in ends]
    found: list[Mention] = []
    for match in _SHORT.finditer(text, start, end):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and match.start() < ends[index].end:
            continue
        if _YEAR.fullmatch(match["number"]) and not match["says"]:
            continue  # "Kế hoạch 2026": the plan of a year
        word = match["word"] or match["loose"]
        dated = _DATED.match(text, match.end())
        issuer, _ = issuer_after(text, dated.end() if dated else match.end())
        name = f"{word[:1].upper()}{word[1:]} {match['number']}"
        kind = kind_by_name()[fold(word)]
        day = parse_date(dated["date"]) if dated else None
        found.append(
            Mention(
                match.start(),
                match.end(),
                kind,
                match["number"],
                name=name,
                issued_on=day,
                issuer=issuer,
                rule="short-form",
            )
        )
    return found
