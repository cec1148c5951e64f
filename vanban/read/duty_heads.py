"""Headings that name who the items under them are for: "2. Công an tỉnh", "Sở Y tế chủ trì, phối hợp với …:"."""

import re
from dataclasses import dataclass, replace

from vanban.read.agencies import WITH, Agencies, agencies_at, person_at, split_names, supports_in
from vanban.read.duty_sections import assigns
from vanban.read.lead_words import LEADS_WITH, TOGETHER
from vanban.read.name_words import opens_with_verb
from vanban.read.page import Page
from vanban.read.units import Unit

_LONG_HEADING = 170
_LEAST_INLINE = 12
_SHORT_NAME = 60
_ACTS = re.compile(
    r"(?<!quan )chủ trì|phối hợp|căn cứ|có trách nhiệm|tổ chức thực hiện|triển khai|tiếp tục|"
    r"tăng cường|chỉ đạo(?! quốc)|(?<=\w )lãnh đạo(?= [A-ZĐỦ])|sau:|như sau"
)
_ASKED = re.compile(
    r"(?:Đề nghị|Giao|Phân công|Yêu cầu|Trách nhiệm(?: của)?|Đối với|Về phía|Phía|"
    r"Nhiệm vụ của|Kính đề nghị)(?:\s*:)?\s+(?:các đồng chí(?=\s*:))?"
)
_HEADING_TAIL = re.compile(
    r"\s*(?:\([^()]{0,160}\))?\s*(?:,\s*(?:trong phạm vi|theo|căn cứ)\s[^.:;]{3,90}?(?=,\s))?"
    r"(?:,?\s*(?:là (?:cơ quan|đơn vị) (?:thường trực|đầu mối|chủ trì)|"
    r"có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải|cần|được giao|"
    r"chủ trì|thực hiện|tổ chức thực hiện|theo chức năng, nhiệm vụ được giao|căn cứ chức năng, nhiệm vụ|"
    r"khẩn trương|tập trung|chỉ đạo|lãnh đạo)"
    r"[^.:;]{0,60})?\s*(?P<mark>[:.;])?\s*$"
)
_ASKED_INSIDE = re.compile(
    r"(?<!được )(?:yêu cầu|đề nghị|giao(?: nhiệm vụ cho| trách nhiệm cho)?|chỉ đạo|phân công)\s+", re.IGNORECASE
)
_ISSUER_ASKS = re.compile(
    r"(?:^|[,.;]\s+)(?:(?:Phó )?Chủ tịch |Thường trực |Lãnh đạo )?(?:UBND|[UỦ][ỷy] ban nhân dân|Thủ tướng|"
    r"Chính phủ|HĐND|Hội đồng nhân dân|Tỉnh ủy|Thành ủy|Ban Thường vụ)(?! các)[^,.;:]{0,40} $"
)
_OPENS_LIST = re.compile(r"\s*(?:\([^()]{0,160}\))?\s*:\s*")
_ASKED_REACH = 400
_ASKER_REACH = 160
_LEAD_IN = re.compile(
    r"(?:Là cơ quan đầu mối,? )?(?:(?:căn cứ|theo) [^.;:]{0,60}? (?=chủ động phối hợp|chủ trì, phối hợp))?"
    rf"(?:{LEADS_WITH})?{TOGETHER}"
)
_KINDS_OF_BODY = ("Doanh nghiệp", "Cộng đồng", "Ngành", "Hợp tác xã", "Hộ ", "Trường", "Cơ sở")
_PERSON = re.compile(r"(?:[ÔôBb](?:ng|à)|[Đđ]ồng chí)\s+[A-ZĐÀ-Ỹ]")
_MADE_OF = re.compile(r"\s*(?:bao )?gồm(?: có)?(?!\w)")
_ROLE_NAMED = re.compile(
    r"(?P<name>(?:Giáo viên|Nhân viên|Cán bộ|Công chức|Viên chức|Bảo vệ|Học sinh|Sinh viên|Đảng viên|Đoàn viên|"
    r"Phụ huynh|Tổ|Nhóm|Bộ phận|Khoa|Kế toán|Y tế)(?: [^\s:;.,]{1,12}){0,5}):\s+(?=\S)"
)
_ANYBODY = {"các cơ quan", "các đơn vị", "các bên", "các ngành", "các cấp", "các cơ quan, đơn vị"}
_ONLY_AMOUNT = re.compile(r"\d[\d.,]*\s?(?:%|[^\W\d_]+(?:\s[^\W\d_]+){0,3})?\s*[;.,/]*\s*")  # "Trạm Y tế: 400 người;"
_WORDS_AFTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Heading:
    """Who the items under a heading are for, and with whom they are to act; `weak` where only a preamble says so.

    `parted` where most of its items name who does them: one that names nobody is then for nobody in particular.
    """

    agencies: Agencies
    supports: tuple[str, ...] = ()
    cue: str = ""
    asked: bool = False
    weak: bool = False
    parted: bool = False


