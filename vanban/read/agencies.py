"""Names of agencies in running text: where a list of them starts, where it ends, and what names it holds.

A name is a head ("Sở", "các đơn vị") and what may continue it: fields, levels, places, words that describe a body. The
first word that cannot continue a whole name ends the list; what follows is the duty. The words stand in names.toml.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from vanban.read.name_lists import ListWalk
from vanban.read.name_words import vocabulary
from vanban.read.words import words_of
from vanban.text.letters import UPPER
from vanban.vocabulary import load

REACH = 420
_NEAR = 140  # most lists end within; only what comes near its edge is read anew with the full reach
_MARGIN = 60
_DETERMINER = (
    r"(?:[Cc]ác|[Nn]hững|[Tt]ất cả(?: các)?|[Tt]oàn thể(?: các)?|[Mm]ột số|[Nn]hiều|[Mm]ỗi|[Tt]ừng|[Hh]ai|[Bb]a|[Cc]ả)"
)
_COMRADES = re.compile(
    r"(?P<kept>[Cc]ác đồng chí|[Đđ]ồng chí)(?P<colon>:)?\s+|(?:[Cc]ác ông(?:, bà|/bà| \(bà\))?|[Ôô]ng|[Bb]à)[:\s]\s*"
)
# "Các đồng chí Bộ trưởng, …": the office is the name, the address is not.
_OFFICE_NAMED = re.compile(
    r"(?:Bộ trưởng|Thủ trưởng|Chủ tịch (?:UBND|Ủy ban nhân dân|HĐND|Hội đồng)|Giám đốc|Bí thư)(?!\w)"
)


_ONE_COMRADE = {"Đồng chí", "đồng chí"}
# "Đồng chí Giám đốc Công an tỉnh, Phó Trưởng ban Thường trực": one person in two offices
_SECOND_OFFICE = re.compile(r"(?:Phó |Ủy viên|Trưởng [Bb]an|Thành viên)")


@dataclass(frozen=True, slots=True)
class Agencies:
    """A list of agencies as named; `end` is where the text after it begins.

    `beside` are those of `names` that stand behind "cùng (với)": who does it together with those before.
    """

    names: tuple[str, ...]
    start: int
    end: int
    beside: tuple[str, ...] = ()


@cache
def head_pattern() -> re.Pattern[str]:
    """This will match what opens an agency's name: a proper head, "các" with a kind of body, a bare kind of body."""
    data = load("names")
    heads = "|".join(sorted(data["heads"], key=lambda head: len(head.split("(?")[0]), reverse=True))
    groups = "|".join(sorted((re.escape(word) for word in data["group_heads"]), key=len, reverse=True))
    bare = "|".join(data["bare_heads"])
    return re.compile(
        rf"(?P<group>{_DETERMINER}\s+(?i:{groups})(?!\w))|(?P<bare>(?:{bare})(?!\w))|(?P<proper>(?:{heads})(?!\w))"
    )


@lru_cache(maxsize=1024)
def agencies_at(text: str, start: int, end: int) -> Agencies | None:
    """This will read the list of agencies that begins right at `start`, up to the duty's words or a stop.

    Several stages ask about one place one after the other: the last answers are kept.
    """
    begin = start
    if comrades := _COMRADES.match(text, start, end):
        begin = comrades.end()
    head = head_pattern().match(text, begin, end)
    if head is None:
        return None
    for reach in (_NEAR, REACH):
        walk = ListWalk(text, head, min(end, begin + reach), head_pattern())
        walk.run()
        if walk.end < begin + reach - _MARGIN:
            break
    spans = walk.spans
    if comrades and comrades["kept"] and not comrades["colon"] and not _OFFICE_NAMED.match(text, begin):
        spans = [(start, spans[0][1]), *spans[1:]]
    if comrades and comrades["kept"] in _ONE_COMRADE and not comrades["colon"] and len(spans) > 1:
        first = (start, spans[0][1])
        spans = [first, *(one for one in spans[1:] if not _SECOND_OFFICE.match(text, one[0]))]
    names = _named(text, spans)
    return Agencies(names, begin, walk.end, _named(text, _beside(text, spans))) if names else None


# "Giao đồng chí Nguyễn Văn An - Phó Chủ tịch UBND tỉnh chỉ đạo …": a person, with the office behind the name.
_PERSON = re.compile(
    rf"(?:[Cc]ác )?(?:[Đđ]ồng chí|đ/c|Đ/c|[Ôô]ng|[Bb]à)\s+[{UPPER}]\w{{1,7}}(?:\s[{UPPER}]\w{{0,7}}){{0,5}}(?!\w)"
)
_OFFICE_BEHIND = re.compile(r"\s*(?:,|[-–])\s*(?=\S)")
_OFFICE_BEFORE_COLON = re.compile(r"\s*(?:,|[-–])\s*(?:Phó |Ủy viên |Bí thư|Chủ tịch|Trưởng )[^,;:.()\n]{2,60}(?=\s*:)")


