"""The pages of events: the steps, the preview with its choices, applying, undoing; by whom, and what others see."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pcmt.accounts.models import RoleGrant
from pcmt.agencies import queries as agencies
from pcmt.areas.models import Event
from pcmt.areas.queries import events
from pcmt.documents.actions.register_document import register_document
from tests.province import AT, Province

FRAME = {"kind": "merge", "on": "01/12/2026", "basis": "Nghị quyết số 15/NQ-HĐND"}
NEW = {"so": "1", "m0-name": "Sen Ngâu", "m0-type": "xa", "m0-code": "91101", "m0-parent": "91", "m0-goes_on": ""}
Visit = Callable[..., Client]


@pytest.fixture
def steps(province: Province) -> str:
    chosen = "".join(f"&cu={province.communes[slug].id}" for slug in ("sen-hong", "mua-ngau"))
    return f"{reverse('areas.propose_event')}?kind=merge&on=01/12/2026&basis=Nghị quyết&buoc=3{chosen}"


def taken(**more: str) -> dict[str, str]:
    return NEW | {"m0-take-91001": "whole", "m0-take-91002": "whole"} | more


def prepared(client: Client, steps: str, **more: str) -> int:
    answer = client.post(steps, taken(**more))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Event.objects.latest("pk").pk


def test_the_steps_lead_to_a_preview(visit: Visit, steps: str):
    client = visit("admin")
    assert "Loại thay đổi" in client.get(reverse("areas.propose_event")).content.decode()
    units = client.get(reverse("areas.propose_event"), FRAME).content.decode()
    assert "Xã Sen Hồng" in units
    assert "Phường Hoa Ban" not in client.get(reverse("areas.propose_event"), FRAME | {"q": "sen"}).content.decode()
    assert "Chưa chọn đơn vị nào" in client.get(reverse("areas.propose_event"), FRAME | {"buoc": "3"}).content.decode()
    assert "Xã Mưa Ngâu" in client.get(steps).content.decode()

    page = client.get(reverse("areas.event", args=[prepared(client, steps)])).content.decode()
    assert "kết thúc; chuyển về Xã Sen Ngâu" in page
    assert "thêm phạm vi: Xã Mưa Ngâu" in page
    assert "cần xem" in page


def test_the_preview_leads_to_persons_accounts_and_what_needs_a_look(visit: Visit, steps: str, province: Province):
    client = visit("admin")
    address = reverse("areas.event", args=[prepared(client, steps)])
    answer = client.get(address)
    page = answer.content.decode()
    assert ": xã Sen Ngâu</h1>" in page
    head = agencies.post(province.posts["mua-ngau.chairman"])
    assert f'href="{reverse("agencies.person", args=[head.person_id])}"' in page
    account = reverse("accounts.account", args=[province.users["mua-ngau.chairman"]])
    assert f'href="{account}"' in page
    linked = {one.reference.partition(":")[0] for part in answer.context["parts"] for one, url in part.rows if url}
    assert {"post", "grant", "agency"} <= linked
    assert not linked & {"submission", "task", "target"}, "an administrator has no page of these"
    led = [part.name for part in answer.context["parts"] if part.warnings]
    assert led
    for name in led:
        assert page.count(f'href="#can-xem-{name}"') == page.count(f'id="can-xem-{name}"') == 1
    client.post(reverse("areas.apply_event", args=[Event.objects.get().pk]), {"seen": answer.context["preview"].digest})
    assert f'href="{account}"' in client.get(address).content.decode()
    assert "/quan-tri/tai-khoan/" not in visit("planner").get(address).content.decode(), "not theirs to see"


RESOLUTION = """HỘI ĐỒNG NHÂN DÂN
TỈNH HOA MAI
Số: 15/NQ-HĐND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hoa Mai, ngày 10 tháng 11 năm 2026

NGHỊ QUYẾT
Về việc sắp xếp đơn vị hành chính cấp xã

