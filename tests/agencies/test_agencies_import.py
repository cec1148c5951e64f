"""Agencies handed in as a sheet: tried first, all or nothing, faults in the same workbook."""

import io
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pcmt.agencies import queries
from pcmt.agencies.actions.import_agencies import import_agencies
from pcmt.agencies.actions.preview_import import preview_import
from pcmt.agencies.rules.rows import parents_first
from pcmt.files import queries as files
from pcmt.files.actions.keep import keep
from pcmt.files.queries import CannotImport
from pcmt.journal import queries as journal
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, Province
from workbook.template import template

CLERK = system_actor("kiểm thử", "agencies.found_agency", "agencies.preview_import", "agencies.import_agencies")
TODAY = AT.date()
SO, XA = "Sở, ban, ngành cấp tỉnh", "Trạm Y tế"


def filled(*rows: Sequence[object]) -> bytes:
    """The empty sheet with rows: name, kind, area, parent, first day, aliases."""
    book = load_workbook(io.BytesIO(template(queries.agencies_sheet())))
    page = book["Cơ quan"]
    keys = [column.key for column in queries.agencies_sheet().columns]
    for number, row in enumerate(rows, 2):
        for key, value in zip(("name", "kind", "area", "parent", "valid_from", "aliases"), row, strict=False):
            page.cell(number, keys.index(key) + 1, value)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


GOOD = (
    ("Phòng Tổ chức Sở Nội vụ", SO, "Tỉnh Hoa Mai", "Sở Nội vụ", "01/9/2026"),
    ("Sở Nội vụ", SO, "91", "ubnd tỉnh", "01/9/2026", "SNV; Nội vụ tỉnh"),
    ("Trạm Y tế cơ sở 2 xã Sen Hồng", "tram_y_te", "sen hong", "UBND xã Sen Hồng", "2026-09-01"),
)


def test_a_sheet_is_tried_and_then_entered_whole(province: Province):
    before = len(queries.agencies(on=TODAY))
    tried = preview_import(data=filled(*GOOD), name="co-quan.xlsx", actor=CLERK, at=AT)
    assert (len(tried.rows), tried.faults, tried.marked_id) == (3, (), None)
    assert len(queries.agencies(on=TODAY)) == before
    made = import_agencies(file_id=tried.file_id, actor=CLERK, at=AT)
    assert len(made) == 3
    office = queries.match("Sở Nội vụ", TODAY)[0]
    assert office.parent_id == province.agencies["ubnd"]
    assert queries.match("SNV", TODAY) == (office,)
    assert [one.name for one in queries.agencies(parent_id=office.id, on=TODAY)] == ["Phòng Tổ chức Sở Nội vụ"]
    assert queries.search("co so 2", TODAY)[0].area_id == province.communes["sen-hong"].id
    entry = journal.entries(subject=f"file:{tried.file_id}")[-1]
    assert (entry.action, (entry.after or {})["agencies"]) == ("agencies.import_agencies", [*made])
    with pytest.raises(CannotImport, match="đã có trong danh bạ"):
        import_agencies(file_id=tried.file_id, actor=CLERK, at=AT)


def test_every_fault_is_told_at_its_cell_in_the_same_workbook(province: Province):
    rows = (
        *GOOD,
        ("Sở Y tế", SO, "Tỉnh Hoa Mai", "", "01/9/2026"),
        ("Sở Lạ", "Loại lạ", "Tỉnh Hoa Mai", "", "01/9/2026"),
        ("Sở Xa", SO, "Xã Không Có", "", "01/9/2026"),
        ("Sở Mồ Côi", SO, "Tỉnh Hoa Mai", "Sở Cha", "01/9/2026"),
        ("Phòng của Sở Lạ", SO, "Tỉnh Hoa Mai", "Sở Lạ", "01/9/2026"),
        ("Vòng Một", SO, "Tỉnh Hoa Mai", "Vòng Hai", "01/9/2026"),
        ("Vòng Hai", SO, "Tỉnh Hoa Mai", "Vòng Một", "01/9/2026"),
        ("Sở Sớm", SO, "Tỉnh Hoa Mai", "", "01/9/2020"),
    )
    tried = preview_import(data=filled(*rows), name="co quan.xlsx", actor=CLERK, at=AT)
    assert [(fault.row, fault.key) for fault in tried.faults] == [
        (5, "name"),
        (6, "kind"),
        (7, "area"),
        (8, "parent"),
        (10, "parent"),
        (11, "parent"),
        (12, "area"),
    ]
    assert queries.match("Sở Nội vụ", TODAY) == ()
    assert tried.marked_id is not None
    kept = files.kept_for(tried.marked_id, "agencies.preview_import")
    assert kept.name == "co quan-loi.xlsx"
    page = load_workbook(io.BytesIO(files.content(tried.marked_id)))["Cơ quan"]
    assert "đã có" in page["A5"].comment.text
    assert page["M1"].value == "Lỗi"
    assert "vòng" in page["M10"].value
    with pytest.raises(CannotImport):
        import_agencies(file_id=tried.file_id, actor=CLERK, at=AT)
    assert queries.match("Sở Nội vụ", TODAY) == ()


