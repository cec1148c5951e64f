"""Word files: what stands in their XML comes out in order, as Word would show it. And older kinds of files."""

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

import vanban
from vanban.intake import IntakeRefused, take_in

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def with_body(xml: str, **parts: str) -> bytes:
    """This will make a Word file of a body's XML and of more parts by name (styles, footnotes, numbering)."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{kind}/{name}" Target="{name}.xml"/>' for index, name in enumerate(parts)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{xml}</w:body></w:document>")
        package.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}'
            "</Relationships>",
        )
        for name, part in parts.items():
            package.writestr(f"word/{name}.xml", part)
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lines(data: bytes) -> list[str]:
    return [line for line in take_in(data).text.split("\n") if line]


def test_tracked_changes_show_what_was_put_in() -> None:
    body = (
        "<w:p><w:r><w:t>Hoàn thành </w:t></w:r><w:del><w:r><w:delText>60%</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>80%</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> cũ</w:t></w:r></w:moveFrom></w:p>"
    )
    assert lines(with_body(body)) == ["Hoàn thành 80%"]


def test_fields_links_and_content_controls_show_their_results() -> None:
    body = (
        '<w:sdt><w:sdtContent><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12/02/2026</w:t></w:r>'
        "<w:hyperlink><w:r><w:t> Kế hoạch 18</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>"
    )
    assert lines(with_body(body)) == ["12/02/2026 Kế hoạch 18"]


def test_hidden_text_is_hidden_and_capitals_are_capitals() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:caps/></w:rPr><w:t>kế hoạch</w:t></w:r>"
        "<w:r><w:br/><w:t>năm</w:t><w:noBreakHyphen/><w:t>2026</w:t></w:r></w:p>"
    )
    assert lines(with_body(body)) == ["KẾ HOẠCH", "năm-2026"]


def test_footnotes_follow_their_paragraph() -> None:
    body = f'<w:p><w:r><w:t>Mục tiêu</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>{p("Sau đó")}'
    notes = f'<w:footnotes {W}><w:footnote w:id="7">{p("Theo Kế hoạch 18.")}</w:footnote></w:footnotes>'
    assert lines(with_body(body, footnotes=notes)) == ["Mục tiêu[1]", "[1] Theo Kế hoạch 18.", "Sau đó"]


def test_merged_cells_keep_their_columns() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"ô {row}.{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "ngang"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "dọc"
    blocks = vanban.read_bytes(saved(document)).blocks
    text = vanban.read_bytes(saved(document)).text
    placed = {(block.row, block.column): text[block.start : block.end] for block in blocks if block.table}
    assert placed == {
        (1, 0): "ngang", (1, 2): "ô 0.2", (2, 0): "dọc", (2, 1): "ô 1.1", (2, 2): "ô 1.2", (3, 1): "ô 2.1",
        (3, 2): "ô 2.2",
    }  # fmt: skip


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Trên")
    box = f"<w:txbxContent>{p('Nơi nhận: Thường trực Tỉnh ủy; các sở, ban, ngành của tỉnh')}</w:txbxContent>"
    alternate = (
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    paragraph._p.append(parse_xml(alternate))
    document.add_paragraph("Dưới")
    expected = ["Trên", "Nơi nhận: Thường trực Tỉnh ủy; các sở, ban, ngành của tỉnh", "Dưới"]
    assert lines(saved(document)) == expected


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>"""


def item(text: str, level: int, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_written_out() -> None:
    letters = [item(f"c{index}", 2) for index in range(6)]
    body = "".join([item("A", 0), item("B", 1), *letters, item("D", 1), item("E", 2), item("F", 0, 2), item("G", 0, 3)])
    assert lines(with_body(body, numbering=NUMBERING)) == [
        "I. A", "1. B", "a) c0", "b) c1", "c) c2", "d) c3", "e) c4", "f) c5", "2. D", "a) E", "II. F", "IV. G",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY x "y">]><w:document/>', "xml-entities"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><w:document/>', "xml-entities"),
        ("<w:document><w:body>", "corrupt"),
        (f"<w:document {W}>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + "</w:document>", "corrupt"),
        (f"<w:document {W}><w:body>" + "<w:tbl><w:tr><w:tc>" * 20 + "</w:tc></w:tr></w:tbl>" * 20
         + "</w:body></w:document>", "corrupt"),
    ],
)  # fmt: skip
def test_hostile_xml_is_refused(xml: str, code: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", xml)
    with pytest.raises(IntakeRefused) as refusal:
        take_in(out.getvalue())
    assert refusal.value.code == code


def test_a_package_of_countless_parts_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(10_001):
            package.writestr(f"word/{number}.xml", "")
    with pytest.raises(IntakeRefused) as refusal:
        take_in(out.getvalue())
    assert refusal.value.code == "zip-bomb"


def fake_office(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


LEGACY = OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le")


def test_an_old_word_file_goes_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(with_body(p("KẾ HOẠCH")))
    copy = f'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp {made} "$2/source.docx"'
    fake_office(tmp_path, copy)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + os.environ["PATH"])
    for data, kind in ((LEGACY, "doc"), (b"{\\rtf1 x}", "rtf")):
        taken = take_in(data, "ke-hoach.docx")
        assert (taken.format, taken.text.strip()) == (kind, "KẾ HOẠCH")


@pytest.mark.parametrize("script", ["exit 1", "sleep 60"])
def test_a_conversion_that_fails_or_hangs_is_refused(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_office(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + os.environ["PATH"])
    monkeypatch.setattr("vanban.intake.office._SECONDS", 1)
    with pytest.raises(IntakeRefused) as refusal:
        take_in(LEGACY)
    assert refusal.value.code == "office-failed"


def test_without_libreoffice_an_old_file_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(IntakeRefused, match=r"\(doc\).*LibreOffice") as refusal:
        take_in(LEGACY)
    assert "docx" in refusal.value.remedy_vi


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_older_kinds_read_like_the_new(kind: str, tmp_path: Path) -> None:
    source = tmp_path / "source.docx"
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.add_table(rows=1, cols=2).cell(0, 1).text = "Công an tỉnh"
    source.write_bytes(saved(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    taken = take_in((tmp_path / f"source.{kind}").read_bytes())
    assert taken.format == kind
    assert "KẾ HOẠCH" in taken.text
    assert "Công an tỉnh" in taken.text
