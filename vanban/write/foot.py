"""The foot of a document: recipients at the left, authority and signature at the right."""

from __future__ import annotations

from vanban.write.layout import Line, Pair, Span
from vanban.write.model import OfficialDocument
from vanban.write.wording import tidy

_LEFT_MM = 75
_SPACE_LINES = 4


def of_document(document: OfficialDocument) -> Pair:
    """This will give recipients and signature; a signer without a name leaves room to be filled in."""
    return Pair("foot", ((_recipients(document), _signature(document)),), _LEFT_MM)


def _recipients(document: OfficialDocument) -> tuple[Line, ...]:
    names = [tidy(name, "Nơi nhận").lstrip("- ").rstrip(";.") for name in document.recipients]
    if not names:
        return ()
    label = "recipients_party" if document.layout == "party" else "recipients"
    ends = [";"] * (len(names) - 1) + ["."]
    listed = (_line("recipient", f"- {name}{end}") for name, end in zip(names, ends, strict=True))
    return (_line(label, "Nơi nhận:"), *listed)


def _signature(document: OfficialDocument) -> tuple[Line, ...]:
    signature = document.signature
    words = [tidy(text, "Quyền hạn, chức vụ của người ký") for text in (*signature.authority, *signature.title)]
    lines = [_line("sign_authority", text if "T/" in text else text.upper()) for text in words]
    spaces = [_line("sign_space", "") for _ in range(_SPACE_LINES)]
    if signature.note:
        spaces[1] = _line("sign_space", tidy(signature.note, "Chỗ ký"))
    lines += spaces
    if signature.name:
        lines.append(_line("sign_name", tidy(signature.name, "Họ tên người ký")))
    return tuple(lines)


def _line(style: str, text: str) -> Line:
    return Line(style, (Span(text),))
