"""A change of the map with all who follow it: agencies, posts, roles, reports, totals; and everything back again."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pcmt.accounts.queries import actor_by_username
from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.areas.queries import events
from pcmt.areas.rules.change import Change
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import queries as reporting
from tests.areas.test_areas_events import DAY, EVE, MERGE
from tests.province import AT, Province
from tests.reporting.walk import FORM, OCTOBER, Walk

DECEMBER = Period.parse("2026-12@nd09")
LATER = datetime(2026, 12, 2, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def admin(actor: Callable[[str], Actor]) -> Actor:
    return actor("admin")


@pytest.fixture
def walk(province: Province, actor: Callable[[str], Actor]) -> Walk:
    walk = Walk(province, actor, AT)
    walk.open()
    return walk


def then(username: str, at: datetime = LATER) -> Actor:
    found = actor_by_username(username, at)
    assert found is not None
    return found


def applied(change: Change, admin: Actor, **choices: str) -> int:
    event_id = propose_event(change=change, actor=admin, at=AT)
    apply_event(event_id=event_id, choices=choices, actor=admin, at=AT)
    return event_id


def told(admin: Actor, change: Change, part: str) -> dict[str, str]:
    preview = events.preview_change(admin, change, at=AT)
    return {one.label: one.effect for found in preview.parts if found.name == part for one in found.touched}


def test_agencies_end_and_their_likes_take_over(province: Province, admin: Actor):
    applied(MERGE, admin)
    new = areas.area_by_code("91101", DAY)

    found = {view.kind: view for view in agencies.agencies(area_id=new.id, on=DAY)}
    assert {kind: view.name for kind, view in found.items()} == {
        "ubnd_xa": "Ủy ban nhân dân xã Sen Ngâu",
        "cong_an_xa": "Công an xã Sen Ngâu",
        "tram_y_te": "Trạm Y tế xã Sen Ngâu",
        "phong_vhxh": "Phòng Văn hóa - Xã hội xã Sen Ngâu",
    }
    assert found["cong_an_xa"].parent_id == province.agencies["police"]
    assert found["tram_y_te"].parent_id == found["ubnd_xa"].id
    old = province.communes["sen-hong"].agencies
    assert agencies.agency(old["cong_an_xa"]).name == "Công an xã Sen Hồng"
    assert agencies.agencies(area_id=province.communes["sen-hong"].id, on=DAY) == ()
    assert len(agencies.agencies(area_id=province.communes["sen-hong"].id, on=EVE)) == 4
    assert agencies.heirs(old.values(), DAY) == {old[kind]: view.id for kind, view in found.items()}
    assert agencies.match("UBND xã Sen Ngâu", DAY)[0].id == found["ubnd_xa"].id
    assert agencies.match("UBND xã Sen Hồng", EVE)[0].id == old["ubnd_xa"]


def test_people_go_over_and_two_heads_do_not_come_together(province: Province, admin: Actor):
    applied(MERGE, admin)
    new = agencies.agency_for(areas.area_by_code("91101", DAY).id, "ubnd_xa", DAY)
    assert new is not None
    assert {post.title for post in agencies.posts(new.id, DAY)} == {"Công chức"}
    clinic = agencies.agency_for(new.area_id, "tram_y_te", DAY)
    assert clinic is not None
    assert [post.title for post in agencies.heads(clinic.id, DAY)] == ["Trưởng trạm"], "the only head that comes leads"


def test_one_of_two_heads_may_be_chosen(province: Province, admin: Actor):
    key = f"post:{province.posts['mua-ngau.chairman']}"
    applied(MERGE, admin, **{key: "head"})
    new = agencies.agency_for(areas.area_by_code("91101", DAY).id, "ubnd_xa", DAY)
    assert new is not None
    assert [post.person_name for post in agencies.heads(new.id, DAY)] == ["Bùi Văn Mưa Ngâu"]


def test_two_heads_cannot_be_chosen(province: Province, admin: Actor):
    both = {f"post:{province.posts[f'{slug}.chairman']}": "head" for slug in ("sen-hong", "mua-ngau")}
    event_id = propose_event(change=MERGE, actor=admin, at=AT)
    with pytest.raises(Refusal, match="hai người đứng đầu"):
        apply_event(event_id=event_id, choices=both, actor=admin, at=AT)


def test_roles_move_on_the_day_and_reach_what_was_left_open(province: Province, admin: Actor, walk: Walk):
    duty = walk.id("sen-hong")
    applied(MERGE, admin)
    new = agencies.agency_for(areas.area_by_code("91101", DAY).id, "ubnd_xa", DAY)
    assert new is not None

    eve = then("sen-hong.reporter", datetime(2026, 11, 30, 23, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))
    assert eve.agency_id == province.communes["sen-hong"].agencies["ubnd_xa"]
    assert not eve.may("reporting.enter_cells", agency_id=new.id)
    now = then("sen-hong.reporter")
    assert now.agency_id == new.id
    for agency_id in (new.id, *(province.communes[slug].agencies["ubnd_xa"] for slug in ("sen-hong", "mua-ngau"))):
        assert now.may("reporting.enter_cells", agency_id=agency_id)
    assert not now.may("reporting.enter_cells", agency_id=province.communes["hoa-ban"].agencies["ubnd_xa"])
    assert reporting.submission(now, duty, DAY).duty.agency_name == "Ủy ban nhân dân xã Sen Hồng"


def test_an_old_report_is_finished_by_the_new_units_people(province: Province, admin: Actor, walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    applied(MERGE, admin)

    later = Walk(province, then, LATER)
    later.confirm_all(submission)
    later.sign(submission)
    later.submit(submission)
    later.accept(submission)

    total = reporting.totals(province.id, [OCTOBER], [summed()])[(OCTOBER, summed())]
    assert (total.reported, total.expected) == (1, 4), "on the map of October there were four communes"


def summed() -> str:
    """An element of the monthly form that adds up over areas."""
    form = book().form(FORM, OCTOBER.last_day)
    return next(cell.element for cell in form.cells if book().element(cell.element).sums_over_areas)
