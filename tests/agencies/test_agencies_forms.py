"""Forms of the directory through HTTP: agencies, committees, programmes; what is wrong is said in the form."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from pcmt.agencies import queries
from pcmt.web.agencies.typed import directory
from tests.province import AT, SINCE, Province
from vanban.text import format_date

TODAY = AT.date()
DAY = "21/11/2026"


def test_an_agency_is_founded_revised_moved_and_closed(province: Province, visit):
    admin = visit("admin")
    form = {
        "name": "Sở Nội vụ",
        "short_name": "",
        "kind": "so",
        "area_id": province.id,
        "parent": "ubnd tinh",
        "valid_from": "01/11/2026",
        "aliases": "Nội vụ tỉnh\n",
        "basis": "QĐ",
    }
    made = admin.post("/co-quan/moi", form)
    assert made.status_code == 302
    here = made.headers["Location"]
    agency = queries.search("noi vu", TODAY)[0]
    assert agency.parent_id == province.agencies["ubnd"]
    again = admin.post("/co-quan/moi", form)
    assert again.status_code == 422
    assert "đã có trong danh bạ" in again.text
    revised = {"name": "Sở Nội vụ và Tổ chức", "short_name": "Sở NVTC", "kind": "so", "valid_from": DAY}
    assert admin.post(f"{here}sua", {**revised, "phone": "0299 3000 111"}).status_code == 302
    page = admin.get(here).text
    assert "Sở Nội vụ và Tổ chức" in page
    assert "0299 3000 111" in page
    assert "Đổi tên, loại, đầu mối liên hệ của cơ quan" in page
    assert "Thông tin vào ngày 02/11/2026" in admin.get(here, {"ngay": "02/11/2026"}).text
    assert admin.post(f"{here}chuyen", {"parent": "", "area_id": province.id, "valid_from": DAY}).status_code == 302
    assert admin.post(f"{here}ngay-bat-dau", {"begins_on": "01/10/2026"}).status_code == 302
    assert "từ 01/10/2026" in admin.get(here).text
    wrong = admin.post(f"{here}ket-thuc", {"last_day": DAY, "basis": "QĐ", "successor": "Sở Y"})
    assert wrong.status_code == 422
    assert "Có phải là “Sở Y tế”" in wrong.text
    assert admin.post(f"{here}ket-thuc", {"last_day": DAY, "basis": "QĐ", "successor": "so y te"}).status_code == 302
    assert queries.agency(agency.id).valid_to == TODAY
    assert "Sửa" not in admin.get(here).text.partition("<main")[2].partition("</header>")[0]


def test_signing_is_ordered_and_ended(province: Province, visit):
    admin, path = visit("admin"), f"/co-quan/{province.agencies['ubnd']}/"
    form = {
        "power": "TUQ.",
        "post_id": province.posts["health-head"],
        "matters": "Giấy phép",
        "basis": "Văn bản số 1/GUQ-UBND",
        "valid_from": DAY,
    }
    refused = admin.post(f"{path}giao-ky", form)
    assert refused.status_code == 422
    assert "phải có thời hạn" in refused.text
    assert admin.post(f"{path}giao-ky", {**form, "valid_to": "31/12/2090"}).status_code == 302
    page = admin.get(path).text
    assert "TUQ. CHỦ TỊCH" in page
    order = queries.signers(province.agencies["ubnd"], TODAY)[-1].order_id
    assert admin.post(f"{path}giao-ky/{order}/ket-thuc", {"last_day": "22/11/2026"}).status_code == 302
    assert "Giao ký thừa lệnh" not in visit("planner").get(path).text


def rows(*seats: tuple[str, ...], places: str = "") -> dict[str, str]:
    found = {"dong": "15"}
    for number, (member, by, role, field) in enumerate(seats):
        found |= {f"dong-{number}-member": member, f"dong-{number}-by": by, f"dong-{number}-role": role}
        found |= {f"dong-{number}-field": field, f"dong-{number}-areas": places}
    return found


def test_a_committee_is_founded_changed_and_ended(province: Province, visit):
    planner = visit("planner")
    head = {"name": "Ban Chỉ đạo thử", "founded_by": "QĐ 3", "area_id": province.id, "valid_from": "01/10/2026"}
    seats = rows(
        ("tran van dong, chu tich, ubnd tinh", "office", "head", "Phụ trách chung"),
        ("Phạm Ngọc Quế, Giám đốc, Sở Y tế", "post", "member", "Y tế"),
        places="Sen Hồng; Phường Hoa Ban",
    )
    made = planner.post("/ban-chi-dao/moi", {**head, **seats})
    assert made.status_code == 302
    here = made.headers["Location"]
    committee = queries.committees(TODAY)[-1]
    assert [(seat.by, seat.person_name) for seat in committee.seats] == [
        ("office", "Trần Văn Đông"),
        ("post", "Phạm Ngọc Quế"),
    ]
    assert len(committee.seats[1].area_ids) == 2
    page = planner.get(here).text
    for words in ("theo chức danh", "Xã Sen Hồng", "Kiện toàn", "Thêm Tổ giúp việc"):
        assert words in page
    second = committee.seats[1]
    change = {"decision": "QĐ 4", "holds_from": DAY, f"ghe-{second.id}-leaves": "on"}
    change |= {f"ghe-{committee.seats[0].id}-role": "head", f"ghe-{committee.seats[0].id}-field": "Phụ trách chung"}
    change |= {f"ghe-{committee.seats[0].id}-areas": "Xã Sen Hồng; Phường Hoa Ban", "dong": "5"}
    assert planner.post(f"{here}kien-toan", change).status_code == 302
    assert [seat.person_name for seat in queries.committee(committee.id, TODAY).seats] == ["Trần Văn Đông"]
    assert queries.committee(committee.id, TODAY).seats[0].id == committee.seats[0].id
    assert "Phạm Ngọc Quế" in planner.get(here, {"ngay": "20/11/2026"}).text
    assert planner.post(f"{here}ket-thuc", {"decision": "QĐ 5", "last_day": DAY}).status_code == 302


def test_a_row_that_names_nobody_is_told_in_place(province: Province, visit):
    head = {"name": "Ban", "founded_by": "QĐ 3", "area_id": province.id, "valid_from": DAY}
    page = visit("planner").post("/ban-chi-dao/moi", {**head, **rows(("Ai Đó", "post", "head", ""), places="Đâu Đó")})
    assert page.status_code == 422
    assert "Không có “Ai Đó” trong danh bạ" in page.text
    assert "Không có địa bàn “Đâu Đó”" in page.text


def test_more_rows_keep_what_was_typed(province: Province, visit):
    form = {"name": "Ban mới", **rows(("Ai Đó", "office", "deputy", "Y tế")), "them-dong": "1"}
    page = visit("planner").post("/ban-chi-dao/moi", form)
    assert page.status_code == 200
    assert 'name="dong" value="20"' in page.text
    for typed in ('value="Ban mới"', 'value="Ai Đó"', 'value="Y tế"'):
        assert typed in page.text
    hostile = visit("planner").post("/ban-chi-dao/moi", {"dong": "9" * 17, "them-dong": "1"})
    assert 'name="dong" value="60"' in hostile.text


def test_who_is_in_charge_is_asked_by_area_words_and_day(province: Province, visit):
    client = visit("sen-hong.reporter")
    page = client.get("/ban-chi-dao/phu-trach/", {"q": "cong an"}).text
    assert "Lê Thị Hạ" in page
    assert "Phạm Ngọc Quế" not in page
    assert "Không ai được giao phụ trách" in client.get("/ban-chi-dao/phu-trach/", {"q": "không có"}).text
    assert "chưa có Ban Chỉ đạo nào" in client.get("/ban-chi-dao/phu-trach/", {"ngay": "01/01/2025"}).text
    area = province.communes["sen-hong"].id
    assert "Ai phụ trách xã Sen Hồng" in client.get("/ban-chi-dao/phu-trach/", {"dia_ban": area}).text


def test_a_programme_is_founded_extended_reviewed_and_ended(province: Province, visit):
    planner = visit("planner")
    form = {
        "name": "Quy chế phối hợp",
        "kind": "quy_che",
        "fields_of_work": "Trường học",
        "leads": "Công an tỉnh",
        "supports": "Sở Y tế\nUBMTTQ tỉnh",
        "paper": "Quy chế số 1/QC",
        "signed_on": DAY,
        "valid_from": "01/01/2026",
        "valid_to": "31/12/2090",
        "review_months": "6",
    }
    wrong = planner.post("/phoi-hop/moi", {**form, "supports": "Sở Không Có"})
    assert wrong.status_code == 422
    assert "Sở Không Có" in wrong.text
    made = planner.post("/phoi-hop/moi", form)
    assert made.status_code == 302
    here = made.headers["Location"]
    page = planner.get(here).text
    assert "Kỳ sơ kết phải xong trước ngày 01/7/2026 chưa được ghi" in page
    assert "sơ kết trước 01/7/2026" in planner.get("/phoi-hop/").text
    held = {"held_on": format_date(localdate()), "note": "Báo cáo"}
    assert planner.post(f"{here}so-ket", held).status_code == 302
    assert "chưa được ghi" not in planner.get(here).text
    assert (
        planner.post(f"{here}gia-han", {"paper": "BB", "signed_on": DAY, "valid_to": "31/12/2091"}).status_code == 302
    )
    assert "Phối hợp" in planner.get(f"/co-quan/{province.agencies['police']}/").text
    assert planner.post(f"{here}cham-dut", {"paper": "BB 2", "signed_on": DAY, "last_day": DAY}).status_code == 302


@pytest.mark.parametrize(
    "path",
    ["/co-quan/moi", "/ban-chi-dao/moi", "/phoi-hop/moi", "/co-quan/1/sua", "/co-quan/1/chuyen", "/co-quan/1/giao-ky"],
)
def test_who_may_not_change_finds_no_form(province: Province, visit, path: str):
    assert visit("sen-hong.reporter").get(path).status_code == 404


@pytest.mark.parametrize("path", ["/co-quan/", "/ban-chi-dao/", "/ban-chi-dao/phu-trach/", "/phoi-hop/"])
def test_lists_say_what_to_do_where_nothing_is(db: None, province: Province, visit, path: str):
    page = visit("planner").get(path, {"ngay": "01/01/2020"})
    assert page.status_code == 200
    assert 'class="empty"' in page.text
    assert visit("planner").get(path, {"ngay": "99/99/9999", "dia_ban": "x", "trang": "-1"}).status_code == 200


def test_a_post_is_found_by_its_label_whatever_the_marks(province: Province):
    known = directory(TODAY)
    assert "Phạm Ngọc Quế, Giám đốc, Sở Y tế" in known.post_labels
    found = known.post("  pham ngoc  que, giam doc, so y te ")
    assert found is not None
    assert found[0].id == province.posts["health-head"]
    assert known.post("Phạm Ngọc Quế") is None
    assert directory(SINCE - timedelta(days=1)).posts == ()
    assert date(2026, 11, 21) == TODAY
