"""The document as an editable DOCX."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section as DocxSection
from docx.shared import Mm

from vanban.write import styles
from vanban.write.compose import compose
from vanban.write.docx_parts import PartWriter
from vanban.write.docx_styles import lay_styles
from vanban.write.layout import Line, Pair, Section, Sheets
from vanban.write.model import OfficialDocument
from vanban.write.references import CUSTOM_PART, Bookmarks

_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_docx(document: OfficialDocument) -> bytes:
    """Give the DOCX of ``document``; raise ``WriteRefused`` where it can't be written.

    Each reference of the model stands in the file as a bookmark (``references.read_references`` lists them).
    """
    sheets = compose(document)
    file = docx.Document()
    lay_styles(file)
    _describe(file, sheets)
    bookmarks = Bookmarks()
    writer = PartWriter(bookmarks)
    for index, section in enumerate(sheets.sections):
        if index:
            file.add_section()
            file.paragraphs[-1].style = file.styles["Sau bảng"]
        _set_page(file.sections[-1], section, first=index == 0)
        _fill(file, section, writer)
    if bookmarks.references:
        _attach_references(file, bookmarks)
    return _packed(file)


def _describe(file: Document, sheets: Sheets) -> None:
    properties = file.core_properties
    properties.title = sheets.subject[:255]
    properties.author = sheets.author[:255]
    properties.last_modified_by = sheets.author[:255]
    properties.comments = ""
    properties.language = "vi-VN"
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(sheets.dated, time(), UTC)


def _set_page(page: DocxSection, section: Section, *, first: bool) -> None:
    short, long = (Mm(side) for side in styles.PAGE_MM)
    page.page_width, page.page_height = (long, short) if section.landscape else (short, long)
    page.orientation = WD_ORIENT.LANDSCAPE if section.landscape else WD_ORIENT.PORTRAIT
    page.top_margin, page.bottom_margin = Mm(styles.MARGIN_TOP_MM), Mm(styles.MARGIN_BOTTOM_MM)
    page.left_margin, page.right_margin = Mm(styles.MARGIN_LEFT_MM), Mm(styles.MARGIN_RIGHT_MM)
    page.header_distance = page.footer_distance = Mm(10)
    page.different_first_page_header_footer = True
    if first:
        page.first_page_header.is_linked_to_previous = False
        _number_pages(page)
        return
    restart = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    properties = page._sectPr
    for old in properties.xpath("./w:pgNumType"):
        properties.remove(old)
    properties.xpath("./w:pgMar")[0].addnext(restart)


def _number_pages(page: DocxSection) -> None:
    """Put the page number in the middle of the top margin, from page 2 on (Phụ lục I, phần I, mục I.7)."""
    size = styles.PAGE_NUMBER_PT * 2
    paragraph = page.header.paragraphs[0]._p
    for child in list(paragraph):
        paragraph.remove(child)
    new = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:rPr>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    )
    paragraph.getparent().replace(paragraph, new)


def _fill(file: Document, section: Section, writer: PartWriter) -> None:
    body = file.element.body
    page_width = styles.PAGE_MM[1] if section.landscape else styles.PAGE_MM[0]
    width = (page_width - styles.MARGIN_LEFT_MM - styles.MARGIN_RIGHT_MM) * 10
    followers = (*section.parts[1:], None)
    for part, follower in zip(section.parts, followers, strict=True):
        # The signature never stands alone on a page.
        keep = isinstance(follower, Pair) and follower.role == "foot"
        body.insert_element_before(writer.element(part, width, keep_next=keep), "w:sectPr")
    if isinstance(section.parts[-1], Pair):
        # A body must end in a paragraph; a low one adds no page.
        body.insert_element_before(writer.element(Line("after_table", ()), width), "w:sectPr")


def _attach_references(file: Document, bookmarks: Bookmarks) -> None:
    package = file.part.package
    part = PackagePart(PackURI(CUSTOM_PART), _CUSTOM_TYPE, bookmarks.properties_xml(), package)
    package.relate_to(part, _CUSTOM_RELATION)


def _packed(file: Document) -> bytes:
    """Give the file's bytes with the time stamps of the archive taken out."""
    raw, clean = io.BytesIO(), io.BytesIO()
    file.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return clean.getvalue()
