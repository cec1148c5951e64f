"""Inspections: planned, held at units by a checklist, findings followed to their close, papers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pcmt.committee import queries as committee
from pcmt.committee.actions.accept_remedy import accept_remedy
from pcmt.committee.actions.add_finding import add_finding
from pcmt.committee.actions.cancel_inspection import cancel_inspection
from pcmt.committee.actions.conclude_inspection import conclude_inspection
from pcmt.committee.actions.draft_inspection import draft_inspection
from pcmt.committee.actions.drop_finding import drop_finding
from pcmt.committee.actions.give_finding import give_finding
from pcmt.committee.actions.plan_inspection import plan_inspection
from pcmt.committee.actions.record_visit import record_visit
from pcmt.committee.actions.report_remedy import report_remedy
from pcmt.committee.actions.return_remedy import return_remedy
from pcmt.committee.actions.revise_inspection import revise_inspection
from pcmt.committee.queries import FindingInput, InspectionInput, MarkInput, VisitInput
from pcmt.committee.rules.inspecting import BadInspection
from pcmt.documents.queries import drafting
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book
from tests.province import Province
from vanban import read_bytes

AS = Callable[[str], Actor]
TODAY = date(2026, 11, 21)
LIST = "/ban-chi-dao/kiem-tra/"
ORDER = InspectionInput(
    title="Việc thực hiện Kế hoạch năm 2026",
    kind="planned",
    checklist="ke-hoach@2026-01-01",
    days=(date(2026, 11, 16), date(2026, 11, 25)),
    team=(("Nguyễn Thu Thử", "Phó Trưởng phòng"), ("Lò Văn Mẫu", "Chuyên viên")),
)
FAULT = FindingInput(
    "Sổ theo dõi lập chưa đủ ba thôn", "Lập đủ sổ theo dõi ở các thôn, đối chiếu hằng tháng", date(2026, 12, 15)
)


def seen(**other: str) -> VisitInput:
    """A unit where all is met but what is named, each with its note."""
    marks = tuple(
        MarkInput(one.code, "unmet" if one.code in other else "met", other.get(one.code, ""))
        for one in book().checklist(ORDER.checklist).items
    )
    return VisitInput(date(2026, 11, 18), "Vi Thị Thử, Chủ tịch UBND xã", marks, "Đơn vị chuẩn bị chu đáo.")


@pytest.fixture
def unit(province: Province) -> int:
    """The people's committee of a commune."""
    return province.communes["sen-hong"].agencies["ubnd_xa"]


@pytest.fixture
def inspection_id(unit: int, province: Province, planner: Actor, at: datetime) -> int:
    """An inspection of a commune and the health department."""
    return plan_inspection(said=ORDER, agency_ids=[unit, province.agencies["health"]], actor=planner, at=at)


@pytest.fixture
def visit_id(inspection_id: int, unit: int, planner: Actor, at: datetime) -> int:
    """The commune, visited."""
    found = committee.inspection(planner, inspection_id, on=TODAY).visits
    key = next(one.id for one in found if one.agency_id == unit)
    record_visit(visit_id=key, said=seen(**{"ho-so": "Ba thôn chưa có sổ"}), actor=planner, at=at)
    return key


@pytest.fixture
def finding_id(visit_id: int, planner: Actor, at: datetime) -> int:
    """What the commune must put right."""
    return add_finding(visit_id=visit_id, said=FAULT, actor=planner, at=at)


def test_an_inspection_is_announced_to_its_units(inspection_id: int, actor: AS, planner: Actor):
    (one,) = committee.awaiting(actor("sen-hong.reporter"), TODAY)
    assert (one.kind, one.id, one.due_on) == ("inspection", inspection_id, date(2026, 11, 16))
    view = committee.inspection(planner, inspection_id, on=TODAY)
    assert (view.row.units, view.row.visited, view.team[0]) == (2, 0, ("Nguyễn Thu Thử", "Phó Trưởng phòng"))
    assert entries(subject=view.reference)[-1].after == {"plan": None, "document": None, "agencies": 2, "team": 2}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "-"}, "title"),
        ({"kind": "x"}, "kind"),
        ({"days": (date(2026, 11, 2), date(2026, 11, 1))}, "ends_on"),
        ({"team": ()}, "team"),
        ({"team": ((" ", "x"),)}, "team"),
        ({"checklist": "x@2026-01-01"}, "checklist"),
        ({"decision_id": 999_999}, "decision"),
    ],
    ids=["title", "kind", "days", "no team", "no name", "checklist", "decision"],
)
def test_an_order_says_who_inspects_what_when(
    change: dict[str, object], field: str, unit: int, planner: Actor, at: datetime
):
    with pytest.raises(BadInspection) as refused:
        plan_inspection(said=replace(ORDER, **change), agency_ids=[unit], actor=planner, at=at)  # type: ignore[arg-type]
    assert field in refused.value.fields


