"""The file around a DOCX body: a lean blank to begin with, what it says about itself, its bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from typing import Final

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from vanban.write.layout import Sheets
from vanban.write.references import CUSTOM_PART, Bookmarks

_CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_EFFECTS: Final = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
# What the library's blank brings along and this document has no use for: a preview picture, another program's name …
_UNWANTED: Final = {
    _EFFECTS,
    RELATION.CUSTOM_XML,
    RELATION.EXTENDED_PROPERTIES,
    RELATION.NUMBERING,
    RELATION.THUMBNAIL,
}
# The file says no more about time than the document does: the same model gives the same bytes on any day.
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
# Word 2013 and later, so that it opens without "compatibility mode".
_COMPATIBILITY: Final = 15


def blank() -> Document:
    """This will give an empty document without the parts that the library's template brings along."""
    file = docx.Document()
    for relations in (file.part.package.rels, file.part.rels):
        _drop_unwanted(relations)
    settings = file.settings.element
    for child in list(settings):
        settings.remove(child)
    settings.append(parse_xml(f'<w:defaultTabStop {nsdecls("w")} w:val="720"/>'))
    settings.append(
        parse_xml(
            f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
            f'w:uri="http://schemas.microsoft.com/office/word" w:val="{_COMPATIBILITY}"/></w:compat>'
        )
    )
    settings.append(parse_xml(f'<w:themeFontLang {nsdecls("w")} w:val="vi-VN"/>'))
    settings.append(parse_xml(f'<w:decimalSymbol {nsdecls("w")} w:val=","/>'))
    settings.append(parse_xml(f'<w:listSeparator {nsdecls("w")} w:val=";"/>'))
    return file


def _drop_unwanted(relations: Relationships) -> None:
    for key in [key for key, relation in relations.items() if relation.reltype in _UNWANTED]:
        del relations[key]


def describe(file: Document, sheets: Sheets) -> None:
    """This will set title, author and dates from the document itself."""
    properties = file.core_properties
    properties.title = sheets.subject[:255]
    properties.author = sheets.author[:255]
    properties.last_modified_by = sheets.author[:255]
    properties.comments = ""
    properties.language = "vi-VN"
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(sheets.dated, time(), UTC)


def attach_references(file: Document, bookmarks: Bookmarks) -> None:
    """This will add the list that tells what each bookmark stands for; nothing where there is none."""
    if not bookmarks.references:
        return
    package = file.part.package
    part = Part(PackURI(CUSTOM_PART), _CUSTOM_TYPE, bookmarks.properties_xml(), package)
    package.relate_to(part, _CUSTOM_RELATION)


def packed(file: Document) -> bytes:
    """This will give the file's bytes with the time stamps of the archive taken out."""
    raw, clean = io.BytesIO(), io.BytesIO()
    file.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return clean.getvalue()
