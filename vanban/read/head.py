"""The head of a document: where it stands, and its number, place, date and issuer."""

import re
from datetime import date
from functools import cache
from itertools import takewhile

from vanban.model import Block
from vanban.read.head_party import party_committee, with_party_body
from vanban.read.head_unions import placed_name, union_of_place
from vanban.read.issuers import fixed_body_end
from vanban.read.names import mend_place, ordinary_case
from vanban.read.parts import Parts
from vanban.syllables import is_syllable
from vanban.text import fold, parse_date
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import agency_words, head_kinds, head_words, kind_by_symbol, squeeze

NUMBER = re.compile(
    r"[Ss][ốỐ]\s{0,3}:?[\s.…_]{0,40}(?P<figures>(?:\d\s?){0,7}\d[a-zA-Z]?)?[\s.…_]{0,40}"
    r"(?P<rest>[/-]\s{0,3}[^\s|,;]{1,60}(?:\s{0,3}[-–/&]\s{0,3}[A-ZĐ][^\s|,;]{0,40}){0,6}"
    r"(?:(?<=-)\s{1,3}[A-ZĐ]{2,8}(?:\s[A-ZĐ]{2,8}){0,2}(?![a-zà-ỹ]))?)"
)
_PLACE_DATE = re.compile(
    rf"(?<![\w/&-])(?P<place>[{UPPER}][^,|:;]{{1,45}}?\s{{0,3}},|[{UPPER}][{LOWER}]{{1,6}}(?:\s[{UPPER}][{LOWER}]{{0,6}}){{1,3}})"
    r"\s{0,3}ng[àa]y(?P<date>\s{0,9}"
    r"(?:\d{1,2}\s{0,9}th[áa]ng\s{0,9}\d{1,2}\s{0,9},?\s{0,3}năm\s{0,9}\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?!\d))"
)
_PLACE_ALONE = re.compile(
    rf"(?P<place>[{UPPER}][^,|:;]{{1,45}}?)\s{{0,3}},\s{{0,3}}ng[àa]y[\s.…_\d]{{0,20}}th[áa]ng"
    r"(?:[\s.…_\d]{0,20}năm|\s\d{1,2}(?:\s*$|\s[^\W\d_]{4}))"  # a stamp over the date leaves no more of it
)
_TEXT_BEGINS = re.compile(r"Kính gửi|Căn cứ|Thực hiện|Theo |Ngày \d|Điều 1")
# A letter's subject stands under its number, in plain text above the motto of the other column.
_SAYS_SUBJECT = re.compile(r"V/v\s|Về việc\s", re.IGNORECASE)
_LONGEST_SUBJECT = 400
_MOTTO_BEFORE = re.compile(r"^.*Hạnh phúc\s+")
_NUMBER_BEFORE = re.compile(
    r"^(?:(?!TP\s)[A-ZĐ]{2,8}\s+(?:[A-ZĐ]{2,8}\s+)?(?=[A-ZĐ][a-zà-ỹ])|[Ss]ố\s*:?\s*(?=\d)|\S*[/\d]\S*\s+|\S*-\S+\s+|"
    r"[A-ZĐ]{2,}\s+(?=-))+"
)
_NUMBER_BESIDE = re.compile(
    r"\s*(?<!\w)(?:S[ốỐ]\s?(?::|(?=\d{1,6}\s?[a-z]?[/-])|(?=[\s….]{2,})|(?=/))|"
    r"(?<!DÂN )(?<!ĐỔI )(?<!NGHỆ )(?<!THIỂU )S[ốỐ]$)"
)
_MOTTO = re.compile(r"CỘNG\s*HÒA|ĐẢNG\s*CỘNG")
_WIRED = re.compile(r"\s+điện\s*:$", re.IGNORECASE)
_SITTING = re.compile(r"[,(]?\s*(?:KHÓA\s+[IVXLC\d]+|KỲ HỌP|NHIỆM KỲ|LẦN THỨ).*$", re.IGNORECASE)
_JOINTS = {"VÀ", "CỦA", "THUỘC", "VỀ", ",", "-", "THƯỜNG", "HUY", "CHỈ", "QUẢN", "PHÒNG", "PHỐ", "TỈNH", "XÃ", "MÔI"}
_NUMBER_LINE = re.compile(r"[*\s]{0,4}SỐ(?!\w)", re.IGNORECASE)
_JOINT = re.compile(r"\s[-–]\s")
_LEVELS = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
_NAMES_LEVEL = re.compile(r"(?<!\w)(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ(?! HỘI)|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s")
# "ỦY BAN NHÂN DÂN    CỘNG HÒA … VIỆT NAM" over "TỈNH HOA MAI    Độc lập - Tự do": two columns in one line
_BESIDE_MOTTO = re.compile(
    rf"VIỆT NAM\s+(?P<place>(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN)\s[{UPPER} ]{{2,40}})"
    r"(?=\s*(?:Độc lập|-|$))"
)
# "UBND TỈNH HOA MAI    CỘNG HÒA … VIỆT NAM" over "SỞ Y TẾ    Độc lập - Tự do": the same with who issues below
_BODY_BESIDE_MOTTO = re.compile(rf"VIỆT NAM\s+(?P<body>[{UPPER}][{UPPER} ,-]{{3,70}}?)\s*(?=Độc lập|-{{3,}})")
_LEVEL_AND_PLACE = re.compile(rf"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)\s[{UPPER} ]{{2,40}}$")
# "TỈNH HOA MAI" over "BAN CHỈ ĐẠO …"
_PLACE_ABOVE = re.compile(
    rf"(?P<place>(?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU)(?:\s(?!ỦY|ĐOÀN|HỘI)[{UPPER}]{{1,7}}){{1,4}}?)\s"
    r"(?=(?:BAN CHỈ ĐẠO|BAN AN TOÀN|BCĐ|HỘI ĐỒNG|TỔ CÔNG TÁC)\s)"
)
# "UBND TỈNH HOA MAI" over "LIÊN NGÀNH: SỞ Y TẾ - CÔNG AN": several bodies of one province
_TOGETHER = re.compile(r"(?P<above>.{4,80}?)\sLIÊN (?:NGÀNH|SỞ)\s?:?\s(?P<bodies>.{6,200})")
_COMMITTEES = ("BAN CHỈ ĐẠO ", "BCĐ ", "BAN CHỈ HUY ", "HỘI ĐỒNG ", "BAN VẬN ĐỘNG ")
_COMMITTEE_LINES = 3
_RUN_ON = re.compile(rf"Hạnh phúc\s+(?P<rest>[{UPPER}][{UPPER} ,-]{{3,120}})$")
_LONGEST_HEAD = 600
_LONGEST_LINE = 90
_LONGEST_NAME = 240
_LONGEST_AUTHORITY = 110
_REACH_BACK = 10
_FEWEST_SHARED = 2
_JOINING = frozenset(("-", "–", "&"))
_EDGES = re.compile(r"^[^\w(“\"]{1,8}|[^\w)”\"]{1,8}$")


