"""From the model to laid-out sheets: what is written where, in which words."""

from __future__ import annotations

from datetime import date

from vanban.write import foot, head
from vanban.write.blocks import lay_out
from vanban.write.checks import check
from vanban.write.kinds import ENACTED, KINDS, LETTER
from vanban.write.layout import Line, Part, Rule, Section, Sheets, Span
from vanban.write.model import Annex, OfficialDocument
from vanban.write.styles import TEXT_MM, rule_mm, styles_of
from vanban.write.wording import tidy

_NO_YEAR = 2000
_PARTY_TITLE_END = "-----"


def compose(document: OfficialDocument) -> Sheets:
    """This will lay the document out; raise `WriteRefused` where it cannot be written."""
    check(document)
    sections = (
        Section(_main(document)),
        *(Section(_annex(document, annex), annex.landscape) for annex in document.annexes),
    )
    return Sheets(
        layout=document.layout,
        sections=_with_copy(document, sections),
        subject=tidy(document.title, "Trích yếu"),
        author=tidy(document.issuer, "Tên cơ quan ban hành"),
        dated=document.issued_on or date(document.year or _NO_YEAR, 1, 1),
    )


def _main(document: OfficialDocument) -> tuple[Part, ...]:
    parts: list[Part] = [head.of_document(document)]
    if document.kind != LETTER:
        parts += [*_type_word(document.type_word or KINDS[document.kind]), *_title(document)]
    parts += _addressees(document)
    parts += _enacting(document)
    for block in document.body:
        parts += lay_out(block)
    parts.append(foot.of_document(document))
    return tuple(parts)


def _type_word(words: str) -> list[Part]:
    return [_line("kind", tidy(words, "Tên loại văn bản").upper())]


def _title(document: OfficialDocument) -> list[Part]:
    title = _line("title", tidy(document.title, "Trích yếu"))
    end = _line("title_end", _PARTY_TITLE_END) if document.layout == "party" else _rule_below(title)
    return [title, end]


def _rule_below(line: Line) -> Rule:
    return Rule(rule_mm(line.text, styles_of("state")[line.style], TEXT_MM))


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
        authority = (document.enacting or " VÀ ".join((document.issuer, *document.partners))).splitlines()
        lines += [_line("authority", tidy(text, "Thẩm quyền ban hành").upper()) for text in authority]
    if document.layout == "party":
        grounds = [f"- {ground.lstrip('- ')}" for ground in grounds]
    ends = [";"] * (len(grounds) - 1) + ["."]
    # Each ground closes with ";", the last one with "." (Phụ lục I, II.6.b; HD 05).
    lines += [_line("ground", f"{ground.rstrip(';,. ')}{end}") for ground, end in zip(grounds, ends, strict=False)]
    if document.kind in ENACTED:
        lines.append(_line("decides", ENACTED[document.kind]))
    return lines


def _annex(document: OfficialDocument, annex: Annex) -> tuple[Part, ...]:
    parts: list[Part] = []
    if annex.own_head:
        parts.append(head.of_annex(document))
    if annex.label:
        parts.append(_line("annex_label", tidy(annex.label, "Tên phụ lục")))
    if annex.kind:
        parts += _type_word(KINDS[annex.kind])
    title = tidy(annex.title, "Tên phụ lục")
    # The title of an annex stands in capitals (Phụ lục I, phần III, mục III.1); that of an attached plan does not.
    titled = _line("title", title if annex.kind or _is_capital(title) else title.upper())
    parts.append(titled)
    if annex.note:
        parts.append(_line("annex_note", tidy(annex.note, "Chỉ dẫn kèm theo")))
    parts.append(_line("title_end", _PARTY_TITLE_END) if document.layout == "party" else _rule_below(titled))
    for block in annex.body:
        parts += lay_out(block)
    if annex.signature:
        parts.append(foot.of_annex(annex.signature, document.layout))
    return tuple(parts)


def _is_capital(title: str) -> bool:
    """Tell a title that its author wrote in capitals, but for a name in small letters among them ("IoT")."""
    return 2 * sum(map(str.isupper, title)) > sum(map(str.isalpha, title))


def _with_copy(document: OfficialDocument, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Put what makes an official copy below the document's end, under a rule across the page."""
    if document.copy is None:
        return sections
    tail = (Rule(TEXT_MM), head.of_copy(document.copy, document), foot.of_copy(document.copy, document.layout))
    *before, last = sections
    return (*before, Section((*last.parts, *tail), last.landscape))


def _line(style: str, text: str) -> Line:
    return Line(style, (Span(text),))
