"""From the model to laid-out sheets: what is written where, in which words."""

from __future__ import annotations

from datetime import date

from vanban.write import foot, head
from vanban.write.blocks import lay_out
from vanban.write.kinds import ENACTED, KINDS, LETTER, is_known_kind
from vanban.write.layout import Line, Part, Rule, Section, Sheets, Span
from vanban.write.model import Annex, OfficialDocument
from vanban.write.refusal import WriteRefused
from vanban.write.wording import tidy

_TITLE_RULE_MM = 40
_NO_YEAR = 2000
_PARTY_TITLE_END = "-----"


def compose(document: OfficialDocument) -> Sheets:
    """This will lay the document out; raise `WriteRefused` where it cannot be written."""
    _check(document)
    sections = (
        Section(_main(document)),
        *(Section(_annex(document, annex), annex.landscape) for annex in document.annexes),
    )
    return Sheets(
        sections=sections,
        subject=tidy(document.title, "Trích yếu"),
        author=tidy(document.issuer, "Tên cơ quan ban hành"),
        dated=document.issued_on or date(document.year or _NO_YEAR, 1, 1),
    )


def _check(document: OfficialDocument) -> None:
    for code in (document.kind, *(annex.kind for annex in document.annexes if annex.kind)):
        if not is_known_kind(code):
            raise WriteRefused(
                "unknown_kind",
                f"Không có loại văn bản “{code}”.",
                f"Hãy dùng một trong các ký hiệu: {', '.join((LETTER, *KINDS))}.",
            )
    for value, name in ((document.issuer, "tên cơ quan ban hành"), (document.place, "địa danh")):
        if not value.strip():
            raise WriteRefused("missing_part", f"Văn bản chưa có {name}.", f"Hãy bổ sung {name} rồi thực hiện lại.")


def _main(document: OfficialDocument) -> tuple[Part, ...]:
    parts: list[Part] = [head.of_document(document)]
    if document.kind != LETTER:
        parts += _title(document.kind, document.title, document.layout)
    parts += _addressees(document)
    parts += _enacting(document)
    for block in document.body:
        parts += lay_out(block)
    parts.append(foot.of_document(document))
    return tuple(parts)


def _title(kind: str | None, title: str, layout: str) -> list[Part]:
    lines: list[Part] = []
    if kind:
        lines.append(_line("kind", KINDS.get(kind, kind)))
    lines.append(_line("title", tidy(title, "Trích yếu")))
    lines.append(_line("title_end", _PARTY_TITLE_END) if layout == "party" else Rule(_TITLE_RULE_MM))
    return lines


def _addressees(document: OfficialDocument) -> list[Part]:
    names = tuple(tidy(name, "Nơi kính gửi").rstrip(";.") for name in document.addressees)
    if not names:
        return []
    word = "Kính gửi"
    if document.kind == "CĐ":
        word = f"{tidy(document.enacting or document.issuer, 'Thẩm quyền ban hành')} điện"
    elif document.kind == "TTr" and document.layout == "party":
        word = "Kính trình"
    if len(names) == 1:
        return [_line("addressee", f"{word}: {names[0]}")]
    ends = (*(";" for _ in names[1:]), ".")
    listed = (_line("addressee_list", f"- {name}{end}") for name, end in zip(names, ends, strict=True))
    return [_line("addressee", f"{word}:"), *listed]


def _enacting(document: OfficialDocument) -> list[Part]:
    grounds = [tidy(ground, "Căn cứ") for ground in document.grounds]
    lines: list[Part] = []
    if document.kind in ENACTED:
        authority = (document.enacting or document.issuer).splitlines()
        lines += [_line("authority", tidy(text, "Thẩm quyền ban hành").upper()) for text in authority]
    if document.layout == "party":
        grounds = [f"- {ground.lstrip('- ')}" for ground in grounds]
    lines += [_line("ground", _ended(ground, last=ground is grounds[-1])) for ground in grounds]
    if document.kind in ENACTED:
        lines.append(_line("decides", ENACTED[document.kind]))
    return lines


def _ended(ground: str, *, last: bool) -> str:
    """Close a ground with ";", the last one with "." (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.b)."""
    return f"{ground.rstrip(';,. ')}{'.' if last else ';'}"


def _annex(document: OfficialDocument, annex: Annex) -> tuple[Part, ...]:
    parts: list[Part] = []
    if annex.own_head:
        parts.append(head.of_annex(document))
    if annex.label:
        parts.append(_line("annex_label", tidy(annex.label, "Tên phụ lục")))
    if annex.kind:
        parts.append(_line("kind", KINDS.get(annex.kind, annex.kind)))
    parts.append(_line("title", tidy(annex.title, "Tên phụ lục")))
    if annex.note:
        parts.append(_line("annex_note", tidy(annex.note, "Chỉ dẫn kèm theo")))
    parts.append(Rule(_TITLE_RULE_MM))
    for block in annex.body:
        parts += lay_out(block)
    return tuple(parts)


def _line(style: str, text: str) -> Line:
    return Line(style, (Span(text),))
