"""Old and new map side by side: of an event before and after it is applied, of a unit; and the ways into an event."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.areas import queries
from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.areas.models import AreaVersion, Boundary, Event
from pcmt.kernel.actor import system_actor
from pcmt.web.areas.sides import sides_of_unit
from tests.areas.test_areas_drawing import square
from tests.province import AT, Province

Visit = Callable[..., Client]
MAPPER = system_actor("kiểm thử", "areas.close_area")
NEW = {"so": "1", "m0-name": "Sen Ngâu", "m0-type": "xa", "m0-code": "91101", "m0-parent": "91", "m0-goes_on": ""}
TAKEN = NEW | {"m0-take-91001": "whole", "m0-take-91002": "whole"}


def draw_all(province: Province) -> None:
    for number, commune in enumerate(province.communes.values()):
        outline = square(commune.id, 1_060_000 + 6_000 * number, 170_000, 6_000)
        Boundary.objects.create(
            version=AreaVersion.objects.get(area_id=commune.id, valid_to=None), rings=json.dumps(outline.polygons),
            points=5, west=outline.box.west, south=170_000, east=outline.box.east, north=176_000, source="Sở",
        )  # fmt: skip


@pytest.fixture
def prepared(province: Province, visit: Visit) -> tuple[Client, str]:
    draw_all(province)
    chosen = "".join(f"&cu={province.communes[slug].id}" for slug in ("sen-hong", "mua-ngau"))
    steps = f"{reverse('areas.propose_event')}?kind=merge&on=01/12/2026&basis=Nghị quyết&buoc=3{chosen}"
    client = visit("admin")
    assert client.post(steps, TAKEN).status_code == 302
    return client, reverse("areas.event", args=[Event.objects.latest("pk").pk])


def test_a_prepared_merger_shows_both_maps_by_the_old_lines(prepared: tuple[Client, str]):
    client, address = prepared
    page = client.get(address).text
    assert "Trước: đến hết ngày 30/11/2026" in page
    assert "Sau: từ ngày 01/12/2026" in page
    before, after = (
        page[page.index("Trước:") : page.index("Sau:")],
        page[page.index("Sau:") : page.index('id="ap-dung"')],
    )
    assert before.count("<path fill=") == 2
    assert after.count("<path fill=") == 1
    assert after.count("M") >= 2, "the new unit is drawn by the lines of both that went into it"
    assert before.count("vào Xã Sen Ngâu") >= 2


def test_the_dialog_says_how_many_rows_to_look_at(prepared: tuple[Client, str]):
    client, address = prepared
    assert "dòng cần xem kỹ." in client.get(address).text.split('data-confirm="Áp dụng')[1].split('"')[0]


def test_a_units_page_shows_the_last_change(province: Province, visit: Visit):
    gone, heir = province.communes["mua-ngau"].id, province.communes["sen-hong"].id
    assert "Trước: đến hết" not in visit("planner").get(f"/dia-ban/{heir}/").text
    close_area(area_id=gone, last_day=date(2026, 8, 31), successors=[Successor(heir)], basis="", actor=MAPPER, at=AT)
    for area_id in (gone, heir):
        page = visit("planner").get(f"/dia-ban/{area_id}/").text
        assert "Trước: đến hết ngày 31/8/2026" in page
        before = page[page.index("Trước:") : page.index("Sau:")]
        assert "Xã Mưa Ngâu" in before
        assert "Xã Sen Hồng" in before, "what went on as itself brought its own land"


def test_what_was_divided_belongs_to_no_one_unit(province: Province):
    gone = province.communes["mua-ngau"].id
    heirs = [Successor(province.communes[slug].id) for slug in ("sen-hong", "hoa-ban")]
    close_area(area_id=gone, last_day=date(2026, 8, 31), successors=heirs, basis="", actor=MAPPER, at=AT)
    found = sides_of_unit(gone, queries.passings(gone))
    assert found is not None
    before, after = found
    fills = {name: fill.words for fill, name, _ in before.units}
    assert fills["Xã Mưa Ngâu"] == "chia cho nhiều đơn vị"
    assert len(after.units) == 2


def test_the_list_and_a_units_page_lead_into_an_event(province: Province, visit: Visit):
    listed = visit("admin").get("/dia-ban/").text
    assert "Lập đơn vị mới" in listed
    assert "Lập đơn vị mới" not in visit("planner").get("/dia-ban/").text
    commune = province.communes["sen-hong"].id
    start = f"{reverse('areas.propose_event')}?cu={commune}&loai=close"
    assert start.replace("&", "&amp;") in visit("admin").get(f"/dia-ban/{commune}/").text
    frame = visit("admin").get(start).text
    assert "Xã Sen Hồng" in frame
    assert f'name="cu" value="{commune}"' in frame


def test_a_province_can_be_opened(province: Province, visit: Visit):
    client = visit("admin")
    start = f"{reverse('areas.propose_event')}?kind=open&level=province&on=01/12/2026&basis=Nghị quyết"
    unit = {"so": "1", "m0-name": "Mai Vàng", "m0-type": "tinh", "m0-code": "99", "m0-goes_on": ""}
    answer = client.post(start, unit)
    assert answer.status_code == 302, answer.text[:500]
    assert Event.objects.latest("pk").change["units"][0]["level"] == "province"
    assert "Tỉnh" in client.get(answer["Location"]).text
