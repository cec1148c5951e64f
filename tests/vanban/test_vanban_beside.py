"""Stamps of secrecy that stand beside the text: page heads, text boxes, watermarks, names of pictures."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml

import vanban
from vanban.intake import take_in
from vanban.read.secrecy import read_stamp_beside

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
BOX = f"<w:r {W} {V}><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"  # noqa: E501
WATERMARK = f'<w:r {W} {V}><w:pict><v:shape><v:textpath string="{{}}"/></v:shape></w:pict></w:r>'
PICTURE = f'<w:r {W} {WP}><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{{}}"/></wp:inline></w:drawing></w:r>'  # noqa: E501


def paper(words: str, place: str) -> bytes:
    document = Document()
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Thực hiện công tác phòng, chống ma túy năm 2026; bảo vệ bí mật nhà nước.")
    section = document.sections[0]
    if place == "header":
        section.header.paragraphs[0].text = words
    elif place == "footer":
        section.footer.paragraphs[0].text = words
    elif place == "header watermark":
        section.header.paragraphs[0]._p.append(parse_xml(WATERMARK.format(words)))
    else:
        shape = {"text box": BOX, "picture": PICTURE}[place]
        document.paragraphs[0]._p.append(parse_xml(shape.format(words)))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("place", ["header", "footer", "header watermark", "text box", "picture"])
def test_a_stamp_beside_the_text_is_seen(place: str) -> None:
    assert vanban.read_bytes(paper("TỐI MẬT", place)).secrecy == "TỐI MẬT"
    assert vanban.read_bytes(paper("Phòng tham mưu", place)).secrecy is None
    assert "TỐI MẬT" not in take_in(paper("TỐI MẬT", place)).text


def test_the_name_of_a_picture_on_a_page_is_seen() -> None:
    page = "<html><body><img src='a.png' alt='{}'><p>Kế hoạch phòng, chống ma túy</p></body></html>"
    assert vanban.read_bytes(page.format("dấu TUYỆT MẬT").encode()).secrecy == "TUYỆT MẬT"
    assert vanban.read_bytes(page.format("Quốc huy").encode()).secrecy is None


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("Dấu MẬT", "MẬT"),
        ("Ảnh: dấu TỐI MẬT đóng đỏ", "TỐI MẬT"),
        ("BẢO VỆ BÍ MẬT NHÀ NƯỚC", None),
        ("BẢO MẬT THÔNG TIN", None),
        ("mật độ dân số", None),
        ("Bảng tổng hợp MẬT được nêu trong một câu dài hơn một con dấu nhiều lần", None),
    ],
)
def test_what_counts_as_a_stamp_beside_the_text(line: str, stamp: str | None) -> None:
    assert read_stamp_beside([line]) == stamp
