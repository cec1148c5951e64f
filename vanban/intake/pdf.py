"""PDF with a text layer. "Has text" is not "has the document": a scan with a portal's stamp is told apart."""

import re

import pypdfium2 as pdfium

from vanban.intake.refusals import IntakeRefused

_PAGE_CHARS = 200
_PAGE_NUMBER = re.compile(r"^\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$")
_DASH_JOINED = re.compile(r"\ufffe|\u00ad")
_PASSWORD_ERROR = 4


def read_pdf(data: bytes) -> tuple[str, tuple[str, ...]]:
    """This will give the text of a PDF's pages and notes on pages without; raises IntakeRefused."""
    try:
        document = pdfium.PdfDocument(data)  # type: ignore[no-untyped-call]  # the library has no types
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower()
        raise IntakeRefused("pdf-password" if is_locked else "corrupt") from error
    try:
        pages = [_page_text(document, index) for index in range(len(document))]
    except pdfium.PdfiumError as error:
        raise IntakeRefused("corrupt") from error
    finally:
        document.close()  # type: ignore[no-untyped-call]  # the library has no types
    bare = [index + 1 for index, text in enumerate(pages) if len(re.sub(r"\s", "", text)) < _PAGE_CHARS]
    if not pages or (len(bare) > len(pages) / 2 and _says_little(pages)):
        raise IntakeRefused("pdf-scan")
    return "\n".join(_without_page_number(text) for text in pages) + "\n", _notes(bare, len(pages))


def _page_text(document: pdfium.PdfDocument, index: int) -> str:
    page = document[index]
    try:
        text = page.get_textpage().get_text_range()
    finally:
        page.close()
    return _DASH_JOINED.sub("-", str(text)).replace("\r\n", "\n").replace("\r", "\n")


def _says_little(pages: list[str]) -> bool:
    """This will tell a scan: most pages bare, and what text there is would not fill a page for every four."""
    written = sum(len(re.sub(r"\s", "", text)) for text in pages)
    return written < max(_PAGE_CHARS * 3, len(pages) * _PAGE_CHARS * 2)


def _without_page_number(text: str) -> str:
    lines = text.split("\n")
    while lines and (_PAGE_NUMBER.match(lines[0]) or not lines[0].strip()):
        lines.pop(0)
    while lines and (_PAGE_NUMBER.match(lines[-1]) or not lines[-1].strip()):
        lines.pop()
    return "\n".join(lines)


def _notes(bare: list[int], count: int) -> tuple[str, ...]:
    if not bare:
        return ()
    shown = ", ".join(str(number) for number in bare[:12])
    return (f"{len(bare)}/{count} trang không có lớp chữ (trang {shown}); nội dung các trang này chưa được đọc.",)