def _start(page: Page, unit: Unit) -> tuple[int, bool]:
    asked = _ASKED.match(page.text, unit.start, unit.end)
    if asked is None:
        return unit.start, False
    return asked.end(), "nghị" in asked.group()


def agency_heading(page: Page, unit: Unit) -> Heading | None:
    """This will read a heading that is nothing but agencies: "2. Công an tỉnh", "12. Đề nghị Ủy ban MTTQ …"."""
    start, asked = _start(page, unit)
    listed = agencies_at(page.text, start, unit.end) or _any_body(page, unit, start)
    tail = _HEADING_TAIL.fullmatch(page.text, listed.end, unit.end) if listed else None
    if listed is None or tail is None:
        return None
    said = page.text[listed.end : unit.end].strip()
    if tail["mark"] == "." and _WORDS_AFTER.search(re.sub(r"\([^()]*\)", "", said)):
        return None
    if not asked and tail["mark"] != ":" and _is_topic(page, unit, listed):
        return None
    supports = supports_in(page.text, listed.end, unit.end)
    return Heading(listed, supports, page.text[unit.start : listed.end], asked, weak=_is_anybody(listed))


def names_members(page: Page, unit: Unit) -> bool:
    """This will tell "Hội đồng gồm:", whose items say who belongs to a body and not what it does."""
    if page.text.find("gồm", unit.start, unit.end) < 0:
        return False
    listed = agencies_at(page.text, unit.start, unit.end)
    return listed is not None and _MADE_OF.match(page.text, listed.end, unit.end) is not None


def _any_body(page: Page, unit: Unit, start: int) -> Agencies | None:
    """This will take whoever "Đối với …", "Trách nhiệm của …" speaks to for a body, where duties are shared out."""
    name = page.text[start : unit.end].rstrip(" .:")
    short = unit.kind == "node" and unit.start < start and len(name) < _SHORT_NAME and name[:1].isupper()
    return Agencies((name,), start, start + len(name)) if short and assigns(page, unit) else None


def _any_role(page: Page, unit: Unit) -> Agencies | None:
    """This will take whoever a labelled item names before its colon for a body: "3. Giáo viên chủ nhiệm: Nắm …"."""
    named = _ROLE_NAMED.match(page.text, unit.start, unit.end) if unit.kind == "node" else None
    if named is None or opens_with_verb(page.text, unit.start, named.end("name")):
        return None
    duty = opens_with_verb(page.text, named.end(), unit.end)
    return Agencies((named["name"],), unit.start, named.end("name")) if duty else None


def _is_anybody(listed: Agencies) -> bool:
    """This will tell a heading over several bodies that the items name: "Trách nhiệm của các cơ quan"."""
    return len(listed.names) == 1 and listed.names[0].lower() in _ANYBODY


