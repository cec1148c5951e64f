"""Metadata: kind, number, date, issuer, place, title, signer — from the head and the signature, else from the page."""

import re

from vanban.model import Block, Metadata
from vanban.read.dress import page_facts
from vanban.read.head import (
    NUMBER,
    complete_issuer,
    head_range,
    kind_of_number,
    read_issuer,
    read_number,
    read_place_and_date,
)
from vanban.read.headless import read_headless
from vanban.read.names import person_name
from vanban.read.parts import Parts
from vanban.read.signature import read_signature
from vanban.read.title import read_title, title_of_first_article
from vanban.text import parse_date

_BARE_BODY = re.compile(r"(?:Ủy ban|Hội đồng) nhân dân")
_BODY_OF_LEVEL = re.compile(r"(?:Ủy ban|Uỷ ban|Hội đồng) nhân dân (?P<level>tỉnh|thành phố|huyện|quận|thị xã)(?!\w)")
_LEVEL_LAST = re.compile(
    r"^(?:(?:Ban Thường vụ |Ban Chấp hành )?(?:Huyện|Quận|Thị) ủy|"
    r"(?:Chủ tịch )?(?:Ủy ban|Hội đồng) nhân dân (?:tỉnh|thành phố|xã|phường|huyện))$"
)
_SAYS_LEVEL = re.compile(r"(?<!\w)(?:tỉnh|thành phố|huyện|quận|thị xã|xã(?! hội)|phường|đặc khu|Việt Nam)(?!\w)")
_OPENING_BLOCKS = 16
_FORMULAS = {"QUYẾT ĐỊNH:": "QĐ", "QUYẾT NGHỊ:": "NQ"}
_BELOW_TYPE_WORD = 4
_SHOWN_BLOCKS = 50
_LONGEST_BLOCK = 3000


def read_metadata(text: str, blocks: tuple[Block, ...], parts: Parts) -> Metadata:
    """This will give what the head and the signature say; a text without either is a news report (TIN)."""
    near = blocks[: max(parts.body.first, 0) + _SHOWN_BLOCKS]
    shown = [text[block.start : min(block.end, block.start + _LONGEST_BLOCK)] for block in near]
    signer, signer_title = read_signature(text, blocks, parts)
    if parts.motto < 0 and parts.type_word < 0:
        return read_headless(shown, signer)
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
        issuer=_in_full(_with_level(issuer, place, shown[anchor:]), place, shown[last:]) if issuer else None,
        place=place,
        title=title,
        signer=signer or person_name(page.get("signer", "")),
        signer_title=signer_title,
    )


def _in_full(issuer: str, place: str | None, below: list[str]) -> str:
    """This will give the name with its place where the document's first words say it so: "Sở Y tế tỉnh Hoa Mai"."""
    if place is None or _SAYS_LEVEL.search(issuer):
        return issuer
    named = re.compile(
        rf"(?<!\w){re.escape(issuer)} "
        rf"(?P<whose>(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu) {re.escape(place)})(?!\w)",
        re.IGNORECASE,
    )
    found = next(filter(None, map(named.search, below[:_OPENING_BLOCKS])), None)
    return f"{issuer} {found['whose'][:1].lower()}{found['whose'][1:]}" if found else issuer


def _with_level(issuer: str, place: str | None, below: list[str]) -> str:
    """This will complete "Ủy ban nhân dân" from the text, which says the level, and the place of the date."""
    if place and _LEVEL_LAST.search(issuer):
        return f"{issuer} {place}"
    if place is None or not _BARE_BODY.fullmatch(issuer):
        return issuer
    of_place = re.compile(
        rf"(?<!\w)(?P<level>tỉnh|thành phố|huyện|quận|thị xã) {re.escape(place)}(?!\w)", re.IGNORECASE
    )
    for said in (_BODY_OF_LEVEL, of_place):
        if found := next(filter(None, map(said.search, below)), None):
            return f"{issuer} {found['level'].lower()} {place}"
    return issuer
