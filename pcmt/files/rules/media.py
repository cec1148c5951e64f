"""What a file is, told by its content and never by its name."""

import io
import zipfile
from pathlib import PurePosixPath

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
UNKNOWN = "application/octet-stream"

LABELS = {
    DOCX: "văn bản Word (DOCX)",
    XLSX: "bảng tính Excel (XLSX)",
    PPTX: "trình chiếu (PPTX)",
    PDF: "PDF",
    HTML: "trang HTML",
    TEXT: "văn bản thuần",
    PNG: "ảnh PNG",
    JPEG: "ảnh JPEG",
    TIFF: "ảnh TIFF",
    ZIP: "tệp nén ZIP",
    OLE: "tệp Office đời cũ hoặc có mật khẩu",
    UNKNOWN: "tệp không rõ loại",
}
_BY_EXTENSION = {
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".pptx": PPTX,
    ".pdf": PDF,
    ".html": HTML,
    ".htm": HTML,
    ".txt": TEXT,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".zip": ZIP,
}
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
)
_OFFICE_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX))
_HEAD = 1024
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def media_type(content: bytes) -> str:
    """This will name the media type that the bytes show; `application/octet-stream` where they show none."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if b"%PDF-" in content[:_HEAD]:
        return PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _inside_zip(content)
    text = _as_text(content)
    if text is None:
        return UNKNOWN
    start = text.lstrip("\ufeff \t\r\n")[:_HEAD].lower()
    return HTML if start.startswith(("<!doctype html", "<html", "<head", "<body")) else TEXT


def claimed_type(name: str) -> str | None:
    """This will name the media type that a file's extension claims; None where it claims none that we know."""
    return _BY_EXTENSION.get(PurePosixPath(name).suffix.lower())


def label(kind: str) -> str:
    """This will name a media type for a reader: "văn bản Word (DOCX)"."""
    return LABELS.get(kind, LABELS[UNKNOWN])


def _inside_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return UNKNOWN
    if "[Content_Types].xml" in names:
        return next((kind for part, kind in _OFFICE_PARTS if part in names), ZIP)
    return ZIP


def _as_text(content: bytes) -> str | None:
    encoding = "utf-16" if content.startswith(_BYTE_ORDER_MARKS) else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text