def test_a_row_with_one_fault_tells_its_others_too(province: Province):
    rows = (
        ("Sở Lạ", "Loại lạ", "Xã Không Có", "Sở Cha", "hôm qua"),
        ("Phòng của Sở Lạ", SO, "Xã Cũng Không", "Sở Lạ", "01/9/2026"),
        ("Sở Mới", SO, "91", "", "01/9/2026"),
        ("Sở  mới", SO, "Tỉnh Hoa Mai", "", "01/9/2026"),
        ("Sở Y tế", "Loại lạ", "91", "", "01/9/2026"),
    )
    tried = preview_import(data=filled(*rows), name="co-quan.xlsx", actor=CLERK, at=AT)
    assert [(fault.row, fault.key) for fault in tried.faults] == [
        (2, "area"),
        (2, "kind"),
        (2, "parent"),
        (2, "valid_from"),
        (3, "area"),
        (5, "name"),
        (6, "kind"),
        (6, "name"),
    ]
    assert "dòng 4" in tried.faults[5].text


def test_a_file_of_another_action_is_not_found(province: Province):
    other = keep(data=filled(*GOOD), name="x.xlsx", purpose="documents.register_document", actor=CLERK, at=AT)
    with pytest.raises(NotFound):
        import_agencies(file_id=other.id, actor=CLERK, at=AT)


def test_an_empty_sheet_and_no_sheet_are_refused(province: Province):
    tried = preview_import(data=filled(), name="x.xlsx", actor=CLERK, at=AT)
    with pytest.raises(CannotImport, match="chưa có dòng nào"):
        import_agencies(file_id=tried.file_id, actor=CLERK, at=AT)
    with pytest.raises(Refusal, match="không phải là bảng tính"):
        preview_import(data=b"PK\x03\x04 nothing", name="x.xlsx", actor=CLERK, at=AT)


def test_lists_are_the_administrators(province: Province, actor):
    for who in ("planner", "chairman", "health-head"):
        with pytest.raises(NotAllowed):
            preview_import(data=filled(*GOOD), name="x.xlsx", actor=actor(who), at=AT)
        with pytest.raises(NotAllowed):
            import_agencies(file_id=1, actor=actor(who), at=AT)


def test_the_pages_hand_out_try_and_enter(province: Province, visit):
    admin, path = visit("admin"), "/quan-tri/nhap/co-quan/"
    empty = admin.get(f"{path}mau")
    assert empty["Content-Disposition"].startswith("attachment")
    assert load_workbook(io.BytesIO(empty.content)).sheetnames[0] == "Cơ quan"

    def send(data: bytes, name: str = "danh-sach.xlsx"):
        return admin.post(path, {"file": SimpleUploadedFile(name, data)})

    wrong = send(filled(*GOOD, ("Sở Y tế", SO, "91", "", "01/9/2026")))
    assert wrong.status_code == 422
    assert "1 lỗi cần sửa" in wrong.text
    assert "Tên đầy đủ" in wrong.text
    marked = wrong.text.partition('href="/quan-tri/nhap/co-quan/tep/')[2].partition('"')[0]
    assert admin.get(f"{path}tep/{marked}").status_code == 200
    assert visit("planner").get(f"{path}tep/{marked}").status_code == 404
    assert send(b"%PDF-1.7 x", "a.pdf").status_code == 422
    good = send(filled(*GOOD))
    assert "3 dòng sẵn sàng nhập" in good.text
    assert "ubnd tỉnh" in good.text
    assert "Trạm Y tế cơ sở 2 xã Sen Hồng" in good.text
    file_id = good.text.partition('name="tep" value="')[2].partition('"')[0]
    assert admin.post(f"{path}ghi", {"tep": file_id}).status_code == 302
    assert queries.match("Sở Nội vụ", TODAY)
    assert admin.post(f"{path}ghi", {"tep": "x"}).status_code == 404
    assert visit("planner").get(path).status_code == 404


PARENTS = st.lists(st.integers(-1, 7), max_size=8)


@given(PARENTS)
def test_rows_come_after_their_parents_and_rings_are_told(parents: list[int]):
    names = [f"n{place}" for place in range(len(parents))]
    above = [f"n{place}" if place >= 0 else "" for place in parents]
    order, ringed = parents_first(names, above)
    assert sorted([*order, *ringed]) == [*range(len(parents))]
    for place in order:
        if 0 <= parents[place] < len(parents):
            assert order.index(parents[place]) < order.index(place)
    for place in ringed:
        walked, at = set(), place
        while at not in walked:
            walked.add(at)
            assert 0 <= parents[at] < len(parents)
            at = parents[at]