def head_range(shown: list[str], blocks: tuple[Block, ...], parts: Parts) -> tuple[int, int]:
    """This will give the run of blocks that make the head: the motto's table or its neighbours."""
    anchor = parts.motto if parts.motto >= 0 else parts.type_word
    first = anchor
    while first > 0 and anchor - first < _REACH_BACK and _is_head_line(shown[first - 1], blocks, first - 1, anchor):
        first -= 1
    if parts.type_word >= 0:
        last = parts.type_word
    else:
        # A letter's head may hold its subject and several marks: a table's rows belong to it to the last one.
        reach = anchor + 6
        while reach < len(shown) and blocks[reach].table and blocks[reach].table == blocks[anchor].table:
            reach += 1
        below = range(anchor + 1, min(reach, len(shown)))
        last = next((index for index in below if _TEXT_BEGINS.match(shown[index])), below.stop)
    return first, max(last, anchor + 1)


def _is_head_line(text: str, blocks: tuple[Block, ...], index: int, anchor: int) -> bool:
    if blocks[index].table and blocks[index].table == blocks[anchor].table:
        return True
    if _SAYS_SUBJECT.match(text):
        return len(text) < _LONGEST_SUBJECT
    if text.isupper():
        return len(text) < _LONGEST_NAME
    dated = _PLACE_DATE.match(text) or _PLACE_ALONE.match(text)
    return len(text) < _LONGEST_LINE and (len(text) == 1 or text.startswith(("Số:", "Số ")) or dated is not None)