Điều 1. Nhập xã Sen Hồng và xã Mưa Ngâu thành xã Sen Ngâu.
"""


def test_a_document_is_named_by_its_number_or_by_the_ground(visit: Visit, province: Province, actor):
    register_document(data=RESOLUTION.encode(), name="nq-15.txt", actor=actor("planner"), at=AT)
    page = reverse("areas.propose_event")
    assert "Văn bản đã đăng ký" not in visit("admin").get(page).content.decode(), "who may not read them names none"
    RoleGrant.objects.create(
        user_id=province.users["admin"],
        role="planner",
        agency_id=province.agencies["ubnd"],
        valid_from=AT.date(),
    )
    client = visit("admin")
    assert 'value="Nghị quyết số 15/NQ-HĐND' in client.get(page).content.decode()
    chosen = "".join(f"&cu={province.communes[slug].id}" for slug in ("sen-hong", "mua-ngau"))
    for asked in (FRAME, FRAME | {"basis": "Nghị quyết", "document": "15/NQ-HĐND"}):
        words = "&".join(f"{name}={value}" for name, value in asked.items())
        event_id = prepared(client, f"{page}?{words}&buoc=3{chosen}")
        assert Event.objects.get(pk=event_id).document.startswith("document:")
        Event.objects.all().delete()


def test_a_document_that_is_not_there_is_told_at_its_field(visit: Visit, province: Province):
    RoleGrant.objects.create(
        user_id=province.users["admin"], role="planner", agency_id=province.agencies["ubnd"], valid_from=AT.date()
    )
    page = visit("admin").get(reverse("areas.propose_event"), FRAME | {"document": "4711/NQ-XYZ"}).content.decode()
    assert "Không có văn bản nào, hoặc có nhiều văn bản, mang số, ký hiệu này." in page


def test_what_undoing_would_lose_is_listed_and_agreed_to(visit: Visit, steps: str, province: Province):
    client = visit("admin")
    event_id = prepared(client, steps)
    seen = client.get(reverse("areas.event", args=[event_id])).context["preview"].digest
    client.post(reverse("areas.apply_event", args=[event_id]), {"seen": seen})
    new = RoleGrant.objects.filter(user_id=province.users["sen-hong.reporter"]).latest("pk").agency_id
    RoleGrant.objects.create(
        user_id=province.users["planner"], role="reporter", agency_id=new, valid_from=date(2026, 12, 1)
    )
    undo, told = reverse("areas.undo_event", args=[event_id]), {"reason": "Ghi nhầm ngày"}
    page = client.post(undo, told)
    assert page.status_code == 422
    assert "Sẽ mất khi hoàn tác" in page.content.decode()
    assert "<li>vai trò Cán bộ báo cáo của planner</li>" in page.content.decode()
    assert client.post(undo, told | {"agreed": "x"}).status_code == 422
    digest = page.context["losing"].digest
    assert "Đã hoàn tác" in client.post(undo, told | {"agreed": digest}, follow=True).content.decode()
    assert Event.objects.get(pk=event_id).state == "undone"


def test_another_unit_may_be_added_and_nothing_typed_is_lost(visit: Visit, steps: str):
    page = visit("admin").post(steps, taken(them="1")).content.decode()
    assert "m1-name" in page
    assert 'value="Sen Ngâu"' in page


def test_what_the_map_cannot_take_is_told_beside_the_form(visit: Visit, steps: str):
    answer = visit("admin").post(steps, taken(**{"m0-code": "91003"}))
    assert answer.status_code == 422
    assert "Mã 91003 đang thuộc Phường Hoa Ban" in answer.content.decode()
    assert visit("admin").post(steps, taken(**{"m0-take-91001": "part", "m0-share-91001": "nửa"})).status_code == 422


def test_who_leads_is_asked_and_the_rest_follows_the_answer(visit: Visit, steps: str, province: Province):
    client = visit("admin")
    event_id = prepared(client, steps)
    page = client.get(reverse("areas.event", args=[event_id]))
    assert "Ai đứng đầu sau thay đổi" in page.content.decode()
    sent = as_sent(page.context["preview"])
    key = f"chon:head:with:{province.communes['sen-hong'].agencies['ubnd_xa']}"
    chosen = f"post:{province.posts['mua-ngau.chairman']}"
    again = client.post(reverse("areas.apply_event", args=[event_id]), sent | {key: chosen, "xem": "1"})
    assert again.status_code == 200
    rows = {one.reference: one for part in again.context["preview"].parts for one in part.touched}
    grant = RoleGrant.objects.get(user_id=province.users["mua-ngau.chairman"])
    assert rows[f"grant:{grant.pk}"].chosen == "move", "what was left as it was shown follows the answer"
    assert Event.objects.get(pk=event_id).state == "proposed"

    digest = again.context["preview"].digest
    sent = as_sent(again.context["preview"]) | {"seen": digest}
    done = client.post(reverse("areas.apply_event", args=[event_id]), sent, follow=True)
    assert "Đã áp dụng" in done.content.decode()
    kept = Event.objects.get(pk=event_id).choices
    assert {name: kept[name] for name in kept if not name.startswith("agency:")} == {key.removeprefix("chon:"): chosen}


def as_sent(preview: events.Preview) -> dict[str, str]:
    """What the form holds as the page shows it."""
    rows = [one for part in preview.parts for one in part.touched if one.key]
    return {f"chon:{one.key}": one.chosen for one in rows} | {
        f"thuong:{one.key}": one.usual for one in rows if one.usual
    }


def test_applying_and_undoing(visit: Visit, steps: str, province: Province):
    client = visit("admin")
    event_id = prepared(client, steps)
    page = reverse("areas.event", args=[event_id])
    seen = client.get(page).context["preview"].digest

    key = f"chon:grant:{RoleGrant.objects.get(user_id=province.users['mua-ngau.reporter']).pk}"
    changed = client.post(reverse("areas.apply_event", args=[event_id]), {"seen": seen, key: "end"})
    assert changed.status_code == 422
    assert "đã được tính lại" in changed.content.decode()
    seen = changed.context["preview"].digest
    done = client.post(reverse("areas.apply_event", args=[event_id]), {"seen": seen, key: "end"}, follow=True)
    assert "Đã áp dụng" in done.content.decode()
    assert "Đỗ Thị Mưa Ngâu" not in str(Event.objects.get().touched), "names of persons are not kept with the event"

    empty = client.post(reverse("areas.undo_event", args=[event_id]), {"reason": ""})
    assert empty.status_code == 422
    back = client.post(reverse("areas.undo_event", args=[event_id]), {"reason": "Ghi nhầm"}, follow=True)
    assert "Đã hoàn tác" in back.content.decode()
    assert events.event(event_id).state == "undone"


def test_others_see_what_was_applied_and_nothing_that_is_prepared(visit: Visit, steps: str):
    client = visit("admin")
    event_id = prepared(client, steps)
    reader = visit("planner")
    assert reader.get(reverse("areas.event", args=[event_id])).status_code == 404
    assert "Sen Ngâu" not in reader.get(reverse("areas.events")).content.decode()
    for name in ("areas.apply_event", "areas.drop_event", "areas.undo_event"):
        assert reader.post(reverse(name, args=[event_id])).status_code == 404
    assert reader.get(reverse("areas.propose_event")).status_code == 404

    seen = client.get(reverse("areas.event", args=[event_id])).context["preview"].digest
    client.post(reverse("areas.apply_event", args=[event_id]), {"seen": seen})
    page = reader.get(reverse("areas.event", args=[event_id])).content.decode()
    assert "Hoàn tác" not in page
    assert "Xã Sen Hồng" in page


def test_dropping(visit: Visit, steps: str):
    client = visit("admin")
    event_id = prepared(client, steps)
    answer = client.post(reverse("areas.drop_event", args=[event_id]), follow=True)
    assert "đã bỏ" in answer.content.decode()
    assert events.event(event_id).state == "dropped"


def test_an_event_that_the_map_has_overtaken_says_so(visit: Visit, steps: str):
    client = visit("admin")
    first, second = prepared(client, steps), prepared(client, steps)
    seen = client.get(reverse("areas.event", args=[first])).context["preview"].digest
    client.post(reverse("areas.apply_event", args=[first]), {"seen": seen})
    page = client.get(reverse("areas.event", args=[second])).content.decode()
    assert "Không áp dụng được" in page
    assert client.post(reverse("areas.apply_event", args=[second]), {"seen": seen}).status_code == 422


def test_nothing_recorded_yet(visit: Visit):
    assert "Chưa có thay đổi nào" in visit("planner").get(reverse("areas.events")).content.decode()


@pytest.mark.parametrize("kind", ["split", "rename", "retype", "move", "open", "close"])
def test_every_kind_has_its_last_step(visit: Visit, province: Province, kind: str):
    query = f"?kind={kind}&on=01/12/2026&basis=x&buoc=3&cu={province.communes['sen-hong'].id}"
    assert visit("admin").get(reverse("areas.propose_event") + query).status_code == 200


def test_the_list_asks_no_more_for_many_events(visit: Visit, province: Province):
    client = visit("admin")
    client.get(reverse("areas.events"))

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("areas.events")).status_code == 200
        return len(asked)

    row = {"kind": "close", "basis": "Nghị quyết " + "rất dài " * 30, "proposed_at": AT}
    change = {"kind": "close", "on": "2026-12-01", "basis": "x", "old": ["91001"], "units": []}
    Event.objects.create(on=date(2026, 12, 1), change=change, **row)
    few = questions()
    Event.objects.bulk_create(Event(on=date(2026, 12, 1), change=change, **row) for _ in range(130))
    assert questions() == few
