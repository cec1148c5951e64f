"""Copies of signed papers as small as they can be, and files that are none."""

import io
import zipfile

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
GARBAGE_PDF = b"%PDF-1.7\n" + bytes(range(256)) * 8
PAGELESS_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def zipped(*parts: str) -> bytes:
    """A ZIP archive of these parts: with those of an office file, one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    return target.getvalue()


ZIP = zipped("a.txt")
DOCX = zipped("[Content_Types].xml", "word/document.xml")
