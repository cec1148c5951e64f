"""Which lines make one paragraph: rules asked in order, the first that knows decides."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from vanban.read.lines import Line
from vanban.read.offices import is_office
from vanban.read.stamps import is_page_line
from vanban.read.wrapping import LONG_LINE, Layout, has_room
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import is_type_word

_TERMINAL = tuple('.;:!?…/”"»])')
_LABEL = re.compile(
    rf"(?:[IVXL]{{1,5}}|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})[-–]\s+(?=[{UPPER}]|\d{{1,3}}(?:\s?[-–]\s?\d{{1,3}})?\s?%)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s+(?=[{UPPER}])|"
    r"(?:[IVXL]{1,5}|[IVX][ivx]{1,4}(?=\.\s)|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđA-ZĐ])(?:\s?[.)]\s?(?=\D)|"
    r"[.]\s+(?=\S)|/\s)|\(\d{1,2}\)\s?\D|[-+•*–]\s?\S|"
    r"(?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC)\s+[\dIVX]+\s*(?:[.:]|$)|"
    r"(?:Phần|PHẦN)\s+(?:(?:thứ|THỨ)\s+)?(?:nhất|hai|ba|tư|bốn|NHẤT|HAI|BA|TƯ|BỐN)\s*(?:[.:]|$)"
)
_MARK_AT_END = re.compile(r"[:;.,]\s\((?:\d{1,2}|[ivx]{1,4})\)$")
_LABEL_ALONE = re.compile(r"(?:[IVXL]{1,5}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])\s?[.)]")
_RANGE_GOES_ON = re.compile(r"[-–]\s\d{1,4}(?:[.,]\d{1,3})?\s?%")
_YEAR_LAST = re.compile(r"(?:19|20)\d\d$")
_WORD_ALONE = re.compile(r"Điều|Chương|Phần|Mục|Khoản")
_YEARS_GO_ON = re.compile(r"[-–]\s*(?:19|20)\d\d(?!\d)")
_BULLET_GOES_ON = re.compile(rf"[-–]\s*[{LOWER}]")
_STARTS_LOWER = re.compile(rf"[{LOWER}]")
_STARTS_UPPER = re.compile(rf"[{UPPER}“\"(]")
_STANDS_ALONE = re.compile(
    r"(?:Số\s*:|Số\s+\d+\s?[-/]|ĐẢNG CỘNG SẢN|T/M\s|K/T\s|"
    r"\(?Ban hành kèm theo|\(?Kèm theo|Độc lập\s*[-–]|Căn cứ (?=[A-ZĐ])|"
    r"Theo đề nghị của |Xét đề nghị |CỘNG HÒA XÃ HỘI|Nơi nhận|Kính gửi|"
    r"V/v\s|Về:\s|(?:TM|KT|TL|TUQ|Q)\.\s|QUYẾT ĐỊNH:|QUYẾT NGHỊ:)"
)
_POWER = re.compile(r"(?:TM|KT|TL|TUQ)\.|[TK]/[MTL]\s")
_ANNEX = re.compile(r"PHỤ LỤC(?: [IVX\d]+)?$")
_OF_BODY = re.compile(rf"CỦA [{UPPER} ,-]{{3,80}}$")
_ABOUT = re.compile(r"(?:Về|V/v)\s", re.IGNORECASE)
_TWO_WORDS = re.compile(rf"[{UPPER}]{{2,}}\s[{UPPER}]{{2,}}")
_HEAD_LINE = 60
_FULL_LINE = 100
_BROKEN_LINE = 60  # amid lines that are paragraphs of their own
_MARK_REACH = 10
_PLACE_DATE = re.compile(r"[^,.;\d]{2,30}, ngày\s.{0,8}tháng\s.{0,6}năm")
_BULLET = re.compile(r"[-+•*–]\s?\S")
_BEGINS = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Xét|Theo|Nhằm|Để|Trên cơ sở|Trong|Thời gian|Hiện nay|Sau|Điều|Đối với|Ngày|"
    r"Trên đây)\s"
)
_SHORT_TITLE = 12
_SHORT_SHARE = 0.75
_OPEN_END = re.compile(r"[,\-–“\"(]$")
_DANGLING = re.compile(
    r"(?<!\w)(?:Căn cứ|(?<!Văn phòng )(?<!Thanh tra )(?<!Lãnh đạo )(?:Sở|Bộ)|"
    r"Luật|của|và|với|các|tỉnh|thành phố|huyện|xã|phường|Công an|UBND|Ủy ban|số|ngày|tháng|năm|"
    r"Giám đốc|Chủ tịch|về|cho|tại|do|theo|từ|đến|trong|là|để|ngành|trên|bởi|cùng|hoặc|như|gồm)$"
)
_NAME_TORN = re.compile(
    r"(?:Hội Liên hiệp|Tổ quốc Việt|(?:Ủy ban|Uỷ ban) nhân|Hội đồng nhân|Viện kiểm sát nhân|Cộng sản Hồ|Hồ Chí|"
    r"(?:Ủy ban|Uỷ ban) Mặt trận|Ngân hàng Nhà|Văn phòng Chính|Thủ tướng Chính)$"
)
_DASHED_NAME = (
    re.compile(r"(?:Lao động|Dân số|Thi đua|[Kk]inh tế|Văn hóa)$"),
    re.compile(r"[-–] ?(?:Thương binh|Kế hoạch hóa|Khen thưởng|Xã hội|Thông tin|Thể thao)"),
)
_FOOTNOTE = re.compile(r"\[\d{1,3}\]$")


@dataclass(frozen=True, slots=True)
class Seam:
    """The place between two lines. `ends`: the first closes a sentence; `fits`: the next word had room on it."""

    previous: Line
    line: Line
    layout: Layout
    before: str
    text: str
    ends: bool
    fits: bool


Rule = Callable[[Seam], bool | None]


def goes_on(previous: Line, line: Line, layout: Layout) -> bool:
    """This will tell whether the line continues the paragraph that the previous line is in."""
    before, text = previous.text.rstrip(), line.text
    ends = before.endswith(_TERMINAL) or bool(_FOOTNOTE.search(before))
    fits = has_room(previous, line, layout.width)
    seam = Seam(previous, line, layout, before, text, ends, fits)
    return next((said for rule in _RULES if (said := rule(seam)) is not None), True)


def _after_a_mark(seam: Seam) -> bool | None:
    """This will join the number of a part, "…; (2)", with the words that a line's end parted from it."""
    if seam.line.after_blank or seam.line.cell_key != seam.previous.cell_key:
        return None
    return True if _MARK_AT_END.search(seam.before[-_MARK_REACH:]) and seam.text[:1].isalpha() else None


