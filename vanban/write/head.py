"""The head of a document: issuer and number at the left, motto and date at the right."""

from __future__ import annotations

import re
from typing import Final

from vanban.write.kinds import LETTER, URGENCY
from vanban.write.layout import Line, Mark, Pair, Rule, Side, Span
from vanban.write.model import Copy, Layout, OfficialDocument
from vanban.write.styles import TEXT_MM, rule_mm, styles_of
from vanban.write.wording import date_line, number_line, tidy

# 99 mm wraps the motto at 13 pt, so the right cell takes 103.
_RIGHT_MM = 103
_LEFT_MM = TEXT_MM - _RIGHT_MM
# As long as the words above them (Phụ lục I, II.1; HD 05): the motto at 14 pt, the Party's title at 15 pt.
_MOTTO_RULE_MM = 61
_PARTY_RULE_MM = 75
_DRAFT_MM = 30
_LETTER_MM = 4
_COUNCIL = re.compile(r"^(ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BAN CHẤP HÀNH ĐẢNG BỘ) (?=\S)")
# The area at a name's end; “xã hội” is none.
_AREA = re.compile(
    r"^(?P<body>.{1,200}) "
    r"(?P<area>(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ(?! HỘI)|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)(?: [^\s,]{1,40}){1,4})$"
)
_ONE_LINE = 21
"""So many capitals of an issuer stand in one line of the left cell."""

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
DRAFT = "DỰ THẢO"
_ABOUT: Final[dict[Layout, str]] = {"state": "V/v", "party": "về việc"}


def of_document(document: OfficialDocument) -> Pair:
    """This will give the head of the document, in its State or Party form; number and date stand level."""
    number: list[Line | Rule | Mark] = [_line("number", _number(document))]
    if document.kind == LETTER:
        subject = tidy(document.title, "Trích yếu")
        number.append(_line("letter_subject", f"{_ABOUT[document.layout]} {subject}"))
    number += _marks(document)
    place = tidy(document.place, "Địa danh")
    dated = _line("place_date", date_line(place, document.issued_on, document.year))
    return Pair("head", ((_issuer(document), _motto(document)), (tuple(number), (dated,))), _LEFT_MM)


def of_annex(document: OfficialDocument) -> Pair:
    """This will give the head that an attached plan or regulation repeats: issuer and motto, no number and no date."""
    return Pair("head", ((_issuer(document), _motto(document)),), _LEFT_MM)


def of_copy(copy: Copy, document: OfficialDocument) -> Pair:
    """This will give the head below a document's end that makes an official copy of it."""
    party = document.layout == "party"
    lines = [_line("superior", text) for text in _broken(copy.superior or "")]
    lines += [_line("issuer", text) for text in _broken(copy.issuer)]
    number = number_line(tidy(copy.number, "Số bản sao"), "", document.layout)
    form = (_line("copy_form", tidy(copy.form, "Hình thức sao").upper()),)
    dated = (_line("place_date", date_line(tidy(copy.place, "Địa danh"), copy.copied_on, None)),)
    end = _line("star", "*") if party else _rule_below(lines[-1], document)
    return Pair("head", (((*lines, end), form), ((_line("number", number),), dated)), _LEFT_MM)


def _issuer(document: OfficialDocument) -> Side:
    lines = [_line("superior", text) for text in _broken(document.superior or "")]
    names = (document.issuer, *document.partners)
    for at, name in enumerate(names, start=1):
        broken = _broken(name)
        if at < len(names):
            broken[-1] += " -"
        lines += [_line("issuer", text) for text in broken]
    if document.layout == "party":
        return (*lines, _line("star", "*"))
    return (*lines, _rule_below(lines[-1], document))


def _rule_below(line: Line, document: OfficialDocument) -> Rule:
    return Rule(rule_mm(line.text, styles_of(document.layout)[line.style], _LEFT_MM))


def _broken(name: str) -> list[str]:
    """Give the name in capitals, a council or committee on one line and its area on the next; none for no name.

    So does any body whose name is too long for a line: wrapped anywhere, half of its area would stand alone.
    """
    capitals = tidy(name, "Tên cơ quan").upper()
    if not capitals:
        return []
    parted = _COUNCIL.sub(r"\1\n", capitals)
    if parted == capitals and len(capitals) > _ONE_LINE:
        parted = _AREA.sub(r"\g<body>\n\g<area>", capitals)
    return parted.split("\n")


def _motto(document: OfficialDocument) -> Side:
    if document.layout == "party":
        return (_line("party", PARTY), Rule(_PARTY_RULE_MM))
    return (_line("nation", NATION), _line("motto", MOTTO), Rule(_MOTTO_RULE_MM))


def _number(document: OfficialDocument) -> str:
    number = tidy(document.number, "Số, ký hiệu") if document.number else None
    return number_line(number, tidy(document.symbol, "Ký hiệu"), document.layout)


def _marks(document: OfficialDocument) -> list[Mark]:
    marks: list[Mark] = []
    if document.urgency:
        urgency = tidy(document.urgency, "Mức độ khẩn").upper()
        marks.append(Mark(urgency, URGENCY[urgency]))
    if document.circulation:
        words = tidy(document.circulation, "Phạm vi lưu hành").upper()
        marks.append(Mark(words, min(_LEFT_MM, len(words) * _LETTER_MM)))
    return [*marks, Mark(DRAFT, _DRAFT_MM)] if document.draft else marks


def _line(style: str, text: str) -> Line:
    return Line(style, (Span(text),))
