"""What a file is, told by its content and never by its name; what cannot be a document is refused here."""

import zipfile

from vanban.intake.html import looks_like_html
from vanban.intake.package import open_zip
from vanban.intake.paper import is_pdf, is_picture
from vanban.intake.plain import is_utf16
from vanban.intake.refusals import IntakeRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe")
_CAMERA = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"})
# What an OLE file holds is told by the names of its streams, which stand in it as UTF-16.
_STREAMS = (
    ("EncryptedPackage", "docx-password"),
    ("WordDocument", ""),
    ("Workbook", "spreadsheet"),
    ("PowerPoint Document", "slides"),
)
_ODT = b"application/vnd.oasis.opendocument.text"
_REACH = 8192


def kind_of(data: bytes, limit: int) -> str:
    """This will give docx, pdf, image, doc, rtf, odt, html or text; raises IntakeRefused."""
    if data.startswith(_ZIP):
        return _in_zip(data, limit)
    if data.startswith(_OLE):
        return _in_ole(data)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if is_picture(data):
        return "image"
    if data[4:8] == b"ftyp" and data[8:12] in _CAMERA:
        raise IntakeRefused("camera-picture")
    if data.startswith(_ARCHIVES):
        raise IntakeRefused("zip")
    if is_pdf(data):
        return "pdf"
    if is_utf16(data):
        return "text"
    if data.startswith(_PROGRAMS) and b"\x00" in data[:_REACH]:
        raise IntakeRefused("program")
    if b"\x00" in data[:_REACH]:
        raise IntakeRefused("binary")
    return "html" if looks_like_html(data) else "text"


def _in_zip(data: bytes, limit: int) -> str:
    archive = open_zip(data, limit)
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "mimetype" in names and "content.xml" in names and _mimetype(archive).startswith(_ODT):
        return "odt"
    if "[Content_Types].xml" in names:
        tops = {name.split("/", 1)[0] for name in names}
        raise IntakeRefused("spreadsheet" if "xl" in tops else "slides" if "ppt" in tops else "office-other")
    raise IntakeRefused("zip")


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    try:
        with archive.open("mimetype") as file:
            return file.read(100)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise IntakeRefused("corrupt") from error


def _in_ole(data: bytes) -> str:
    for stream, refusal in _STREAMS:
        if stream.encode("utf-16-le") in data:
            if refusal:
                raise IntakeRefused(refusal)
            return "doc"
    raise IntakeRefused("office-other")
