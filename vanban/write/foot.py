"""The foot of a document: recipients at the left, authority and signature at the right.

Of a joint document the lead signs at the right, the others at the left and in rows below; the recipients follow.
"""

from __future__ import annotations

from vanban.write.kinds import power_of
from vanban.write.layout import Line, Pair, Side, Span
from vanban.write.model import Copy, Layout, OfficialDocument, Signature
from vanban.write.styles import TEXT_MM
from vanban.write.wording import tidy

_LEFT_MM = 75
# Joins two offices of one person (HD 05): the only line of an authority that keeps its small letters.
_ALSO = "kiêm"


def of_document(document: OfficialDocument) -> Pair:
    """This will give recipients and signature; a signer without a name leaves room to be filled in."""
    recipients = _recipients(document.recipients)
    signature = _signature(document.signature, document.layout)
    if not document.cosignatures:
        return Pair("foot", ((recipients, signature),), _LEFT_MM)
    others = [_signature(each, document.layout) for each in document.cosignatures]
    rows = [_levelled(others[0], signature)]
    for at in range(1, len(others), 2):
        rows.append(_levelled(others[at], others[at + 1]) if at + 1 < len(others) else (others[at], ()))
    return Pair("foot", (*rows, (recipients, ())), TEXT_MM // 2)


def _levelled(left: tuple[Line, ...], right: tuple[Line, ...]) -> tuple[Side, Side]:
    """Give two signatures side by side, their names level: the one with fewer lines of office gets empty ones."""
    most = max(len(left), len(right))
    return _lengthened(left, most), _lengthened(right, most)


def _lengthened(lines: tuple[Line, ...], count: int) -> tuple[Line, ...]:
    at = next((at for at, line in enumerate(lines) if line.style == "sign_space"), len(lines))
    return (*lines[:at], *(Line("sign_title", ()) for _ in range(count - len(lines))), *lines[at:])


def of_annex(signature: Signature, layout: Layout) -> Pair:
    """This will give the signature below an attached plan or regulation."""
    return Pair("foot", (((), _signature(signature, layout)),), _LEFT_MM)


def of_copy(copy: Copy, layout: Layout) -> Pair:
    """This will give recipients and signature of an official copy."""
    return Pair("foot", ((_recipients(copy.recipients), _signature(copy.signature, layout)),), _LEFT_MM)


def _recipients(recipients: tuple[str, ...]) -> tuple[Line, ...]:
    names = [tidy(name, "Nơi nhận").lstrip("- ").rstrip(";.") for name in recipients]
    if not names:
        return ()
    ends = [";"] * (len(names) - 1) + ["."]
    listed = (_line("recipient", f"- {name}{end}") for name, end in zip(names, ends, strict=True))
    return (_line("recipients", "Nơi nhận:"), *listed)


def _signature(signature: Signature, layout: Layout) -> tuple[Line, ...]:
    lines = [_office("sign_authority", text, layout) for text in signature.authority]
    lines += [_office("sign_title", text, layout) for text in signature.title]
    note = tidy(signature.note, "Chỗ ký") if signature.note else ""
    lines.append(_line("sign_space", note))
    if signature.name:
        lines.append(_line("sign_name", tidy(signature.name, "Họ tên người ký")))
    return tuple(lines)


def _office(style: str, text: str, layout: Layout) -> Line:
    words = tidy(text, "Quyền hạn, chức vụ của người ký")
    # In a Party document the power is in bold, the office is not.
    style = "sign_title" if layout == "party" and not power_of(words, layout) else style
    return _line(style, words if words == _ALSO else words.upper())


def _line(style: str, text: str) -> Line:
    return Line(style, (Span(text),))