def _torn_long_line(seam: Seam) -> bool | None:
    """This will join a long line that ends in mid sentence with the small letters that go on with it."""
    least = _FULL_LINE if seam.layout.width or seam.line.after_blank else _BROKEN_LINE
    if seam.ends or seam.line.table or seam.previous.width < least:
        return None
    return True if _STARTS_LOWER.match(seam.text) and not _LABEL.match(seam.text) else None


def _torn_about(seam: Seam) -> bool | None:
    """This will join the second line of "Về việc …" over one paragraph a line; blank lines close the title there."""
    if seam.layout.width or seam.line.after_blank or seam.line.table or seam.line.cell_key != seam.previous.cell_key:
        return None
    if seam.ends or seam.previous.width < _BROKEN_LINE or not _ABOUT.match(seam.before) or seam.text.isupper():
        return None
    apart = seam.text.endswith(_TERMINAL) or seam.line.width > seam.previous.width
    apart = apart or any(one.match(seam.text) for one in (_LABEL, _STANDS_ALONE, _PLACE_DATE, _BEGINS))
    return None if apart else True


def _after_a_lone_label(seam: Seam) -> bool | None:
    """This will join a label that stands alone on its line with what it labels, on the next one."""
    if seam.line.table or seam.previous.table or not _LABEL_ALONE.fullmatch(seam.before):
        return None
    return None if _LABEL.match(seam.text) or _LABEL_ALONE.fullmatch(seam.text.rstrip()) else True


def _apart(seam: Seam) -> bool | None:
    """This will part cells, long lines that are paragraphs of their own, and lines broken on purpose."""
    previous = seam.previous
    if seam.line.cell_key != previous.cell_key:
        return False
    if not seam.layout.width:
        return previous.bold and seam.line.bold and _is_torn_title(seam)
    return False if previous.width > LONG_LINE or previous.hard_break else None


def _within_a_name(seam: Seam) -> bool | None:
    """This will join what a line's end tore within an agency's name, over a blank line too: "Hội Liên hiệp"."""
    first, rest = _DASHED_NAME
    torn = _NAME_TORN.search(seam.before) and seam.text[:1].isalpha() and not _LABEL.match(seam.text)
    dashed = not seam.line.after_blank and first.search(seam.before) and rest.match(seam.text)
    return True if (torn or dashed) and seam.line.cell_key == seam.previous.cell_key else None


def _over_a_blank(seam: Seam) -> bool | None:
    """This will join over a blank line only what a page break tore: a full line, then a small letter."""
    if not seam.line.after_blank:
        return None
    torn = not seam.ends and not seam.fits
    return torn and bool(_STARTS_LOWER.match(seam.text)) and not _LABEL.match(seam.text)


def _stands_alone(seam: Seam) -> bool | None:
    """This will leave the fixed lines of heads and signatures alone."""
    if seam.previous.bold and seam.line.bold and _is_torn_title(seam):
        return True
    if _STANDS_ALONE.match(seam.text) or any(map(_is_heading, (seam.before, seam.text))):
        return False
    if not seam.line.table and _PLACE_DATE.match(seam.text):
        return False
    if is_page_line(seam.text) or is_page_line(seam.before):
        return False
    signs = is_office(seam.before) or (seam.before.isupper() and _POWER.match(seam.before))
    if (signs and not seam.text.isupper()) or (seam.ends and is_office(seam.text)):
        return False
    if _OF_BODY.match(seam.before) and _ABOUT.match(seam.text):
        return False
    if seam.before.isupper() != seam.text.isupper() and (_OF_BODY.match(seam.before) or _begins_a_head(seam)):
        return False
    return False if seam.before.startswith(("Độc lập -", "Độc lập –", "ĐẢNG CỘNG SẢN VIỆT NAM")) else None


