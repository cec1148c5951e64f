"""Accounts handed in as a sheet: persons, posts, names and roles by the rules of the actions, all or none."""

import io
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from pcmt.accounts import queries
from pcmt.accounts.actions.import_users import import_users
from pcmt.accounts.actions.preview_import import preview_import
from pcmt.agencies import queries as agencies
from pcmt.files.queries import CannotImport
from pcmt.kernel.refusal import NotAllowed
from tests.province import AT, Province
from workbook.template import template

KEYS = ("person", "title", "agency", "username", "role", "valid_from", "is_head", "powers")
DAY = "01/9/2026"
REPORTER, HEAD = "Cán bộ báo cáo", "Thủ trưởng đơn vị"
GOOD = (
    ("Thân Thị Lài", "Y sĩ", "Trạm Y tế xã Mưa Ngâu", "muangau.lai", REPORTER, DAY),
    ("Thân Thị Lài", "Phụ trách", "UBND xã Mưa Ngâu", "muangau.lai", REPORTER, DAY),
    ("Tô Văn Sấu", "Trưởng trạm", "Trạm Y tế xã Mưa Ngâu", "muangau.sau", HEAD, DAY, "x"),
)


def filled(*rows: Sequence[object]) -> bytes:
    """The empty sheet with rows in the order of KEYS."""
    book = load_workbook(io.BytesIO(template(queries.users_sheet())))
    page = book["Tài khoản"]
    keys = [column.key for column in queries.users_sheet().columns]
    for number, row in enumerate(rows, 2):
        for key, value in zip(KEYS, row, strict=False):
            page.cell(number, keys.index(key) + 1, value)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_persons_posts_accounts_and_roles_are_entered_together(province: Province, actor):
    admin = actor("admin")
    tried = preview_import(data=filled(*GOOD), name="tk.xlsx", actor=admin, at=AT)
    assert tried.faults == ()
    assert not any(one.username.startswith("muangau") for one in queries.accounts(admin))
    made = import_users(file_id=tried.file_id, actor=admin, at=AT)
    assert len(made) == 2
    first, second = (queries.account(admin, user_id) for user_id in made)
    assert (first.username, len(first.grants)) == ("muangau.lai", 2)
    assert {grant.agency_id for grant in first.grants} == {
        province.communes["mua-ngau"].agencies["tram_y_te"],
        province.communes["mua-ngau"].agencies["ubnd_xa"],
    }
    assert len(agencies.posts_of(first.person_id, AT.date())) == 2
    assert [post.person_name for post in agencies.heads(province.communes["mua-ngau"].agencies["tram_y_te"], AT.date())]
    assert not first.has_password
    assert second.grants[0].role == "head"


def test_who_is_in_the_directory_is_not_entered_twice(province: Province, actor):
    clinic = province.communes["mua-ngau"].agencies["tram_y_te"]
    row = ("Tô Văn Sấu", "Trưởng trạm", "Trạm Y tế xã Mưa Ngâu", "muangau.sau", HEAD, DAY, "x")
    for _ in range(2):
        tried = preview_import(data=filled(row), name="tk.xlsx", actor=actor("admin"), at=AT)
        if not tried.faults:
            import_users(file_id=tried.file_id, actor=actor("admin"), at=AT)
    assert len(agencies.posts(clinic, AT.date())) == 1
    assert [fault.key for fault in tried.faults] == ["username"]
    assert "đã có tài khoản “muangau.sau”" in tried.faults[0].text


def test_faults_are_told_at_their_cells_and_nothing_is_entered(province: Province, actor):
    rows = (
        *GOOD,
        ("Ma Thị Mận", "Cán bộ", "Sở Không Có", "man", REPORTER, DAY),
        ("Ma Thị Mận", "Cán bộ", "Sở Y tế", "MẬN!", REPORTER, DAY),
        ("Ma Thị Mận", "Cán bộ", "Sở Y tế", "muangau.lai", REPORTER, DAY),
        ("Ma Thị Mận", "Cán bộ", "Sở Y tế", "man.sy", "Quản trị hệ thống", DAY),
        ("Ma Thị Mận", "Giám đốc", "Sở Y tế", "man.gd", HEAD, DAY, "x"),
        ("Ma Thị Mận", "Giám đốc", "Sở Y tế", "man.kt", HEAD, DAY, "x", "Ký thay (KT.)"),
        ("Ma Thị Mận", "Cán bộ", "Sở Y tế", "planner", REPORTER, DAY),
    )
    tried = preview_import(data=filled(*rows), name="tk.xlsx", actor=actor("admin"), at=AT)
    told = {fault.row: fault for fault in tried.faults}
    assert {number: fault.key for number, fault in told.items()} == {
        5: "agency",
        6: "username",
        7: "username",
        8: "role",
        9: "is_head",
        10: "powers",
        11: "username",
    }
    assert "của Thân Thị Lài" in told[7].text
    assert "người đứng đầu" in told[9].text
    with pytest.raises(CannotImport):
        import_users(file_id=tried.file_id, actor=actor("admin"), at=AT)
    assert not any(one.username == "muangau.lai" for one in queries.accounts(actor("admin")))


