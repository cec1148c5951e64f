"""Metadata: kind, number, date, issuer, place, title, signer — from the head and the signature, else from the page."""

import re

from vanban.model import Block, Metadata
from vanban.read.dress import page_facts
from vanban.read.head import (
    NUMBER,
    body_name,
    complete_issuer,
    head_range,
    kind_of_number,
    names_body,
    read_issuer,
    read_number,
    read_place_and_date,
)
from vanban.read.mentions import number_mentions
from vanban.read.names import person_name
from vanban.read.news import is_number_alone, read_report
from vanban.read.parts import Parts, looks_like_resolution_text
from vanban.read.signature import read_signature
from vanban.read.title import letter_subject, read_title, title_of_first_article
from vanban.text import fold, parse_date
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import kind_by_name

_ABOUT = re.compile(r"\s*(?P<title>(?:về|v/v|phê duyệt|ban hành)\s[^.;\n]{5,600})", re.IGNORECASE)
_SIGNED = re.compile(
    rf"(?:Tổng Bí thư|Thường trực Ban Bí thư|Thủ tướng|Chủ tịch|Phó Thủ tướng|Bộ trưởng)[^.;]{{0,40}}?\s"
    rf"(?P<name>(?:[{UPPER}][{LOWER}]{{1,6}}\s){{2,4}})(?:đã|vừa)?\s?(?:thay mặt[^.;]{{0,60}})?ký"
)
_TITLED = re.compile(r"(?P<name>Chỉ thị|Nghị quyết|Quyết định|Kế hoạch|Thông báo|Hướng dẫn|Chương trình) (?:về|v/v)\s")
_OPENS_TEXT = re.compile(r"(?:Thực hiện|Căn cứ|Để|Xét|Nhằm|Trong|Thời gian|Theo|Trên cơ sở|Những năm)\s")
_ORDERS = re.compile(rf"(?:^|[,;.]\s)(?P<who>[{UPPER}][^,;.:]{{5,80}}?)\s(?:yêu cầu|chỉ thị|ban hành|giao)(?!\w)")
_BARE_BODY = re.compile(r"(?:Ủy ban|Hội đồng) nhân dân")
_BODY_OF_LEVEL = re.compile(r"(?:Ủy ban|Uỷ ban|Hội đồng) nhân dân (?P<level>tỉnh|thành phố|huyện|quận|thị xã)(?!\w)")
_FORMULAS = {"QUYẾT ĐỊNH:": "QĐ", "QUYẾT NGHỊ:": "NQ"}
_HEADLINE = 80
_NEAR = 8
_BELOW_TYPE_WORD = 4
_HEAD_BLOCKS = 14
_SHOWN_BLOCKS = 50
_LONGEST_BLOCK = 3000


def read_metadata(text: str, blocks: tuple[Block, ...], parts: Parts) -> Metadata:
    """This will give what the head and the signature say; a text without either is a news report (TIN)."""
    near = blocks[: max(parts.body.first, 0) + _SHOWN_BLOCKS]
    shown = [text[block.start : min(block.end, block.start + _LONGEST_BLOCK)] for block in near]
    signer, signer_title = read_signature(text, blocks, parts)
    if parts.motto < 0 and parts.type_word < 0:
        return _headless(shown, signer)
    first, last = head_range(shown, blocks, parts)
    anchor = max(parts.motto, first)
    page = page_facts(shown[:anchor])
    below = [one for one in shown[last : last + _BELOW_TYPE_WORD] if NUMBER.match(one)]
    number, symbol = read_number([*shown[first:last], *below]) or (page.get("number"), page.get("number"))
    place, issued_on = read_place_and_date(shown[anchor:last] + shown[first:anchor])
    title, who = read_title(shown, parts, last)
    kind = parts.kind or kind_of_number(symbol) or "CV"
    if title is None and kind in _FORMULAS.values():
        title = title_of_first_article(shown)
    issuer = complete_issuer(who, read_issuer(shown, parts, first), page.get("issuer"), symbol)
    return Metadata(
        kind=kind,
        number=number,
        issued_on=issued_on or parse_date(page.get("issued_on", "")),
        issuer=_with_level(issuer, place, shown[anchor:]) if issuer else None,
        place=place,
        title=title,
        signer=signer or person_name(page.get("signer", "")),
        signer_title=signer_title,
    )


