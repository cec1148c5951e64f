"""A change of the map with all who follow it: agencies, posts, roles, reports, totals; and everything back again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pcmt.accounts.actions.open_session import open_session
from pcmt.accounts.models import RoleGrant
from pcmt.accounts.queries import actor_by_username
from pcmt.agencies import queries as agencies
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.actions.found_agency import found_agency
from pcmt.agencies.actions.found_committee import Seat, found_committee
from pcmt.areas import queries as areas
from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.open_area import open_area
from pcmt.areas.actions.propose_event import propose_event
from pcmt.areas.actions.undo_event import undo_event
from pcmt.areas.ports.losses import StandsOn, WouldLose
from pcmt.areas.queries import events
from pcmt.areas.rules.change import Change, Taking, Unit
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.enter_cells import enter_cells
from pcmt.reporting.actions.open_period import open_period
from pcmt.reporting.models import Duty
from pcmt.rulebook.queries import book
from tests.areas.dumping import dump
from tests.areas.test_areas_events import ABSORB, BASIS, DAY, EVE, MERGE, SPLIT, unit
from tests.province import AT, Province
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

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


def question(province: Province, kind: str = "ubnd_xa", slug: str = "sen-hong") -> str:
    """The key of the question who leads the agency that is founded for one of the old ones."""
    return f"head:with:{province.communes[slug].agencies[kind]}"


def head(province: Province, username: str) -> str:
    return f"post:{province.posts[username]}"


def heads_of(province: Province, slug: str) -> dict[str, str]:
    """The answer that the heads of one commune go on, to both questions that two communes of the test raise."""
    return {
        question(province): head(province, f"{slug}.chairman"),
        question(province, "cong_an_xa"): head(province, f"{slug}.police-head"),
    }


def led_by(kind: str = "ubnd_xa") -> list[str]:
    new = agencies.agency_for(areas.area_by_code("91101", DAY).id, kind, DAY)
    assert new is not None
    return [post.person_name for post in agencies.heads(new.id, DAY)]


def test_one_of_two_heads_may_be_chosen(province: Province, admin: Actor):
    applied(MERGE, admin, **{question(province): head(province, "mua-ngau.chairman")})
    assert led_by() == ["Bùi Văn Mưa Ngâu"]
    assert then("mua-ngau.chairman").roles == {"head"}
    gone = then("sen-hong.chairman")
    assert (gone.grants, gone.post_id) == ((), None), "post and role end on the day"


def test_who_leads_is_asked_with_names_and_kept_without(province: Province, admin: Actor):
    preview = events.preview_change(admin, MERGE, at=AT)
    asked = {one.key: one for one in preview.questions}[question(province)]
    assert asked.label == "Người đứng đầu Ủy ban nhân dân xã Sen Ngâu"
    assert [words for _, words in asked.options] == [
        "Bùi Văn Sen Hồng, Chủ tịch, Ủy ban nhân dân xã Sen Hồng",
        "Bùi Văn Mưa Ngâu, Chủ tịch, Ủy ban nhân dân xã Mưa Ngâu",
        "Chưa có; bổ nhiệm sau",
    ]
    assert (asked.chosen, asked.warning) == ("later", True)
    event_id = applied(MERGE, admin, **{question(province): head(province, "mua-ngau.chairman")})
    kept = [one for part in events.event(event_id).parts for one in part.touched]
    assert "Chủ tịch, Ủy ban nhân dân xã Mưa Ngâu đi tiếp" in {one.effect for one in kept}
    assert not any("Bùi Văn" in f"{one.label} {one.effect}" for one in kept)


def test_without_an_answer_nobody_leads_and_roles_of_leading_end(province: Province, admin: Actor):
    applied(MERGE, admin)
    assert led_by() == []
    for username in ("sen-hong.chairman", "mua-ngau.chairman", "sen-hong.police-head"):
        assert then(username).grants == ()
    assert then("sen-hong.clinic-head").roles == {"head"}, "the only head that comes goes on"
    assert then("mua-ngau.reporter").roles == {"reporter"}


def test_a_second_head_may_go_on_as_deputy(province: Province, admin: Actor):
    other = head(province, "mua-ngau.chairman")
    applied(MERGE, admin, **{question(province): head(province, "sen-hong.chairman"), other: "deputy"})
    new = agencies.agency_for(areas.area_by_code("91101", DAY).id, "ubnd_xa", DAY)
    assert new is not None
    held = {post.title: post for post in agencies.posts(new.id, DAY)}
    assert (held["Phó Chủ tịch"].person_name, held["Phó Chủ tịch"].powers) == ("Bùi Văn Mưa Ngâu", "KT.")
    assert not held["Phó Chủ tịch"].is_head
    assert then("mua-ngau.chairman").roles == {"head"}, "a deputy leads too"


def test_a_head_who_goes_on_without_leading_leaves_the_role_behind(province: Province, admin: Actor):
    applied(MERGE, admin, **{head(province, "mua-ngau.chairman"): "move"})
    gone = then("mua-ngau.chairman")
    assert gone.grants == ()
    assert gone.post_id is not None, "the post went on"


def test_deputies_of_agencies_that_come_together_are_chosen(province: Province, admin: Actor):
    posts = {
        slug: appoint(
            agency_id=province.communes[slug].agencies["ubnd_xa"], person_name=f"Kiều {slug}", title="Phó Chủ tịch",
            is_head=False, powers="KT.", valid_from=date(2025, 7, 1), actor=admin, at=AT,
        )
        for slug in ("sen-hong", "mua-ngau")
    }  # fmt: skip
    rows = told(admin, MERGE, "agencies")
    assert rows["Kiều sen-hong, Phó Chủ tịch, Ủy ban nhân dân xã Sen Hồng"] == "kết thúc chức vụ"
    applied(MERGE, admin, **{f"post:{posts['mua-ngau']}": "move"})
    new = agencies.agency_for(areas.area_by_code("91101", DAY).id, "ubnd_xa", DAY)
    assert new is not None
    assert [post.person_name for post in agencies.posts(new.id, DAY) if post.powers] == ["Kiều mua-ngau"]


def test_a_sitting_head_stays_or_makes_room(province: Province, admin: Actor, walk: Walk):
    agency_id = province.communes["hoa-ban"].agencies["ubnd_xa"]
    asked = {one.key: one for one in events.preview_change(admin, ABSORB, at=AT).questions}
    assert asked[f"head:{agency_id}"].chosen == head(province, "hoa-ban.chairman")
    before = dump()
    event_id = applied(ABSORB, admin, **{f"head:{agency_id}": head(province, "sen-hong.chairman")})
    assert [post.person_name for post in agencies.heads(agency_id, DAY)] == ["Bùi Văn Sen Hồng"]
    assert [post.person_name for post in agencies.heads(agency_id, EVE)] == ["Bùi Văn Hoa Ban"]
    assert then("hoa-ban.chairman").grants == ()
    assert then("sen-hong.chairman").agency_id == agency_id
    undo_event(event_id=event_id, reason="Nhầm", actor=admin, at=AT)
    assert dump() == before


def test_a_role_without_a_post_goes_over(province: Province, admin: Actor):
    old = province.communes["sen-hong"].agencies["ubnd_xa"]
    RoleGrant.objects.create(user_id=province.users["planner"], role="reporter", agency_id=old, valid_from=EVE)
    applied(MERGE, admin)
    new = agencies.agency_for(areas.area_by_code("91101", DAY).id, "ubnd_xa", DAY)
    assert new is not None
    held = RoleGrant.objects.filter(user_id=province.users["planner"], agency_id=new.id, revoked_at__isnull=True)
    assert held.exists()


def test_a_role_may_stay_without_its_post_where_that_is_chosen(province: Province, admin: Actor):
    grant = RoleGrant.objects.get(user_id=province.users["mua-ngau.chairman"])
    applied(MERGE, admin, **{f"grant:{grant.pk}": "move"})
    assert then("mua-ngau.chairman").roles == {"head"}


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
    applied(MERGE, admin, **heads_of(province, "sen-hong"))

    later = Walk(province, then, LATER)
    waiting = reporting.awaiting(then("sen-hong.clinic-head"), DAY)
    assert [(one.duty.submission_id, one.move) for one in waiting] == [(submission, "confirm_section")]
    assert waiting[0].duty.agency_name == "Ủy ban nhân dân xã Sen Hồng"
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


@pytest.mark.parametrize("change", [MERGE, ABSORB, SPLIT], ids=["merge", "absorb", "split"])
def test_everything_comes_back(province: Province, admin: Actor, walk: Walk, change: Change):
    open_period(form_code=FORM, period=DECEMBER, actor=admin_of_periods(walk), at=AT)
    walk.fill(walk.id("sen-hong"))
    walk.enter(walk.id("sen-hong", DECEMBER), {}, comments={})
    before = dump()
    event_id = applied(change, admin)
    after = dump()
    assert {table for table in after if after[table] != before.get(table)} >= {
        "areas.Succession", "agencies.AgencyVersion", "accounts.RoleGrant", "reporting.Duty",
    }  # fmt: skip
    undo_event(event_id=event_id, reason="Ghi nhầm", actor=admin, at=AT)
    assert dump() == before


def admin_of_periods(walk: Walk) -> Actor:
    return walk.actor("planner")


def test_a_period_of_the_day_passes_to_the_new_unit(province: Province, admin: Actor, walk: Walk):
    walk.open(DECEMBER)
    submission = walk.id("sen-hong", DECEMBER)
    walk.enter(submission, {summed(): "7"})
    applied(MERGE, admin)

    new = areas.area_by_code("91101", DAY)
    owed = {view.area_name: view for view in reporting.duties(walk.actor("planner"), period=DECEMBER)}
    assert owed.keys() == {"Xã Sen Ngâu", "Phường Hoa Ban", "Xã Chân Mây"}
    assert owed["Xã Sen Ngâu"].agency_name == "Ủy ban nhân dân xã Sen Ngâu"
    old = Duty.ever.get(area_id=province.communes["sen-hong"].id, period=DECEMBER.id)
    assert old.released_on == DAY
    assert old.submissions.get().cells.get().scaled == 7, "the draft stays to be seen"
    with pytest.raises(Refusal, match="đã chuyển sang đơn vị mới"):
        enter_cells(submission_id=submission, cells={summed(): "8"}, actor=then("sen-hong.reporter"), at=LATER)
    enter_cells(
        submission_id=owed["Xã Sen Ngâu"].submission_id,
        cells={summed(): "12"},
        actor=then("mua-ngau.reporter"),
        at=LATER,
    )
    assert walk.open(DECEMBER) == 0, "nothing is lacking"
    assert new.id in {duty.area_id for duty in Duty.objects.filter(period=DECEMBER.id)}


def test_a_unit_of_one_old_unit_keeps_the_draft(province: Province, admin: Actor, walk: Walk):
    walk.open(DECEMBER)
    submission = walk.id("sen-hong", DECEMBER)
    walk.enter(submission, {summed(): "7"})
    # Two communes under new codes and identities, each all of one old one.
    change = Change(
        "merge",
        DAY,
        BASIS,
        old=("91001", "91002"),
        units=(
            unit("91101", "Sen Mới", takes=(Taking("91001"),)),
            unit("91102", "Ngâu Mới", takes=(Taking("91002"),)),
        ),
    )
    event_id = applied(change, admin)
    view = reporting.submission(then("sen-hong.reporter"), submission, DAY)
    assert view.duty.area_name == "Xã Sen Mới"
    assert [cell.text for section in view.sections for cell in section.cells if cell.element == summed()] == ["7"]
    undo_event(event_id=event_id, reason="x", actor=admin, at=AT)
    assert reporting.submission(walk.actor("planner"), submission).duty.area_name == "Xã Sen Hồng"


def test_an_event_on_a_past_day_keeps_what_was_closed_and_the_totals(province: Province, admin: Actor, walk: Walk):
    walk.open(NOVEMBER)
    walk.close("sen-hong", {summed(): "5"}, NOVEMBER)
    walk.close("hoa-ban", {summed(): "3"}, NOVEMBER)
    past = replace(MERGE, on=date(2026, 11, 1))
    before = reporting.totals(province.id, [NOVEMBER], [summed()])
    event_id = applied(past, admin)

    after = reporting.totals(province.id, [NOVEMBER], [summed()])[(NOVEMBER, summed())]
    assert (after.quantity.scaled, after.reported, after.expected) == (8, 2, 4)
    new = areas.area_by_code("91101", past.on).id
    assert new not in after.missing_area_ids, "the old units answer for a period in which one had sent"
    assert province.communes["mua-ngau"].id in after.missing_area_ids
    assert walk.open(NOVEMBER) == 0
    undo_event(event_id=event_id, reason="x", actor=admin, at=AT)
    assert reporting.totals(province.id, [NOVEMBER], [summed()]) == before


def test_a_commune_that_moves_takes_its_figures_along(province: Province, admin: Actor, walk: Walk):
    walk.open(NOVEMBER)
    walk.close("sen-hong", {summed(): "5"}, NOVEMBER)
    walk.close("hoa-ban", {summed(): "3"}, NOVEMBER)
    other = open_province(admin)
    before = dump()
    on = date(2026, 11, 1)
    moved = replace(unit("92001", "Sen Hồng", goes_on="91001"), parent="92")
    event_id = applied(Change("move", on, BASIS, old=("91001",), units=(moved,)), admin)

    key = (NOVEMBER, summed())
    assert reporting.totals(province.id, [NOVEMBER], [summed()])[key].quantity.scaled == 3
    assert reporting.totals(other, [NOVEMBER], [summed()])[key].quantity.scaled == 5
    police = agencies.agency(province.communes["sen-hong"].agencies["cong_an_xa"], on)
    assert police.parent_id is not None
    assert agencies.agency(police.parent_id, on).name == "Công an tỉnh Nắng Mai"
    undo_event(event_id=event_id, reason="x", actor=admin, at=AT)
    assert dump() == before


def open_province(admin: Actor) -> int:
    from_day = date(2025, 7, 1)
    other = areas_open(code="92", name="Nắng Mai", valid_from=from_day, admin=admin)
    for kind, name in (("ubnd_tinh", "Ủy ban nhân dân tỉnh Nắng Mai"), ("cong_an_tinh", "Công an tỉnh Nắng Mai")):
        found_agency(name=name, kind=kind, area_id=other, valid_from=from_day, actor=admin, at=AT)
    return other


def areas_open(*, code: str, name: str, valid_from: date, admin: Actor) -> int:
    return open_area(
        code=code, name=name, type="tinh", level="province", parent_id=None, valid_from=valid_from, actor=admin, at=AT
    )


def test_new_periods_opened_since_do_not_stop_an_undoing(province: Province, admin: Actor, walk: Walk):
    event_id = applied(MERGE, admin)
    planner = then("planner")
    open_period(form_code=FORM, period=DECEMBER, actor=planner, at=LATER)
    assert Duty.objects.filter(period=DECEMBER.id).count() == 3
    undo_event(event_id=event_id, reason="x", actor=admin, at=LATER)
    assert {view.area_name for view in reporting.duties(walk.actor("planner"), period=DECEMBER)} == {
        "Xã Sen Hồng", "Xã Mưa Ngâu", "Phường Hoa Ban", "Xã Chân Mây",
    }  # fmt: skip


def test_what_the_new_unit_has_typed_is_lost_only_where_somebody_says_so(province: Province, admin: Actor, walk: Walk):
    walk.open(DECEMBER)
    event_id = applied(MERGE, admin)
    new = areas.area_by_code("91101", DAY).id
    duty = Duty.objects.get(period=DECEMBER.id, area_id=new)
    enter_cells(
        submission_id=duty.submissions.get().pk, cells={summed(): "12"}, actor=then("mua-ngau.reporter"), at=LATER
    )
    before = dump()
    with pytest.raises(WouldLose, match="bản nhập dở") as refused:
        undo_event(event_id=event_id, reason="x", actor=admin, at=LATER)
    assert dump() == before
    undo_event(event_id=event_id, reason="x", agreed=refused.value.digest, actor=admin, at=LATER)
    assert Duty.objects.filter(period=DECEMBER.id).count() == 4


def test_what_somebody_has_confirmed_stops_an_undoing(province: Province, admin: Actor, walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    event_id = applied(MERGE, admin, **heads_of(province, "sen-hong"))
    Walk(province, then, LATER).confirm_all(submission)
    before = dump()
    with pytest.raises(StandsOn, match=r"chức vụ Trưởng Công an: [^;]*\d xác nhận phần biểu") as refused:
        undo_event(event_id=event_id, reason="x", agreed="x", actor=admin, at=LATER)
    assert not isinstance(refused.value, WouldLose)
    assert dump() == before


def test_signing_in_with_a_new_post_does_not_stop_an_undoing(province: Province, admin: Actor):
    event_id = applied(MERGE, admin)
    door = system_actor("cửa", "accounts.sign_in")
    reporter = province.users["sen-hong.reporter"]
    open_session(user_id=reporter, means=("password",), agent="", address="192.0.2.1", actor=door, at=LATER)
    undo_event(event_id=event_id, reason="Nhầm", actor=admin, at=LATER)
    assert then("sen-hong.reporter").agency_id == province.communes["sen-hong"].agencies["ubnd_xa"]


def test_posts_entered_and_roles_changed_since_go_with_the_event(province: Province, admin: Actor):
    before = dump()
    event_id = applied(MERGE, admin)
    new = agencies.agency_for(areas.area_by_code("91101", DAY).id, "ubnd_xa", DAY)
    assert new is not None
    appoint(
        agency_id=new.id, person_id=agencies.post(province.posts["planner"]).person_id, title="Chủ tịch", is_head=True,
        valid_from=DAY, actor=admin, at=LATER,
    )  # fmt: skip
    grant = RoleGrant.objects.get(user_id=province.users["sen-hong.reporter"], agency_id=new.id)
    RoleGrant.objects.filter(pk=grant.pk).update(revoked_at=LATER)
    with pytest.raises(WouldLose) as refused:
        undo_event(event_id=event_id, reason="x", actor=admin, at=LATER)
    assert refused.value.losses == (
        "thay đổi của vai trò Cán bộ báo cáo của sen-hong.reporter",
        "chức vụ Chủ tịch của Nguyễn Thu Lan",
    )
    with pytest.raises(WouldLose):
        undo_event(event_id=event_id, reason="x", agreed="0" * 16, actor=admin, at=LATER)
    undo_event(event_id=event_id, reason="x", agreed=refused.value.digest, actor=admin, at=LATER)
    assert dump() == before


def test_a_role_given_at_the_new_unit_since_is_told(province: Province, admin: Actor):
    event_id = applied(MERGE, admin)
    new = agencies.agency_for(areas.area_by_code("91101", DAY).id, "ubnd_xa", DAY)
    assert new is not None
    RoleGrant.objects.create(user_id=province.users["planner"], role="reporter", agency_id=new.id, valid_from=DAY)
    with pytest.raises(WouldLose, match="vai trò Cán bộ báo cáo của planner"):
        undo_event(event_id=event_id, reason="x", actor=admin, at=AT)


def test_who_reaches_further_is_told(province: Province, admin: Actor):
    merged = told(admin, MERGE, "accounts")
    row = next(label for label in merged if "(sen-hong.reporter)" in label)
    assert merged[row] == "chuyển sang Ủy ban nhân dân xã Sen Ngâu; thêm phạm vi: Xã Mưa Ngâu"
    taken_in = told(admin, ABSORB, "accounts")
    row = next(label for label in taken_in if "(hoa-ban.reporter)" in label)
    assert taken_in[row] == "giữ nguyên; thêm phạm vi: Xã Sen Hồng"
    row = next(label for label in taken_in if "(sen-hong.reporter)" in label)
    assert "thêm phạm vi: Phường Hoa Ban" in taken_in[row]
    assert not any("(chan-may" in label or "(planner)" in label for label in (*merged, *taken_in))


def test_a_role_may_end_instead(province: Province, admin: Actor):
    grant = RoleGrant.objects.get(user_id=province.users["mua-ngau.reporter"])
    applied(MERGE, admin, **{f"grant:{grant.pk}": "end"})
    assert then("mua-ngau.reporter").grants == ()
    assert then("sen-hong.reporter").grants


def test_nobody_gets_a_permission_that_they_did_not_hold(province: Province, admin: Actor):
    def permissions(at: datetime) -> dict[str, set[str]]:
        return {name: {grant.permission for grant in then(name, at).grants} for name in province.users}

    before = permissions(AT)
    applied(ABSORB, admin)
    applied(replace(SPLIT, old=("91002",), units=split_of("91002")), admin)
    after = permissions(LATER)
    assert {name for name in before if after[name] != before[name]} == {
        f"sen-hong.{who}" for who in ("chairman", "police-head", "clinic-head", "culture-head")
    }, "heads of what was taken in; the sitting ones stay"
    assert not any(after[name] - before[name] for name in before)


def split_of(code: str) -> tuple[Unit, ...]:
    return tuple(
        replace(part, takes=(replace(part.takes[0], code=code),), code=f"9190{index}")
        for index, part in enumerate(SPLIT.units)
    )


def test_a_renamed_commune_renames_its_agencies(province: Province, admin: Actor):
    change = Change("retype", DAY, BASIS, old=("91001",), units=(unit("91001", "Sen Hồng", "phuong", goes_on="91001"),))
    applied(change, admin)
    own = province.communes["sen-hong"].agencies["cong_an_xa"]
    assert agencies.agency(own, EVE).name == "Công an xã Sen Hồng"
    assert agencies.agency(own, DAY).name == "Công an phường Sen Hồng"
    assert then("sen-hong.police-head").agency_id == own


def test_a_school_goes_on_in_the_new_commune(province: Province, admin: Actor):
    old = province.communes["sen-hong"]
    school = found_agency(
        name="Trường THCS Sen Hồng", kind="truong", area_id=old.id, parent_id=old.agencies["ubnd_xa"],
        valid_from=date(2025, 7, 1), actor=admin, at=AT,
    )  # fmt: skip
    applied(MERGE, admin)
    now = agencies.agency(school, DAY)
    new = agencies.agency_for(now.area_id, "ubnd_xa", DAY)
    assert now.name == "Trường THCS Sen Hồng"
    assert new is not None
    assert now.parent_id == new.id


def test_committees_of_the_old_unit_end(province: Province, admin: Actor):
    committee = found_committee(
        name="Ban Chỉ đạo xã Sen Hồng", area_id=province.communes["sen-hong"].id, founded_by="Quyết định số 3/QĐ-UBND",
        valid_from=date(2026, 1, 1), seats=[Seat(province.posts["sen-hong.chairman"], "head")], actor=admin, at=AT,
    )  # fmt: skip
    before = dump()
    event_id = applied(MERGE, admin)
    assert committee in {view.id for view in agencies.committees(EVE)}
    assert committee not in {view.id for view in agencies.committees(DAY)}
    undo_event(event_id=event_id, reason="x", actor=admin, at=AT)
    assert dump() == before


def test_who_may_not_see_an_old_unit_still_may_not(province: Province, admin: Actor, walk: Walk):
    applied(MERGE, admin)
    with pytest.raises((NotFound, NotAllowed)):
        reporting.submission(then("chan-may.reporter"), walk.id("sen-hong"), DAY + timedelta(days=1))


def test_what_was_the_old_agencys_own_is_its_heirs_own(province: Province, admin: Actor):
    applied(MERGE, admin, **heads_of(province, "mua-ngau"))
    now = then("sen-hong.reporter")
    assert now.own_agencies == {
        now.agency_id,
        *(province.communes[slug].agencies["ubnd_xa"] for slug in ("sen-hong", "mua-ngau")),
    }
    police = then("mua-ngau.police-head")
    assert province.communes["sen-hong"].agencies["cong_an_xa"] in police.own_agencies
    assert province.communes["sen-hong"].agencies["ubnd_xa"] not in police.own_agencies
    assert then("chan-may.reporter").heir_of == frozenset()
