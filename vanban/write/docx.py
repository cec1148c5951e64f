"""The document as an editable DOCX."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section as DocxSection
from docx.section import _BaseHeaderFooter
from docx.shared import Mm

from vanban.write import styles
from vanban.write.compose import compose
from vanban.write.docx_package import attach_references, blank, describe, packed
from vanban.write.docx_parts import PartWriter
from vanban.write.docx_styles import lay_styles, style_id
from vanban.write.layout import Line, Pair, Section
from vanban.write.model import OfficialDocument
from vanban.write.references import Bookmarks


def write_docx(document: OfficialDocument) -> bytes:
    """This will give the DOCX of `document`; raise `WriteRefused` where it cannot be written.

    Each reference of the model stands in the file as a bookmark (`references.read_references` lists them).
    """
    sheets = compose(document)
    file = blank()
    lay_styles(file, sheets.layout)
    describe(file, sheets)
    bookmarks = Bookmarks()
    writer = PartWriter(bookmarks)
    for index, section in enumerate(sheets.sections):
        if index:
            file.add_section()
            file.paragraphs[-1].style = styles.styles_of(sheets.layout)["after_table"].name
        _set_page(file.sections[-1], section, first=index == 0)
        _fill(file, section, writer)
    attach_references(file, bookmarks)
    return packed(file)


def _set_page(page: DocxSection, section: Section, *, first: bool) -> None:
    short, long = (Mm(side) for side in styles.PAGE_MM)
    page.page_width, page.page_height = (long, short) if section.landscape else (short, long)
    page.orientation = WD_ORIENT.LANDSCAPE if section.landscape else WD_ORIENT.PORTRAIT
    page.top_margin, page.bottom_margin = Mm(styles.MARGIN_TOP_MM), Mm(styles.MARGIN_BOTTOM_MM)
    page.left_margin, page.right_margin = Mm(styles.MARGIN_LEFT_MM), Mm(styles.MARGIN_RIGHT_MM)
    page.header_distance = page.footer_distance = Mm(styles.PAGE_NUMBER_MM)
    page.different_first_page_header_footer = True
    if first:
        # The page number stands in the middle of the top margin, from page 2 on (Phụ lục I, phần I, mục I.7).
        _set_header(page.first_page_header, "")
        _set_header(page.header, '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
        return
    restart = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    properties = page._sectPr
    for old in properties.xpath("./w:pgNumType"):
        properties.remove(old)
    properties.xpath("./w:pgMar")[0].addnext(restart)


def _set_header(header: _BaseHeaderFooter, content: str) -> None:
    header.is_linked_to_previous = False
    old = header.paragraphs[0]._p
    style = f'<w:pPr><w:pStyle w:val="{style_id("page_number")}"/></w:pPr>'
    old.getparent().replace(old, parse_xml(f"<w:p {nsdecls('w')}>{style}{content}</w:p>"))


def _fill(file: Document, section: Section, writer: PartWriter) -> None:
    body = file.element.body
    width = (styles.WIDE_TEXT_MM if section.landscape else styles.TEXT_MM) * 10
    followers = (*section.parts[1:], None)
    for at, (part, follower) in enumerate(zip(section.parts, followers, strict=True), 1):
        # The signature never stands alone on a page, nor under the closing line alone.
        keep = any(isinstance(each, Pair) and each.role == "foot" for each in section.parts[at : at + 2])
        body.insert_element_before(writer.element(part, width, keep_next=keep), "w:sectPr")
        if isinstance(part, Pair) and (follower is None or isinstance(follower, Pair)):
            # A body must end in a paragraph, and Word joins tables that touch; a low one adds no page.
            body.insert_element_before(writer.element(Line("after_table", ()), width), "w:sectPr")
