"""Old books taken over: looked at, loaded with the cells they came from, loaded again, undone, refused."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pcmt.areas import queries as areas
from pcmt.areas.actions.load_province import load_province
from pcmt.cli.main import app
from pcmt.indicators import queries as indicators
from pcmt.journal.models import Entry
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.publications.models import Bound, Report
from pcmt.reporting import queries
from pcmt.reporting.actions.drop_mapping import drop_mapping
from pcmt.reporting.actions.keep_mapping import keep_mapping
from pcmt.reporting.actions.load_book import load_book
from pcmt.reporting.actions.open_book import open_book
from pcmt.reporting.actions.record_decided import record_decided
from pcmt.reporting.actions.undo_book import undo_book
from pcmt.reporting.models import Fact, OldBookFigure, Total
from pcmt.trace import queries as trace
from tests.province import AT, Province
from tests.reporting.old_sheets import Cells, book

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2025")
BASIS = "Sổ theo dõi kiểm thử năm 2025"
ROWS: Cells = (
    ("SỔ THEO DÕI NĂM 2025",),
    ("TT", "Đơn vị", "talks", "attendances"),
    (1, "Xã Sen Hồng", 4, 120),
    (2, "Xã Mưa Ngâu", 3, 90),
    (3, "P. Hoa Ban", 2, 60),
    (None, "Tổng cộng", 9, 270),
)
WITH_FAULTS: Cells = (*ROWS[:4], (3, "Xã Không Có", "hai", 60), (None, "Tổng cộng", 9, 999))


@pytest.fixture
def planner(actor: Callable[[str], Actor]) -> Actor:
    return actor("planner")


def opened(planner: Actor, rows: Cells = ROWS, name: str = "so-2025.xlsx") -> int:
    return open_book(data=book({"Năm 2025": rows}), name=name, actor=planner, at=AT)


def look(planner: Actor, file_id: int, **asked: Any) -> queries.OldBookView:
    return queries.old_book(planner, file_id, queries.Asked(**asked), AT.date())


def load(planner: Actor, rows: Cells = ROWS, **changes: Any) -> int:
    file_id = opened(planner, rows)
    view = look(planner, file_id)
    asked = {"definition": {**view.definition, "calendar": "civil"}, "sheets": [0], "basis": BASIS, **changes}
    return load_book(file_id=file_id, actor=planner, at=AT, **asked)


def figure(province: Province, slug: str, element: str = "talks") -> queries.FactView | None:
    return queries.fact(province.communes[slug].id, YEAR, element)


def total(province: Province, element: str = "talks") -> int:
    return queries.totals(province.id, [YEAR], [element])[YEAR, element].quantity.scaled


def test_a_book_is_looked_at_and_nothing_is_written(planner: Actor):
    view = look(planner, opened(planner))
    assert (view.new, view.misfits, view.to_load) == (6, 0, 6)
    assert [row.role for row in view.picture] == ["title", "head", "figures", "figures", "figures", "total"]
    assert [(one.label, one.said) for one in view.keys] == [("talks", "talks"), ("attendances", "attendances")]
    assert view.first[0].where == "Năm 2025 C3"
    assert not Fact.objects.exists()


def test_a_book_becomes_history_with_the_cell_of_each_figure(planner: Actor, province: Province):
    load_id = load(planner)
    found = figure(province, "sen-hong")
    assert found is not None
    assert (found.quantity.scaled, found.provenance, found.basis) == (4, "old_book", BASIS)
    assert total(province) == 9
    told = queries.cell(found.id)
    assert told.provenance_label == "Nhập từ sổ cũ"
    assert told.origin is not None
    assert (told.origin.file_name, told.origin.sheet, told.origin.address) == ("so-2025.xlsx", "Năm 2025", "C3")
    assert told.origin.load_id == load_id
    shown, periods = queries.book_load(planner, load_id)
    assert (shown.figures, shown.left_out, shown.sheets) == (6, 0, ("Năm 2025",))
    assert [(one.label, one.figures, one.units, one.elements) for one in periods] == [("Năm 2025", 6, 3, 2)]
    entry = Entry.objects.get(action="reporting.load_book")
    assert entry.subject == f"old_book:{load_id}"


def test_the_same_again_writes_nothing_and_is_told(planner: Actor):
    data, asked = book({"Năm 2025": ROWS}), {"sheets": [0], "basis": BASIS, "actor": planner, "at": AT}
    first, second = (open_book(data=data, name="so.xlsx", actor=planner, at=AT) for _ in range(2))
    definition = look(planner, first).definition
    load_id = load_book(file_id=first, definition=definition, **asked)
    again = look(planner, second)
    assert ([one.id for one in again.loaded_before], again.same, again.to_load) == ([load_id], 6, 0)
    with pytest.raises(Refusal, match="đã có trong hệ thống"):
        load_book(file_id=second, definition=definition, **asked)
    assert Fact.objects.count() == 6


def test_what_does_not_fit_stops_all_until_one_says_so(planner: Actor, province: Province):
    with pytest.raises(Refusal, match="chỗ chưa khớp"):
        load(planner, WITH_FAULTS)
    assert not Fact.objects.exists()
    view = look(planner, opened(planner, WITH_FAULTS))
    assert {group.kind: group.count for group in view.groups} == {
        "not_a_figure": 1, "no_unit": 1, "total_differs": 1,
    }  # fmt: skip
    load_id = load(planner, WITH_FAULTS, without_misfits=True)
    shown, _ = queries.book_load(planner, load_id)
    assert (shown.figures, shown.left_out) == (4, 2)
    assert figure(province, "hoa-ban") is None


def test_an_unknown_name_is_told_once_and_kept(planner: Actor, province: Province):
    rows = (*ROWS[:4], (3, "Khu phố Ban cũ", 2, 60))
    view = look(planner, opened(planner, rows))
    assert [one.text for one in view.units] == ["Khu phố Ban cũ"]
    definition = {**view.definition, "calendar": "civil", "units": {view.units[0].key: "91003"}}
    assert look(planner, opened(planner, rows), definition=definition, sheets=[0]).misfits == 0
    keep_mapping(name="Sổ năm", definition=definition, actor=planner, at=AT)
    again = look(planner, opened(planner, rows))
    assert (again.recognised, again.misfits, again.new) == ("Sổ năm", 0, 6)
    assert again.definition["calendar"] == "civil"


def test_a_period_before_every_map_offers_no_unit_and_says_what_to_do(planner: Actor, province: Province):
    view = look(planner, opened(planner, (("SỔ THEO DÕI NĂM 1999",), *ROWS[1:])))
    assert view.unit_options == (), "a unit of another time would change nothing"
    one = view.units[0]
    assert "không có trên bản đồ của Năm 1999; có từ ngày" in one.why
    assert "chưa có bản đồ của kỳ đó" in one.remedy


def test_a_figure_of_a_report_or_decision_is_never_replaced(planner: Actor, province: Province):
    area = province.communes["sen-hong"].id
    record_decided(
        area_id=area, period=YEAR, element="talks", scaled=5, scale=0, basis="QĐ 1", actor=planner, at=AT
    )  # fmt: skip
    with pytest.raises(Refusal, match="chưa khớp"):
        load(planner)
    load(planner, without_misfits=True)
    found = figure(province, "sen-hong")
    assert found is not None
    assert (found.quantity.scaled, found.provenance) == (5, "decided")
    assert total(province) == 10


def test_a_load_is_undone_and_what_it_replaced_comes_back(planner: Actor, province: Province):
    first = load(planner)
    corrected = tuple((*row[:2], row[2] + 10, row[3]) if isinstance(row[0], int) else row for row in ROWS[:5])
    second = load(planner, corrected)
    assert total(province) == 39
    assert OldBookFigure.objects.filter(load_id=second).count() == 3, "what stays the same keeps its fact"
    with pytest.raises(Refusal, match="đã được thay"):
        undo_book(load_id=first, reason="nhầm", actor=planner, at=AT)
    with pytest.raises(Refusal, match="lý do"):
        undo_book(load_id=second, reason=" ", actor=planner, at=AT)
    assert undo_book(load_id=second, reason="nhầm cột", actor=planner, at=AT) == 3
    found = figure(province, "sen-hong")
    assert found is not None
    assert (found.quantity.scaled, found.revision, found.provenance) == (4, 3, "old_book")
    assert total(province) == 9
    with pytest.raises(Refusal, match="đã được hoàn tác"):
        undo_book(load_id=second, reason="nữa", actor=planner, at=AT)
    assert Entry.objects.get(action="reporting.undo_book").reason == "nhầm cột"


@pytest.mark.parametrize(
    ("state", "reference", "stands"),
    [
        ("issued", "value:talks/{area}/2025", True),
        ("draft", "value:talks/{area}/2025", False),
        ("issued", "value:tested/{area}/2025", False),
    ],
)
def test_a_load_that_an_issued_report_prints_stays(
    planner: Actor, province: Province, state: str, reference: str, stands: bool
):
    load_id = load(planner)
    report = Report.objects.create(
        layout_id="bao-cao-quy@2026-01-01", period="2025", area_id=province.id, title="Báo cáo năm 2025", state=state,
        content=[], composed_at=AT,
    )  # fmt: skip
    Bound.objects.create(
        report=report, block="a", key="0", reference=reference.format(area=province.id), display="9"
    )  # fmt: skip
    if stands:
        with pytest.raises(Refusal, match="đã in trong 1 báo cáo ký, ban hành sau đó: Báo cáo năm 2025"):
            undo_book(load_id=load_id, reason="nhầm", actor=planner, at=AT)
    else:
        assert undo_book(load_id=load_id, reason="nhầm", actor=planner, at=AT) == 6


def test_undone_without_anything_before_the_figures_are_unknown_again(planner: Actor, province: Province):
    undo_book(load_id=load(planner), reason="nhầm năm", actor=planner, at=AT)
    assert figure(province, "sen-hong") is None
    assert Total.objects.get(area=province.id, period=YEAR.id, element="talks").reported == 0


def test_others_may_not(actor: Callable[[str], Actor], planner: Actor):
    load_id, file_id = load(planner), opened(planner)
    stranger = actor("sen-hong.reporter")
    asked: list[Callable[[], object]] = [
        lambda: open_book(data=book({"a": ROWS}), name="a.xlsx", actor=stranger, at=AT),
        lambda: look(stranger, file_id),
        lambda: load_book(file_id=file_id, definition={}, sheets=[0], basis=BASIS, actor=stranger, at=AT),
        lambda: undo_book(load_id=load_id, reason="x", actor=stranger, at=AT),
        lambda: keep_mapping(name="x", definition={}, actor=stranger, at=AT),
        lambda: drop_mapping(mapping_id=1, actor=stranger, at=AT),
        lambda: queries.book_loads(stranger),
        lambda: queries.book_load(stranger, load_id),
        lambda: queries.mappings(stranger),
        lambda: queries.mapping(stranger, 1),
    ]
    for ask in asked:
        with pytest.raises(NotAllowed):
            ask()


def test_what_is_not_there_is_not_found(planner: Actor):
    for ask in (
        lambda: look(planner, 999_999),
        lambda: queries.book_load(planner, 999_999),
        lambda: queries.mapping(planner, 999_999),
        lambda: undo_book(load_id=999_999, reason="x", actor=planner, at=AT),
        lambda: drop_mapping(mapping_id=999_999, actor=planner, at=AT),
    ):
        with pytest.raises(NotFound):
            ask()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"basis": " "}, "nguồn"),
        ({"basis": "x" * 301}, "dài quá"),
        ({"sheets": []}, "Chưa chọn trang"),
        ({"sheets": [7]}, "Chưa chọn trang"),
        ({"definition": {"version": 1}}, "Cách đọc"),
    ],
)
def test_a_load_says_what_it_lacks(planner: Actor, changes: dict[str, Any], told: str):
    with pytest.raises(Refusal, match=told):
        load(planner, **changes)
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, ".xls"),
        (b"PK\x03\x04 khong phai zip", "hỏng"),
        (b"a\0b", "CSV"),
        (b"x" * 9_000_000, "quá mức"),
    ],
)
def test_what_is_no_table_is_refused(planner: Actor, data: bytes, told: str):
    with pytest.raises(Refusal, match=told):
        open_book(data=data, name="so", actor=planner, at=AT)


def test_a_mapping_is_handed_out_taken_in_and_dropped(planner: Actor):
    view = look(planner, opened(planner))
    mapping_id = keep_mapping(name=" Sổ  năm ", definition=view.definition, actor=planner, at=AT)
    name, definition = queries.mapping(planner, mapping_id)
    assert (name, definition) == ("Sổ năm", dict(view.definition))
    assert keep_mapping(name="Sổ năm", definition=definition, actor=planner, at=AT) == mapping_id
    (shown,) = queries.mappings(planner)
    assert (shown.name, shown.elements) == ("Sổ năm", 2)
    drop_mapping(mapping_id=mapping_id, actor=planner, at=AT)
    assert queries.mappings(planner) == ()
    with pytest.raises(Refusal, match="tên"):
        keep_mapping(name="", definition=definition, actor=planner, at=AT)
    with pytest.raises(Refusal, match="Cách đọc"):
        keep_mapping(name="x", definition={"version": 1, "layout": []}, actor=planner, at=AT)


def test_sheets_of_one_shape_are_loaded_together(planner: Actor, province: Province):
    months = {
        f"Tháng {month}": (("NĂM 2025",), *(((),) if month == 9 else ()), *ROWS[1:5]) for month in (8, 9, 10)
    }  # fmt: skip
    file_id = open_book(data=book({**months, "Ghi chú": (("không có số",),)}), name="so.xlsx", actor=planner, at=AT)
    view = look(planner, file_id)
    assert [one.is_chosen for one in view.sheets] == [True, True, True, False]
    assert [(one.label.split(" (")[0], one.figures) for one in view.periods] == [
        ("Tháng 8/2025", 6), ("Tháng 9/2025", 6), ("Tháng 10/2025", 6),
    ]  # fmt: skip
    load_book(file_id=file_id, definition=view.definition, sheets=[0, 1, 2], basis=BASIS, actor=planner, at=AT)
    sen_hong = province.communes["sen-hong"].id
    assert Fact.objects.filter(area_id=sen_hong, element="talks", period__startswith="2025-").count() == 3


def test_questions_do_not_grow_with_the_book(planner: Actor, django_assert_max_num_queries: Any):
    wide = tuple((*row, *(row[2:] if len(row) > 2 else ())) for row in ROWS)
    with django_assert_max_num_queries(40) as few:
        look(planner, opened(planner))
    with django_assert_max_num_queries(len(few.captured_queries)):
        look(planner, opened(planner, wide))


def test_by_command_with_a_kept_way_of_reading(planner: Actor, province: Province, tmp_path: Path):
    view = look(planner, opened(planner))
    keep_mapping(name="Sổ năm", definition={**view.definition, "calendar": "civil"}, actor=planner, at=AT)
    file = tmp_path / "so.xlsx"
    file.write_bytes(book({"Năm 2025": ROWS}))
    asked = ["reporting", "import-book", str(file), "--mapping", "Sổ năm", "--as", "planner"]
    told = CliRunner().invoke(app, [*asked, "--dry-run", "--json"])
    assert (json.loads(told.stdout)["new"], json.loads(told.stdout)["load"]) == (6, None)
    assert not Fact.objects.exists()
    done = CliRunner().invoke(app, [*asked, "--basis", BASIS])
    assert (done.exit_code, done.stdout) == (0, "6 số mới, 0 số thay số nạp trước, 0 số như cũ.\n")
    assert total(province) == 9
    file.write_bytes(book({"Năm 2025": WITH_FAULTS}))
    refused = CliRunner().invoke(app, [*asked, "--dry-run"])
    assert refused.exit_code == 1
    assert "Ô không phải số: 1 chỗ (Năm 2025 C5)" in refused.stderr


def test_a_figures_trace_leads_to_file_sheet_and_cell(planner: Actor, province: Province):
    load(planner)
    found = figure(province, "sen-hong")
    assert found is not None
    told = dict(trace.trace(found.reference, planner, AT).facts)
    assert (told["Nguồn"], told["Sổ cũ"]) == ("Nhập từ sổ cũ", "so-2025.xlsx, trang “Năm 2025”, ô C3")
    assert told["Trong sổ ghi"] == "4"


def test_a_book_of_before_the_mergers_stands_on_the_old_units_and_is_shown_on_todays():
    """Real names of a province, neutral invented counts of hamlets, as in tests/journeys/test_figures_over_mergers."""
    names = ("areas.load_province", "areas.open_area", "indicators.view")
    hand = system_actor("kiểm thử", *names, "reporting.open_book", "reporting.load_book")
    done = load_province(code="44", actor=hand, at=AT)
    before, today = date(2024, 12, 31), AT.date()
    tops = [areas.area_by_code(row.code, before).id for row in areas.register(before, level="province")]
    olds = [one for top in tops for one in areas.communes(top, before)]
    merged = next(one for one in areas.communes(done.area_id, today) if len(areas.predecessors(one.code, today)) > 1)
    kin = {one.area.id for one in areas.predecessors(merged.code, today)}
    lines = [(place, one.code, 3 + place % 17) for place, one in enumerate(olds)]
    rows = (("NĂM 2024",), ("TT", "Mã đơn vị", "hamlets"), *lines)
    file_id = open_book(data=book({"Sheet1": rows}), name="thon.xlsx", actor=hand, at=AT)
    view = look(hand, file_id)
    assert (view.new, view.misfits) == (len(olds), 0)
    civil = {**view.definition, "calendar": "civil"}
    load_book(file_id=file_id, definition=civil, sheets=[0], basis=BASIS, actor=hand, at=AT)
    value = indicators.value("B1", merged.id, Period.parse("2024"), today)
    counts = {one.id: 3 + place % 17 for place, one in enumerate(olds)}
    assert value.number.value == sum(counts[one] for one in kin)
    assert Fact.objects.filter(area_id__in=kin, period="2024").count() == len(kin)


def test_a_hostile_sheet_stays_linear(planner: Actor):
    token = "Tháng 1 " * 50 + "x" * 3000
    rows = [(token, *(["(" * 40 + "1=" + "2+" * 30] * 20)) for _ in range(60)]
    view = look(planner, opened(planner, rows))
    assert view.to_load == 0
