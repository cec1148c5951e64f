"""What the reader found, turned into what is kept, and what keeps a document out of the store."""

from typing import Any

import vanban
from pcmt.documents.rules.payload import ProposedDuty, ProposedTarget, to_json
from pcmt.documents.rules.sentences import passage_end
from pcmt.kernel.refusal import Refusal

SIZE_LIMIT = 50 * 1024 * 1024
"""Bytes of one upload; an office's longest plan with its annexes stays far below."""


class CannotRead(Refusal):
    """This will say why a file holds no document that can be read; `code` is the reader's."""

    code = "cannot_read"


class IsSecret(Refusal):
    """This will say that documents under secrecy stay out of this system."""

    code = "is_secret"


def read(data: bytes, name: str) -> vanban.Reading:
    """This will read a file by its content; raises CannotRead with the reader's reason and remedy."""
    if len(data) > SIZE_LIMIT:
        raise CannotRead(
            f"Tệp lớn hơn {SIZE_LIMIT // 1024**2} MB.",
            remedy="Tách phụ lục hình ảnh ra, hoặc xuất lại tệp PDF có lớp chữ với dung lượng nhỏ hơn.",
            code="too_large",
        )
    try:
        return vanban.read_bytes(data, name)
    except vanban.IntakeRefused as refused:
        raise CannotRead(refused.message_vi, remedy=refused.remedy_vi, code=refused.code) from None


def secret(stamp: str) -> IsSecret:
    """This will make the refusal of a stamped document; it repeats nothing of the document but the stamp."""
    return IsSecret(
        f"Văn bản có dấu độ mật “{stamp}”: không được đưa vào hệ thống này, kể cả trích yếu.",
        remedy="Quản lý theo chế độ tài liệu mật; nếu cần nhắc hạn, chỉ ghi thời hạn “theo sổ mật”.",
    )


def suggestions(reading: vanban.Reading) -> list[dict[str, Any]]:
    """This will give each target and duty found as the columns of a suggestion, in the order of the text.

    A report (BC) tells what was done and asks nothing of anyone: its figures are no targets.
    """
    if reading.metadata.kind == "BC":
        return []
    targets = [_columns(reading.text, "target", item, item.end, proposed_target(item)) for item in reading.targets]
    # The reader quotes the first words of a duty; whoever must do it needs all of its point.
    duties = [
        _columns(reading.text, "duty", item, passage_end(reading.text, item.start, item.until), _duty(item))
        for item in reading.assignments
    ]
    found = [columns for columns in (*targets, *duties) if columns["quote"]]
    return sorted(found, key=lambda columns: (columns["start"], -columns["end"]))


def cells(reading: vanban.Reading) -> list[list[int]]:
    """This will give the stretches of the text that stand in tables: start, end, table, row, column, each from 1."""
    return [[at.start, at.end, at.table, at.row, at.column] for at in reading.blocks if at.table]


def sheets(reading: vanban.Reading) -> list[list[int]]:
    """This will give the pages of the file: number, start, end in the text, 1 where OCR read it, how surely of 100."""
    return [[one.number, one.start, one.end, int(one.by_ocr), one.sureness] for one in reading.sheets]


def unsure(reading: vanban.Reading) -> list[list[int]]:
    """This will give the words of which OCR was not sure: start, end in the text, and how sure of 100."""
    return [[word.start, word.end, word.percent] for word in reading.unsure]


def proposed_target(item: vanban.Target) -> ProposedTarget:
    """This will give a target that was read in the form of a suggestion; its relation holds its bound."""
    return ProposedTarget(
        relation=item.relation + item.bound,
        value=item.value or "",
        value_high=item.value_high or "",
        unit=item.unit or "",
        subject=item.subject,
        by=item.by or "",
        every=item.every or "",
        table=item.table,
    )


def _duty(item: vanban.Assignment) -> ProposedDuty:
    return ProposedDuty(
        leads=item.leads,
        supports=item.supports,
        due=item.due or "",
        every=item.every or "",
        table=item.table,
        asked=item.asked,
        product=item.product or "",
    )


def _columns(
    text: str, kind: str, item: vanban.Target | vanban.Assignment, end: int, payload: ProposedTarget | ProposedDuty
) -> dict[str, Any]:
    return {
        "kind": kind,
        "anchor": item.anchor,
        "start": item.start,
        "end": end,
        "quote": " ".join(text[item.start : end].split()),
        "payload": to_json(payload),
        "confidence": max(0, min(1000, round(item.confidence * 1000))),
        "sureness": item.sureness,
        "reason": item.reason[:255],
        "cue": " ".join(item.cue.split())[:255],
    }
