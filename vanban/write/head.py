"""The head of a document: issuer and number at the left, motto and date at the right."""

from __future__ import annotations

import re

from vanban.write.kinds import LETTER
from vanban.write.layout import Line, Pair, Rule, Side, Span
from vanban.write.model import OfficialDocument
from vanban.write.styles import TEXT_MM
from vanban.write.wording import date_line, number_line, tidy

# 99 mm wraps the motto at 13 pt, so the right cell takes 103.
_RIGHT_MM = 103
_LEFT_MM = TEXT_MM - _RIGHT_MM
_ISSUER_RULE_MM = 22
_MOTTO_RULE_MM = 61
_PARTY_RULE_MM = 75
_COUNCIL = re.compile(r"^(ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BAN CHẤP HÀNH ĐẢNG BỘ) (?=\S)")

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def of_document(document: OfficialDocument) -> Pair:
    """This will give the head of the document, in its State or Party form; number and date stand level."""
    number = [_line("number", _number(document))]
    if document.kind == LETTER:
        number.append(_line("letter_subject", f"V/v {tidy(document.title, 'Trích yếu')}"))
    number += [_line("mark", mark) for mark in _marks(document)]
    place = tidy(document.place, "Địa danh")
    dated = _line("place_date", date_line(place, document.issued_on, document.year))
    return Pair("head", ((_issuer(document), _motto(document)), (tuple(number), (dated,))), _LEFT_MM)


def of_annex(document: OfficialDocument) -> Pair:
    """This will give the head that an attached plan or regulation repeats: issuer and motto, no number and no date."""
    return Pair("head", ((_issuer(document), _motto(document)),), _LEFT_MM)


def _issuer(document: OfficialDocument) -> Side:
    lines: list[Line | Rule] = []
    if document.superior:
        lines += [_line("superior", text) for text in _broken(document.superior)]
    lines += [_line("issuer", text) for text in _broken(document.issuer)]
    lines.append(_line("star", "*") if document.layout == "party" else Rule(_ISSUER_RULE_MM))
    return tuple(lines)


def _broken(name: str) -> list[str]:
    """Give the name in capitals, a council or committee on one line and its area on the next."""
    capitals = tidy(name, "Tên cơ quan").upper()
    return _COUNCIL.sub(r"\1\n", capitals).split("\n")


def _motto(document: OfficialDocument) -> Side:
    if document.layout == "party":
        return (_line("party", PARTY), Rule(_PARTY_RULE_MM))
    return (_line("nation", NATION), _line("motto", MOTTO), Rule(_MOTTO_RULE_MM))


def _number(document: OfficialDocument) -> str:
    number = tidy(document.number, "Số, ký hiệu") if document.number else None
    return number_line(number, tidy(document.symbol, "Ký hiệu"), document.layout)


def _marks(document: OfficialDocument) -> list[str]:
    marks = [tidy(document.urgency, "Mức độ khẩn").upper()] if document.urgency else []
    return [*marks, "DỰ THẢO"] if document.draft else marks


def _line(style: str, text: str) -> Line:
    return Line(style, (Span(text),))
