"""The parts of an Office package (ZIP of XML), opened with bounds: what swells, nests or hides entities is refused."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from vanban.intake.refusals import IntakeRefused

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAX_RATIO = 200
_MAX_UNPACKED = 400 * 1024 * 1024  # declared by all parts; pictures are never unpacked
_MAX_PART = 32 * 1024 * 1024  # bytes of XML in a part: a thousand pages take a third
_MAX_PARTS = 10_000
_HEAD = 4096
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def w(name: str) -> str:
    """This will give the full name of an element or attribute of Word's own."""
    return f"{{{W}}}{name}"


def word_value(node: Any, name: str, default: str = "") -> str:
    """This will give the value of a child such as <w:numFmt w:val="…"/>."""
    child = node.find(w(name)) if node is not None else None
    found = child.get(w("val")) if child is not None else None
    return found if isinstance(found, str) else default


@dataclass(frozen=True)
class Package:
    """A Word document's package."""

    archive: zipfile.ZipFile
    main: str

    @cached_property
    def relations(self) -> dict[str, list[str]]:
        """The names of parts that the main part refers to, by the last word of the relation: "styles", "header" …"""
        root = self.part(join(dirname(self.main), "_rels", f"{self.main.rsplit('/', 1)[-1]}.rels"))
        found: dict[str, list[str]] = {}
        for node in root.iter(f"{{{_RELATIONS}}}Relationship") if root is not None else ():
            target, kind = node.get("Target") or "", node.get("Type") or ""
            if node.get("TargetMode") == "External" or not target:
                continue
            name = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(self.main), target))
            found.setdefault(kind.rsplit("/", 1)[-1], []).append(name)
        return found

    def related(self, kind: str) -> list[Any]:
        """This will give the roots of the parts of one kind, in the order that the main part names them."""
        roots = [self.part(name) for name in self.relations.get(kind, [])]
        return [root for root in roots if root is not None]

    def part(self, name: str) -> Any:
        """This will give the root element of a part, None where there is none; raises IntakeRefused."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        if info.file_size > _MAX_PART:
            raise IntakeRefused("zip-bomb")
        try:
            content = self.archive.read(info)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise IntakeRefused("corrupt") from error
        return parse_xml(content)


def parse_xml(content: bytes) -> Any:
    """This will parse XML without entities, network or endless nesting; raises IntakeRefused."""
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content[:_HEAD]:
        raise IntakeRefused("xml-entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(content.replace(_STRICT, W.encode()), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise IntakeRefused("corrupt") from error


def open_zip(data: bytes, limit: int) -> zipfile.ZipFile:
    """This will open a ZIP; raises IntakeRefused where it is damaged or would swell beyond reason."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise IntakeRefused("corrupt") from error
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    packed = max(sum(info.compress_size for info in infos), 1)
    is_bomb = unpacked > max(_MAX_UNPACKED, limit) or (unpacked > limit and unpacked / packed > _MAX_RATIO)
    if is_bomb or len(infos) > _MAX_PARTS:
        raise IntakeRefused("zip-bomb")
    return archive


def open_package(data: bytes, limit: int) -> Package:
    """This will open a Word document's package; raises IntakeRefused, also where it is locked."""
    archive = open_zip(data, limit)
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise IntakeRefused("docx-password")
    return Package(archive, "word/document.xml")
