"""Made-up documents of the province Hoa Mai, one of each kind, for the tests of the writer."""

from __future__ import annotations

import ctypes
import io
from datetime import date

import docx
import pypdfium2
import pypdfium2.raw as pdfium

from vanban.write.model import (
    Annex,
    Article,
    Block,
    Cell,
    Column,
    Heading,
    Item,
    OfficialDocument,
    Paragraph,
    Run,
    Signature,
    Table,
)

BODY: tuple[Block, ...] = (
    Paragraph("Thực hiện Nghị quyết số 93/NQ-CP ngày 16/4/2025 của Chính phủ, yêu cầu như sau:"),
    Heading("I", "MỤC ĐÍCH, YÊU CẦU", 1),
    Heading("1", "Mục đích", 2),
    Item("a", "Nâng cao nhận thức của người đứng đầu."),
    Item("đ", "Giữ vững địa bàn đã sạch."),
    Item("-", "Không để phát sinh điểm phức tạp mới."),
)
ARTICLES: tuple[Block, ...] = (
    Article("1", "Ban hành kèm theo Quyết định này Kế hoạch chuyển hóa địa bàn."),
    Article("2", "Quyết định này có hiệu lực kể từ ngày ký./."),
)


def document(kind: str, **changes: object) -> OfficialDocument:
    """Give a document of ``kind`` as UBND tỉnh Hoa Mai would issue it."""
    enacted = kind in ("QĐ", "NQ")
    parts: dict[str, object] = {
        "kind": kind,
        "issuer": "Ủy ban nhân dân tỉnh Hoa Mai",
        "title": "Tăng cường phòng, chống ma túy năm 2026",
        "place": "Hoa Mai",
        "number": "07/UBND-NC" if kind == "CV" else f"07/{kind}-UBND",
        "issued_on": date(2026, 2, 5),
        "addressees": ("Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường") if kind in ("CV", "TTr") else (),
        "enacting": "Chủ tịch Ủy ban nhân dân tỉnh Hoa Mai" if kind == "QĐ" else None,
        "grounds": ("Căn cứ Luật Phòng, chống ma túy", "Theo đề nghị của Giám đốc Công an tỉnh") if enacted else (),
        "body": ARTICLES if enacted else BODY,
        "recipients": ("Như trên", "Lưu: VT, NC"),
        "signature": Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), ("PHÓ CHỦ TỊCH",), "Trần Bình Minh"),
    }
    return OfficialDocument(**{**parts, **changes})  # type: ignore[arg-type]  # the keys are the model's own


def long_report() -> OfficialDocument:
    """Give a draft report with figures that can be traced, 130 rows and an annex across the page."""
    columns = (Column("TT", 1, align="center"), Column("Xã, phường", 5), Column("Số người", 2, "number"))
    rows = tuple((str(at), f"Xã Sen Hồng {at}", Cell(f"1.{at:03d}", f"cell:{at}")) for at in range(1, 131))
    share = Run("28,9%", bold=True, ref="value:xa-khong-ma-tuy/40/2026-Q2")
    return document(
        "BC",
        number=None,
        symbol="BC-UBND",
        issued_on=None,
        year=2026,
        draft=True,
        body=(
            Heading("I", "KẾT QUẢ", 1, ref="report:7#ket-qua"),
            Paragraph((Run("Toàn tỉnh có "), share, Run(" số xã, phường."))),
            Table(columns, rows, "Bảng 1. Người được quản lý", "Đơn vị tính: người", ("", "Tổng số", "138.515")),
        ),
        annexes=(Annex("DANH SÁCH", (Table(columns, rows[:3]),), "Phụ lục I", "(Kèm theo Báo cáo)", landscape=True),),
    )


def docx_text(data: bytes) -> str:
    """Give the words of a DOCX in reading order, cells included."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join(
        "".join(text.text or "" for text in paragraph.xpath(".//w:t")) for paragraph in body.xpath(".//w:p")
    )


def pdf_text(data: bytes) -> str:
    """Give the words of a PDF, a page a line; pdfium gives U+FFFE for a hyphen that ends a line."""
    pages = pypdfium2.PdfDocument(data)
    texts = (page.get_textpage().get_text_range().replace("\ufffe", "-\n") for page in pages)
    return "\n".join(" ".join(text.split()) for text in texts)


def pdf_fonts(data: bytes) -> set[tuple[str, bool]]:
    """Give the fonts that the letters of a PDF are set in, without subset tag, and whether the file embeds them."""
    found: set[tuple[str, bool]] = set()
    for page in pypdfium2.PdfDocument(data):
        for piece in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            font = pdfium.FPDFTextObj_GetFont(piece.raw)
            room = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, room, len(room))
            name = room.value.decode().rsplit("+", 1)[-1].split("-")[0]
            found.add((name, pdfium.FPDFFont_GetIsEmbedded(font) == 1))
    return found
