"""Texts without a head: pages that name their act, copies that lost the head, letters; else news reports."""

import re
from datetime import date

from vanban.model import Metadata
from vanban.read.dress import page_facts
from vanban.read.head import (
    NUMBER,
    body_name,
    complete_issuer,
    kind_of_number,
    names_body,
    read_number,
    read_place_and_date,
)
from vanban.read.labels import read_label
from vanban.read.mentions import number_mentions
from vanban.read.names import person_name
from vanban.read.news import is_number_alone, read_report
from vanban.read.parts import looks_like_resolution_text
from vanban.read.title import first_authority, letter_subject, said_by_page, title_of_first_article
from vanban.text import find_dates, fold, parse_date
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import kind_by_name

_ABOUT = re.compile(r"\s*(?P<title>(?:về|v/v|phê duyệt|ban hành)\s[^.;\n]{5,600})", re.IGNORECASE)
_SIGNED = re.compile(
    rf"(?:Tổng Bí thư|Thường trực Ban Bí thư|Thủ tướng|Chủ tịch|Phó Thủ tướng|Bộ trưởng)[^.;]{{0,40}}?\s"
    rf"(?P<name>(?:[{UPPER}][{LOWER}]{{1,6}}\s){{2,4}})(?:đã|vừa)?\s?(?:thay mặt[^.;]{{0,60}})?ký"
)
_TITLED = re.compile(r"(?P<name>Chỉ thị|Nghị quyết|Quyết định|Kế hoạch|Thông báo|Hướng dẫn|Chương trình) (?:về|v/v)\s")
_OPENS_TEXT = re.compile(r"(?:Thực hiện|Căn cứ|Để|Xét|Nhằm|Trong|Thời gian|Theo|Trên cơ sở|Những năm)\s")
_ORDERS = re.compile(
    rf"(?:^|[,;.]\s)(?P<who>[{UPPER}][^,;.:]{{5,80}}?)(?<!\sđã)(?<!\svừa)\s(?:trân trọng )?"
    r"(?:yêu cầu|đề nghị|chỉ thị|ban hành|giao)(?!\w)"
)
_HEADLINE = 80
_NEAR = 8
_HEAD_BLOCKS = 14
_PAGE_BLOCKS = 12
_WHOLE_TEXT = re.compile(
    r"(?P<name>Chỉ thị|Nghị quyết|Kết luận|Kế hoạch|Quyết định|Chương trình hành động) của "
    rf"(?P<who>[{UPPER}][^.;]{{4,80}}?)(?: khóa [IVXL\d]{{1,6}})? (?P<about>về\s.{{5,600}})$"
)
_REPORT = re.compile(r"Báo cáo (?!viên|của)(?P<about>.{8,400})$")
_REPORTS = re.compile(
    r"(?<!\w)của (?P<who>(?:UBND|Ủy ban nhân dân|Sở|Công an|Ban|Cục|Chi cục)(?: [^\s,;.]{1,20}){1,8}?)"
    r"(?=[,;.]| về |$)"
)
_FORMULAS = {"QUYẾT ĐỊNH:": "QĐ", "QUYẾT NGHỊ:": "NQ"}
_BELOW_TITLE = 4
_ISO = len("2026-02-12")


def read_headless(shown: list[str], signer: str | None) -> Metadata:
    """This will read a text without head: a page that names its act, one that lost its head, else a news report."""
    return _named_by_page(shown, signer) or _lost_head(shown) or _told_by_headline(shown) or read_report(shown)


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
    head = shown[: _HEAD_BLOCKS + _PAGE_BLOCKS] if page else near  # a page's own facts stand before the head
    place, issued_on = read_place_and_date(head)
    issued_on = issued_on or parse_date(page.get("issued_on", ""))
    issuer = complete_issuer(first_authority(head) if page else None, None, page.get("issuer"), symbol)
    title = letter_subject(near) or said_by_page(near)
    return Metadata(kind_of_number(symbol) or "CV", number, issued_on, issuer, place, title)


def _titled_text(near: list[str]) -> Metadata | None:
    """This will read a text headed by its kind and subject alone: "Chỉ thị về việc tăng cường …"."""
    titled = _TITLED.match(near[0]) if near else None
    if titled is None or not any(map(_OPENS_TEXT.match, near[1:_BELOW_TITLE])):
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


def _told_by_headline(shown: list[str]) -> Metadata | None:
    """This will read an act whose whole text a page gives under its name, a report, and a letter without its top."""
    if not shown:
        return None
    near = shown[:_NEAR]
    whole = _WHOLE_TEXT.match(near[0])
    if whole and any("toàn văn" in one for one in near[1:]):
        kind = kind_by_name()[fold(whole["name"])]
        number, issued_on = _own_number(near[1:], kind)
        return Metadata(kind, number, issued_on, body_name(whole["who"]), title=whole["about"].strip(" ."))
    report = _REPORT.match(near[0])
    label = read_label(near[1]) if report and len(near) > 1 else None
    if report and label and label.value == 1:
        said = _REPORTS.search(report["about"])
        issuer = body_name(said["who"].replace("UBND", "Ủy ban nhân dân")) if said else None
        return Metadata("BC", issuer=issuer, title=report["about"].strip(" ."))
    if near[0].startswith("Kính gửi"):
        return Metadata("CV", issuer=_who_orders(near), title=letter_subject(near))
    return None


def _own_number(near: list[str], kind: str) -> tuple[str | None, date | None]:
    """This will give the number of the act that a page presents, and its date, which may open the sentence."""
    for text in near:
        for one in number_mentions(text, 0, len(text)):
            if one.kind == kind:
                days = [
                    said.value
                    for said in find_dates(text[: one.start])
                    if said.grain == "day" and len(said.value) == _ISO
                ]
                return one.number, one.issued_on or (date.fromisoformat(days[-1]) if days else None)
    return None, None
