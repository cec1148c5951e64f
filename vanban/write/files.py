"""A document as the two files that offices pass on: one to edit, one to read and print."""

from __future__ import annotations

from vanban.write.docx import write_docx
from vanban.write.fonts import find_fonts
from vanban.write.model import OfficialDocument
from vanban.write.pdf import write_pdf
from vanban.write.refusal import WriteRefused


def docx_and_pdf(document: OfficialDocument) -> tuple[bytes, bytes]:
    """This will give the DOCX and the PDF of `document`; raise `WriteRefused` where it cannot be written.

    The PDF is b"" where fonts are missing or lack a letter of the document: the DOCX can be written all the same.
    """
    docx = write_docx(document)
    try:
        return docx, write_pdf(document, find_fonts())
    except WriteRefused:
        return docx, b""