def read_number(head: list[str]) -> tuple[str | None, str | None] | None:
    """This will give the document's number (None where blank) and its symbol."""
    for text in head:
        if found := NUMBER.search(text):
            rest = re.sub(r"\s+", "", found["rest"]).rstrip(".,;")
            figures = re.sub(r"\s+", "", found["figures"] or "")
            return (f"{figures}{rest}", rest) if figures else (None, rest)
    return None


def kind_of_number(number: str | None) -> str | None:
    """This will tell the kind by the letters of a number or symbol; None where they name none."""
    parts = [part for part in re.split(r"[/-]", number or "") if part and not part[0].isdigit()]
    return kind_by_symbol().get(parts[0]) if parts else None


def read_place_and_date(head: list[str]) -> tuple[str | None, date | None]:
    """This will read "Hoa Mai, ngày 12 tháng 02 năm 2026"; a date left blank still names the place."""
    for text in head:
        if found := _PLACE_DATE.search(text):
            return _place(found["place"]), parse_date(found["date"])
    for text in (*head, " ".join(head)):
        if blank := _PLACE_ALONE.search(text):
            return _place(blank["place"]), None
    return None, None


def _place(printed: str) -> str:
    """This will give the place's name without what a broken head prints before it on the same line."""
    return mend_place(_NUMBER_BEFORE.sub("", _MOTTO_BEFORE.sub("", printed)).strip(" ,"))


@cache
def _authority() -> re.Pattern[str]:
    words = head_words()
    offices = "|".join(re.escape(word.upper()) for word in words["offices"])
    bodies = "|".join(re.escape(word.upper()) for word in sorted(words["bodies"], key=len, reverse=True))
    others = "|".join(re.escape(word.upper()) for word in words["no_bodies"])
    return re.compile(rf"(?:CỦA\s+)?(?!{others})(?:(?:(?:{offices})\s+){{0,2}}(?:{bodies})|(?:{offices}))(?!\w)")


def is_authority(line: str) -> bool:
    """This will tell a line in capitals that names who issues: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"."""
    bare = line.strip(" :,")
    return bare.isupper() and len(bare) < _LONGEST_AUTHORITY and bool(_authority().match(bare)) and "QUYẾT" not in bare


def names_body(line: str) -> bool:
    """This will tell a line, in any case, that opens with the name of an issuing body."""
    return bool(_authority().match(line.upper()))


@cache
def _office() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word.upper()) for word in head_words()["offices"]))


def names_office(line: str) -> bool:
    """This will tell a line that opens with an office: "BỘ TRƯỞNG BỘ NỘI VỤ"."""
    return bool(_office().match(line))


def body_name(line: str) -> str:
    """This will give an issuing body's name in ordinary case, without "của" before and the sitting after it.

    Marks without a letter, as stains leave them ("’", "|", "\\"), are no part of it.
    """
    words = " ".join(
        token for token in _WIRED.sub("", line).split() if token in _JOINING or any(map(str.isalnum, token))
    )
    bare = re.sub(r"^CỦA\s+", "", _EDGES.sub("", words), flags=re.IGNORECASE)
    return ordinary_case(_SITTING.sub("", bare).strip(" ,-"))