def test_all_that_is_wrong_is_told_in_one_round(province: Province, actor):
    """A cell that cannot be read hides nothing of the cells beside it, nor does a row hide those below."""
    rows = (
        ("Ma Thị Mận", "", "Sở Không Có", "MẬN!", "Vai trò lạ", "32/9/2026", "", "Quyền (Q.)"),
        ("Tô Văn Sấu", "Trạm trưởng", "Trạm Y tế xã Mưa Ngâu", "muangau.sau", HEAD, "hôm qua", "x"),
        ("Tô Văn Mít", "Trạm trưởng", "Trạm Y tế xã Mưa Ngâu", "muangau.mit", HEAD, DAY, "x"),
        ("Tô Văn Mít", "Trạm trưởng", "Trạm Y tế xã Mưa Ngâu", "muangau.mit", HEAD, DAY, "x"),
    )
    tried = preview_import(data=filled(*rows), name="tk.xlsx", actor=actor("admin"), at=AT)
    assert [(fault.row, fault.key) for fault in tried.faults] == [
        (2, "agency"),
        (2, "powers"),
        (2, "role"),
        (2, "title"),
        (2, "username"),
        (2, "valid_from"),
        (3, "valid_from"),
        (4, "is_head"),
        (5, "is_head"),
        (5, "role"),
    ]
    assert "dòng 3" in tried.faults[7].text
    assert not any(one.username.startswith("muangau") for one in queries.accounts(actor("admin")))


def test_a_term_that_ends_first_and_both_sides_in_one_hand_are_told_at_their_cells(province: Province, actor):
    book = load_workbook(io.BytesIO(filled(("Ma Thị Mận", "Cán bộ", "Sở Y tế", "soyte.man", REPORTER, DAY))))
    page = book["Tài khoản"]
    keys = [column.key for column in queries.users_sheet().columns]
    page.cell(2, keys.index("valid_to") + 1, "01/8/2026")
    for key in ("person", "title", "agency", "username", "valid_from"):
        page.cell(3, keys.index(key) + 1, page.cell(2, keys.index(key) + 1).value)
    page.cell(3, keys.index("role") + 1, HEAD)
    written = io.BytesIO()
    book.save(written)
    tried = preview_import(data=written.getvalue(), name="tk.xlsx", actor=actor("admin"), at=AT)
    assert [(fault.row, fault.key) for fault in tried.faults] == [(2, "valid_to"), (3, "reason")]


def test_accounts_are_the_administrators_to_enter(province: Province, actor):
    for who in ("planner", "chairman", "sen-hong.chairman"):
        with pytest.raises(NotAllowed):
            preview_import(data=filled(*GOOD), name="x.xlsx", actor=actor(who), at=AT)
        with pytest.raises(NotAllowed):
            import_users(file_id=1, actor=actor(who), at=AT)


def test_the_page_leads_to_the_list_and_says_what_comes_next(province: Province, visit):
    admin, path = visit("admin"), "/quan-tri/nhap/tai-khoan/"
    assert "Tên đăng nhập" in admin.get(path).text
    page = admin.post(path, {"file": SimpleUploadedFile("tk.xlsx", filled(*GOOD))})
    assert page.status_code == 200
    for shown in (REPORTER, HEAD, "muangau.sau", "UBND xã Mưa Ngâu"):
        assert shown in page.text
    file_id = page.text.partition('name="tep" value="')[2].partition('"')[0]
    done = admin.post(f"{path}ghi", {"tep": file_id}, follow=True)
    assert "Đã nhập 2 tài khoản" in done.text
    assert "đường dẫn" in done.text
    assert load_workbook(io.BytesIO(admin.get(f"{path}mau").content)).sheetnames[0] == "Tài khoản"
