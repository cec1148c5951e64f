"""Briefings: asked of agencies, told by each for itself, with who has not; and their pages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from pcmt.committee import queries as committee
from pcmt.committee.actions.ask_briefing import ask_briefing
from pcmt.committee.actions.record_briefing import record_briefing
from pcmt.committee.actions.take_back_briefing import take_back_briefing
from pcmt.committee.actions.withdraw_briefing import withdraw_briefing
from pcmt.committee.queries import SessionInput
from pcmt.committee.rules.briefing import BadBriefing, standing
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound
from tests.province import Province
from vanban.text import format_date

AS = Callable[[str], Actor]
TODAY = date(2026, 11, 21)
DUE = date(2026, 11, 30)
LIST = "/ban-chi-dao/quan-triet/"


@pytest.fixture
def sitting() -> SessionInput:
    """Eighty asked, seventy-one came."""
    return SessionInput(date(2026, 11, 20), "Hội trường sở", "meeting", 80, 71, "Phó Giám đốc báo cáo")


@pytest.fixture
def briefing_id(province: Province, planner: Actor, announcement_id: int, at: datetime) -> int:
    """The health department, the Front and a commune are to be briefed on the announcement."""
    owing = [
        province.agencies["health"],
        province.agencies["front"],
        province.communes["sen-hong"].agencies["ubnd_xa"],
    ]
    return ask_briefing(document_id=announcement_id, agency_ids=owing, due_on=DUE, actor=planner, at=at)


def test_each_agency_tells_its_own_and_the_office_sees_who_has_not(
    briefing_id: int, sitting: SessionInput, actor: AS, planner: Actor, province: Province, at: datetime
):
    health = province.agencies["health"]
    said = {"briefing_id": briefing_id, "agency_id": health, "actor": actor("health-reporter"), "at": at}
    record_briefing(said=sitting, **said)
    record_briefing(said=replace(sitting, invited=10, present=10, form="online"), **said)
    view = committee.briefing(planner, briefing_id, on=TODAY)
    assert (view.done, view.late, view.invited, view.present, len(view.duties)) == (1, 0, 90, 81, 3)
    assert [one.standing for one in view.duties] == ["waiting", "waiting", "done"]
    assert view.duties[-1].agency_id == health
    later = committee.briefing(planner, briefing_id, on=date(2026, 12, 1))
    assert [one.standing for one in later.duties] == ["late", "late", "done"]


def test_an_agency_sees_its_own_only(briefing_id: int, actor: AS, province: Province):
    (view,) = committee.briefings(actor("health-reporter"), on=TODAY)
    assert [one.agency_id for one in view.duties] == [province.agencies["health"]]
    assert view.awaits_me
    assert committee.briefings(actor("hoa-ban.reporter"), on=TODAY) == ()
    with pytest.raises(NotFound):
        committee.briefing(actor("hoa-ban.reporter"), briefing_id, on=TODAY)


def test_nobody_tells_for_another(
    briefing_id: int, sitting: SessionInput, actor: AS, planner: Actor, province: Province, at: datetime
):
    said = {"briefing_id": briefing_id, "agency_id": province.agencies["health"], "said": sitting, "at": at}
    with pytest.raises(NotAllowed):
        record_briefing(actor=planner, **said)
    with pytest.raises(NotFound):
        record_briefing(actor=actor("sen-hong.reporter"), **said)
    with pytest.raises(NotFound):
        record_briefing(actor=actor("admin"), **said)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"held_on": date(2026, 11, 22)}, "held_on"),
        ({"held_on": date(2026, 11, 19)}, "held_on"),
        ({"place": " "}, "place"),
        ({"form": "letter"}, "form"),
        ({"invited": 0}, "invited"),
        ({"present": 81}, "present"),
    ],
    ids=["ahead", "before the document", "nowhere", "form", "nobody asked", "more came"],
)
def test_a_sitting_must_be_possible(
    change: dict[str, object],
    field: str,
    briefing_id: int,
    sitting: SessionInput,
    actor: AS,
    province: Province,
    at: datetime,
):
    with pytest.raises(BadBriefing) as refused:
        record_briefing(
            briefing_id=briefing_id,
            agency_id=province.agencies["health"],
            said=replace(sitting, **change),  # type: ignore[arg-type]
            actor=actor("health-reporter"),
            at=at,
        )
    assert list(refused.value.fields) == [field]


def test_what_was_told_by_mistake_counts_no_more(
    briefing_id: int, sitting: SessionInput, actor: AS, planner: Actor, province: Province, at: datetime
):
    said = {"briefing_id": briefing_id, "agency_id": province.agencies["health"], "at": at}
    reporter = actor("health-reporter")
    told = record_briefing(said=sitting, actor=reporter, **said)
    with pytest.raises(BadBriefing):
        take_back_briefing(sitting_id=told, reason="-", actor=reporter, **said)
    take_back_briefing(sitting_id=told, reason="Nhầm văn bản", actor=reporter, **said)
    view = committee.briefing(planner, briefing_id, on=TODAY)
    assert (view.done, view.present) == (0, 0)
    assert [one.taken_back_for for duty in view.duties for one in duty.sessions] == ["Nhầm văn bản"]
    with pytest.raises(NotFound):
        take_back_briefing(sitting_id=told, reason="Lại", actor=reporter, **said)


def test_an_agency_is_asked_once_for_a_document(
    briefing_id: int, announcement_id: int, planner: Actor, province: Province, at: datetime
):
    owing = [province.agencies["health"], province.agencies["police"]]
    asked = {"document_id": announcement_id, "due_on": DUE, "actor": planner, "at": at}
    second = ask_briefing(agency_ids=owing, **asked)
    duties = committee.briefing(planner, second, on=TODAY).duties
    assert [one.agency_id for one in duties] == [province.agencies["police"]]
    with pytest.raises(BadBriefing) as refused:
        ask_briefing(agency_ids=owing, **asked)
    assert list(refused.value.fields) == ["agencies"]
    with pytest.raises(BadBriefing):
        ask_briefing(agency_ids=[], **asked)
    with pytest.raises(BadBriefing):
        ask_briefing(agency_ids=owing, **asked | {"due_on": date(2026, 11, 20)})


def test_a_withdrawn_request_is_owed_by_nobody(
    briefing_id: int,
    announcement_id: int,
    sitting: SessionInput,
    actor: AS,
    planner: Actor,
    province: Province,
    at: datetime,
):
    with pytest.raises(NotAllowed):
        withdraw_briefing(briefing_id=briefing_id, reason="x", actor=actor("health-reporter"), at=at)
    withdraw_briefing(briefing_id=briefing_id, reason="Thay bằng văn bản khác", actor=planner, at=at)
    health = province.agencies["health"]
    with pytest.raises(BadBriefing):
        record_briefing(briefing_id=briefing_id, agency_id=health, said=sitting, actor=actor("health-reporter"), at=at)
    (view,) = committee.briefings(actor("health-reporter"), on=TODAY)
    assert not view.awaits_me
    assert ask_briefing(document_id=announcement_id, agency_ids=[health], due_on=DUE, actor=planner, at=at)


@pytest.mark.parametrize(
    ("held", "on", "expected"),
    [
        ([], DUE, "waiting"),
        ([], date(2026, 12, 1), "late"),
        ([DUE], date(2026, 12, 5), "done"),
        ([date(2026, 12, 2)], date(2026, 12, 1), "late"),
        ([date(2026, 12, 2), date(2026, 12, 3)], date(2026, 12, 5), "done_late"),
        ([date(2026, 12, 2), date(2026, 11, 29)], date(2026, 12, 5), "done"),
    ],
    ids=["to come", "past", "on the day", "not yet then", "late", "first counts"],
)
def test_the_first_sitting_tells_how_an_agency_stands(held: list[date], on: date, expected: str):
    assert standing(held, due_on=DUE, on=on) == expected


def test_the_walk_by_its_forms(visit: Callable[..., Client], province: Province, announcement_id: int):
    office, health = visit("planner"), visit("health-reporter")
    assert "Chưa có văn bản nào phải quán triệt" in office.get(LIST).content.decode()
    sent = {"number": "15/TB-BCĐ", "agencies": "Sở Y tế; UBND các xã, phường", "due_on": "30/11/2099"}
    wrong = office.post(f"{LIST}moi", sent | {"agencies": "Sở Không Có"})
    assert wrong.status_code == 422
    assert "Không có trong danh bạ: Sở Không Có." in wrong.content.decode()
    home = office.post(f"{LIST}moi", sent).headers["Location"]
    assert office.get(home).content.decode().count("chưa quán triệt</span>") == 5

    assert "1 văn bản chờ cơ quan tôi quán triệt" in health.get(LIST).content.decode()
    place = f"{home}co-quan/{province.agencies['health']}"
    told = {
        "held_on": format_date(localdate()),
        "place": "Hội trường",
        "form": "meeting",
        "invited": "60",
        "present": "1.058",
    }
    assert health.post(place, told).status_code == 422
    assert health.post(place, told | {"present": "58"}).status_code == 302
    assert office.post(place, told | {"present": "58"}).status_code == 404
    assert "đã quán triệt</span>" in health.get(home).content.decode()
    waiting = office.get(f"{home}?con=1").content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    assert waiting.count("<tr>") == 4
    assert "Sở Y tế" not in waiting
    lines = office.get(f"{home}bang.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 6
    assert any("Hội trường" in line and "58" in line for line in lines)


def test_the_list_asks_the_same_whatever_its_length(
    visit: Callable[..., Client],
    briefing_id: int,
    announcement_id: int,
    planner: Actor,
    province: Province,
    at: datetime,
):
    office = visit("planner")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert office.get(LIST).status_code == 200
        return len(queries)

    office.get(LIST)
    before = asked()
    for slug in ("mua-ngau", "hoa-ban", "chan-may"):
        owing = [province.communes[slug].agencies["ubnd_xa"]]
        ask_briefing(document_id=announcement_id, agency_ids=owing, due_on=DUE, actor=planner, at=at)
    assert asked() == before
