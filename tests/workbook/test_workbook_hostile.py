"""Files made to do harm are refused before anything is built of them."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from tests.workbook.test_workbook_sheets import SPEC, sheet
from workbook import guarding
from workbook.reading import read
from workbook.refusals import WorkbookRefused

PAGE = "xl/worksheets/sheet1.xml"


def altered(change: Callable[[str, bytes], bytes], data: bytes | None = None, **added: bytes) -> bytes:
    """A small sheet with one of its parts changed, or parts added."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or sheet(("Sen", "Cỏ")))) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, content in added.items():
            new.writestr(name, content)
    return written.getvalue()


def in_page(old: bytes, new: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name != PAGE:
            return content
        assert old in content
        return content.replace(old, new, 1)

    return altered(change)


def refusal(data: bytes) -> str:
    with pytest.raises(WorkbookRefused) as refused:
        read(data, SPEC)
    assert refused.value.remedy
    return refused.value.message


@pytest.mark.parametrize(
    "ref", ["A1:XFD1048576", "B2:XFD9999", "A&#49;:XFD1048576", "XFD1048576:A1", "$A$1:$XFD$1048576"]
)
@pytest.mark.parametrize("element", ["mergeCell", "hyperlink"])
def test_ranges_that_would_become_billions_of_cells(element: str, ref: str):
    content = f"<{element}s><{element} ref = '{ref}' /></{element}s></worksheet>".encode()
    assert "quá rộng" in refusal(in_page(b"</worksheet>", content))


def test_many_small_ranges_count_together():
    one = b'<mergeCell ref="A1:Z99"/>'
    assert "quá rộng" in refusal(in_page(b"</worksheet>", b"<mergeCells>" + one * 9 + b"</mergeCells></worksheet>"))


@pytest.mark.parametrize("address", ["XFE1", "A1048577", "A0", "AAAA1", "A99999999999", "1A"])
def test_cells_off_the_sheet(address: str):
    changed = re.sub(rb'r="A2"', f'r="{address}"'.encode(), b'r="A2"')
    assert "ngoài bảng tính" in refusal(in_page(b'r="A2"', changed))


def test_a_far_cell_costs_nothing():
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Tên hoa", "Loại"])
    page["A1048576"], page["B1048576"] = "Sen", "Cỏ"
    page["XFD3"] = "xa"
    written = io.BytesIO()
    book.save(written)
    assert [row.number for row in read(written.getvalue(), SPEC).rows] == [1048576]


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guarding, "MOST_CELLS", 20)
    assert "ô" in refusal(sheet(*[("Sen", "Cỏ")] * 10))


def test_a_bomb_of_nothing_but_zeros():
    bomb = altered(lambda name, content: b" " * (30 * 1024 * 1024) if name == PAGE else content)
    assert len(bomb) < 100_000
    assert "quá lớn" in refusal(bomb)


def test_a_part_of_styles_without_end():
    assert "định dạng quá lớn" in refusal(
        altered(lambda name, content: content + b" " * (3 * 1024 * 1024) if name == "xl/styles.xml" else content)
    )


@pytest.mark.parametrize("part", ["xl/workbook.xml", PAGE, "[Content_Types].xml", "xl/styles.xml"])
def test_entities_are_not_read(part: str):
    laughs = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        body = content.partition(b"?>")[2] if content.startswith(b"<?xml") else content
        return laughs + body if name == part else content

    assert "khai báo" in refusal(altered(change))


def test_macros_are_refused():
    assert "macro" in refusal(altered(lambda _, content: content, **{"xl/vbaProject.bin": b"x"}))


def test_a_part_twice():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = altered(lambda _, content: content, **{PAGE: b"<worksheet/>"})
    assert "quá lớn" in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"not a sheet",
        b"\xd0\xcf\x11\xe0" * 100,
        sheet(("Sen", "Cỏ"))[:-200],
        altered(lambda name, content: b"<a" if name == PAGE else content),
        altered(lambda name, content: b"<a/>" if name == "xl/workbook.xml" else content),
        altered(lambda name, content: b"<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"
                if name == "xl/styles.xml" else content),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_in_words(data: bytes):
    assert refusal(data)


def test_a_word_of_a_megabyte_is_told_and_not_repeated():
    data = altered(lambda name, content: content.replace(b">Sen<", b">" + b"x" * 1_000_000 + b"<"))
    fault = read(data, SPEC).faults[0]
    assert "Dài 1000000 ký tự" in fault.text
    assert len(fault.text) < 100
