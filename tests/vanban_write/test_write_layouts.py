"""The layouts beyond one body and one sheet: joint, attached, annexed, copied, marked, and those of the Party."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from written_gallery import GALLERY
from written_samples import docx_text, pdf_text

from vanban.write.compose import compose
from vanban.write.docx import write_docx
from vanban.write.fonts import find_fonts
from vanban.write.html import write_html
from vanban.write.layout import Line, Mark, Pair
from vanban.write.model import Column, Item, Paragraph, Signature, Table
from vanban.write.pdf import write_pdf
from vanban.write.styles import styles_of
from vanban.write.text import write_text

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
SIGNER = "Trần Bình Minh"
EXPECTED = {
    "joint": [
        "CÔNG AN TỈNH HOA MAI -",
        "SỞ Y TẾ -",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "Số: 05/KHLT-CAT-SYT-SGDĐT",
        "KẾ HOẠCH LIÊN TỊCH",
        "GIÁM ĐỐC SỞ Y TẾ",
        "KT. GIÁM ĐỐC CÔNG AN TỈNH",
        "PHÓ GIÁM ĐỐC",
        "Lê An Khang",
        "Nơi nhận:",
    ],
    "letter": ["TỈNH HOA MAI", "SỞ Y TẾ", "Số: 412/SYT-NVY", "V/v Tăng cường", "HỎA TỐC", "Kính gửi:", "TL. GIÁM ĐỐC"],
    "draft": ["LƯU HÀNH NỘI BỘ", "DỰ THẢO", "BÁO CÁO", "Số người", "Nam", "Nữ", "Khu vực miền núi", "Xã Sen Hồng"],
    "attached": [
        NATION,
        "QUYẾT ĐỊNH:",
        SIGNER,
        NATION,
        "QUY CHẾ",
        "(Ban hành kèm",
        "Chương I",
        "QUY ĐỊNH CHUNG",
    ],
    "annexed": ["Phụ lục I", "DANH SÁCH ĐỊA BÀN", "(Kèm theo", "Phụ lục II", "ĐẦU MỐI LIÊN HỆ"],
    "copied": [SIGNER, "SỞ Y TẾ", "SAO Y", "Số: 05/SY-SYT", "ngày 02 tháng 3 năm 2026", "TL. GIÁM ĐỐC"],
    "party-decision": [
        "TỈNH ỦY HOA MAI",
        "BAN TỔ CHỨC",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 07-QĐ/BTCTU",
        "QUYẾT ĐỊNH",
        "-----",
        "BAN TỔ CHỨC TỈNH ỦY",
        "- Căn cứ Điều lệ Đảng;",
        "của Ban Bí thư.",
        "QUYẾT ĐỊNH:",
        "- Lưu Ban Tổ chức Tỉnh ủy.",
        "K/T TRƯỞNG BAN",
        "PHÓ TRƯỞNG BAN",
        "Phụ lục 1",
    ],
    "party-letter": ["Số 268-CV/VPTU", "Chuẩn bị hội nghị trực tuyến", "KHẨN", "Kính gửi:", "T/L BAN THƯỜNG VỤ"],
    "party-joint": ["BAN TỔ CHỨC TỈNH ỦY -", "SỞ NỘI VỤ", "*", "GIÁM ĐỐC SỞ NỘI VỤ", "TRƯỞNG BAN TỔ CHỨC", "Nơi nhận:"],
    "council": ["HỘI ĐỒNG NHÂN DÂN TỈNH HOA MAI", "KHÓA XV, KỲ HỌP THỨ HAI", "Căn cứ", "QUYẾT NGHỊ:", "CHỦ TỊCH"],
}


def in_order(text: str, parts: list[str]) -> None:
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"“{part}” is missing after “{text[max(0, at - 40) : at]}”"
        at = found + len(part)


@pytest.mark.parametrize("name", GALLERY)
def test_every_layout_has_its_parts_in_order_in_every_format(name: str) -> None:
    written = GALLERY[name]

    in_order(docx_text(write_docx(written)), EXPECTED[name])
    in_order(write_text(written), EXPECTED[name])
    in_order(re.sub(r"<[^>]+>", "\n", write_html(written)), EXPECTED[name])


@pytest.mark.parametrize("name", GALLERY)
def test_every_layout_is_typeset(name: str) -> None:
    assert GALLERY[name].signature.name in pdf_text(write_pdf(GALLERY[name], find_fonts()))


@pytest.mark.parametrize("lines", range(19, 25))
def test_the_last_page_holds_more_than_the_closing_line_and_the_signature(lines: int) -> None:
    body = [Item("-", f"Việc thứ {number} của kế hoạch.") for number in range(lines)]
    written = replace(GALLERY["joint"], body=(*body, Paragraph("Trên đây là kế hoạch./.")))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(write_pdf(written, find_fonts()))]

    assert len(pages) == 1 or all(told in pages[-1] for told in (f"Việc thứ {lines - 1} ", "Trên đây", "Lê An Khang"))
    kept = [
        one.text
        for one in docx.Document(io.BytesIO(write_docx(written))).paragraphs
        if one._p.xpath("./w:pPr/w:keepNext")
    ]
    assert kept == [f"- Việc thứ {lines - 1} của kế hoạch.", "Trên đây là kế hoạch./."]


@pytest.mark.parametrize("lines", range(27, 32))
def test_a_row_stays_on_one_page_unless_it_is_longer_than_half_of_one(lines: int) -> None:
    words = " ".join(f"từ{number}" for number in range(60))
    rows = (*(("a", "b") for _ in range(lines)), (words, "bên cạnh"), (" ".join([words] * 30), "rất dài"))
    table = Table((Column("Việc", weight=2), Column("Ai")), rows)
    written = write_pdf(replace(GALLERY["joint"], body=(table,)), find_fonts())
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(written)]
    first = next(page for page in pages if "từ0 " in page)

    assert "từ59" in first
    assert sum("từ30" in page for page in pages) > 1, "what fills pages goes over them, nothing is cut off"
    assert sum(page.count("từ59") for page in pages) == 31


def test_the_lead_of_a_joint_document_signs_at_the_right() -> None:
    foot = compose(GALLERY["joint"]).sections[0].parts[-1]

    assert isinstance(foot, Pair)
    names = [
        [line.text for line in side if isinstance(line, Line)][-1] for row in foot.rows[:2] for side in row if side
    ]
    assert names == ["Vũ Thu Thảo", "Bùi Đức Thành", "Lê An Khang"]


def test_the_frames_of_urgency_are_as_wide_as_the_decree_says() -> None:
    widths = {}
    for degree in ("Khẩn", "Thượng khẩn", "Hỏa tốc"):
        head = compose(replace(GALLERY["letter"], urgency=degree)).sections[0].parts[0]
        assert isinstance(head, Pair)
        widths |= {part.text: part.width_mm for part in head.rows[1][0] if isinstance(part, Mark)}

    assert widths == {"KHẨN": 20, "THƯỢNG KHẨN": 40, "HỎA TỐC": 30}


def test_a_merged_head_covers_its_columns_and_repeats_with_them() -> None:
    table = docx.Document(io.BytesIO(write_docx(GALLERY["draft"]))).tables[1]
    upper, lower = table.rows[0], table.rows[1]

    assert [cell.text for cell in upper.cells] == ["TT", "Đơn vị", "Số người", "Số người", "Ghi chú"]
    assert [cell.text for cell in lower.cells] == ["TT", "Đơn vị", "Nam", "Nữ", "Ghi chú"]
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is not None for row in (upper, lower))
    assert len({id(cell._tc) for cell in table.rows[2].cells}) == 1


def test_party_text_has_exact_lines_and_an_indent_of_ten_millimetres() -> None:
    file = docx.Document(io.BytesIO(write_docx(GALLERY["party-decision"])))
    text, office = file.styles["Nội dung"], file.styles["Chức vụ người ký"]

    assert text.paragraph_format.line_spacing.pt == 18
    assert round(text.paragraph_format.first_line_indent.mm) == 10
    assert not office.font.bold
    assert styles_of("state")["sign_title"].bold


def test_two_offices_of_one_person_are_joined_by_a_small_word() -> None:
    signature = Signature(("PHÓ BÍ THƯ", "kiêm", "TRƯỞNG BAN CHỈ ĐẠO"), (), "Lê An Khang")
    text = write_text(replace(GALLERY["party-letter"], signature=signature))

    in_order(text, ["PHÓ BÍ THƯ\nkiêm\nTRƯỞNG BAN CHỈ ĐẠO\nLê An Khang"])
