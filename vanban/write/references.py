"""References in a DOCX: a bookmark at each figure, and the list that tells what each bookmark stands for.

A bookmark's name holds 40 letters at most, so the whole reference stands in the file's custom properties
under that name.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

CUSTOM_PART = "/docProps/custom.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# Fixed by ECMA-376 part 1, 22.3: the format identifier of user-defined properties.
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_READABLE = 20
_LARGEST_PROPERTIES = 4_000_000


class Bookmarks:
    """Gives each reference its bookmark name; the same reference met again gets "_2", "_3" …"""

    def __init__(self) -> None:
        self.references: dict[str, str] = {}

    def name_for(self, ref: str) -> str:
        """This will give a new name for `ref`: stable, readable, at most 40 ASCII letters, digits and underscores."""
        base = bookmark_name(ref)
        name, turn = base, 1
        while name in self.references:
            turn += 1
            name = f"{base}_{turn}"
        self.references[name] = ref
        return name

    def properties_xml(self) -> bytes:
        """This will give the custom properties part: bookmark name → reference."""
        rows = "".join(
            f'<property fmtid="{_FORMAT_ID}" pid="{pid}" name={quoteattr(name)}>'
            f"<vt:lpwstr>{escape(ref)}</vt:lpwstr></property>"
            for pid, (name, ref) in enumerate(self.references.items(), start=2)
        )
        xml = f'<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_TYPES}">{rows}</Properties>'
        return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml.encode()


def bookmark_name(ref: str) -> str:
    """This will give the stable bookmark name of a reference, e.g. `ref_value_nghien_01_2026_Q2_1f3a9c02`."""
    plain = unicodedata.normalize("NFKD", ref.replace("đ", "d").replace("Đ", "D"))
    readable = re.sub(r"[^A-Za-z0-9]+", "_", plain.encode("ascii", "ignore").decode())[:_READABLE].strip("_")
    return f"ref_{readable}_{hashlib.sha256(ref.encode()).hexdigest()[:8]}"


def read_references(data: bytes) -> dict[str, str]:
    """This will give bookmark name → reference of a DOCX written here; empty for any other."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = CUSTOM_PART.lstrip("/")
        if name not in archive.namelist() or archive.getinfo(name).file_size > _LARGEST_PROPERTIES:
            return {}
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(archive.read(name), parser)
    rows = root.findall(f"{{{_NAMESPACE}}}property")
    return {str(row.get("name")): row.findtext(f"{{{_TYPES}}}lpwstr") or "" for row in rows}
