"""The trích yếu: what a document says it is about, and the line under it that says who issues."""

import re
from functools import cache
from itertools import pairwise

from vanban.read.head import body_name, is_authority, names_office
from vanban.read.issuers import fixed_body_end
from vanban.read.labels import read_label
from vanban.read.parts import Parts, glued_type_word
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import head_words

_SUBJECT = re.compile(
    r"(?:(?<!\w)V\s?/\s?v|^Về việc|(?<!\w)Về việc|(?<!\w)Về(?=\s?:)|^Vv)\s?[:.]?\s*(?P<subject>.+)$", re.IGNORECASE
)
_OF_BODY = re.compile(r"của\s+", re.IGNORECASE)
_WIRES = re.compile(r"(?P<who>.{6,100}?)\s+(?:điện|ĐIỆN)\s*:$")
_REMARK = re.compile(r"\s*\((?:trình|kèm theo|ban hành kèm|dự thảo)[^()]{0,200}\)$", re.IGNORECASE)
_ATTACHED = re.compile(
    r"\s*\((?:có|kèm|theo|sau đây|gọi tắt|dưới đây)[^()]{0,120}\)|,?\s*kèm theo (?:Quyết định|Nghị quyết) này(?: là)?"
    r"|,?\s(?:với (?:các|những) nội dung|như sau|gồm các nội dung).{0,40}$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(.{0,300}\)$")
_CLOSED = (".", ";", ":")
_TAIL = re.compile(
    r"^(?P<title>.{8,}(?<!CỦA)(?<!DO)(?<!BỞI)(?<!VÀ)(?<!CHO)(?<!TẠI)(?<!THUỘC)(?<!VỚI)(?<![,-])(?<!BAN)"
    r"(?<!CHỦ TỊCH)(?<!THỦ TƯỚNG))\s"
    r"(?P<who>(?:CHỦ TỊCH )?(?:ỦY BAN|HỘI ĐỒNG) NHÂN DÂN\s"
    r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)(?:\s[^\s,]+){0,5}|"
    r"(?:THỦ TƯỚNG )?CHÍNH PHỦ|(?:BỘ TRƯỞNG BỘ|GIÁM ĐỐC SỞ) [^,;]{3,60}),?(?:\s(?:KHÓA|KHOÁ|KỲ HỌP)\s.{1,60})?$"
)
_ABOUT_ALONE = re.compile(rf"VỀ [{UPPER}][^{LOWER}]{{8,600}}")  # a title whose type word was lost
# The same with the work's verb first: "THỰC HIỆN NGHỊ QUYẾT SỐ …".
_WORK_ALONE = re.compile(rf"(?:TRIỂN KHAI|THỰC HIỆN|BAN HÀNH|PHÊ DUYỆT|TỔ CHỨC|TĂNG CƯỜNG)\s[^{LOWER}]{{20,800}}")
# A page's own line over the copy: "Quyết định 599/QĐ-UBND năm 2021 phê duyệt Kế hoạch …".
_PAGE_LINE = re.compile(
    r"(?P<kind>[^\W\d_]{2,12}(?: [^\W\d_]{2,12}){0,3}) (?P<number>\d{1,6}/[^\s,;]{2,24}) năm (?:19|20)\d\d "
    r"(?P<title>\S.{10,500}?)(?: do .{3,60} ban hành)?$"
)
# A title whose last line was full, so that the first paragraph seems to go on with it: "… xã Hoa Ban Thực hiện …:".
_RUNS_ON = re.compile(
    r"(?P<title>[^\n]{20,400}?[\w)”\"])(?<!Kế hoạch)(?<!Chương trình)(?<!Đề án)(?<!việc)(?<!về) "
    r"(?:(?:Thực hiện|Căn cứ|Triển khai|Xét|Theo|Nhằm|Để|Trên cơ sở|Qua|Sau khi|Trong (?:những|thời gian)|"
    r"Thời gian qua|Hiện nay|Những năm|Năm \d{4},|(?:Trong )?(?:[Qq]uý [IV]{1,3}|[Tt]háng \d{1,2})/\d{4},?)\s)"
    r"(?=.{20})[^\n]*[.:;,]$"
)
_SEARCHED = 10
_WORDS_OF_TYPE = 2  # "BÁO CÁO TỔNG KẾT" over "Công tác …"
_LONGEST = 900


@cache
def _ends() -> re.Pattern[str]:
    options = "|".join(re.escape(words) for words in head_words()["title_ends"])
    return re.compile(rf"(?:{options}|\(?(?:Ban hành )?[Kk]èm theo)(?!\w)")


