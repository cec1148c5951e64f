"""A change of the map is traced like a figure: the paper that ordered it, what it touched, by whom it was done."""

from collections.abc import Callable

import pytest
from django.test import Client

from pcmt.areas.actions.propose_event import propose_event
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.trace.queries import trace
from tests.areas.test_areas_events import MERGE
from tests.areas.test_areas_events_followed import applied
from tests.province import AT, Province


def test_an_applied_event_tells_what_it_touched(
    province: Province, actor: Callable[[str], Actor], visit: Callable[..., Client]
) -> None:
    event_id = applied(MERGE, actor("admin"))
    node = trace(f"area_event:{event_id}", actor("planner"), AT)
    assert node.title == "Nhập, sắp xếp từ ngày 01/12/2026"
    assert dict(node.facts)["Đơn vị cũ"] == "Xã Sen Hồng, Xã Mưa Ngâu"
    touched = {one.title: dict(one.facts)["Thay đổi"] for one in node.down}
    assert touched["Đơn vị hành chính: Xã Sen Hồng"] == "kết thúc; chuyển về Xã Sen Ngâu"
    assert [event.what for event in node.events] == [
        "Chuẩn bị sự kiện nhập, tách, đổi địa bàn", "Áp dụng sự kiện địa bàn",
    ]  # fmt: skip
    page = visit("planner").get(f"/tra-nguon/area_event:{event_id}", follow=True).content.decode()
    assert "Những gì đã đi theo thay đổi" in page


def test_one_in_preparation_is_not_there_for_others(province: Province, actor: Callable[[str], Actor]) -> None:
    event_id = propose_event(change=MERGE, actor=actor("admin"), at=AT)
    assert trace(f"area_event:{event_id}", actor("admin"), AT).facts
    for reference in (f"area_event:{event_id}", "area_event:999999"):
        with pytest.raises(NotFound):
            trace(reference, actor("planner"), AT)
