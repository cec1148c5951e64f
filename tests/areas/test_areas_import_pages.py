"""The pages on which an administrator imports a file: nothing is written before it is confirmed."""

import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pcmt.areas.models import AreaVersion
from pcmt.journal.models import Entry
from tests.province import Province

Visit = Callable[..., Client]
GOOD = "code,name,type,parent_code\n91001,Sen Hồng,xã,91\n91077,Phố <b>Nắng</b>,phường,91\n"
BAD = "code,name,type,parent_code\n9107,Nắng,phường,91\n"
FORM = "/dia-ban/nhap/"


def handed_in(client: Client, text: str) -> str:
    file = SimpleUploadedFile("xa.csv", text.encode())
    response = client.post(FORM, {"file": file, "on": "22/11/2026", "source": "Sở Nội vụ"})
    assert response.status_code == 302, response.text
    return str(response.headers["Location"])


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(on|source|previewed)" value="([^"]*)"', page))


def test_a_file_is_previewed_and_written_once_confirmed(
    province: Province, visit: Visit, django_capture_on_commit_callbacks: Callable[..., Any]
):
    admin = visit("admin")
    before = AreaVersion.objects.count()
    address = handed_in(admin, GOOD)
    page = admin.get(address)
    assert page.status_code == 200
    assert "Sẽ thêm: 1" in page.text
    assert "Phường Phố &lt;b&gt;Nắng&lt;/b&gt;" in page.text
    assert "Nguồn".lower() in page.text
    assert AreaVersion.objects.count() == before
    assert admin.get(address).status_code == 200, "looking again is no harm"
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin.post(address.partition("?")[0], hidden(page.text))
    assert answer.status_code == 302
    assert AreaVersion.objects.count() == before + 1
    assert admin.get(address).status_code == 404, "what was imported is gone from the waiting place"
    assert Entry.objects.filter(action="areas.import_file").count() == 1


def test_rows_of_other_provinces_are_told_in_a_group_of_their_own(province: Province, visit: Visit):
    strangers = "".join(f"5{number:04},Xa Lạ {number},xã,50\n" for number in range(40))
    page = visit("admin").get(handed_in(visit("admin"), GOOD + strangers)).text
    assert "Của tỉnh khác, bỏ qua: 40" in page
    assert "Thuộc các tỉnh không có trên bản đồ của hệ thống" in page
    assert "Xa Lạ 19" in page
    assert "… và 20 trường hợp khác như vậy." in page


def test_a_file_with_faults_offers_no_way_to_write(province: Province, visit: Visit):
    admin = visit("admin")
    page = admin.get(handed_in(admin, BAD))
    assert "phải sửa" in page.text
    assert 'name="previewed"' not in page.text


def test_a_file_that_is_none_is_refused_beside_the_form(province: Province, visit: Visit):
    response = visit("admin").post(
        FORM, {"file": SimpleUploadedFile("x.csv", b"\xff\xfe\x00"), "on": "22/11/2026", "source": ""}
    )
    assert response.status_code == 422
    assert "UTF-8" in response.text


def test_a_map_that_changed_since_is_not_written_over(province: Province, visit: Visit):
    admin = visit("admin")
    first, second = handed_in(admin, GOOD), handed_in(admin, GOOD)
    stale = hidden(admin.get(first).text)
    admin.post(second.partition("?")[0], hidden(admin.get(second).text))
    answer = admin.post(first.partition("?")[0], stale)
    assert answer.status_code == 422
    assert "thay đổi từ lúc xem trước" in answer.text


def test_whoever_may_not_import_finds_no_such_page(province: Province, visit: Visit):
    for name in ("planner", "sen-hong.reporter"):
        assert visit(name).get(FORM).status_code == 404
        assert "Nhập từ tệp" not in visit(name).get("/dia-ban/").text
    assert visit().get(FORM).status_code == 302
    assert "Nhập từ tệp" in visit("admin").get("/dia-ban/").text
    assert visit("admin").get("/dia-ban/nhap/khong-co/?ngay=22/11/2026").status_code == 404


def test_tables_to_fill_in_are_handed_out_and_taken_back(province: Province, visit: Visit):
    admin, page = visit("admin"), "/dia-ban/nhap/mau/"
    codes = admin.get(f"{page}ma").content.decode("utf-8-sig")
    assert "91001,Xã Sen Hồng,xã,91,commune" in codes
    address = handed_in(admin, codes)
    assert "Không có gì để ghi" in admin.get(address).text, "what was handed out is what the map has"
    yearly = admin.get(f"{page}so-lieu-nam").content.decode("utf-8-sig")
    filled = yearly.replace("residents,,", "residents,1200,Công an tỉnh")
    assert "Sẽ thêm" in admin.get(handed_in(admin, filled)).text
    assert admin.get(f"{page}don-vi").content.decode("utf-8-sig").startswith("code,name,type,parent_code")
    assert admin.get(f"{page}khac").status_code == 404
    assert visit("planner").get(f"{page}ma").status_code == 404
