"""Bounds that a file must keep before it is opened: size unpacked, entities, cells, merged and linked ranges.

openpyxl builds an object for each cell, and for each cell of a merged or linked range; a file of a kilobyte can ask for
billions. Everything is counted first, by a parser that builds nothing and reads each part once.
"""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from workbook.refusals import SAVE_AGAIN, WorkbookRefused

MOST_BYTES = 8 * 1024 * 1024
MOST_UNPACKED = 24 * 1024 * 1024
MOST_OF_A_PART = 2 * 1024 * 1024
"""Bytes of a part that is neither cells nor their shared texts: styles, names, drawings."""
MOST_PARTS = 400
MOST_CELLS = 120_000
MOST_IN_RANGES = 20_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
COUNTED = frozenset({"c", "si"})
SPREADING = frozenset({"mergeCell", "hyperlink"})
"""Elements for whose `ref` openpyxl makes every cell of the range."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AS_XLSX = "Trong LibreOffice chọn Lưu thành, kiểu “Excel 2007-365 (.xlsx)”, rồi nộp lại."

_LARGE_PARTS = re.compile(r"xl/(?:worksheets/[^/]{1,100}\.xml|sharedStrings\.xml)", re.IGNORECASE)
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


class _OutOfBounds(Exception):
    """What a part asks for that is too much; the text says what."""


def guard(data: bytes) -> None:
    """This will refuse a file that is no XLSX, or that would not stay within bounds once opened."""
    if len(data) > MOST_BYTES:
        raise _too_large(f"Tệp nặng {len(data) // 1024 // 1024} MB, quá mức {MOST_BYTES // 1024 // 1024} MB.")
    if data.startswith(OLE):
        raise _of_old_format(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _guard_parts(archive)
    except _OutOfBounds as found:
        raise _too_large(str(found)) from found
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise WorkbookRefused("Tệp không phải là bảng tính XLSX, hoặc đã hỏng.", SAVE_AGAIN) from error


def _of_old_format(data: bytes) -> WorkbookRefused:
    """Excel before 2007 wrote such files; today it is also how a file under a password is wrapped."""
    if ENCRYPTED in data:
        return WorkbookRefused("Tệp có mật khẩu mở.", "Mở bằng Excel, bỏ mật khẩu (File, Info) rồi lưu và nộp lại.")
    return WorkbookRefused("Tệp theo định dạng cũ .xls.", SAVE_AGAIN)


def _guard_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "mimetype" in names and "content.xml" in names:
        raise WorkbookRefused("Tệp theo định dạng .ods của LibreOffice, OpenOffice.", SAVE_AS_XLSX)
    if "word/document.xml" in names:
        raise WorkbookRefused(
            "Tệp là văn bản Word, không phải bảng tính.",
            "Chép bảng số liệu trong văn bản sang một trang Excel, lưu dạng “Excel Workbook (*.xlsx)” rồi tải lên.",
        )
    if "xl/workbook.bin" in names:
        raise WorkbookRefused("Tệp theo định dạng nhị phân .xlsb.", SAVE_AGAIN)
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise WorkbookRefused("Tệp không phải là bảng tính XLSX.", SAVE_AGAIN)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise WorkbookRefused("Tệp có macro.", "Lưu lại dạng “Excel Workbook (*.xlsx)”, không có macro.")
    if len(parts) > MOST_PARTS or len(names) != len(parts) or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _OutOfBounds("Tệp giải nén ra quá lớn.")
    count = _Count()
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        if part.file_size > MOST_OF_A_PART and not _LARGE_PARTS.fullmatch(part.filename):
            raise _OutOfBounds("Tệp có phần định dạng quá lớn.")
        count.read(archive.read(part))


class _Count:
    """Counts what the parts of a file ask for, and refuses as soon as it is too much."""

    def __init__(self) -> None:
        self.cells = 0
        self.ranges = 0

    def read(self, content: bytes) -> None:
        """Walk one part; raises _OutOfBounds, WorkbookRefused for a document type, ExpatError for no XML."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        parser.Parse(content, True)

    def _doctype(self, *declared: object) -> None:
        raise WorkbookRefused("Tệp có khai báo không thuộc bảng tính thông thường.", SAVE_AGAIN)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in COUNTED:
            self.cells += 1
            if self.cells > MOST_CELLS:
                raise _OutOfBounds(f"Tệp có hơn {MOST_CELLS // 1000}.000 ô.")
            if local == "c" and (address := attributes.get("r")):
                _place(address)
        elif local in SPREADING:
            self.ranges += _area(attributes.get("ref", ""))
            if self.ranges > MOST_IN_RANGES:
                raise _OutOfBounds("Tệp có vùng ô gộp hoặc vùng liên kết quá rộng.")


def _area(ref: str) -> int:
    first, _, last = ref.partition(":")
    (left, top), (right, bottom) = _place(first), _place(last or first)
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _place(address: str) -> tuple[int, int]:
    """Column and row of an address; raises _OutOfBounds for one that is not on a sheet."""
    found = _ADDRESS.fullmatch(address)
    column = 0
    for letter in found[1] if found else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    if found is None or not 1 <= int(found[2]) <= LAST_ROW or column > LAST_COLUMN:
        raise _OutOfBounds("Tệp có ô nằm ngoài bảng tính.")
    return column, int(found[2])


def _too_large(message: str) -> WorkbookRefused:
    return WorkbookRefused(message, "Chép riêng các dòng cần nhập sang tệp mẫu; chia thành nhiều tệp nếu cần.")
