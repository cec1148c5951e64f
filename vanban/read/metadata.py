"""Metadata: kind, number, date, issuer, place, title, signer — from the head and the signature, else from the page."""

import re
from datetime import date

from vanban.model import Block, Metadata
from vanban.read.labels import read_label
from vanban.read.names import mend_place, ordinary_case, person_name
from vanban.read.parts import Parts, glued_type_word, looks_like_resolution_text
from vanban.read.signature import read_signature
from vanban.text import fold, parse_date
from vanban.text.letters import UPPER
from vanban.vocabulary import agency_words, kind_by_name, kind_by_symbol, squeeze

_NUMBER = re.compile(
    r"[Ss][ốỐ]\s*:?\s*(?P<figures>(?:\d\s?)*\d[a-zA-Z]?)?\s*(?P<rest>[/-]\s*[^\s|"
    r",;]+(?:\s*[-–/&]\s*[A-ZĐ][^\s|,;]*)*)"
)
_PLACE_DATE = re.compile(
    rf"(?P<place>[{UPPER}][^,|"
    rf":;]{{1,45}}?)\s*,\s*ng[àa]y\s*(?P<day>\d{{1,2}})\s*th[áa]ng\s*(?P<month>\d{{1,2}})\s*năm\s*(?P<year>\d{{4}})"
)
_PAGE_FACT = {
    "number": re.compile(r"Số hiệu\s*:?$|Số hiệu\s*:?\s+(?=\d)"),
    "issued_on": re.compile(r"Ngày ban hành\s*:?$|Ngày ban hành\s*:?\s+(?=\d)"),
    "issuer": re.compile(r"(?:Nơi|Cơ quan) ban hành\s*:?$|(?:Nơi|Cơ quan) ban hành\s*:?\s+(?=\w)"),
    "signer": re.compile(r"Người ký\s*:?$|Người ký\s*:?\s+(?=\w)"),
    "kind": re.compile(r"Loại văn bản\s*:?$|Loại văn bản\s*:?\s+(?=\w)"),
}
_TITLE_ENDS = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Xét|Theo|Nhằm|Để|Trên cơ sở|Kính gửi|Hôm nay|"
    r"QUYẾT ĐỊNH\s*:|QUYẾT NGHỊ\s*:|"
    r"\(?(?:Ban hành )?[Kk]èm theo)"
)
_AUTHORITY = re.compile(
    r"(?:CHỦ TỊCH |GIÁM ĐỐC |BỘ TRƯỞNG |TRƯỞNG BAN |BAN THƯỜNG VỤ )?(?:ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|"
    r"THỦ TƯỚNG CHÍNH PHỦ|CHÍNH PHỦ|QUỐC HỘI|BỘ TRƯỞNG|BỘ|SỞ|GIÁM ĐỐC|TRƯỞNG BAN|"
    r"BAN (?:CHỈ ĐẠO|CHẤP HÀNH|THƯỜNG VỤ|BÍ THƯ|QUẢN LÝ)|BỘ CHÍNH TRỊ|CHỦ TỊCH|UBND|HĐND|"
    r"TỈNH ỦY)\b"
)
_SUBJECT = re.compile(r"V/v:?\s*(.+)$|Về việc:?\s*(.+)$", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}|Thứ\s+(?:[2-7]|Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật|GMT", re.IGNORECASE)
_HEADLINE = 250
_NEWS_HEAD = 4
_HEAD_BLOCKS = 14


def read_metadata(text: str, blocks: tuple[Block, ...], parts: Parts) -> Metadata:
    """This will give what the head and the signature say; a text without either is a news report (TIN)."""
    shown = [text[block.start : block.end] for block in blocks[: max(parts.body.first, 0) + _HEAD_BLOCKS]]
    if parts.motto < 0 and parts.type_word < 0:
        return _headless(shown, text, blocks)
    first, last = _head_range(shown, blocks, parts)
    head = shown[first:last]
    page = _page_facts(shown[:first])
    number, symbol = _number(head) or (page.get("number"), None)
    kind = parts.kind or _kind_of_number(number or symbol) or "CV"
    place, issued_on = _place_and_date(head)
    issuer = _issuer(shown, blocks, parts, first)
    title = _title(shown, parts, kind, last)
    signer, signer_title = read_signature(text, blocks, parts)
    return Metadata(
        kind=kind,
        number=number,
        issued_on=issued_on or parse_date(page.get("issued_on", "")),
        issuer=_authority(shown, parts, issuer) or issuer or page.get("issuer"),
        place=place,
        title=title,
        signer=signer or person_name(page.get("signer", "")),
        signer_title=signer_title,
    )


def _head_range(shown: list[str], blocks: tuple[Block, ...], parts: Parts) -> tuple[int, int]:
    """This will give the run of blocks that make the head: the motto's table or its neighbours."""
    anchor = parts.motto if parts.motto >= 0 else parts.type_word
    first = anchor
    while first > 0 and anchor - first < 4 and _is_head_line(shown[first - 1], blocks[first - 1], blocks[anchor]):
        first -= 1
    last = parts.type_word if parts.type_word > anchor else min(anchor + 6, len(shown))
    return first, max(last, anchor + 1)


def _is_head_line(text: str, block: Block, anchor: Block) -> bool:
    if block.table:
        return block.table == anchor.table
    return len(text) < 90 and (text.isupper() or text.startswith("Số")) and anchor.table == 0


def _number(head: list[str]) -> tuple[str | None, str | None] | None:
    """This will give the document's number (None where blank) and its symbol."""
    for text in head:
        if found := _NUMBER.search(text):
            rest = re.sub(r"\s+", "", found["rest"]).rstrip(".,;")
            figures = re.sub(r"\s+", "", found["figures"] or "")
            return (f"{figures}{rest}", rest) if figures else (None, rest)
    return None


def _kind_of_number(number: str | None) -> str | None:
    if not number:
        return None
    for part in re.split(r"[/-]", number):
        if part in kind_by_symbol():
            return kind_by_symbol()[part]
    return None


def _place_and_date(head: list[str]) -> tuple[str | None, date | None]:
    for text in head:
        if found := _PLACE_DATE.search(text):
            try:
                issued_on = date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                issued_on = None
            place = re.sub(
                r"^.*Hạnh phúc\s+|^(?:[Ss]ố\s*:?\s*(?=\d)|\S*[/\d]\S*\s+|\S*-\S+\s+|[A-ZĐ]{2,}\s+(?=-))+",
                "",
                found["place"],
            )
            return mend_place(place), issued_on
    return None, None


def _page_facts(shown: list[str]) -> dict[str, str]:
    """This will read the table of facts that a web page sets before a document."""
    facts: dict[str, str] = {}
    for index, text in enumerate(shown):
        for name, cue in _PAGE_FACT.items():
            if name in facts:
                continue
            if found := cue.match(text.strip()):
                value = text[found.end() :].strip() or (shown[index + 1] if index + 1 < len(shown) else "")
                facts[name] = value.strip(" .")
    if number := facts.get("number"):
        facts["number"] = re.sub(r"\s+", "", number)
    return facts


def _issuer(shown: list[str], blocks: tuple[Block, ...], parts: Parts, first: int) -> str | None:
    """This will give the issuing body of the head: the last agency named before the motto."""
    if parts.motto < 0:
        return None
    motto = shown[parts.motto]
    before = re.split(r"CỘNG\s*HÒA|ĐẢNG\s*CỘNG", motto)[0].strip()
    lines = [text for text in shown[first : parts.motto] if text.isupper() and not text.startswith("SỐ")]
    joined = " ".join([*lines, before]).strip(" *-–")
    if not joined:
        joined = _after_motto(shown, parts)
    return ordinary_case(_last_agency(joined)) if joined else None


def _after_motto(shown: list[str], parts: Parts) -> str:
    stop = parts.type_word if parts.type_word > 0 else parts.motto + 5
    for text in shown[parts.motto + 1 : stop]:
        if text.isupper() and _AUTHORITY.match(text):
            return text
    return ""


def _last_agency(joined: str) -> str:
    """This will leave the superior's name out: "UBND TỈNH HOA MAI SỞ Y TẾ" → "SỞ Y TẾ"."""
    if squeeze(joined).startswith(("uybannhandan", "hoidongnhandan")) and not _under(joined):
        return joined
    return _under(joined) or joined


def _under(joined: str) -> str | None:
    starters = "|".join(re.escape(word) for word in agency_words()["starters"])
    found = [match.start() for match in re.finditer(rf"(?<![\w-])(?:{starters})(?![\w,])", joined)]
    for start in found[1:]:
        before = joined[:start].split()
        if before and before[-1] not in _JOINTS and len(before) > 2:
            return joined[start:]
    return None


_JOINTS = {"VÀ", "CỦA", "THUỘC", "VỀ", ",", "-", "THƯỜNG", "HUY", "CHỈ", "QUẢN", "PHÒNG", "PHỐ", "TỈNH", "XÃ"}


def _authority(shown: list[str], parts: Parts, issuer: str | None) -> str | None:
    """This will give who issues by the line under the title ("CHỦ TỊCH ỦY BAN NHÂN DÂN …"), completed by the head."""
    if parts.type_word < 0:
        return None
    for text in shown[parts.type_word + 1 : parts.type_word + 6]:
        bare = text.strip(" :,")
        if bare.isupper() and len(bare) < 110 and _AUTHORITY.match(bare) and "QUYẾT" not in bare:
            said = ordinary_case(bare)
            if issuer and fold(said).startswith("chu tich uy ban nhan dan") and said.count(" ") <= 7:
                return f"Chủ tịch {issuer}" if issuer.startswith("Ủy ban nhân dân") else said
            if issuer and fold(said) in fold(issuer):
                return issuer
            return said
    return None


def _title(shown: list[str], parts: Parts, kind: str, last: int) -> str | None:
    """This will give the trích yếu: what stands between the type word and the first sentence."""
    if parts.type_word < 0:
        return _letter_subject(shown[: last + 3])
    lines: list[str] = []
    type_line = shown[parts.type_word]
    code, length = glued_type_word(type_line)
    if code and (glued := type_line[length:].strip(" :")):
        lines.append(glued)
    for text in shown[parts.type_word + 1 : parts.type_word + 8]:
        bare = text.strip()
        if lines and (not bare.isupper() or not lines[0].isupper()):
            break
        if _ends_title(bare, bool(lines)):
            break
        lines.append(bare)
    title = " ".join(lines).strip(" -–_*")
    return title or None


def _ends_title(text: str, begun: bool) -> bool:
    if set(text) <= set("-–_*. "):
        return not begun
    if text.isupper():
        bare = text.strip(" :,")
        return (
            bool(_TITLE_ENDS.match(text)) or (bool(_AUTHORITY.match(bare)) and len(bare) < 90) or bool(read_label(text))
        )
    return (bool(_TITLE_ENDS.match(text)) and (begun or text.rstrip().endswith((";", ":", ",", ".")))) or bool(
        read_label(text)
    )


def _letter_subject(shown: list[str]) -> str | None:
    for text in shown:
        if found := _SUBJECT.search(text):
            return (found.group(1) or found.group(2)).strip(" .")
    return None


def _headless(shown: list[str], text: str, blocks: tuple[Block, ...]) -> Metadata:
    """This will read a text without head: a resolution copied without it, else a news report."""
    page = _page_facts(shown)
    first = shown[0] if shown else ""
    numbered = any(_NUMBER.match(one) for one in shown[:_HEAD_BLOCKS])
    if not numbered and any(one.startswith(("Căn cứ", "Điều 1")) for one in shown[:12]):
        kind = looks_like_resolution_text(first)
        if kind:
            issuer = next((one for one in shown[1:4] if _AUTHORITY.match(one.upper())), None)
            return Metadata(kind, title=_without_kind(first, kind), issuer=ordinary_case(issuer) if issuer else None)
    if numbered or page.get("number"):
        number, symbol = _number(shown[:_HEAD_BLOCKS]) or (page.get("number"), None)
        place, issued_on = _place_and_date(shown[:_HEAD_BLOCKS])
        kind = _kind_of_number(number or symbol) or "CV"
        issued_on = issued_on or parse_date(page.get("issued_on", ""))
        return Metadata(kind, number, issued_on, page.get("issuer"), place, _letter_subject(shown[:_HEAD_BLOCKS]))
    title = first if 0 < len(first) < _HEADLINE and not first.rstrip().endswith((".", ":", ";", ",")) else None
    stamps = [one for one in shown[:_NEWS_HEAD] if len(one) < _HEADLINE and _CLOCK.search(one)]
    return Metadata("TIN", issued_on=next(filter(None, map(parse_date, stamps)), None), title=title)


def _without_kind(line: str, kind: str) -> str:
    for name, code in kind_by_name().items():
        if code == kind and fold(line).startswith(name):
            return line[len(name) :].strip(" :")
    return line
