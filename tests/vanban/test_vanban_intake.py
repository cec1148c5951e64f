"""Files by content: what is read, what is refused and with which words. And the command line."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK

import vanban
from vanban.intake import IntakeRefused, take_in

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def docx_bytes() -> bytes:
    document = docx.Document()
    document.add_paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Số: 18/KH-UBND"
    table.cell(0, 1).text = "Hoa Mai, ngày 12 tháng 02 năm 2026"
    roster = document.add_table(rows=0, cols=3)
    for number in range(40):
        for column, cell in enumerate(roster.add_row().cells):
            cell.text = f"ô {number}.{column}"
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Phòng, chống ma túy năm 2026")
    first = document.add_paragraph("I. MỤC TIÊU")
    first.add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Rà soát địa bàn", style="List Number")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_docx_with_its_tables_in_order() -> None:
    reading = vanban.read_bytes(docx_bytes(), "anything.bin")
    assert reading.format == "docx"
    assert (reading.metadata.kind, reading.metadata.number) == ("KH", "18/KH-UBND")
    assert reading.metadata.place == "Hoa Mai"
    assert [one.anchor for one in reading.provisions] == ["I", "I.1"]


def test_no_cell_is_lost() -> None:
    lines = take_in(docx_bytes()).text.split("\n")
    assert [line for line in lines if line.startswith("ô ")] == [f"ô {r}.{c}" for r in range(40) for c in range(3)]


def test_html_by_its_tags() -> None:
    page = (
        "<html><head><title>x</title><script>var a = 'I. KHÔNG'</script></head><body><nav>Trang chủ</nav>"
        "<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><table><tr>"
        "<td>Số: 5/CT-UBND</td><td>Hoa Mai, ngày 01 tháng 3 năm 2026</td></tr></table>"
        "<p>CHỈ THỊ</p><p>Về phòng, chống ma tu&yacute;</p><p>1. S&#7903; Y tế chủ trì.</p></body></html>"
    )
    reading = vanban.read_bytes(page.encode())
    assert reading.format == "html"
    assert (reading.metadata.number, reading.metadata.title) == ("5/CT-UBND", "Về phòng, chống ma túy")
    assert [one.leads for one in reading.assignments] == [("Sở Y tế",)]
    assert "KHÔNG" not in reading.text
    assert "Trang chủ" not in reading.text


def test_tables_of_pages_keep_their_columns() -> None:
    page = (
        "<html><body><table><tr><th colspan=2>Nhiệm vụ</th><th>Chủ trì</th></tr>"
        "<tr><td rowspan=2>1</td><td>Rà soát</td><td></td></tr><tr><td>Tập huấn</td><td>Sở Y tế</td></tr></table>"
        "</body></html>"
    )
    reading = vanban.read_bytes(page.encode())
    placed = {(one.row, one.column): reading.text[one.start : one.end] for one in reading.blocks}
    assert placed == {
        (1, 0): "Nhiệm vụ", (1, 2): "Chủ trì", (2, 0): "1", (2, 1): "Rà soát", (3, 1): "Tập huấn", (3, 2): "Sở Y tế",
    }  # fmt: skip


def test_lists_and_what_a_page_hides() -> None:
    page = (
        "<html><body><ol start=3><li>Rà soát<li>Tập huấn</ol><ul><li>Sở Y tế</ul>"
        "<p style='display: none'>ẩn</p><p hidden>ẩn</p><p aria-hidden='true'>ẩn</p><del>ẩn</del><p>Hiện</p>"
        "</body></html>"
    )
    lines = [line for line in take_in(page.encode()).text.split("\n") if line]
    assert lines == ["3. Rà soát", "4. Tập huấn", "- Sở Y tế", "Hiện"]


def test_letters_of_an_old_font_on_a_page() -> None:
    page = "<html><body><p>Kế hoạch <font face='.VnTime'>phßng, chèng ma tóy</font></p></body></html>"
    assert take_in(page.encode()).text.strip() == "Kế hoạch phòng, chống ma túy"


def test_markdown_becomes_plain_lines() -> None:
    text = (
        "# Kế hoạch\n\n> Trích: [Kế hoạch 18](https://a.vn/18)\n\n"
        "| Nhiệm vụ | Chủ trì |\n|---|:-:|\n| Rà soát | **Công an** |\n"
        "\nMục | Số\n--- | ---\nA | 5\n"
    )
    reading = vanban.read_bytes(text.encode())
    assert reading.format == "markdown"
    placed = [(one.table, one.row, one.column, reading.text[one.start : one.end]) for one in reading.blocks]
    assert placed == [
        (0, 0, 0, "Kế hoạch"), (0, 0, 0, "Trích: Kế hoạch 18"), (1, 1, 0, "Nhiệm vụ"), (1, 1, 1, "Chủ trì"),
        (1, 2, 0, "Rà soát"), (1, 2, 1, "Công an"), (2, 1, 0, "Mục"), (2, 1, 1, "Số"), (2, 2, 0, "A"), (2, 2, 1, "5"),
    ]  # fmt: skip


def test_text_in_utf16_and_markdown() -> None:
    assert take_in("Kế hoạch".encode("utf-16")).text == "Kế hoạch"
    assert take_in("# Kế hoạch\n\nnội dung".encode()).format == "markdown"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n\t", "empty"),
        (zipped(**{"readme.txt": b"x"}), "zip"),
        (zipped(**{"[Content_Types].xml": b"x", "xl__workbook.xml": b"x"}), "spreadsheet"),
        (zipped(**{"[Content_Types].xml": b"x", "ppt__presentation.xml": b"x"}), "slides"),
        (b"Rar!\x1a\x07\x00" + b"x" * 40, "zip"),
        (zipped(**{"word__document.xml": b"<not closed"}), "corrupt"),
        (b"PK\x03\x04 broken", "corrupt"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "camera-picture"),
        (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "docx-password"),
        (OLE + b"\x00" * 600 + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (b"%PDF-1.7\nbroken", "corrupt"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "program"),
        (b"\x01\x02\x03\x04abc" * 40, "binary"),
        ("Вечером дождь шёл".encode("koi8-r") * 9, "encoding"),
    ],
)
def test_what_is_no_document_is_refused_with_its_remedy(data: bytes, code: str) -> None:
    with pytest.raises(IntakeRefused) as refusal:
        take_in(data, "ke-hoach.docx")
    assert refusal.value.code == code
    assert refusal.value.message_vi.endswith(".")
    assert refusal.value.remedy_vi.endswith(".")


def test_too_large_says_the_limit() -> None:
    with pytest.raises(IntakeRefused, match="giới hạn 1 MB") as refusal:
        take_in(b"a" * (1024 * 1024 + 1), limit=1024 * 1024)
    assert refusal.value.code == "too-large"


def test_a_docx_that_swells_is_refused_before_it_is_opened() -> None:
    bomb = zipped(**{"word__document.xml": b"<a/>" * 600_000})
    with pytest.raises(IntakeRefused) as refusal:
        take_in(bomb, limit=1024 * 1024)
    assert refusal.value.code == "zip-bomb"


def test_a_page_nested_without_end_is_refused_before_it_is_parsed() -> None:
    for deep in ("<div>" * 6000, "<div></x>" * 6000):
        with pytest.raises(IntakeRefused) as refusal:
            take_in(f"<html><body>{deep}Kế hoạch".encode())
        assert refusal.value.code == "corrupt"
    wide = "<html><body>" + "<div><p>Kế hoạch<br></div>" * 6000
    assert take_in(wide.encode()).format == "html"


def test_a_document_of_countless_paragraphs_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document()
    for _ in range(12):
        document.add_paragraph("Kế hoạch")
    written = io.BytesIO()
    document.save(written)
    assert take_in(written.getvalue()).format == "docx"
    monkeypatch.setattr("vanban.intake.docx._MAX_PARAGRAPHS", 10)
    with pytest.raises(IntakeRefused) as refusal:
        take_in(written.getvalue())
    assert refusal.value.code == "zip-bomb"