def read_title(shown: list[str], parts: Parts, last: int) -> tuple[str | None, str | None]:
    """This will give the title and, from the lines around it, who issues; None for what is not there."""
    if parts.type_word < 0:
        near = shown[: last + 3]
        about = next((text for text in near if _ABOUT_ALONE.fullmatch(text) or _WORK_ALONE.fullmatch(text)), None)
        if about and (tail := _TAIL.match(about)):
            about = tail["title"]
        return about or letter_subject(near) or said_by_page(near), first_authority(shown[max(last - 3, 0) : last + 3])
    lines: list[str] = []
    who: str | None = None
    type_line = shown[parts.type_word]
    code, length = glued_type_word(type_line)
    glued = type_line[length:].strip(" :") if code else ""
    below = [glued] if glued else []
    below += shown[parts.type_word + 1 : parts.type_word + _SEARCHED]
    for text, after in pairwise([*below, ""]):
        bare = text.strip()
        if not lines and (found := _who_and_about(bare)):
            who, bare = found
        if (is_authority(bare) and (lines or _OF_BODY.match(bare) or _ends().match(after))) or _is_of_body(bare, lines):
            who = who or body_name(bare)
            if lines:
                break
        elif _is_ignored(bare):
            continue
        elif _is_over(bare, [] if lines == [glued] and len(glued.split()) <= _WORDS_OF_TYPE else lines):
            break
        else:
            lines.append(bare[:_LONGEST])
            if ran_on := _RUNS_ON.match(lines[-1]):
                lines[-1] = ran_on["title"]
                break
    title = _REMARK.sub("", " ".join(lines)).strip(" -–_*")
    if who is None and (tail := _TAIL.match(title)):
        title, who = tail["title"], body_name(tail["who"])
    if who is None:
        below = shown[parts.type_word + 1 + len(lines) : parts.type_word + _SEARCHED]
        who = first_authority(
            [*filter(_WIRES.match, below), *filter(names_office, reversed(shown[parts.motto + 1 : parts.type_word]))]
        )
    return title or None, who


def _who_and_about(line: str) -> tuple[str, str] | None:
    """This will part "của Ban Thường vụ Tỉnh ủy về …" into who issues and the title's beginning."""
    of = _OF_BODY.match(line)
    end = fixed_body_end(line, of.end()) if of else None
    about = line[end:].strip() if end else ""
    return (body_name(line[:end]), about) if about else None


def said_by_page(shown: list[str]) -> str | None:
    """This will give the title in the line that a page puts over the copy of an act, known by the same number."""
    for line in shown:
        if (said := _PAGE_LINE.match(line)) and any(said["number"] in other for other in shown if other is not line):
            return said["title"].strip(" .")
    return None


def title_of_first_article(shown: list[str]) -> str | None:
    """This will give what Điều 1 enacts where a decision bears no title: "Phê duyệt Đề án …"."""
    for text in shown:
        if found := _first_article().match(text):
            title = _ATTACHED.sub("", found["enacted"])
            return title.strip(" .;,") or None
    return None


@cache
def _first_article() -> re.Pattern[str]:
    verbs = "|".join(re.escape(verb) for verb in head_words()["enacting"])
    return re.compile(rf"Điều\s?1\s?[.:]\s?(?P<enacted>(?:{verbs})(?!\w)[^.;:\n]{{5,600}})")


def _is_of_body(line: str, begun: list[str]) -> bool:
    """This will tell "của Ban Thường vụ Tỉnh ủy" between type word and title."""
    return not begun and line.lower().startswith("của ") and is_authority(line.upper())


def _is_ignored(line: str) -> bool:
    return line.strip(" *-–_.()").casefold() in ("", *head_words()["ignored"])


def _is_over(line: str, begun: list[str]) -> bool:
    """This will tell that a line is no more of the title."""
    if read_label(line) or _BRACKETED.fullmatch(line):
        return True
    if not begun:
        return bool(_ends().match(line)) and line.rstrip().endswith((*_CLOSED, ","))
    if _ends().match(line) or begun[-1].endswith(_CLOSED):
        return True
    if begun[0].isupper():
        return not line.isupper()
    return not (line[:1].islower() and not line.endswith(_CLOSED))


def first_authority(lines: list[str]) -> str | None:
    """This will give the first body that a line of its own names, in capitals or as who wires."""
    for line in lines:
        wires = _WIRES.match(line)
        if is_authority(name := wires["who"] if wires else line):
            return body_name(name)
    return None


def letter_subject(shown: list[str]) -> str | None:
    """This will give what a letter is about: the words after "V/v" or "Về việc"."""
    for text in shown:
        if found := _SUBJECT.search(text[:_LONGEST]):
            return found["subject"].strip(" .") or None
    return None
