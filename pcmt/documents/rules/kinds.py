"""The kinds of document of Nghị định 30/2020/NĐ-CP (Phụ lục III) and of the Party, by the abbreviation in a number."""

from datetime import date

from pcmt.documents.rules.identity import Identity
from vanban.text import format_date_legal

KINDS = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "CV": "Công văn",
    "CTrPH": "Chương trình phối hợp",
    "Luật": "Luật",
    "HP": "Hiến pháp",
    "PL": "Pháp lệnh",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "TIN": "Tin về văn bản",
}

NEWS = "TIN"
"""A saved web page or a report about a document: it does not come in as one."""
SETS_NO_WORK = frozenset({"HP", "Luật", "PL", "NĐ", "TT", "TTLT", NEWS})
"""What holds for everybody, or only tells: who has to do what here is said by plans, directives, decisions under it."""


def kind_name(kind: str) -> str:
    """This will give the kind in words, "Văn bản" where it is not known."""
    return KINDS.get(kind, "Văn bản")


def citation_form(kind: str, number: str, issued_on: date | None) -> str:
    """This will give the form in which a document is named: "Kế hoạch số 18/KH-UBND ngày 12/02/2026"."""
    name = kind_name(kind) + (f" số {number}" if number else " (không số)" if kind not in ("Luật", "HP", "TIN") else "")
    return name + (f" {format_date_legal(issued_on)}" if issued_on else "")


def cited_form(kind: str, act: Identity) -> str:
    """This will give the form in which an act is cited, by number where it has one, else by its name and year."""
    if not act.number:
        return (act.name or kind_name(kind)) + (f" năm {act.year}" if act.year and act.year not in act.name else "")
    return citation_form(kind, act.number, act.issued_on) + (f" của {act.issuer}" if act.issuer else "")


def symbol_of(number: str) -> str:
    """This will give the part of a number after its count: "KH-UBND" of "18/KH-UBND"."""
    head, slash, tail = number.partition("/")
    return tail if slash and head.strip().isdigit() else ""
