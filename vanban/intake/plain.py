"""Plain text and Markdown: UTF-8, UTF-16 with a mark, or the Windows code page for Vietnamese."""

from vanban.intake.refusals import IntakeRefused

_CONTROL_SHARE = 0.02
_LETTER_SHARE = 0.005
# Signs that stand for letters in the fonts of TCVN3 and VNI; no Vietnamese text in Unicode holds many of them.
_LEGACY_SIGNS = "®¸µ¶·¹¨©ª«¬¦§¾»¼½Æ"


def decode(data: bytes) -> str:
    """This will decode bytes as text; raises IntakeRefused where no Unicode reading makes sense."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise IntakeRefused("corrupt") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    text = data.decode("cp1258", errors="replace")
    vietnamese = sum(char in "ăâđêôơưĂÂĐÊÔƠƯ" for char in text)
    foreign = sum(char in _LEGACY_SIGNS for char in text)
    if "\ufffd" in text or vietnamese < len(text) * _LETTER_SHARE or foreign > len(text) * _LETTER_SHARE:
        raise IntakeRefused("encoding")
    return text


def read_plain(data: bytes) -> str:
    """This will give the text of a plain file; raises IntakeRefused for binary content."""
    text = decode(data)
    odd = sum(1 for char in text[:20000] if ord(char) < 32 and char not in "\t\n\r\x0b\x0c")
    if odd > len(text[:20000]) * _CONTROL_SHARE:
        raise IntakeRefused("binary")
    return text
