"""One door for every file: what it is by its content, then its text."""

from dataclasses import dataclass

from vanban.intake.docx import read_docx
from vanban.intake.encodings import to_unicode
from vanban.intake.html import read_html
from vanban.intake.kinds import kind_of
from vanban.intake.markdown import looks_like_markdown, read_markdown
from vanban.intake.office import to_docx
from vanban.intake.pdf import read_pdf, read_picture
from vanban.intake.plain import decode, read_plain
from vanban.intake.refusals import IntakeRefused
from vanban.model import Sheet, Unsure

DEFAULT_LIMIT = 50 * 1024 * 1024
_LONGEST = 20_000_000  # characters of text: a thousand times a long plan
_ENCODINGS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viqr": "VIQR"}


@dataclass(frozen=True, slots=True)
class Intake:
    """A file's text: `format` is docx, pdf, image, doc, rtf, odt, html, markdown or text; `notes` are for a person.

    Table cells stand between lone bars, as the reader expects them. `beside` is what is no running text: page heads
    and feet, text boxes, stamps, names of pictures; it is looked through for a stamp of secrecy, and never kept.
    `sheets` tell where each page stands in `text`, `unsure` which of its words OCR was not sure of.
    """

    text: str
    format: str
    notes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    unsure: tuple[Unsure, ...] = ()


def take_in(data: bytes, name: str = "", *, limit: int = DEFAULT_LIMIT) -> Intake:
    """This will give the text of a file's bytes; raises IntakeRefused. The name is never trusted for the type."""
    if len(data) > limit:
        raise IntakeRefused("too-large", limit=limit // (1024 * 1024))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise IntakeRefused("empty")
    taken = _read(kind_of(data, limit), data, name, limit)
    if not taken.text.strip():
        raise IntakeRefused("no-text")
    if len(taken.text) > _LONGEST:
        raise IntakeRefused("too-large", limit=_LONGEST // 1_000_000)
    return taken


def _read(kind: str, data: bytes, name: str, limit: int) -> Intake:
    if kind in {"pdf", "image"}:
        paged = read_pdf(data) if kind == "pdf" else read_picture(data)
        return Intake(paged.text, kind, paged.notes, paged.beside, paged.sheets, paged.unsure)
    if kind in {"doc", "rtf", "odt"}:
        text, beside = read_docx(to_docx(data, kind), limit)
    elif kind == "docx":
        text, beside = read_docx(data, limit)
    elif kind == "html":
        text, beside = read_html(decode(data))
    else:
        text, beside = read_plain(data), ()
        if looks_like_markdown(text, name):
            text, kind = read_markdown(text), "markdown"
    text, encoding = to_unicode(text)
    return Intake(text, kind, _encoding_note(encoding), beside)


def _encoding_note(encoding: str | None) -> tuple[str, ...]:
    if encoding is None:
        return ()
    return (f"Văn bản dùng bảng mã cũ {_ENCODINGS[encoding]}, đã chuyển sang Unicode; cần đối chiếu với bản gốc.",)
