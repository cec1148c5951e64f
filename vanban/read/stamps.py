"""Lines of a page that only say when it was put out, who wrote it or where on the site it stands."""

import re

_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_CLOCK = r"\d{1,2}\s?[:hg]\s?\d{2}(?::\d{2})?(?:\s?[AP]M|’|')?"
_MARK = r"[\s,;:|()–-]{0,6}"
_STAMP = re.compile(
    rf"(?:(?:Ngày đăng|Ngày cập nhật|Cập nhật(?: lúc)?|Đăng ngày|Đăng lúc|Thời gian ký|Ngày ký|Ngày|Lúc){_MARK})?"
    rf"(?:(?:Thứ (?:[2-7]|[^\W\d_]{{2,4}})|Chủ nhật){_MARK})?(?:ngày )?"
    rf"(?:{_CLOCK}{_MARK}(?:ngày )?{_DAY}|{_DAY}{_MARK}(?:{_CLOCK})?){_MARK}"
    rf"(?:\(?(?:GMT\s?)?\+\s?0?7(?::00)?\)?)?{_MARK}",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"(?:Trang chủ|Trang nhất|Tin tức|Home)(?:\s?[>»›/|]\s?[^>»›/|]{2,60}){1,6}", re.IGNORECASE)
_AUTHOR = re.compile(r"(?:Tác giả|Người đăng|Nguồn|Lượt xem|Số lượt xem)\s?:\s?[^.;]{1,60}", re.IGNORECASE)
_LONGEST = 120


def is_page_line(line: str) -> bool:
    """This will tell a stamp, a trail through the site or the author's line."""
    bare = line.strip()
    return len(bare) < _LONGEST and any(one.fullmatch(bare) for one in (_STAMP, _TRAIL, _AUTHOR))
