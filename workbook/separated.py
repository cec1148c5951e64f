"""Text with separators (CSV) as rows, read as it comes: a million lines take no more memory than ten."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from workbook.refusals import WorkbookRefused

AS_CSV = "Lưu bảng thành CSV (UTF-8) hoặc Excel (*.xlsx), dòng đầu là tên cột, rồi chọn lại tệp."
SEPARATORS = ",;\t"
LONGEST_LINE = 64 * 1024
MOST_LINES_OF_A_ROW = 100
"""Line breaks within quotation marks; a mark that is never closed must not swallow the file."""

_HEAD = 4096
_CHUNK = 256 * 1024
_SAID = re.compile(r"\s{0,4}\"?sep=([,;\t|])\"?\s{0,4}", re.IGNORECASE)
"""The line by which Excel is told the separator."""


def rows(stream: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """This will give each row that holds anything, with the number of the line in the file on which it begins.

    Encoding (UTF-8, UTF-16, windows-1258) and separator (comma, semicolon, tab) are told from the file. Raises
    WorkbookRefused, perhaps after some rows, for what is no such text.
    """
    text = io.TextIOWrapper(stream, encoding_of(stream), newline="")
    lines = _Lines(text)
    try:
        first = next(lines, "")
        skipped = 0
        if said := _SAID.fullmatch(first):
            separator, skipped, first = said[1], 1, next(lines, "")
        else:
            separator = _separator(first)
        yield from _rows(first, lines, separator, skipped)
    except UnicodeError as error:
        raise WorkbookRefused("Tệp không phải bảng CSV, hoặc dùng bảng mã lạ.", AS_CSV) from error
    except csv.Error as error:
        raise WorkbookRefused(f"Dòng {lines.begun + 1} của bảng CSV bị hỏng.", AS_CSV) from error
    finally:
        if not stream.closed:
            text.detach()


def encoding_of(stream: BinaryIO) -> str:
    """This will tell the encoding of a text from all of it, in one pass, and go back to its beginning.

    What is not UTF-8 is windows-1258, in which Excel writes Vietnamese on older machines; one byte fits it as well as
    another, so heads that nobody knows are what gives any other encoding away.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = "utf-16"
    elif head.count(0) > len(head) // 4:  # every second byte of Latin letters and figures in UTF-16
        found = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    else:
        found = "utf-8-sig" if _is_utf_8(stream) else "cp1258"
    stream.seek(0)
    return found


def _is_utf_8(stream: BinaryIO) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class _Lines:
    """The lines of a text, none longer than a row may be; counts them, and those that one row has taken."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.count = 0
        self.begun = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.count += 1
        if "\0" in line:
            raise WorkbookRefused("Tệp không phải bảng CSV.", AS_CSV)
        if len(line) == LONGEST_LINE:
            raise WorkbookRefused(f"Dòng {self.count} dài quá; tệp không phải bảng CSV.", AS_CSV)
        if self.count - self.begun > MOST_LINES_OF_A_ROW:
            raise WorkbookRefused(f"Dòng {self.begun + 1} có dấu ngoặc kép không đóng.", AS_CSV)
        return line


def _rows(first: str, lines: _Lines, separator: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    lines.begun = skipped
    for row in csv.reader(_with(first, lines), delimiter=separator, strict=True):
        if any(cell.strip() for cell in row):
            yield lines.begun + 1, row
        lines.begun = lines.count


def _with(first: str, lines: _Lines) -> Iterator[str]:
    if first:
        yield first
    yield from lines


def _separator(head: str) -> str:
    """The separator that the row of heads has most of; a comma where it has none."""
    return max(SEPARATORS, key=head.count)