def _is_torn_title(seam: Seam) -> bool:
    """This will tell two bold lines of one title in ordinary letters: neither opens with a label or is in capitals."""
    if seam.line.after_blank or seam.ends or seam.before.isupper() or seam.text.isupper():
        return False
    return not _LABEL.match(seam.before) and not _LABEL.match(seam.text)


def _begins_a_head(seam: Seam) -> bool:
    """This will tell the first line of a head under a page's own words: "BỘ NỘI VỤ"."""
    begins = seam.text.isupper() and len(seam.text) < _HEAD_LINE and bool(_TWO_WORDS.match(seam.text))
    return begins and seam.fits and not _OPEN_END.search(seam.before)


def _is_heading(text: str) -> bool:
    return bool(_ANNEX.match(text)) or is_type_word(text)


def _in_a_mark(seam: Seam) -> bool | None:
    """This will join what an emphasis holds together: "**V. CHẾ ĐỘ" and "BÁO CÁO**"."""
    held = seam.previous.in_mark and not seam.line.after_blank and not seam.line.table
    return True if held and _LABEL.match(seam.before) and not _LABEL.match(seam.text) else None


def _at_a_label(seam: Seam) -> bool | None:
    """This will begin a paragraph at a label or bullet, unless a dash or number merely fell to the line's start."""
    if _WORD_ALONE.fullmatch(seam.before) and seam.text[:1].isalnum():
        return True
    if _YEARS_GO_ON.match(seam.text) and _YEAR_LAST.search(seam.before):
        return True
    if _BULLET_GOES_ON.match(seam.text) and not seam.ends and not _is_short_title(seam):
        return True
    if _RANGE_GOES_ON.match(seam.text) and seam.before[-1:].isdigit() and not _YEAR_LAST.search(seam.before):
        return True
    if _LABEL.match(seam.text) or _LABEL_ALONE.fullmatch(seam.text):
        return not seam.ends and not seam.fits and not seam.before.isupper()
    return True if seam.before.endswith("Số:") else None


def _is_short_title(seam: Seam) -> bool:
    """This will tell a short labelled line with room for the next word: a title over what follows it."""
    short = seam.previous.width < seam.layout.width * _SHORT_SHARE
    return short and seam.fits and bool(_LABEL.match(seam.before)) and not _BULLET.match(seam.before)


def _in_a_cell(seam: Seam) -> bool | None:
    """This will tell a new line of a head or signature cell from the rest of a broken one."""
    if not seam.line.table:
        return None
    return seam.previous.opens_mark or not (seam.ends or seam.before.isupper() != seam.text.isupper())


def _by_blank_lines(seam: Seam) -> bool | None:
    """This will join within a paragraph where blank lines part paragraphs."""
    whole = seam.line.width > max(seam.layout.width, LONG_LINE)  # a paragraph a line, whatever blank lines say
    if (
        (whole or seam.layout.even)
        and _is_short_title(seam)
        and _STARTS_UPPER.match(seam.text)
        and not _DANGLING.search(seam.before)
    ):
        return False
    return True if seam.layout.blank_parts else None


def _at_a_title(seam: Seam) -> bool | None:
    """This will tell where capitals begin or end, on pages without blank lines."""
    before, text = seam.before, seam.text
    if (seam.previous.bold and before.isupper()) or (seam.line.bold and text.isupper()):
        return False
    if before.isupper() and text.isupper() and _LABEL.match(before):
        return True
    if before.isupper() and len(before) > _SHORT_TITLE and not text[:_SHORT_TITLE].isupper():
        return False
    begins = text.isupper() and len(text) > _SHORT_TITLE and not before.isupper()
    return False if begins and not _OPEN_END.search(before) else None


def _by_width(seam: Seam) -> bool | None:
    """This will end a paragraph where the next word had room and did not come."""
    if not _STARTS_UPPER.match(seam.text) or _DANGLING.search(seam.before):
        return True
    if seam.before.startswith("Điều ") and seam.fits:
        return False
    if not seam.ends and not seam.before.isupper() and not seam.text.isupper() and not _BEGINS.match(seam.text):
        short = bool(_LABEL.match(seam.before)) and not _BULLET.match(seam.before)
    else:
        short = seam.previous.width < seam.layout.width * _SHORT_SHARE
    return not (seam.fits and (seam.ends or short))


_RULES: tuple[Rule, ...] = (
    _within_a_name,
    _after_a_mark,
    _torn_long_line,
    _torn_about,
    _after_a_lone_label,
    _apart,
    _over_a_blank,
    _in_a_mark,
    _stands_alone,
    _at_a_label,
    _in_a_cell,
    _by_blank_lines,
    _at_a_title,
    _by_width,
)
