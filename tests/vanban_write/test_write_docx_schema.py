"""The XML of a DOCX stands in the order that the schema wants (ECMA-376, part 1, transitional wml.xsd).

Word calls a file damaged whose elements are out of order; LibreOffice and python-docx take it without a word.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from written_gallery import GALLERY
from written_samples import long_report

from vanban.write.docx import write_docx

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What may stand in each element, in this order.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang",
    "pBdr": "top left bottom right between bar",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tr": "trPr tc",
    "trPr": "cantSplit tblHeader",
    "tc": "tcPr p tbl",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "docDefaults": "rPrDefault pPrDefault",
    "settings": "defaultTabStop compat themeFontLang decimalSymbol listSeparator",
}
REPEATED = {"tr", "tc", "p", "tbl", "headerReference", "footerReference"}


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


@pytest.mark.parametrize("name", GALLERY)
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    for part, root in parts(write_docx(GALLERY[name])).items():
        for element in root.iter(*(f"{WORD}{tag}" for tag in ORDER)):
            tag = str(element.tag).removeprefix(WORD)
            order = ORDER[tag].split()
            found = [str(child.tag).removeprefix(WORD) for child in element]
            assert set(found) <= set(order), f"{part}: {found} in {tag}"
            if tag != "tc":
                assert found == sorted(found, key=order.index), f"{part}: {found} in {tag}"
            once = [child for child in found if child not in REPEATED]
            assert len(once) == len(set(once)), f"{part}: {found} in {tag}"


@pytest.mark.parametrize("name", GALLERY)
def test_every_row_fills_its_grid_and_every_cell_ends_in_a_paragraph(name: str) -> None:
    body = parts(write_docx(GALLERY[name]))["word/document.xml"]

    for table in body.iter(f"{WORD}tbl"):
        columns = len(table.findall(f"{WORD}tblGrid/{WORD}gridCol"))
        for row in table.findall(f"{WORD}tr"):
            spans = [cell.find(f"{WORD}tcPr/{WORD}gridSpan") for cell in row.findall(f"{WORD}tc")]
            assert sum(1 if span is None else int(span.get(f"{WORD}val")) for span in spans) == columns
    for cell in body.iter(f"{WORD}tc"):
        assert cell[-1].tag == f"{WORD}p"


def test_no_two_tables_touch() -> None:
    """Word joins two tables without a paragraph between them into one."""
    for written in GALLERY.values():
        body = parts(write_docx(written))["word/document.xml"][0]
        tags = [str(child.tag).removeprefix(WORD) for child in body]
        assert ("tbl", "tbl") not in pairwise(tags)
        assert tags[-2:] == ["p", "sectPr"]


def test_bookmarks_open_and_close_once_each() -> None:
    body = parts(write_docx(long_report()))["word/document.xml"]
    opened = [mark.get(f"{WORD}id") for mark in body.iter(f"{WORD}bookmarkStart")]
    closed = [mark.get(f"{WORD}id") for mark in body.iter(f"{WORD}bookmarkEnd")]

    assert opened
    assert len(opened) == len(set(opened))
    assert sorted(opened) == sorted(closed)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_layout(tmp_path: Path) -> None:
    files = []
    for name, written in GALLERY.items():
        (path := tmp_path / f"{name}.docx").write_bytes(write_docx(written))
        files.append(str(path))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)

    for name, written in GALLERY.items():
        pages = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
        text = " ".join(page.get_textpage().get_text_range() for page in pages)
        assert len(pages) == 1 + len(written.annexes)
        assert str(written.signature.name) in text
