"""Whether content can stand as the copy of a signed paper: a PDF that opens and has pages, or a picture."""

import pypdfium2 as pdfium

from pcmt.files.rules import media

PICTURES = frozenset({media.PNG, media.JPEG})
_PASSWORD_ERROR = 4
_PAGES_LOOKED_AT = 5
_LETTERS_OF_A_PAGE = 200
_AGAIN = "Quét lại bản đã ký thành tệp PDF, mở xem thử trên máy rồi tải lên."


def flaw(content: bytes) -> str:
    """This will say in Vietnamese why content is no copy of a signed paper, and what to do; "" where it is one.

    An office file is none, though it may be printed and signed: it can still be changed.
    """
    if not content:
        return f"Tệp rỗng, không có nội dung. {_AGAIN}"
    kind = media.media_type(content)
    if kind in PICTURES:
        return ""
    if kind != media.PDF:
        return (
            f"Tệp là {media.label(kind)}, không phải bản đã ký. Tải lên tệp PDF, hoặc ảnh chụp PNG, JPEG của bản đã ký."
        )
    return _flaw_of_pdf(content)


def is_bare(content: bytes) -> bool:
    """This will tell whether most of the first pages of a PDF hold hardly any text: it was scanned, or is broken."""
    try:
        document = pdfium.PdfDocument(content)  # type: ignore[no-untyped-call]  # the library has no types
    except pdfium.PdfiumError:
        return False
    try:
        looked_at = min(len(document), _PAGES_LOOKED_AT)
        bare = sum(_letters(document, number) < _LETTERS_OF_A_PAGE for number in range(looked_at))
    except pdfium.PdfiumError:
        return False
    finally:
        document.close()  # type: ignore[no-untyped-call]  # the library has no types
    return bare * 2 > looked_at


def _letters(document: pdfium.PdfDocument, number: int) -> int:
    page = document[number]
    try:
        return int(page.get_textpage().count_chars())
    finally:
        page.close()


def _flaw_of_pdf(content: bytes) -> str:
    try:
        document = pdfium.PdfDocument(content)  # type: ignore[no-untyped-call]  # the library has no types
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            return "Tệp PDF có mật khẩu, không mở được. Bỏ mật khẩu của tệp rồi tải lên lại."
        return f"Tệp PDF hỏng, không mở được. {_AGAIN}"
    try:
        if not len(document):
            return f"Tệp PDF không có trang nào. {_AGAIN}"
        document[0].close()
    except pdfium.PdfiumError:
        return f"Tệp PDF hỏng, không mở được trang đầu. {_AGAIN}"
    finally:
        document.close()  # type: ignore[no-untyped-call]  # the library has no types
    return ""
