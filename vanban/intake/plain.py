"""Plain text and Markdown: UTF-8, UTF-16 with a mark, or the Windows code page for Vietnamese."""

from vanban.intake.refusals import IntakeRefused

_CONTROL_SHARE = 0.02


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
    if "\ufffd" in text or sum(char in "ăâđêôơưĂÂĐÊÔƠƯ" for char in text) < len(text) * 0.005:
        raise IntakeRefused("encoding")
    return text


def read_plain(data: bytes) -> str:
    """This will give the text of a plain file; raises IntakeRefused for binary content."""
    text = decode(data)
    odd = sum(1 for char in text[:20000] if ord(char) < 32 and char not in "\t\n\r\x0b\x0c")
    if odd > len(text[:20000]) * _CONTROL_SHARE:
        raise IntakeRefused("binary")
    return text
