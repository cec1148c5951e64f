"""What a role line says: its cue ("Đơn vị chủ trì:", "Thời gian:") and the agencies or the time behind it."""

import re
from dataclasses import dataclass, field

from vanban.read.agencies import agencies_at, split_names, supports_in
from vanban.read.deadlines import Deadline, read_time_line
from vanban.read.lead_words import LEADS
from vanban.read.name_words import opens_with_verb
from vanban.read.page import Page
from vanban.read.units import Unit

_BODY = r"(?:(?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ phận|[Tt]ổ chức|[Cc]ấp|[Pp]hân công)(?:, (?:đơn vị|cá nhân|tổ chức))?\s+)?"
_AND = r"(?:\s*[,/]?\s*(?:và\s+)?(?:chủ trì|tham mưu|thực hiện|phối hợp|triển khai|chính|soạn thảo)){0,3}"
_CUES = (
    (
        "lead",
        rf"{_BODY}(?:[Cc]hủ trì|[Tt]hực hiện|(?:[Ll]àm )?[Đđ]ầu mối|[Tt]ham mưu|"
        rf"[Cc]hịu trách nhiệm(?: chính)?|[Pp]hụ trách){_AND}|"
        r"[Nn]gười (?:chịu trách nhiệm|phụ trách|thực hiện|chủ trì)(?=\s*:)|"
        r"[Pp]hân công(?: thực hiện| nhiệm vụ)?|[Tt]rách nhiệm(?: chủ trì)? thực hiện|[Tt]rách nhiệm chủ trì|"
        r"[Tt]rách nhiệm(?=\s*:)",
    ),
    ("support", rf"{_BODY}[Pp]hối hợp(?:\s+(?:thực hiện|chính|triển khai))?|[Pp]hối hợp với"),
    (
        "time",
        r"(?:[Tt]hời gian|[Tt]hời hạn|[Tt]iến độ|[Ll]ộ trình|[Tt]hời điểm|[Hh]ạn|[Hh]oàn thành)"
        r"(?:,? (?:thực hiện|hoàn thành|hoàn tất|ban hành|trình|tổ chức|triển khai|dự kiến|báo cáo|và|tiến độ|"
        r"lộ trình)){0,4}",
    ),
    (
        "product",
        r"(?:[Ss]ản phẩm|[Kk]ết quả|[Đđ]ầu ra)"
        r"(?:,? (?:đầu ra|dự kiến|đạt được|thực hiện|sản phẩm|kết quả|cần đạt|hoàn thành|và)){0,3}",
    ),
)
_CUE = "|".join(f"(?P<{name}>{words})" for name, words in _CUES)
# "10. Tổ chức thực hiện" alone is a section's heading: what stands under it names its own.
ROLE_LINE = re.compile(rf"(?![Tt]ổ chức (?:thực hiện|triển khai)\s*:?\s*$)(?:{_CUE})\s*(?::\s*|$)")
# What else may follow on a line of roles and names nobody; alone on a line it is none.
_CUE += (
    r"|(?P<aside>(?:Nguồn )?[Kk]inh phí(?: thực hiện| dự kiến)?|Dự toán|Địa điểm|Hình thức|Địa bàn|Đối tượng|Ghi chú)"
)
_WITHIN = re.compile(rf"(?:[;.(]\s*|\s[-–+]\s)(?=(?:{_CUE.replace('?P<', '?P<in_')})\s*:)")
_INNER = re.compile(rf"(?:{_CUE})\s*:\s*")
_LONG_VALUE = 160
_REACH_OF_ROLES = 320
_BEHIND = re.compile(rf"(?<=\s)(?:\((?:chủ trì|phối hợp)\)|{LEADS}|phối hợp|tham mưu|thực hiện)(?=\s*[;,.)]|$)")
BESIDE = re.compile(r",?\s+(?:và\s+)?(?:phối hợp|cùng)(?:\s+(?:với|cùng))?\s+(?=\S)")
_BEHIND_ALL = re.compile(rf"\s(?:{LEADS})\)?\s*[;,].*\sphối hợp\)?$")
_NO_NAMES = {"cơ quan", "đơn vị", "là cơ quan", "là đơn vị"}  # "Sở Tài chính (cơ quan chủ trì)"