def read_issuer(shown: list[str], parts: Parts, first: int) -> str | None:
    """This will give the issuing body of the head: the last agency named before the motto, else under it."""
    if union := union_of_place(shown[first:]):
        return union
    if parts.motto < 0:
        above = [text for text in shown[first : max(parts.type_word, 0)] if text.isupper() and names_body(text)]
        above = [text for text in above if text.strip(" *") not in head_words()["mottos"]] or above
        return _without_dirt(body_name(whole_name(" ".join(above)))) if above else None
    before = _NUMBER_BESIDE.split(_MOTTO.split(shown[parts.motto])[0])[0].strip()
    above = [_NUMBER_BESIDE.split(text)[0] for text in _above_number(shown[first : parts.motto])]
    lines = [text for text in above if text.isupper()]
    joined = " ".join([*lines, before]).strip(" *-–") or _after_motto(shown, parts)
    if joined and not _NAMES_LEVEL.search(joined) and (beside := _BESIDE_MOTTO.search(_from_motto(shown, parts))):
        joined = f"{joined} {beside['place'].strip()}"
    elif joined and (beside := _BODY_BESIDE_MOTTO.search(_from_motto(shown, parts))) and names_body(beside["body"]):
        joined = f"{joined} {beside['body']}{_rest_below(shown, parts, beside['body'])}"
    else:
        joined = with_party_body(joined, _from_motto(shown, parts), names_body)
    if together := _TOGETHER.fullmatch(joined):
        placed = _LEVEL_AND_PLACE.search(together["above"])
        named = " - ".join(joint_bodies(together["bodies"]) or (body_name(together["bodies"]),))
        return f"{named} {placed_name(placed.group())}" if placed else named
    if bodies := joint_bodies(joined):
        return " - ".join(bodies)
    return _without_dirt(body_name(whole_name(joined))) if joined else None


def _rest_below(shown: list[str], parts: Parts, body: str) -> str:
    """This will give the last words of a name that several lines of a cell hold: "VÀ DU LỊCH" below the motto.

    A committee's task may take two lines more.
    """
    committee = body.startswith(_COMMITTEES)
    reach = min(parts.motto + _COMMITTEE_LINES, parts.type_word if parts.type_word > 0 else len(shown) - 1)
    beside = _RUN_ON.search(shown[parts.motto])
    lines = [*([beside["rest"]] if beside else []), *shown[parts.motto + 1 : reach + 1]]
    below = takewhile(lambda line: line.isupper() and not _NUMBER_LINE.match(line), lines)
    kept = list(takewhile(lambda line: committee or line.startswith(("VÀ ", "- ", "– ")), below))
    return "".join(f" {line}" for line in kept if squeeze(line) not in head_kinds())


def _without_dirt(name: str) -> str:
    """This will end the name of a fixed body where words cease to be words: a scan shows stamps and stains."""
    whole = fixed_body_end(name, 0)
    if whole is None:
        return name
    kept = list(takewhile(_is_of_name, name[whole:].split()))
    return " ".join([name[:whole], *kept])


def _is_of_name(token: str) -> bool:
    """This will tell a word or a joining mark from what only stains leave: "tt", ")", "ổ)"."""
    bare = token.strip(",.")
    if bare.isalpha():
        return is_syllable(bare) or not bare.islower()
    return bare in {"-", "–"} or bare.isalnum()


def _above_number(lines: list[str]) -> list[str]:
    """This will leave out the number under the issuer's name, and the marks that are framed below it."""
    above: list[str] = []
    for line in lines:
        if _NUMBER_LINE.match(line):
            if above:
                break
        else:
            above.append(line)
    return above


def joint_bodies(joined: str) -> tuple[str, ...]:
    """This will give the bodies that issue together, "CÔNG AN TỈNH - SỞ Y TẾ"; none where a single body's name does."""
    pieces = _JOINT.split(joined)
    if len(pieces) == 1 or not all(map(names_body, pieces)):
        return ()
    return tuple(map(body_name, pieces))