def person_at(text: str, start: int, end: int) -> Agencies | None:
    """This will read a person called by name right at `start`, with the office that stands behind the name."""
    named = _PERSON.match(text, start, end)
    if named is None:
        return None
    stop = named.end()
    joint = _OFFICE_BEHIND.match(text, stop, end)
    office = agencies_at(text, joint.end(), end) if joint else None
    if told := _OFFICE_BEFORE_COLON.match(text, stop, end):
        stop = told.end()
    elif office is not None:
        stop = office.end
    return Agencies((_tidy(text[start:stop]),), start, stop)


def _named(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    names = tuple(name for name in (_tidy(text[first:last]) for first, last in spans) if name)
    return _each_ministry(names)


def _beside(text: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """This will give the names from "cùng" on: "Công an tỉnh cùng với Sở Y tế và các đơn vị liên quan rà soát …"."""
    for at, (one, other) in enumerate(pairwise(spans), start=1):
        if _COMPANY.search(text, max(one[1] - 1, 0), other[0] + len("cùng với ")):
            return spans[at:]
    return ()


_COMPANY = re.compile(r"(?<=[\s,])cùng(?:\s+với)?\s")
_MINISTRIES = re.compile(r"[Cc]ác (?P<kind>[Bb]ộ|[Ss]ở): ?(?P<fields>.+)$")


def _each_ministry(names: tuple[str, ...]) -> tuple[str, ...]:
    """This will read "các Bộ: Công an, Y tế" as the ministries it names."""
    out: list[str] = []
    for name in names:
        if series := _MINISTRIES.match(name):
            out += [f"{series['kind'].capitalize()} {one}" for one in _fields(series["fields"])]
        else:
            out.append(name)
    return tuple(out)


def _fields(shown: str) -> list[str]:
    """This will part fields at commas and "và", those of one name ("Văn hóa, Thể thao và Du lịch") kept whole."""
    words = words_of(shown, 0, len(shown))
    fields: list[str] = []
    index = 0
    while index < len(words):
        size = vocabulary()["fields"].longest(words, index)
        if size:
            fields.append(shown[words[index].start : words[index + size - 1].end])
        elif words[index].is_capital:
            fields.append(words[index].text)
        index += size or 1
    return fields


def split_names(shown: str) -> tuple[str, ...]:
    """This will part a list of agencies into names; "các sở, ban, ngành" and "Văn hóa, Thể thao và Du lịch" stay
    whole, and what the grammar cannot name stays as it is printed.
    """
    names: list[str] = []
    at = 0
    while at < len(shown):
        listed = agencies_at(shown, at, len(shown))
        if listed is None:
            names.append(shown[at:])
            break
        names += listed.names
        gap = _GAP.match(shown, listed.end)
        if gap is None or gap.end() == listed.end:
            rest = shown[listed.end :]
            names[-1] = _tidy(names[-1] + rest)
            break
        at = gap.end()
    return tuple(name for name in (_tidy(one) for one in names) if name)


_GAP = re.compile(r"\s*(?:[,;]\s*(?:và\s+)?|và\s+|cùng\s+(?:với\s+)?)|\s*\.?$")
_TIDY = re.compile(r"^(?:và|cùng)\s+|\s*\([^()]*\)$|[\s,;.:–-]+$")


def _tidy(name: str) -> str:
    return _TIDY.sub("", _TIDY.sub("", " ".join(name.split())))


_MANNER = (
    r"chặt chẽ|đồng bộ|thường xuyên|kịp thời|chủ động|tốt|hiệu quả|có hiệu quả|quyết liệt|đầy đủ|nhịp nhàng|mật thiết|"
    r"hơn nữa|toàn diện|nghiêm túc|trao đổi thông tin|cung cấp thông tin|chia sẻ thông tin|thống nhất|hỗ trợ"
)
WITH = re.compile(
    r"(?:(?<=ký quy chế )|(?<=ký kết quy chế )|"
    r"(?<!\w)(?<!về )(?<!sự )(?<!quy chế )(?<!Quy chế )(?<!chương trình )(?<!Chương trình ))"
    r"(?:[Pp]hối hợp|[Pp]hối kết hợp|[Kk]ết hợp|(?:[Tt]ham gia )?[Cc]ùng)"
    rf"(?:\s*,?\s+(?:{_MANNER})){{0,6}}(?:\s+giữa(?:\s[^\s,.;:]{{1,12}}){{1,6}}?(?=\s+với))?"
    r"(?:\s+(?:với|cùng với|cùng))?\s+"
)

# Alone, "cùng" brings a partner only before a name or a group: "cùng các cơ quan chức năng", not "cùng doanh nghiệp".
_BARE = re.compile(r"[Cc]ùng")
_NAMED_NEXT = re.compile(r"(?:các|những|lãnh đạo)(?!\w)|[^\W\d_a-zà-ỹđ]")


def supports_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """This will give the agencies that the duty is done together with ("phối hợp với …"), each once."""
    found: dict[str, None] = {}
    for cue in WITH.finditer(text, start, end):
        if _BARE.fullmatch(cue.group().strip()) and not _NAMED_NEXT.match(text, cue.end(), end):
            continue
        listed = agencies_at(text, cue.end(), end)
        for name in listed.names if listed else ():
            found.setdefault(name, None)
    return tuple(found)