_CUE_REACH = 60
_A_YEAR = re.compile(r"(?:trong |cuối |hết )?năm 20\d\d", re.IGNORECASE)  # "Thời gian hoàn thành: năm 2027"


@dataclass(slots=True)
class Role:
    """What the role lines of one item or group of items say; `items` are indexes of units, `cue` the first words.

    `bare` where bodies are only named and nothing says what they do.
    """

    items: tuple[int, ...]
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    deadline: Deadline | None = None
    product: str | None = None
    starts: dict[int, int] = field(default_factory=dict)
    cue: str = ""
    bare: bool = False


def inline_role(page: Page, unit: Unit) -> tuple[Role, int] | None:
    """This will read the roles told at the end of an item itself, and where they begin; None where there are none."""
    opening = _WITHIN.search(page.text, unit.start, unit.end)
    if opening is None:
        return None
    role = Role(())
    read_pieces(page, role, opening.end(), unit.end)
    if not (role.leads or role.supports or role.deadline):
        return None
    role.cue = page.text[opening.end() : unit.end].split(":")[0]
    return role, opening.start()


def read_pieces(page: Page, role: Role, start: int, end: int) -> None:
    """This will read "Đơn vị chủ trì: …; phối hợp: …; thời gian: …", in any order."""
    first = ROLE_LINE.match(page.text, start, end)
    if first is None:
        return
    name, begin = first.lastgroup or "lead", first.end()
    for cut in _WITHIN.finditer(page.text, first.end(), end):
        inner = _INNER.match(page.text, cut.end(), end)
        if inner is None:
            continue
        fill(page, role, name, begin, cut.start())
        name, begin = inner.lastgroup or "lead", inner.end()
    fill(page, role, name, begin, end)


def told_behind(page: Page, role: Role, start: int, end: int) -> int | None:
    """This will read "Sở Y tế chủ trì; Công an tỉnh phối hợp" into the role; None where it is not of that form.

    Gives where the words behind the last role begin.
    """
    begin = start
    for said in _BEHIND.finditer(page.text, start, end):
        shown = page.text[begin : said.start()]
        opened = begin + len(shown) - len(shown.lstrip(" ;,"))
        names = split_names(shown.strip(" ;,"))
        if agencies_at(page.text, opened, said.start()) is None or any(name.lower() in _NO_NAMES for name in names):
            return None
        if "phối hợp" in said.group():
            role.supports += names
        else:
            role.leads += names
        begin = said.end()
        if beside := BESIDE.match(page.text, begin, end):
            parted = page.text.find(";", beside.end(), end)
            others = agencies_at(page.text, beside.end(), parted if parted > 0 else end)
            role.supports += others.names if others else ()
            begin = others.end if others else begin
    return begin if role.leads else None


def fill(page: Page, role: Role, name: str, start: int, end: int) -> None:
    """This will write what a role line says into the role."""
    value = page.text[start:end].strip(" .;)")
    if not value or name == "aside":
        return
    if name == "time":
        cue = page.text[max(start - _CUE_REACH, 0) : start].rpartition("\n")[2].lower()
        value = f"hoàn thành {value}" if "hoàn thành" in cue and _A_YEAR.fullmatch(value) else value
        role.deadline = role.deadline or read_time_line(value, page.counted_from)
        return
    if name == "product":
        role.product = role.product or value
        return
    if name == "lead" and len(value) < _REACH_OF_ROLES and _BEHIND_ALL.search(value):
        told = Role(())
        if told_behind(page, told, start, end) is not None:
            role.leads, role.supports = (*role.leads, *told.leads), (*role.supports, *told.supports)
            return
    listed = agencies_at(page.text, start, end)
    named_only = name == "lead" and listed is not None and opens_with_verb(page.text, listed.end, end)
    names = listed.names if listed and named_only else split_names(value) if len(value) < _LONG_VALUE else ()
    if name == "lead":
        role.leads += names
        role.supports += tuple(one for one in supports_in(page.text, start, end) if one not in role.supports)
    else:
        role.supports += names


def is_value(page: Page, unit: Unit) -> bool:
    """This will tell a line that only names agencies, under a role's heading."""
    if unit.end - unit.start > _LONG_VALUE:
        return False
    listed = agencies_at(page.text, unit.start, unit.end)
    return listed is not None and ":" not in page.text[listed.end : unit.end]
