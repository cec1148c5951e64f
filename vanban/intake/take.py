"""One door for every file: what it is by its content, then its text."""

from dataclasses import dataclass

from vanban.intake.docx import read_docx
from vanban.intake.html import looks_like_html, read_html
from vanban.intake.paper import is_pdf, is_picture
from vanban.intake.pdf import read_pdf, read_picture
from vanban.intake.plain import decode, read_plain
from vanban.intake.refusals import IntakeRefused
from vanban.model import Sheet

DEFAULT_LIMIT = 50 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CAMERA = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"avif"})
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Intake:
    """A file's text: `format` is docx, pdf, image, html, markdown or text; `notes` what a person should know.

    Table cells stand between lone bars, as the reader expects them. `beside` is what is no running text: page heads
    and feet, text boxes, stamps, names of pictures; it is looked through for a stamp of secrecy, and never kept.
    `sheets` tell where each page stands in `text`.
    """

    text: str
    format: str
    notes: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()


def take_in(data: bytes, name: str = "", *, limit: int = DEFAULT_LIMIT) -> Intake:
    """This will give the text of a file's bytes; raises IntakeRefused. The name is never trusted for the type."""
    if len(data) > limit:
        raise IntakeRefused("too-large", limit=limit // (1024 * 1024))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise IntakeRefused("empty")
    kind = _kind(data)
    notes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    if kind == "docx":
        text, beside = read_docx(data, limit)
    elif kind in {"pdf", "image"}:
        paged = read_pdf(data) if kind == "pdf" else read_picture(data)
        text, notes, sheets, beside = paged.text, paged.notes, paged.sheets, paged.beside
    elif kind == "html":
        text, beside = read_html(decode(data))
    else:
        text = read_plain(data)
        kind = "markdown" if name.lower().endswith((".md", ".markdown")) or "\n# " in f"\n{text[:4000]}" else "text"
    if not text.strip():
        raise IntakeRefused("no-text")
    return Intake(text, kind, notes, tuple(line for line in text.split("\n") if line.strip()), beside, sheets)


def _kind(data: bytes) -> str:
    """This will tell the type by the first bytes; what cannot be a document is refused here."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if is_pdf(data):
        return "pdf"
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise IntakeRefused("docx-password")
        raise IntakeRefused("legacy-doc" if _WORD_STREAM in data else "office-other")
    if is_picture(data):
        return "image"
    if data[4:8] == b"ftyp" and data[8:12] in _CAMERA:
        raise IntakeRefused("camera-picture")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if b"\x00" in data[:8192]:
        raise IntakeRefused("binary")
    return "html" if looks_like_html(data) else "text"
