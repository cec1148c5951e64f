"""Acts known by name alone, other than laws: Party congresses' resolutions, plans of a period, joint rules.

A programme, scheme or movement by name is no act. A plan is one only where the text refers to it ("theo Kế hoạch …
năm 2025"), since plans are also named where they are yet to be made.
"""

import re

from vanban.read.issuers import issuer_after
from vanban.read.mentions import Mention
from vanban.text import fold
from vanban.text.letters import LOWER
from vanban.vocabulary import kind_by_name

_CONGRESS = re.compile(
    r"(?<!\w)(?P<name>Nghị quyết (?:của )?Đại hội(?: đại biểu)?(?: toàn quốc)?(?: (?:của )?(?:Đảng bộ|Đảng)"
    rf"(?: (?:tỉnh|thành phố|Thành phố|xã|phường|huyện)(?: (?-i:[^\W\d_{LOWER}])\w{{0,8}}){{0,3}})?)?"
    r"(?: (?:Đoàn(?: TNCS Hồ Chí Minh| Thanh niên)?|Phụ nữ|Công đoàn|Hội Nông dân|Nông dân|Cựu chiến binh|"
    r"Mặt trận Tổ quốc|"
    r"Hội [^\W\d_]{2,8}(?: [^\W\d_]{2,8}){1,3})(?: (?:tỉnh|thành phố|Thành phố|xã|phường|toàn quốc))?)?"
    r" (?:lần thứ |khóa )?(?P<term>[IVXL]{1,6})(?!\w)"
    r"(?: (?:của )?(?:Đảng bộ|Đảng)(?: (?:tỉnh|thành phố|xã|phường|huyện))?)?(?:,? nhiệm kỳ \d{4}\s?[-–]\s?\d{4})?)"
)
# "Nghị quyết Trung ương 5 khóa XII", "Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII"
_CONFERENCE = re.compile(
    r"(?<!\w)(?P<name>Nghị quyết (?:của )?(?:(?:Hội nghị )?Trung ương (?:lần thứ )?(?:\d{1,2}|[^\W\d_]{2,4})|"
    r"Hội nghị (?:Trung ương )?lần thứ [^\W\d_]{1,5}(?: một| hai| ba)?,? (?:của )?"
    r"Ban Chấp hành Trung ương(?: Đảng| đảng)?)"
    r"(?:,? (?:[Kk]hóa|[Kk]hoá) (?P<term>[IVXL]{1,6}))(?: của Đảng)?)(?!\w)(?! \(?(?:Nghị quyết )?số \d)"
)
_PERIOD = r"(?:năm \d{4}|(?:giai đoạn|thời kỳ|nhiệm kỳ) \d{4}\s?[-–]\s?\d{4})(?:,? tầm nhìn đến (?:năm )?\d{4})?(?!\w)"
_PLAN = re.compile(
    rf"(?<!\w)(?P<lead>[Tt]heo|tại|bám sát nội dung|căn cứ|Căn cứ) (?P<name>(?P<word>Kế hoạch|Quy hoạch) "
    rf"[{LOWER}][^;.:()“”\"\n]{{8,160}}?{_PERIOD})"
)
_INVESTMENT = re.compile(rf"(?<!\w)(?P<name>(?P<word>Kế hoạch) đầu tư công trung hạn (?:5 năm )?{_PERIOD})")
# "Thực hiện nghiêm túc Quy chế phối hợp kiểm soát … giữa …": in force, and told apart by what it is about.
_CAREFULLY = "(?: (?:nghiêm túc|nghiêm|tốt|đúng|đầy đủ|có hiệu quả|hiệu quả))?"
_RULES = re.compile(
    rf"(?<!\w)(?:[Tt]heo|tại|[Cc]ăn cứ|[Bb]ám sát|[Tt]hực hiện{_CAREFULLY}) (?P<name>Quy chế phối hợp "
    rf"(?!với |giữa |của |do |này|đã |số |kèm )[{LOWER}][^;.,:()“”\"\n]{{11,160}}?)(?= giữa | theo |[;.,\n]|$)"
)
# "Căn cứ Thông tư quy định tiêu chí … của Bộ Công an": a circular or decision by what it lays down, in force
_LAID_DOWN = re.compile(
    r"(?<!\w)(?:[Tt]heo|tại|[Cc]ăn cứ|;) (?P<name>(?P<word>Thông tư|Quyết định|Nghị định) "
    r"(?:quy định|ban hành|phê duyệt|hướng dẫn) (?!này|số|kèm|tại)(?:"
    r"(?:20\d\d|[^;.:()“”\"\n\d]){10,160}?(?P<of>"
    r"(?= của (?:Bộ|Thủ tướng|Chính phủ|UBND|Ủy ban|Hội đồng|HĐND|Chủ tịch)))|"
    r"[^;,.:()“”\"\n\d]{10,160}(?=[;,.\n]|$)))"
)
_NOT_OF_NAME = re.compile(r"(?<!\w)(?:này(?!\w)|số \d|kèm theo|ban hành)")
_YEAR = re.compile(r"(?:năm )(?P<year>\d{4})$")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LIKE_OWN = 0.6
_PARTY_LEVEL = re.compile(r"Đảng bộ")


