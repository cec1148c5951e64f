"""Pages of classification through a browser's eyes: seen, decided, refused, revoked."""

from collections.abc import Callable

from django.test import Client

from pcmt.classification.models import ClassDecision
from tests.indicators.figures import october
from tests.province import Province

Visit = Callable[..., Client]
SHOW = "/phan-loai/"


def test_board(province: Province, visit: Visit) -> None:
    october(province)
    page = visit("planner").get(SHOW, {"ky": "2026-10@nd09"})
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Phường Hoa Ban", "chưa đạt điều kiện 1", "chưa đủ dữ liệu", "không phải là công nhận"):
        assert words in text
    assert "Ghi nhận quyết định" not in text


def test_board_asks_to_sign_in(province: Province, visit: Visit) -> None:
    assert visit().get(SHOW).status_code == 302


def test_decide_and_revoke(province: Province, visit: Visit) -> None:
    october(province)
    client = visit("chairman")
    assert "Ghi nhận quyết định" in client.get(SHOW).content.decode()
    area_id = province.communes["hoa-ban"].id
    given = {
        "year": "2025@nd09",
        "class_code": "khong_ma_tuy",
        "decision_number": "",
        "decided_on": "18/12/2025",
        "areas": [str(area_id)],
    }
    refused = client.post("/phan-loai/ghi-nhan/", given)
    assert refused.status_code == 422
    done = client.post("/phan-loai/ghi-nhan/", {**given, "decision_number": "125/QĐ-UBND"}, follow=True)
    assert "QĐ số 125/QĐ-UBND" in done.content.decode()
    again = client.post("/phan-loai/ghi-nhan/", {**given, "decision_number": "126/QĐ-UBND"})
    assert again.status_code == 422
    assert "Đã có quyết định" in again.content.decode()
    row = ClassDecision.objects.get()
    gone = client.post(f"/phan-loai/quyet-dinh/{row.pk}/huy/", {"reason": "ghi nhầm năm"}, follow=True)
    assert "Chưa có quyết định nào" in gone.content.decode()


def test_a_planner_cannot_decide(province: Province, visit: Visit) -> None:
    assert visit("planner").get("/phan-loai/ghi-nhan/").status_code == 404
    assert visit("planner").post("/phan-loai/ghi-nhan/", {}).status_code == 404


def test_show(province: Province, visit: Visit) -> None:
    october(province)
    page = visit("planner").get(f"{SHOW}{province.communes['sen-hong'].id}/", {"ky": "2026-10@nd09"})
    text = page.content.decode()
    assert "Xã Sen Hồng: chưa đạt điều kiện 1" in text
    assert "/tra-nguon/cell:" in text
    assert visit("admin").get(f"{SHOW}{province.communes['sen-hong'].id}/").status_code == 404


def test_the_rule_is_named_by_its_act_and_not_by_its_file(province: Province, visit: Visit) -> None:
    october(province)
    page = visit("planner").get(f"{SHOW}{province.communes['sen-hong'].id}/", {"ky": "2026-10@nd09"}).content.decode()
    assert "· Điều 6 và Điều 7, Quyết định số 28/2025/QĐ-TTg</p>" in page
    assert "khong-ma-tuy@" not in page
