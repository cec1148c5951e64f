"""Plain text: UTF-8, UTF-16, the Windows code page for Vietnamese, and the signs of older encodings."""

from vanban.intake.encodings import detect
from vanban.intake.legible import legible_share
from vanban.intake.refusals import IntakeRefused

_CONTROL_SHARE = 0.02
_BROKEN_SHARE = 0.002  # of a UTF-8 text that may be damaged: an end cut off, a sign from elsewhere
_LEGIBLE = 0.7
_SAMPLE = 20_000
_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Windows-1252 has signs where Latin-1 has controls: quotes and dashes from Word.
_WINDOWS = {
    code: sign for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "ignore"))
}  # fmt: skip


def is_utf16(data: bytes) -> bool:
    """This will tell UTF-16 by its mark, or by the zero bytes that stand at every second place of Latin letters."""
    if data.startswith(_MARKS):
        return True
    return _byte_order(data) is not None


def _byte_order(data: bytes) -> str | None:
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 8 or min(even, odd) > max(even, odd) // 20:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def decode(data: bytes) -> str:
    """This will decode bytes as text; old signs stay as they are for `to_unicode`. Raises IntakeRefused."""
    if is_utf16(data):
        try:
            return data.decode("utf-16" if data.startswith(_MARKS) else _byte_order(data) or "utf-16")
        except UnicodeDecodeError as error:
            raise IntakeRefused("corrupt") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    nearly = data.decode("utf-8-sig", errors="replace")
    if nearly.count("\ufffd") <= max(1, int(len(nearly) * _BROKEN_SHARE)) and legible_share(nearly) > _LEGIBLE:
        return nearly
    return _from_code_page(data)


def _from_code_page(data: bytes) -> str:
    old = data.decode("latin-1").translate(_WINDOWS)
    if detect(old) is not None:
        return old
    text = data.decode("cp1258", errors="replace")
    if "\ufffd" in text or legible_share(text[:_SAMPLE]) < _LEGIBLE:
        raise IntakeRefused("encoding")
    return text


def read_plain(data: bytes) -> str:
    """This will give the text of a plain file; raises IntakeRefused for binary content."""
    text = decode(data)
    odd = sum(1 for char in text[:_SAMPLE] if ord(char) < 32 and char not in "\t\n\r\x0b\x0c")
    if odd > len(text[:_SAMPLE]) * _CONTROL_SHARE:
        raise IntakeRefused("binary")
    return text