def _with_level(issuer: str, place: str | None, below: list[str]) -> str:
    """This will complete "Ủy ban nhân dân" from the text, which says the level, and the place of the date."""
    if place is None or not _BARE_BODY.fullmatch(issuer):
        return issuer
    level = next((found["level"] for text in below if (found := _BODY_OF_LEVEL.search(text))), None)
    return f"{issuer} {level} {place}" if level else issuer


def _headless(shown: list[str], signer: str | None) -> Metadata:
    """This will read a text without head: a page that names its act, one that lost its head, else a news report."""
    return _named_by_page(shown, signer) or _lost_head(shown) or read_report(shown)


def _named_by_page(shown: list[str], signer: str | None) -> Metadata | None:
    """This will read a page headed by an act's number alone: what it is stands in the sentence below."""
    if not shown or len(shown[0]) > _HEADLINE or not is_number_alone(shown[0]):
        return None
    own = number_mentions(shown[0], 0, len(shown[0]))[0]
    for text in shown[1:_NEAR]:
        same = [one for one in number_mentions(text, 0, len(text)) if one.number == own.number]
        if same:
            about = _ABOUT.search(text, same[-1].end)
            signed = _SIGNED.search(text)
            return Metadata(
                own.kind,
                own.number,
                same[-1].issued_on,
                same[-1].issuer,
                title=about["title"].strip(" .") if about else None,
                signer=signer or (person_name(signed["name"]) if signed else None),
            )
    return Metadata(own.kind, own.number)


def _lost_head(shown: list[str]) -> Metadata | None:
    """This will read a decision or a letter that was copied without its head."""
    page = page_facts(shown)
    near = shown[:_HEAD_BLOCKS]
    numbered = any(NUMBER.match(one) for one in near)
    if not numbered and any(one.startswith(("Căn cứ", "Điều 1")) for one in near):
        if kind := looks_like_resolution_text(shown[0]):
            issuer = next((one for one in shown[1:4] if names_body(one)), None)
            return Metadata(kind, title=_without_kind(shown[0], kind), issuer=body_name(issuer) if issuer else None)
        for formula, kind in _FORMULAS.items():
            if any(one.rstrip().endswith(formula) for one in shown):
                return Metadata(kind, title=title_of_first_article(shown))
    if titled := _titled_text(near):
        return titled
    if not numbered and not page.get("number"):
        return None
    number, symbol = read_number(near) or (page.get("number"), page.get("number"))
    place, issued_on = read_place_and_date(near)
    issued_on = issued_on or parse_date(page.get("issued_on", ""))
    issuer = complete_issuer(None, None, page.get("issuer"), symbol)
    return Metadata(kind_of_number(symbol) or "CV", number, issued_on, issuer, place, letter_subject(near))


def _titled_text(near: list[str]) -> Metadata | None:
    """This will read a text headed by its kind and subject alone: "Chỉ thị về việc tăng cường …"."""
    titled = _TITLED.match(near[0]) if near else None
    if titled is None or not any(map(_OPENS_TEXT.match, near[1:_BELOW_TYPE_WORD])):
        return None
    title = near[0][titled.end("name") :].strip(" .")
    return Metadata(kind_by_name()[fold(titled["name"])], title=title, issuer=_who_orders(near))


def _who_orders(near: list[str]) -> str | None:
    """This will give who issues by the words of the order: "Ủy ban nhân dân tỉnh yêu cầu …"."""
    for text in near:
        for found in _ORDERS.finditer(text):
            if names_body(found["who"]):
                return body_name(found["who"])
    return None


def _without_kind(line: str, kind: str) -> str:
    for name, code in kind_by_name().items():
        if code == kind and fold(line).startswith(name):
            return line[len(name) :].strip(" :")
    return line
