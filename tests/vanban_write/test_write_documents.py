"""Every kind of document has its parts, in their order, in DOCX, PDF, HTML and text."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from written_samples import document, docx_text, long_report, pdf_text

from vanban.write.docx import write_docx
from vanban.write.files import docx_and_pdf
from vanban.write.fonts import find_fonts
from vanban.write.html import write_html
from vanban.write.kinds import KINDS
from vanban.write.model import Annex, Article, Column, Heading, Item, OfficialDocument, Paragraph, Signature, Table
from vanban.write.pdf import write_pdf
from vanban.write.refusal import WriteRefused
from vanban.write.text import write_text

HEAD = ["ỦY BAN NHÂN DÂN", "TỈNH HOA MAI"]
MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
DATE = "Hoa Mai, ngày 05 tháng 02 năm 2026"
FOOT = ["Nơi nhận:", "- Lưu: VT, NC.", "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", "Trần Bình Minh"]
TITLE = "Tăng cường phòng, chống ma túy năm 2026"
PARTS = {
    "KH": ["Số: 07/KH-UBND", DATE, "KẾ HOẠCH", TITLE, "I. MỤC ĐÍCH", "1. Mục đích", "a) Nâng cao", "đ) Giữ"],
    "CT": ["Số: 07/CT-UBND", DATE, "CHỈ THỊ", TITLE, "I. MỤC ĐÍCH"],
    "BC": ["Số: 07/BC-UBND", DATE, "BÁO CÁO", TITLE, "I. MỤC ĐÍCH"],
    "TB": ["Số: 07/TB-UBND", DATE, "THÔNG BÁO", TITLE],
    "CV": ["Số: 07/UBND-NC", f"V/v {TITLE}", DATE, "Kính gửi:", "- Các sở, ban, ngành;", "phường.", "I. MỤC"],
    "TTr": ["Số: 07/TTr-UBND", DATE, "TỜ TRÌNH", TITLE, "Kính gửi:", "- Các sở, ban, ngành;"],
    "QĐ": [
        "Số: 07/QĐ-UBND",
        DATE,
        "QUYẾT ĐỊNH",
        TITLE,
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HOA MAI",
        "Căn cứ Luật Phòng, chống ma túy;",
        "Theo đề nghị của Giám đốc Công an tỉnh.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành",
        "Điều 2. Quyết định",
    ],
    "NQ": ["NGHỊ QUYẾT", "ỦY BAN NHÂN DÂN TỈNH HOA MAI", "Căn cứ", "QUYẾT NGHỊ:", "Điều 1."],
}


def in_order(text: str, parts: list[str]) -> None:
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"“{part}” is missing after “{text[max(0, at - 40) : at]}”"
        at = found + len(part)


@pytest.mark.parametrize("kind", PARTS)
def test_a_document_has_its_parts_in_order_in_every_format(kind: str) -> None:
    written = document(kind)
    expected = [*HEAD, *MOTTO, *PARTS[kind], *FOOT]

    in_order(docx_text(write_docx(written)), expected)
    in_order(write_text(written), expected)
    in_order(re.sub(r"<[^>]+>", "", write_html(written)), expected)
    in_order(pdf_text(write_pdf(written, find_fonts())), expected)


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_word_of_the_decree_can_be_laid_out(kind: str) -> None:
    assert f"\n\n{KINDS[kind]}\n\n" in write_text(document(kind))


def test_a_document_without_number_and_date_leaves_room_for_them() -> None:
    text = write_text(long_report())

    assert re.search(r"Số:\s{3,}/BC-UBND", text)
    assert re.search(r"Hoa Mai, ngày\s{2,}tháng\s{2,}năm 2026", text)
    assert "DỰ THẢO" in text


def test_a_party_document_has_no_motto_and_its_own_number_form() -> None:
    written = document(
        "CT",
        layout="party",
        superior=None,
        issuer="Tỉnh ủy Hoa Mai",
        number="07-CT/TU",
        grounds=("Căn cứ Điều lệ Đảng",),
        signature=Signature(("T/M BAN THƯỜNG VỤ",), ("BÍ THƯ",), "Lê An Khang"),
    )
    text = write_text(written)

    in_order(
        text, ["TỈNH ỦY HOA MAI\n*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 07-CT/TU", "CHỈ THỊ", "-----", "- Căn cứ Điều lệ"]
    )
    assert "Độc lập" not in text
    assert "Số:" not in text
    assert write_pdf(written, find_fonts()).startswith(b"%PDF")


def test_a_telegram_names_its_sender_urgency_and_addressees() -> None:
    written = document(
        "CĐ", urgency="Hỏa tốc", enacting="Chủ tịch UBND tỉnh Hoa Mai", addressees=("Công an tỉnh", "Sở Y tế")
    )

    in_order(write_text(written), ["HỎA TỐC", "CÔNG ĐIỆN", "Chủ tịch UBND tỉnh Hoa Mai điện:", "- Công an tỉnh;"])


def test_an_attached_plan_repeats_the_head_on_a_page_of_its_own() -> None:
    plan = Annex("Chuyển hóa địa bàn", (Heading("I", "MỤC TIÊU"),), kind="KH", own_head=True, note="(Kèm theo)")
    written = document("QĐ", annexes=(plan,))
    pages = pdf_text(write_pdf(written, find_fonts())).split("\n")

    assert len(pages) == 2
    in_order(pages[1], [*HEAD, MOTTO[0], "KẾ HOẠCH", "Chuyển hóa địa bàn", "(Kèm theo)", "I. MỤC TIÊU"])
    assert "Số:" not in pages[1]


def test_a_long_table_flows_over_pages_and_repeats_its_head() -> None:
    pages = pdf_text(write_pdf(long_report(), find_fonts())).split("\n")

    with_rows = [page for page in pages if "Xã Sen Hồng" in page]
    assert len(with_rows) >= 4
    assert all("Xã, phường" in page for page in with_rows)
    assert "138.515" in "".join(pages)


def test_the_annex_lies_across_and_is_paged_afresh() -> None:
    data = write_pdf(long_report(), find_fonts())
    pages = pypdfium2.PdfDocument(data)
    width, height = pages[len(pages) - 1].get_size()

    assert width > height
    texts = pdf_text(data).split("\n")
    assert not texts[0].startswith("1 ")
    assert texts[1].startswith("2 ")
    assert texts[-1].startswith("Phụ lục I")


def test_docx_measures_are_those_of_the_decree() -> None:
    file = docx.Document(io.BytesIO(write_docx(long_report())))
    page = file.sections[0]
    grid = [int(column.get(qn("w:w"))) for column in file.tables[0]._tbl.tblGrid.findall(qn("w:gridCol"))]

    measures = [page.page_width, page.page_height, page.left_margin, page.right_margin, page.top_margin]
    assert [round(each.mm) for each in measures] == [210, 297, 30, 15, 20]
    assert abs(sum(grid) - 165 * 56.69) < 3
    assert file.styles["Nội dung"].font.size.pt == 14
    assert file.styles["Heading 1"].font.bold
    fonts = file.styles["Nội dung"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    assert file.tables[1].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "PAGE" in file.sections[0].header._element.xml
    assert file.sections[1].orientation == 1


def test_every_paragraph_has_a_real_style() -> None:
    file = docx.Document(io.BytesIO(write_docx(long_report())))
    styles = {style.style_id for style in file.styles}

    used = {mark.get(qn("w:val")) for mark in file.element.body.iter(qn("w:pStyle"))}
    headers = (file.sections[0].header, file.sections[0].first_page_header)
    used |= {mark.get(qn("w:val")) for header in headers for mark in header._element.iter(qn("w:pStyle"))}
    assert used <= styles
    assert "Normal" not in used


@pytest.mark.parametrize("write", [write_docx, lambda each: write_pdf(each, find_fonts())], ids=["docx", "pdf"])
def test_the_same_document_gives_the_same_bytes(write: object) -> None:
    assert callable(write)
    assert write(long_report()) == write(long_report())


def test_a_docx_says_nothing_about_the_day_or_machine_it_was_made_on() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(document("KH")))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        names = set(archive.namelist())

    assert "2026-02-05T00:00:00Z" in core
    assert "python-docx" not in core
    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/webSettings.xml",
        "word/fontTable.xml",
        "word/theme/theme1.xml",
        "word/header1.xml",
        "word/header2.xml",
    }


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x1f", "\x85", "\ufffe", "\ud800", "\u202e"])
def test_a_letter_that_no_file_can_hold_is_refused_with_its_place(sign: str) -> None:
    written = document("KH", body=(Item("a", f"Báo cáo{sign} kết quả"),))

    with pytest.raises(WriteRefused) as refusal:
        write_text(written)
    assert refusal.value.code == "control_character"
    assert f"U+{ord(sign):04X}" in refusal.value.message
    assert "Mục a)" in refusal.value.message


def test_a_letter_that_the_font_has_not_is_refused_by_name() -> None:
    with pytest.raises(WriteRefused) as refusal:
        write_pdf(document("KH", body=(Paragraph("Kết quả 漢 tốt"),)), find_fonts())
    assert refusal.value.code == "missing_glyph"
    assert "漢" in refusal.value.message
    assert "漢" in docx_text(write_docx(document("KH", body=(Paragraph("Kết quả 漢 tốt"),))))


def test_a_letter_that_the_font_has_not_leaves_the_file_to_edit() -> None:
    docx, pdf = docx_and_pdf(document("KH", body=(Paragraph("Kết quả 漢 tốt"),)))
    assert "漢" in docx_text(docx)
    assert pdf == b""
    assert docx_and_pdf(document("KH"))[1].startswith(b"%PDF")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(WriteRefused, match="Không có loại văn bản"):
        write_text(document("XYZ"))


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(WriteRefused, match="2 cột"):
        write_text(document("BC", body=(Table((Column("A"), Column("B")), (("1",),)),)))


def test_words_of_an_agency_with_line_breaks_become_paragraphs() -> None:
    written = document("BC", body=(Paragraph("Khó khăn thứ nhất.\r\n\nKhó khăn thứ hai."),))

    assert "Khó khăn thứ nhất.\n\nKhó khăn thứ hai." in write_text(written)


def test_long_names_wrap_inside_their_cell() -> None:
    name = "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc"
    written: OfficialDocument = document("BC", issuer=name, body=(Article("1", "Nội dung."),))

    in_order(pdf_text(write_pdf(written, find_fonts())), ["BAN CHỈ ĐẠO PHÒNG, CHỐNG", "AN NINH TỔ QUỐC", MOTTO[0]])


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ban Chỉ đạo phòng, chống ma túy tỉnh Hoa Mai", ["BAN CHỈ ĐẠO PHÒNG, CHỐNG MA TÚY", "TỈNH HOA MAI"]),
        ("Phòng Văn hóa - Xã hội phường Hoa Ban", ["PHÒNG VĂN HÓA - XÃ HỘI", "PHƯỜNG HOA BAN"]),
        ("Công an tỉnh Hoa Mai", ["CÔNG AN TỈNH HOA MAI"]),
        ("Ban Chỉ đạo phòng, chống tệ nạn xã hội", ["BAN CHỈ ĐẠO PHÒNG, CHỐNG TỆ NẠN XÃ HỘI"]),
    ],
)
def test_the_area_of_a_long_name_keeps_its_line(name: str, lines: list[str]) -> None:
    written = write_docx(document("BC", issuer=name, body=(Article("1", "Nội dung."),)))

    said = docx_text(written).splitlines()
    assert said[said.index(lines[0]) : said.index(lines[0]) + len(lines)] == lines
    assert len(lines) > 1 or not any(line.startswith(("TỈNH", "XÃ")) for line in said)