def test_an_order_is_changed_until_it_is_concluded(
    inspection_id: int, announcement_id: int, unit: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    health = province.agencies["health"]
    said = replace(ORDER, team=(("Lò Văn Mẫu", "Phó Trưởng phòng"),), decision_id=announcement_id)
    with pytest.raises(NotAllowed):
        revise_inspection(
            inspection_id=inspection_id, said=said, agency_ids=[unit], actor=actor("sen-hong.chairman"), at=at
        )
    revise_inspection(inspection_id=inspection_id, said=said, agency_ids=[unit, health], actor=planner, at=at)
    view = committee.inspection(planner, inspection_id, on=TODAY)
    assert view.team == (("Lò Văn Mẫu", "Phó Trưởng phòng"),)
    assert {one.agency_id for one in view.visits} == {unit, health}
    assert view.decision is not None
    entry = entries(subject=view.reference)[-1]
    assert (entry.action, entry.after["team"]) == ("committee.revise_inspection", 1)
    cancel_inspection(inspection_id=inspection_id, reason="Hoãn", actor=planner, at=at)
    with pytest.raises(CannotMove):
        revise_inspection(inspection_id=inspection_id, said=said, agency_ids=[unit], actor=planner, at=at)


@pytest.mark.parametrize(
    ("changed", "keeps_unit", "field"),
    [
        ({}, False, "agencies"),
        ({"days": (date(2026, 11, 19), date(2026, 11, 25))}, True, "starts_on"),
        ({"checklist": "khac@2026-01-01"}, True, "checklist"),
        ({"title": " "}, True, "title"),
    ],
    ids=["unit", "days", "checklist", "title"],
)
def test_what_was_inspected_is_not_changed_away(
    inspection_id: int,
    visit_id: int,
    unit: int,
    province: Province,
    planner: Actor,
    at: datetime,
    changed: dict[str, object],
    keeps_unit: bool,
    field: str,
):
    said = replace(ORDER, **changed)  # type: ignore[arg-type]  # one field each
    units = [unit] if keeps_unit else [province.agencies["health"]]
    with pytest.raises(BadInspection) as refused:
        revise_inspection(inspection_id=inspection_id, said=said, agency_ids=units, actor=planner, at=at)
    assert field in refused.value.fields
    view = committee.inspection(planner, inspection_id, on=TODAY)
    assert {one.visited_on for one in view.visits} == {date(2026, 11, 18), None}


def test_the_page_of_an_order_begins_with_what_it_says(inspection_id: int, visit: Callable[[str], Client]):
    office, place = visit("planner"), f"{LIST}{inspection_id}/sua"
    assert place in office.get(f"{LIST}{inspection_id}/").text
    form = office.get(place).context["form"]
    sent = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    sent |= {"starts_on": "16/11/2026", "ends_on": "30/11/2026"}
    assert office.post(place, sent).status_code == 302
    assert "30/11/2026" in office.get(f"{LIST}{inspection_id}/").text
    wrong = office.post(place, sent | {"agencies": "Sở Không Có Thật"})
    assert wrong.status_code == 422
    assert visit("sen-hong.chairman").get(place).status_code == 404


def test_a_visit_answers_every_item_and_says_what_is_missing(visit_id: int, planner: Actor, at: datetime):
    said = seen(**{"ho-so": " "})
    with pytest.raises(BadInspection) as refused:
        record_visit(visit_id=visit_id, said=replace(said, marks=said.marks[1:]), actor=planner, at=at)
    assert set(refused.value.fields) == {f"answer-{said.marks[0].item}", "note-ho-so"}
    early = replace(seen(), visited_on=date(2026, 11, 1))
    with pytest.raises(BadInspection) as refused:
        record_visit(visit_id=visit_id, said=early, actor=planner, at=at)
    assert set(refused.value.fields) == {"visited_on"}


def test_a_finding_needs_a_visit_and_a_day_ahead(
    inspection_id: int, visit_id: int, province: Province, planner: Actor, at: datetime
):
    found = committee.inspection(planner, inspection_id, on=TODAY).visits
    unseen = next(one.id for one in found if one.agency_id == province.agencies["health"])
    with pytest.raises(BadInspection, match="chưa được kiểm tra"):
        add_finding(visit_id=unseen, said=FAULT, actor=planner, at=at)
    with pytest.raises(BadInspection) as refused:
        add_finding(visit_id=visit_id, said=replace(FAULT, due_on=date(2026, 11, 1)), actor=planner, at=at)
    assert set(refused.value.fields) == {"due_on"}


def test_a_finding_is_followed_to_its_close(finding_id: int, planner: Actor, actor: AS, at: datetime):
    unit = actor("sen-hong.reporter")
    (waiting,) = committee.awaiting(unit, TODAY)
    assert (waiting.kind, waiting.id, waiting.title) == ("finding", finding_id, FAULT.remedy)
    with pytest.raises(NotAllowed):
        report_remedy(finding_id=finding_id, words="Đã lập", actor=planner, at=at)
    with pytest.raises(CannotMove):
        accept_remedy(finding_id=finding_id, actor=planner, at=at)
    report_remedy(finding_id=finding_id, words="Đã lập đủ sổ ở hai thôn", actor=unit, at=at)
    assert committee.awaiting(unit, TODAY) == ()
    return_remedy(finding_id=finding_id, reason="Còn một thôn", actor=planner, at=at)
    assert committee.awaiting(unit, TODAY)[0].words == "trả lại: Còn một thôn"
    report_remedy(finding_id=finding_id, words="Đã lập đủ sổ ở ba thôn", actor=unit, at=at)
    accept_remedy(finding_id=finding_id, actor=planner, at=at)
    view = committee.finding(planner, finding_id, on=date(2027, 1, 1))
    assert (view.state, view.is_late, view.closed_on, view.may) == ("closed", False, TODAY, frozenset())


def test_an_open_finding_is_late_past_its_day(finding_id: int, inspection_id: int, planner: Actor):
    assert committee.finding(planner, finding_id, on=FAULT.due_on).label == "phải khắc phục"
    after = date(2026, 12, 16)
    assert committee.finding(planner, finding_id, on=after).label == "quá hạn khắc phục"
    (row,) = committee.inspections(planner, on=after)
    assert (row.id, row.findings, row.open_findings, row.late) == (inspection_id, 1, 1, 1)


def test_a_unit_sees_its_own_part_alone(inspection_id: int, finding_id: int, actor: AS, at: datetime):
    view = committee.inspection(actor("health-reporter"), inspection_id, on=TODAY)
    assert [one.agency_name for one in view.visits] == ["Sở Y tế"]
    assert (view.row.findings, view.may) == (0, frozenset())
    for stranger in ("health-reporter", "chan-may.reporter"):
        with pytest.raises(NotFound):
            committee.finding(actor(stranger), finding_id, on=TODAY)
        with pytest.raises(NotFound):
            report_remedy(finding_id=finding_id, words="Đã lập", actor=actor(stranger), at=at)
    with pytest.raises(NotFound):
        committee.inspection(actor("chan-may.reporter"), inspection_id, on=TODAY)
    with pytest.raises(NotAllowed):
        cancel_inspection(inspection_id=inspection_id, reason="x", actor=actor("health-reporter"), at=at)


def test_a_finding_becomes_a_task_of_the_unit(finding_id: int, plan_id: int, unit: int, planner: Actor, at: datetime):
    task = plans.task(give_finding(finding_id=finding_id, plan_id=plan_id, actor=planner, at=at), on=TODAY)
    assert (task.title, task.due_on, [one.agency_id for one in task.leads]) == (FAULT.remedy, FAULT.due_on, [unit])
    with pytest.raises(BadInspection, match="đã được giao"):
        give_finding(finding_id=finding_id, plan_id=plan_id, actor=planner, at=at)
    with pytest.raises(BadInspection):
        drop_finding(finding_id=finding_id, actor=planner, at=at)


def test_a_finding_written_by_mistake_is_dropped(finding_id: int, inspection_id: int, planner: Actor, at: datetime):
    with pytest.raises(BadInspection, match="Đã ghi tồn tại"):
        cancel_inspection(inspection_id=inspection_id, reason="Trùng lịch", actor=planner, at=at)
    drop_finding(finding_id=finding_id, actor=planner, at=at)
    with pytest.raises(BadInspection):
        cancel_inspection(inspection_id=inspection_id, reason=".", actor=planner, at=at)
    cancel_inspection(inspection_id=inspection_id, reason="Trùng lịch", actor=planner, at=at)
    view = committee.inspection(planner, inspection_id, on=TODAY)
    assert (view.row.state, view.cancelled_for, view.may) == ("cancelled", "Trùng lịch", frozenset())


def test_minutes_and_conclusion_tell_what_was_seen_and_what_is_due(
    inspection_id: int, visit_id: int, finding_id: int, announcement_id: int, planner: Actor, at: datetime
):
    text = read_bytes(committee.visit_paper(planner, visit_id, on=TODAY).content, "bb.docx").text
    due = "hoàn thành chậm nhất ngày 15/12/2026."
    for told in ("BIÊN BẢN", "Ba thôn chưa có sổ", "Nguyễn Thu Thử, Phó Trưởng phòng, Trưởng đoàn", due):
        assert told in text, told
    assert text.index("ĐẠI DIỆN ĐƠN VỊ") < text.index("TRƯỞNG ĐOÀN KIỂM TRA")
    draft_id = draft_inspection(inspection_id=inspection_id, actor=planner, at=at)
    assert draft_inspection(inspection_id=inspection_id, actor=planner, at=at) == draft_id
    view = drafting.draft(planner, draft_id)
    text = read_bytes(drafting.draft_file(planner, draft_id, view.files[0].id).content, "kl.docx").text
    for told in ("THÔNG BÁO", "đã kiểm tra 1/2 đơn vị", "Sổ theo dõi lập chưa đủ ba thôn. Yêu cầu: lập đủ sổ", due):
        assert told in text, told
    conclude_inspection(inspection_id=inspection_id, document_id=announcement_id, actor=planner, at=at)
    assert committee.inspection(planner, inspection_id, on=TODAY).row.state == "concluded"
    with pytest.raises(CannotMove):
        add_finding(visit_id=visit_id, said=FAULT, actor=planner, at=at)


def test_nothing_is_drafted_before_a_visit(inspection_id: int, planner: Actor, at: datetime):
    with pytest.raises(BadInspection, match="Chưa kiểm tra"):
        draft_inspection(inspection_id=inspection_id, actor=planner, at=at)


def test_the_pages_lead_from_the_order_to_the_close(
    province: Province, unit: int, visit: Callable[[str], Client], planner: Actor
):
    office = visit("planner")
    assert "Chưa có cuộc kiểm tra nào" in office.get(LIST).content.decode()
    sent = {
        "title": ORDER.title, "kind": "planned", "starts_on": "16/11/2026", "ends_on": "25/11/2026",
        "team": "Nguyễn Thu Thử, Phó Trưởng phòng", "agencies": "UBND xã Sen Hồng", "checklist": ORDER.checklist,
    }  # fmt: skip
    home = office.post(f"{LIST}moi", sent).headers["Location"]
    (row,) = committee.inspections(planner, on=TODAY)
    (one,) = committee.inspection(planner, row.id, on=TODAY).visits
    marks = {f"answer-{item.code}": "met" for item in book().checklist(ORDER.checklist).items}
    seen_there = marks | {"visited_on": "18/11/2026", "met": "Vi Thị Thử", "answer-ho-so": "unmet"}
    wrong = office.post(f"{home}don-vi/{one.id}", seen_there)
    assert wrong.status_code == 422
    assert "Chưa đạt thì ghi rõ thiếu gì." in wrong.content.decode()
    assert office.post(f"{home}don-vi/{one.id}", seen_there | {"note-ho-so": "Thiếu ba sổ"}).status_code == 302
    fault = {"words": FAULT.words, "remedy": FAULT.remedy, "due_on": "31/12/2099"}
    assert office.post(f"{home}don-vi/{one.id}/ton-tai", fault).status_code == 302
    page = office.get(home).content.decode()
    assert "Thiếu ba sổ" in page
    assert FAULT.remedy in page
    (found,) = committee.inspection(planner, row.id, on=TODAY).visits[0].findings
    place = f"/ban-chi-dao/ton-tai/{found.id}/"
    commune = visit("sen-hong.reporter")
    assert "Báo cáo đã khắc phục" in commune.get(place).content.decode()
    assert commune.post(f"{place}khac-phuc", {"words": "Đã lập đủ"}).status_code == 302
    assert office.post(f"{place}cong-nhan").status_code == 302
    assert "đã khắc phục" in office.get(place).content.decode()
    assert office.get(f"/ban-chi-dao/bien-ban-kiem-tra/{one.id}.docx").status_code == 200


def test_an_inspection_asks_no_more_for_many_units(
    inspection_id: int, province: Province, planner: Actor, at: datetime
):
    def count(one: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            committee.inspection(planner, one, on=TODAY)
        return len(asked)

    everybody = [*province.agencies.values(), *(one.agencies["ubnd_xa"] for one in province.communes.values())]
    many = plan_inspection(said=ORDER, agency_ids=everybody, actor=planner, at=at)
    count(inspection_id)
    assert count(many) <= count(inspection_id)