def named_mentions(text: str, start: int, end: int, title: str | None) -> list[Mention]:
    """This will give acts named without number; a name much like the document's own title is the document itself."""
    found = [
        Mention(one.start(), one.end(), "NQ", None, name=one["name"], rule="named")
        for pattern in (_CONGRESS, _CONFERENCE)
        for one in pattern.finditer(text, start, end)
    ]
    for pattern in (_PLAN, _INVESTMENT):
        for one in pattern.finditer(text, start, end):
            name = " ".join(one["name"].split())
            own = _likeness(name, title or "") > _LIKE_OWN and not _other_years(name, title or "")
            if _NOT_OF_NAME.search(name) or own:
                continue
            found.append(_plan(text, one, name))
    for one in _LAID_DOWN.finditer(text, start, end):
        name = " ".join(one["name"].split())
        if not _NOT_OF_NAME.search(name.split(" ", 3)[-1]) and (
            one["of"] is not None or _likeness(name, title or "") <= _LIKE_OWN
        ):
            found.append(_plan(text, one, name))
    for one in _RULES.finditer(text, start, end):
        name = " ".join(one["name"].split())
        if not _NOT_OF_NAME.search(name) and _likeness(name, title or "") <= _LIKE_OWN:
            found.append(Mention(one.start("name"), one.end("name"), "QC", None, name=name, rule="named"))
    return sorted(found, key=lambda one: one.start)


def _plan(text: str, found: re.Match[str], name: str) -> Mention:
    year = _YEAR.search(name)
    issuer, end = issuer_after(text, found.end())
    return Mention(
        found.start("name"),
        end,
        kind_by_name()[fold(found["word"])],
        None,
        name=name,
        year=year["year"] if year else None,
        issuer=issuer,
        rule="named",
    )


def name_key(name: str) -> str:
    """This will give one key to the names of one act: a congress's resolution is known by its number and level."""
    congress = _CONGRESS.match(name)
    if congress is None:
        return fold(name)
    return f"{congress['term']} {'local' if _PARTY_LEVEL.search(name) else 'national'}"


def _other_years(name: str, title: str) -> bool:
    """This will tell a plan of other years than the document's own title names."""
    named, own = set(_ANY_YEAR.findall(name)), set(_ANY_YEAR.findall(title))
    return bool(named) and bool(own) and named.isdisjoint(own)


def _likeness(one: str, other: str) -> float:
    """This will give the share of words that two names have in common, 0 to 1."""
    a, b = set(fold(one).split()), set(fold(other).split())
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
