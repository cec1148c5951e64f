"""Metadata: kind, number, date, issuer, place, title, signer — from the head and the signature, else from the page."""

import re

from vanban.model import Block, Metadata
from vanban.read.dress import page_facts
from vanban.read.head import (
    NUMBER,
    complete_issuer,
    head_range,
    kind_of_number,
    names_body,
    read_issuer,
    read_number,
    read_place_and_date,
)
from vanban.read.names import ordinary_case, person_name
from vanban.read.parts import Parts, looks_like_resolution_text
from vanban.read.signature import read_signature
from vanban.read.title import letter_subject, read_title
from vanban.text import fold, parse_date
from vanban.vocabulary import kind_by_name

_CLOCK = re.compile(r"\d{1,2}:\d{2}|Thứ\s+(?:[2-7]|Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật|GMT", re.IGNORECASE)
_HEADLINE = 250
_NEWS_HEAD = 4
_BELOW_TYPE_WORD = 4
_HEAD_BLOCKS = 14
_LONGEST_BLOCK = 3000


def read_metadata(text: str, blocks: tuple[Block, ...], parts: Parts) -> Metadata:
    """This will give what the head and the signature say; a text without either is a news report (TIN)."""
    near = blocks[: max(parts.body.first, 0) + _HEAD_BLOCKS]
    shown = [text[block.start : min(block.end, block.start + _LONGEST_BLOCK)] for block in near]
    if parts.motto < 0 and parts.type_word < 0:
        return _headless(shown)
    first, last = head_range(shown, blocks, parts)
    anchor = max(parts.motto, first)
    page = page_facts(shown[:anchor])
    below = [one for one in shown[last : last + _BELOW_TYPE_WORD] if NUMBER.match(one)]
    number, symbol = read_number([*shown[first:last], *below]) or (page.get("number"), page.get("number"))
    place, issued_on = read_place_and_date(shown[anchor:last] + shown[first:anchor])
    title, who = read_title(shown, parts, last)
    signer, signer_title = read_signature(text, blocks, parts)
    return Metadata(
        kind=parts.kind or kind_of_number(symbol) or "CV",
        number=number,
        issued_on=issued_on or parse_date(page.get("issued_on", "")),
        issuer=complete_issuer(who, read_issuer(shown, parts, first), page.get("issuer"), symbol),
        place=place,
        title=title,
        signer=signer or person_name(page.get("signer", "")),
        signer_title=signer_title,
    )


def _headless(shown: list[str]) -> Metadata:
    """This will read a text without head: a resolution copied without it, a letter, else a news report."""
    page = page_facts(shown)
    first = shown[0] if shown else ""
    near = shown[:_HEAD_BLOCKS]
    numbered = any(NUMBER.match(one) for one in near)
    if not numbered and any(one.startswith(("Căn cứ", "Điều 1")) for one in near):
        kind = looks_like_resolution_text(first)
        if kind:
            issuer = next((one for one in shown[1:4] if names_body(one)), None)
            return Metadata(kind, title=_without_kind(first, kind), issuer=ordinary_case(issuer) if issuer else None)
    if numbered or page.get("number"):
        number, symbol = read_number(near) or (page.get("number"), page.get("number"))
        place, issued_on = read_place_and_date(near)
        issued_on = issued_on or parse_date(page.get("issued_on", ""))
        issuer = complete_issuer(None, None, page.get("issuer"), symbol)
        return Metadata(kind_of_number(symbol) or "CV", number, issued_on, issuer, place, letter_subject(near))
    title = first if 0 < len(first) < _HEADLINE and not first.rstrip().endswith((".", ":", ";", ",")) else None
    stamps = [one for one in shown[:_NEWS_HEAD] if len(one) < _HEADLINE and _CLOCK.search(one)]
    return Metadata("TIN", issued_on=next(filter(None, map(parse_date, stamps)), None), title=title)


def _without_kind(line: str, kind: str) -> str:
    for name, code in kind_by_name().items():
        if code == kind and fold(line).startswith(name):
            return line[len(name) :].strip(" :")
    return line
