"""The registered roadmap by XLSX: out and in again, a dry run, faults at their cells, moves only with a reason."""

import io
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.plans import queries as plans
from pcmt.plans.actions.import_roadmap import import_roadmap
from pcmt.plans.actions.preview_roadmap import RoadmapTrial, preview_roadmap
from pcmt.plans.actions.register_roadmap import register_roadmap
from pcmt.plans.models import RoadmapEntry
from pcmt.plans.rules.registering import Registration
from pcmt.plans.rules.roadmap_rows import ELSEWHERE, NO_REASON, Held, changes_of
from tests.province import Province
from workbook.spec import Row

ON = date(2026, 11, 21)
CODE, NAME, YEAR, NOTE, REASON = range(1, 6)


@pytest.fixture
def registered(target_id: int, province: Province, planner: Actor, at: datetime) -> int:
    """The target, with Sen Hồng registered for 2026 and Hoa Ban for 2027."""
    rows = [
        Registration(province.communes["sen-hong"].id, 2026),
        Registration(province.communes["hoa-ban"].id, 2027, "đã ra mắt"),
    ]
    register_roadmap(target_id=target_id, rows=rows, actor=planner, at=at)
    return target_id


def changed(planner: Actor, target_id: int, *cells: tuple[str, int, str | None]) -> bytes:
    """The file as it is handed out, with cells changed: (name of the commune, column, text)."""
    book = load_workbook(io.BytesIO(plans.roadmap_file(planner, target_id, ON)))
    sheet = book["Lộ trình đăng ký"]
    rows = {str(sheet.cell(row, NAME).value): row for row in range(2, sheet.max_row + 1)}
    for name, column, text in cells:
        sheet.cell(rows[name], column).value = text
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def tried(planner: Actor, target_id: int, data: bytes, at: datetime) -> RoadmapTrial:
    return preview_roadmap(target_id=target_id, data=data, name="lo-trinh.xlsx", actor=planner, at=at)


def standing(planner: Actor, target_id: int) -> dict[str, int]:
    return {one.area_name: one.year for one in plans.roadmap(planner, target_id, ON).entries}


def test_what_is_handed_out_comes_back_as_no_change(registered: int, planner: Actor, at: datetime) -> None:
    found = tried(planner, registered, plans.roadmap_file(planner, registered, ON), at)
    assert found.kept.faults == ()
    assert found.changes.is_empty
    assert found.changes.kept == len(found.kept.rows) == 4
    with pytest.raises(Refusal, match="không đổi gì"):
        import_roadmap(target_id=registered, file_id=found.kept.file_id, actor=planner, at=at)


def test_a_sheet_registers_moves_and_takes_out(registered: int, planner: Actor, at: datetime) -> None:
    data = changed(
        planner,
        registered,
        ("Xã Mưa Ngâu", YEAR, "2029"),
        ("Xã Mưa Ngâu", NOTE, "theo đề nghị của xã"),
        ("Xã Sen Hồng", YEAR, "2028"),
        ("Xã Sen Hồng", REASON, "Công văn số 12/UBND"),
        ("Phường Hoa Ban", YEAR, None),
        ("Phường Hoa Ban", REASON, "Rà soát lại"),
    )
    before = standing(planner, registered)
    found = tried(planner, registered, data, at)
    assert found.kept.faults == ()
    assert standing(planner, registered) == before, "a trial registers nobody"
    import_roadmap(target_id=registered, file_id=found.kept.file_id, actor=planner, at=at)
    assert standing(planner, registered) == {"Xã Sen Hồng": 2028, "Xã Mưa Ngâu": 2029}
    assert RoadmapEntry.objects.get(year=2029).note == "theo đề nghị của xã"


def test_faults_stand_at_their_cells_and_nothing_is_entered(registered: int, planner: Actor, at: datetime) -> None:
    data = changed(
        planner,
        registered,
        ("Xã Sen Hồng", YEAR, "2028"),
        ("Phường Hoa Ban", YEAR, "năm tới"),
        ("Xã Mưa Ngâu", CODE, "00000"),
    )
    found = tried(planner, registered, data, at)
    assert {(fault.key) for fault in found.kept.faults} == {"reason", "year", "code"}
    assert found.kept.marked_id is not None
    with pytest.raises(Refusal):
        import_roadmap(target_id=registered, file_id=found.kept.file_id, actor=planner, at=at)
    assert standing(planner, registered) == {"Xã Sen Hồng": 2026, "Phường Hoa Ban": 2027}


def test_one_roadmaps_sheet_is_not_entered_at_another(registered: int, planner: Actor, at: datetime) -> None:
    found = tried(planner, registered, changed(planner, registered, ("Xã Mưa Ngâu", YEAR, "2029")), at)
    with pytest.raises(NotFound):
        import_roadmap(target_id=registered + 1, file_id=found.kept.file_id, actor=planner, at=at)


def test_who_may_not_register_may_not_try(
    registered: int, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    data = plans.roadmap_file(planner, registered, ON)
    for name in ("sen-hong.reporter", "chairman"):
        with pytest.raises((NotAllowed, NotFound)):
            tried(actor(name), registered, data, at)


def test_a_commune_of_another_plan_is_told_at_its_year() -> None:
    held = {1: Held(10, 2027, "Kế hoạch khác"), 2: Held(11, 2026)}
    rows = [
        Row(2, {"code": "A", "year": "2028"}),
        Row(3, {"code": "B", "year": "2027", "reason": "..."}),
        Row(4, {"code": "A", "year": None}),
    ]
    found = changes_of(rows, {"A": 1, "B": 2}, held)
    assert [(fault.row, fault.key, fault.text) for fault in found.faults] == [
        (2, "year", ELSEWHERE.format(year=2027, plan="Kế hoạch khác")),
        (3, "reason", NO_REASON.format(year=2026)),
        (4, "code", "Xã, phường này ghi hai lần."),
    ]


def test_the_pages_hand_out_try_and_enter(registered: int, planner: Actor, visit: Callable[..., Client]) -> None:
    browser = visit("planner")
    address = f"/ke-hoach/chi-tieu/{registered}/dang-ky"
    assert "Tải Excel" in browser.get(address).text
    assert browser.get(f"{address}/tep.xlsx").content[:2] == b"PK"
    data = changed(planner, registered, ("Xã Mưa Ngâu", YEAR, "2029"))
    shown = browser.post(f"{address}/excel", {"file": SimpleUploadedFile("lo-trinh.xlsx", data)})
    assert "Sẽ ghi: 1 đăng ký mới, 3 giữ nguyên" in shown.text
    file_id = shown.context["tried"].kept.file_id
    assert browser.post(f"{address}/excel/ghi", {"tep": file_id}).status_code == 302
    assert standing(planner, registered)["Xã Mưa Ngâu"] == 2029
    wrong = changed(planner, registered, ("Xã Mưa Ngâu", YEAR, "1999"))
    refused = browser.post(f"{address}/excel", {"file": SimpleUploadedFile("lo-trinh.xlsx", wrong)})
    assert refused.status_code == 422
    assert browser.get(refused.context["marked_url"]).content[:2] == b"PK"