def _from_motto(shown: list[str], parts: Parts) -> str:
    return " ".join(shown[parts.motto : parts.motto + 3])[:_LONGEST_HEAD]


def _after_motto(shown: list[str], parts: Parts) -> str:
    stop = parts.type_word if parts.type_word > 0 else parts.motto + 5
    lines: list[str] = []
    for text in shown[parts.motto + 1 : stop]:
        if text.isupper() and len(text) < _LONGEST_LINE and (lines or is_authority(text)):
            lines.append(text)
        elif lines:
            break
    return " ".join(lines)


def last_agency(joined: str) -> str:
    """This will leave the superior's name out: "UBND TỈNH HOA MAI SỞ Y TẾ" → "SỞ Y TẾ"."""
    return _under(joined) or joined


def whole_name(joined: str) -> str:
    """This will give the agency with what tells it apart from others of its name.

    An office is its council's ("VĂN PHÒNG UBND TỈNH …"), a committee of the council its place's.
    """
    if of_place := _PLACE_ABOVE.match(joined):
        return f"{joined[of_place.end() :]} {of_place['place']}"
    if committee := party_committee(joined):
        return committee
    under = _under(joined)
    if under is None:
        return joined
    above = joined[: -len(under)].strip()
    if under.strip() == "VĂN PHÒNG":
        return f"{under.strip()} {above}"
    if board := next((one for one in agency_words()["boards"] if under.strip().startswith(one)), None):
        return f"{board} {above}{under.strip().removeprefix(board)}"
    placed = _LEVEL_AND_PLACE.search(above) if under.startswith("BCĐ ") else None
    return f"{under} {placed.group()}" if placed and not _NAMES_LEVEL.search(under) else under


@cache
def _starters() -> re.Pattern[str]:
    starters = "|".join(re.escape(word) for word in agency_words()["starters"])
    return re.compile(rf"(?<![\w-])(?:{starters})(?![\w,])")


def _under(joined: str) -> str | None:
    covered = [found.span() for found in _inside().finditer(joined)]
    for found in list(_starters().finditer(joined))[1:]:
        start, end = found.span()
        if any(first < start and end <= last for first, last in covered):
            continue
        before = joined[:start].split()
        whole = len(before) > _FEWEST_SHARED or " ".join(before) in agency_words()["short_superiors"]
        # A lone word at the end is the end of a place's name ("PHƯỜNG HOA BAN"), no body of its own.
        if before and before[-1] not in _JOINTS and whole and " " in joined[start:].strip():
            return joined[start:]
    return None


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, agency_words()['inside']))})(?!\w)")


def complete_issuer(said: str | None, issuer: str | None, page_issuer: str | None, symbol: str | None) -> str | None:
    """This will give the full name of who issues, from the line under the title, the head and the page's facts."""
    if page_issuer and re.match(rf"(?:{_LEVELS})\s", page_issuer, re.IGNORECASE):
        council = "Hội đồng nhân dân" if "HĐND" in (symbol or "") else "Ủy ban nhân dân"
        page_issuer = f"{council} {page_issuer[:1].lower()}{page_issuer[1:]}"
    if issuer and page_issuer and fold(page_issuer).startswith(f"{fold(issuer)} "):
        issuer = page_issuer
    issuer = issuer or page_issuer
    if not said or not issuer:
        return said or issuer
    return issuer if fold(said) in fold(issuer) else said + _rest_of_name(said, issuer)


def _rest_of_name(said: str, issuer: str) -> str:
    """This will give what the head adds to a name: "Chủ tịch Ủy ban nhân dân tỉnh" + "… tỉnh Hoa Mai" → " Hoa Mai"."""
    words, ending = issuer.split(), squeeze(said)
    for count in range(len(words) - 1, _FEWEST_SHARED - 1, -1):
        if ending.endswith(squeeze(" ".join(words[:count]))):
            return " " + " ".join(words[count:])
    return ""
