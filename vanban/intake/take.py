"""One door for every file: what it is by its content, then its text."""

from dataclasses import dataclass

from vanban.intake.docx import read_docx
from vanban.intake.html import looks_like_html, read_html
from vanban.intake.pdf import read_pdf
from vanban.intake.plain import decode, read_plain
from vanban.intake.refusals import IntakeRefused

DEFAULT_LIMIT = 50 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_PDF_REACH = 1024


@dataclass(frozen=True, slots=True)
class Intake:
    """A file's text: `format` is docx, pdf, html, markdown or text; `notes` what a person should know of the reading.

    Table cells stand between lone bars, as the reader expects them. `beside` is what is no running text: page heads
    and feet, text boxes, names of pictures; it is looked through for a stamp of secrecy, and never kept.
    """

    text: str
    format: str
    notes: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def take_in(data: bytes, name: str = "", *, limit: int = DEFAULT_LIMIT) -> Intake:
    """This will give the text of a file's bytes; raises IntakeRefused. The name is never trusted for the type."""
    if len(data) > limit:
        raise IntakeRefused("too-large", limit=limit // (1024 * 1024))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise IntakeRefused("empty")
    kind = _kind(data)
    notes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    if kind == "docx":
        text, beside = read_docx(data, limit)
    elif kind == "pdf":
        text, notes = read_pdf(data)
    elif kind == "html":
        text, beside = read_html(decode(data))
    else:
        text = read_plain(data)
        kind = "markdown" if name.lower().endswith((".md", ".markdown")) or "\n# " in f"\n{text[:4000]}" else "text"
    if not text.strip():
        raise IntakeRefused("no-text")
    return Intake(text, kind, notes, tuple(line for line in text.split("\n") if line.strip()), beside)


def _kind(data: bytes) -> str:
    """This will tell the type by the first bytes; what cannot be a document is refused here."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if b"%PDF-" in data[:_PDF_REACH]:
        return "pdf"
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise IntakeRefused("docx-password")
        raise IntakeRefused("legacy-doc" if _WORD_STREAM in data else "office-other")
    if (
        data.startswith(_IMAGES)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or data[4:12] in {b"ftypheic", b"ftypmif1"}
    ):
        raise IntakeRefused("image")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if b"\x00" in data[:8192]:
        raise IntakeRefused("binary")
    return "html" if looks_like_html(data) else "text"