def asked_heading(page: Page, unit: Unit, *, by_issuer: bool = False) -> Heading | None:
    """This will read who is asked for what stands in the items below: "UBND tỉnh yêu cầu các sở, ban, ngành:"."""
    if not unit.words(page).rstrip().endswith(":"):
        return None
    for asked in _ASKED_INSIDE.finditer(page.text, max(unit.start, unit.end - _ASKED_REACH), unit.end):
        if by_issuer and not _ISSUER_ASKS.search(
            page.text[max(unit.start, asked.start() - _ASKER_REACH) : asked.start()]
        ):
            continue
        listed = agencies_at(page.text, asked.end(), unit.end)
        if listed and _OPENS_LIST.fullmatch(page.text, listed.end, unit.end):
            cue = page.text[asked.start() : listed.end]
            return Heading(listed, (), cue[:80], "nghị" in asked.group())
    return None


def _is_topic(page: Page, unit: Unit, listed: Agencies) -> bool:
    """This will tell a heading that is about a kind of body ("9. Doanh nghiệp số") outside of what is assigned."""
    if any("lĩnh vực" in name for name in listed.names):
        return True
    if listed.names[0].startswith(_KINDS_OF_BODY):
        return not assigns(page, unit)
    return False


def long_heading(page: Page, unit: Unit) -> Heading | None:
    """This will read a heading whose agencies are told apart by what they do ("Các chủ đầu tư xây dựng hạ tầng …")."""
    words = unit.words(page)
    start, asked = _start(page, unit)
    if unit.kind != "node" or len(words) > _LONG_HEADING or _ACTS.search(words):
        return None
    listed = agencies_at(page.text, start, unit.end)
    closed = words.rstrip()[-1:] in ".;"
    if closed and (len(words) > _SHORT_NAME or (listed and opens_with_verb(page.text, listed.end, unit.end))):
        return None
    if listed is None or (not asked and words.rstrip()[-1:] != ":" and _is_topic(page, unit, listed)):
        return None
    shown = page.text[start : unit.end].rstrip(" :.,")
    return Heading(Agencies(split_names(shown), start, unit.end), (), shown, asked)


def inline_heading(page: Page, unit: Unit) -> Heading | None:
    """This will read "Sở Tư pháp: Thực hiện …": agencies, a colon, the duty, which `agencies.end` leads to."""
    start, asked = _start(page, unit)
    listed = agencies_at(page.text, start, unit.end) or person_at(page.text, start, unit.end) or _any_role(page, unit)
    if listed is None:
        return None
    colon = re.compile(r"\s*(?:\([^()]{0,160}\))?\s*:\s*").match(page.text, listed.end, unit.end)
    if colon is None or unit.end - colon.end() < _LEAST_INLINE:
        return None
    if _PERSON.match(page.text, colon.end(), unit.end) or _ONLY_AMOUNT.fullmatch(page.text, colon.end(), unit.end):
        return None
    named = agencies_at(page.text, colon.end(), unit.end)
    if named is not None and page.text[named.end : unit.end].strip(" .;,") == "":
        return None  # "Trưởng ban: Phó Chủ tịch UBND tỉnh" says who, not what
    cue = page.text[unit.start : listed.end]
    return Heading(replace(listed, end=colon.end()), (), cue, asked)


def lead_in(page: Page, start: int, end: int) -> tuple[str, ...]:
    """This will read the partners of a lead-in: "Chủ trì, phối hợp với các sở, ban, ngành" over its items."""
    opening = _LEAD_IN.match(page.text, start, end)
    cue = WITH.search(page.text, start, end) if opening else None
    if cue is None or opening is None or cue.start() > opening.end():
        return ()
    return supports_in(page.text, start, end)


def is_bare_lead_in(page: Page, unit: Unit) -> bool:
    """This will tell words that name partners and nothing to do: the items below say what."""
    return is_only_partners(page, unit.start, unit.end)


def is_only_partners(page: Page, start: int, end: int) -> bool:
    """This will tell "chủ trì, phối hợp với Sở Y tế và các đơn vị liên quan" with nothing behind it."""
    opening = _LEAD_IN.match(page.text, start, end)
    cue = WITH.search(page.text, start, end) if opening else None
    listed = agencies_at(page.text, cue.end(), end) if cue else None
    return listed is not None and page.text[listed.end : end].strip(" .:;") == ""
