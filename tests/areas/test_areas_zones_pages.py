"""The pages of zones and routes."""

from collections.abc import Callable

from django.test import Client

from pcmt.areas import queries
from tests.province import AT, Province

Visit = Callable[..., Client]
ZONES = "/dia-ban/khu-vuc/"
TODAY = AT.date()


def filled(province: Province, **changes: object) -> dict[str, object]:
    sen = province.communes["sen-hong"].id
    values = {
        "kind": "route",
        "name": "Tuyến quốc lộ phía tây",
        "basis": "Quyết định số 12/QĐ-UBND",
        "valid_from": "01/8/2025",
        "area_ids": [sen],
    }
    return {**values, **changes}


def test_a_zone_is_defined_changed_and_closed_on_its_pages(province: Province, visit: Visit):
    admin = visit("admin")
    assert "Chưa có khu vực, tuyến nào" in admin.get(ZONES).text
    made = admin.post(f"{ZONES}them/", filled(province))
    assert made.status_code == 302
    address = made.headers["Location"]
    page = admin.get(address).text
    assert "Tuyến trọng điểm, từ ngày 01/8/2025" in page
    assert "Xã Sen Hồng" in page
    change = {
        "on": "01/9/2026",
        "basis": "Quyết định số 90/QĐ-UBND",
        "joins": [province.communes["hoa-ban"].id],
        "leaves": [province.communes["sen-hong"].id],
    }
    assert admin.post(f"{address}thay-doi", change).status_code == 302
    (zone,) = queries.zones(TODAY)
    assert [place.short_name for place in zone.members] == ["Hoa Ban"]
    wrong = admin.post(f"{address}ket-thuc", {"last_day": "01/7/2025", "basis": "Hết"})
    assert wrong.status_code == 422
    assert "phải sau khi" in wrong.text
    assert admin.post(f"{address}ket-thuc", {"last_day": "30/11/2025", "basis": "Hết"}).status_code == 422
    assert admin.post(f"{address}ket-thuc", {"last_day": "30/11/2026", "basis": "Hết"}).status_code == 302
    assert "Tuyến quốc lộ" in admin.get(ZONES).text, "it holds until that day"


def test_what_a_form_leaves_out_is_said_beside_it(province: Province, visit: Visit):
    admin = visit("admin")
    response = admin.post(f"{ZONES}them/", filled(province, basis=""))
    assert response.status_code == 422
    assert queries.zones(TODAY) == ()
    assert admin.post(f"{ZONES}them/", filled(province, area_ids=["x"])).status_code == 422


def test_everyone_sees_zones_and_administrators_change_them(province: Province, visit: Visit):
    address = visit("admin").post(f"{ZONES}them/", filled(province)).headers["Location"]
    reporter = visit("sen-hong.reporter")
    page = reporter.get(address)
    assert page.status_code == 200
    assert '<form class="form"' not in page.text
    assert reporter.get(f"{ZONES}them/").status_code == 404
    assert reporter.post(f"{address}ket-thuc", {"last_day": "30/11/2026", "basis": "x"}).status_code == 404
    assert reporter.post(f"{address}thay-doi", {"on": "30/11/2026", "basis": "x"}).status_code == 404
    assert reporter.get(f"{ZONES}999/").status_code == 404
