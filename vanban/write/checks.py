"""What cannot be written, refused before anything is laid out: each check names what is wrong and what to do."""

from __future__ import annotations

import re
from collections import Counter

from vanban.write.kinds import COPIES, KINDS, LETTER, SECRECY, URGENCY, is_known_kind, power_of, powers
from vanban.write.layout import NARROWEST_COLUMN
from vanban.write.model import Layout, OfficialDocument, Signature, Table
from vanban.write.refusal import WriteRefused
from vanban.write.styles import TEXT_MM, WIDE_TEXT_MM
from vanban.write.wording import tidy

_FORMS = {
    "state": (re.compile(r"\d{1,6}[a-zđ]?/\S{2,60}$"), "18/KH-UBND"),
    "party": (re.compile(r"\d{1,6}[a-zđ]?-\S{1,20}/\S{1,60}$"), "07-CT/TU"),
}
_LAYOUTS = {"state": "văn bản hành chính", "party": "văn bản của Đảng"}
_SYMBOL = re.compile(r"[/-]")
# A line of authority opens like a power: "TM.", "T/M", "KT.".
_POWER_LIKE = re.compile(r"(?:[A-Z]{1,3}\.|[A-Z]/[A-Z])\s", re.IGNORECASE)


def check(document: OfficialDocument) -> None:
    """This will raise `WriteRefused` for the first thing that keeps the document from being written."""
    _check_kinds(document)
    _check_parts(document)
    _check_number(document)
    _check_marks(document)
    _check_signatures(document)
    _check_annexes(document)
    _check_tables(document)
    _check_copy(document)


def _check_kinds(document: OfficialDocument) -> None:
    for code in (document.kind, *(annex.kind for annex in document.annexes if annex.kind)):
        if not is_known_kind(code):
            raise WriteRefused(
                "unknown_kind",
                f"Không có loại văn bản “{code}”.",
                f"Hãy dùng một trong các ký hiệu: {', '.join((LETTER, *KINDS))}.",
            )


def _check_parts(document: OfficialDocument) -> None:
    parts = (
        (document.issuer, "tên cơ quan ban hành"),
        (document.place, "địa danh"),
        (document.title, "trích yếu"),
        ("có" if document.body else "", "nội dung"),
    )
    for value, name in parts:
        if not value.strip():
            raise WriteRefused("missing_part", f"Văn bản chưa có {name}.", f"Hãy bổ sung {name} rồi thực hiện lại.")


def _check_number(document: OfficialDocument) -> None:
    if not document.number:
        return
    form, example = _FORMS[document.layout]
    if not form.match(document.number.strip()):
        raise WriteRefused(
            "number_form",
            f"Số, ký hiệu “{document.number}” không đúng thể thức.",
            f"Hãy ghi theo mẫu, ví dụ {example}.",
        )
    said = [part for part in _SYMBOL.split(document.number.strip())[1:-1] if part in KINDS]
    if said and document.kind not in said and KINDS[said[0]] != (document.type_word or KINDS.get(document.kind)):
        named = KINDS.get(document.kind, "công văn").lower()
        raise WriteRefused(
            "number_kind",
            f"Số, ký hiệu “{document.number}” là của {KINDS[said[0]].lower()}, văn bản này là {named}.",
            "Hãy sửa số, ký hiệu hoặc loại văn bản.",
        )


def _check_marks(document: OfficialDocument) -> None:
    marks = [mark.strip().upper() for mark in (document.urgency, document.circulation) if mark]
    if any(mark in SECRECY for mark in marks):
        raise WriteRefused(
            "secret",
            "Không soạn thảo văn bản chứa bí mật nhà nước trên hệ thống này.",
            "Hãy soạn thảo trên máy tính độc lập, không nối mạng, theo Luật Bảo vệ bí mật nhà nước.",
        )
    if document.urgency and document.urgency.strip().upper() not in URGENCY:
        raise WriteRefused(
            "unknown_urgency",
            f"Không có mức độ khẩn “{document.urgency}”.",
            f"Hãy dùng một trong các mức: {', '.join(URGENCY)}.",
        )


def _check_signatures(document: OfficialDocument) -> None:
    for signature in (document.signature, *document.cosignatures):
        check_signature(signature, document.layout)
    if len(document.cosignatures) < len(document.partners):
        raise WriteRefused(
            "missing_signature",
            f"Văn bản của {len(document.partners) + 1} cơ quan chỉ có {len(document.cosignatures) + 1} chữ ký.",
            "Hãy bổ sung người ký của từng cơ quan.",
        )


def check_signature(signature: Signature, layout: Layout) -> None:
    """This will raise `WriteRefused` for a signature without office or with a power that the layout has not."""
    lines = [line.strip() for line in (*signature.authority, *signature.title)]
    if not any(lines):
        raise WriteRefused(
            "missing_office", "Chưa có quyền hạn, chức vụ của người ký.", "Hãy bổ sung, ví dụ “KT. CHỦ TỊCH”."
        )
    for line in lines:
        if _POWER_LIKE.match(line) and not power_of(line, layout):
            raise WriteRefused(
                "unknown_power",
                f"“{line}” không phải thể thức đề ký của {_LAYOUTS[layout]}.",
                f"Hãy dùng: {', '.join(power.opening for power in powers(layout))}.",
            )
    power = power_of(lines[-1], layout)
    if power and power.deputes:
        raise WriteRefused(
            "missing_office",
            f"Dưới “{lines[-1]}” chưa có chức vụ của người ký.",
            "Hãy ghi chức vụ của người trực tiếp ký, ví dụ “PHÓ CHỦ TỊCH”.",
        )


def _check_annexes(document: OfficialDocument) -> None:
    labels = Counter(tidy(annex.label, "Tên phụ lục").casefold() for annex in document.annexes if annex.label)
    if repeated := [label for label, times in labels.items() if times > 1]:
        example = "Phụ lục 1, Phụ lục 2" if document.layout == "party" else "Phụ lục I, Phụ lục II"
        raise WriteRefused(
            "repeated_annex", f"Có nhiều “{repeated[0].capitalize()}”.", f"Hãy đánh số từng phụ lục: {example}."
        )
    for annex in document.annexes:
        if not annex.title.strip():
            raise WriteRefused("missing_part", "Phụ lục chưa có tên.", "Hãy bổ sung tên phụ lục.")
        if annex.signature:
            check_signature(annex.signature, document.layout)


def _check_tables(document: OfficialDocument) -> None:
    bodies = [(document.body, TEXT_MM)]
    bodies += [(annex.body, WIDE_TEXT_MM if annex.landscape else TEXT_MM) for annex in document.annexes]
    for body, width in bodies:
        for table in (block for block in body if isinstance(block, Table)):
            most = width * 10 // NARROWEST_COLUMN
            if not 0 < len(table.columns) <= most:
                name, count = table.caption or "không tên", len(table.columns)
                raise WriteRefused(
                    "table_too_wide",
                    f"Bảng “{name}” có {count} cột; trang này trình bày được từ 1 đến {most} cột.",
                    "Hãy chuyển bảng sang phụ lục trình bày theo chiều ngang, hoặc bớt cột.",
                )


def _check_copy(document: OfficialDocument) -> None:
    if document.copy is None:
        return
    if document.copy.form.strip().upper() not in COPIES:
        raise WriteRefused(
            "unknown_copy", f"Không có hình thức sao “{document.copy.form}”.", f"Hãy dùng: {', '.join(COPIES)}."
        )
    check_signature(document.copy.signature, document.layout)
