"""`pcmt indicators`: one value with its explanation for programs, tables by file, refusals in Vietnamese."""

import csv
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pcmt.areas.actions.define_zone import define_zone
from pcmt.kernel.actor import system_actor
from pcmt.rulebook.queries import book
from tests.cli.test_areas_command import call
from tests.indicators.figures import close, month, october
from tests.province import AT, SINCE, Province
from workbook.streams import write_table

ON = ("--on", "2026-11-21")
ZONER = system_actor("kiểm thử", "areas.define_zone")


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert call("indicators", *arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_what_is_measured_is_listed_with_formula_and_source(
    province: Province, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = {rule["code"]: rule for rule in asked(capsys, "list", *ON)}
    assert rules["T1b"]["formula"] == "(share((recognised == 1) over areas) * 100)"
    assert rules["T1b"]["floor"] == "ít nhất 50% đến hết năm 2030"
    assert rules["N1"]["source"]


def test_a_value_tells_what_is_missing_and_every_step(province: Province, capsys: pytest.CaptureFixture[str]) -> None:
    october(province)
    found = asked(capsys, "value", "N1", "--area", "91", "--period", "2026-10@nd09", *ON, "--explain")
    assert (found["value"], found["low"], found["high"], found["state"]) == (None, "3", None, "partial")
    assert found["missing"]["areas"] == 1
    assert found["missing"]["of"] == 4
    assert found["unit"] == "người"
    cells, step = [], found["trace"]
    while step["steps"]:
        cells.append(step["steps"][-1]["formula"])
        step = step["steps"][0]
    assert cells[0] == "managed.detained"
    assert step["formula"] == "managed.users"


def test_a_period_takes_the_calendar_of_its_rule_and_an_area_may_be_named(
    province: Province, capsys: pytest.CaptureFixture[str]
) -> None:
    october(province)
    for code in ("N1", "talks"):
        found = asked(capsys, "value", code, "--area", "phường hoa ban", "--period", "2026-10", *ON)
        assert found["period"] == "2026-10@nd09"
        assert found["area"] == "91003"
        assert found["state"] == "known"


def test_a_table_holds_each_area_and_period(
    province: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    october(province)
    out = tmp_path / "bang.csv"
    asked_for = ("N1", "talks", "--areas", "province,commune", "--periods", "2026-09@nd09..2026-10@nd09")
    assert call("indicators", "table", *asked_for, "--out", str(out), *ON) == 0
    assert "20 dòng" in capsys.readouterr().out
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    whole = next(row for row in rows if (row["Mã"], row["Mã địa bàn"], row["Kỳ"]) == ("N1", "91", "2026-10@nd09"))
    assert (whole["Giá trị"], whole["Ít nhất"], whole["Thiếu"], whole["Trên tổng số"]) == ("", "3", "1", "4")
    assert whole["Hiển thị"] == "ít nhất 3 người (thiếu 1/4 xã)"
    assert len(rows) == 20


def test_zones_and_communes_added_up_by_hand_are_read_as_one(
    province: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    october(province)
    ids = {slug: commune.id for slug, commune in province.communes.items()}
    name = "Tuyến sông, biên giới"
    define_zone(
        kind="route", name=name, basis="QĐ số 1/QĐ-UBND", area_ids=[ids["hoa-ban"], ids["sen-hong"]],
        valid_from=SINCE, actor=ZONER, at=AT,
    )  # fmt: skip
    for place in (name, "91003+xã sen hồng", "91003 + xã sen hồng + 91003"):
        found = asked(capsys, "value", "N1", "--area", place, "--period", "2026-10@nd09", *ON)
        assert (found["value"], found["missing"]["of"]) == ("3", 2)
    out = tmp_path / "bang.csv"
    where = ("--areas", name, "--areas", "91003+xã sen hồng,91003", "--periods", "2026-10@nd09")
    assert call("indicators", "table", "N1", *where, "--out", str(out), *ON) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["Địa bàn"], row["Giá trị"], row["Trên tổng số"]) for row in rows] == [
        ("Phường Hoa Ban", "0", "1"),
        (name, "3", "2"),
        ("Gộp 2 địa bàn: Phường Hoa Ban, Xã Sen Hồng", "3", "2"),
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("value", "N1", "--area", "91+91003", "--period", "2026-10"), "Không gộp được Tỉnh"),
        (("value", "N1", "--area", "commune", "--period", "2026-10"), "Không có mã commune"),
        (("value", "N1", "--area", "91", "--period", "tháng 10"), "không phải là kỳ"),
        (("value", "N1", "--area", "00000", "--period", "2026"), "Không có mã 00000"),
        (("value", "N1", "--area", "00000", "--period", "2026"), "pcmt areas list --on"),
        (("value", "T1b", "--area", "91", "--period", "2026-08"), "Ghi kỳ là 2026@nd09"),
        (("value", "N1", "--area", "91", "--period", "2026-01-01..2026-01-31"), "Ghi một kỳ, như 2026-02@nd09"),
        (("value", "B1", "--area", "91", "--period", "2025@nd09"), "Ghi kỳ là 2025."),
        (("table", "T1b", "--areas", "91", "--periods", "2026-08@nd09", "--out", "a.csv"), "không có số riêng"),
        (("table", "T1b", "B1", "--areas", "91", "--periods", "2025", "--out", "a.csv"), "hai lịch khác nhau"),
        (("value", "KHONG", "--area", "91", "--period", "2026"), "KHONG"),
        (("value", "N1", "--area", "91", "--period", "2026", "--on", "21/11/2026"), "không phải là ngày"),
        (("table", "N1", "--areas", "91", "--periods", "2026..2026-01", "--out", "a.csv"), "một dãy kỳ"),
        (("table", "N1", "--areas", "91", "--periods", "2026", "--out", "a.pdf"), ".csv hoặc .xlsx"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_vietnamese(
    province: Province, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert call("indicators", *arguments) == 1
    assert told in capsys.readouterr().err


def test_where_no_plan_asks_the_level_set_for_all_is_told(
    province: Province, capsys: pytest.CaptureFixture[str]
) -> None:
    for commune in province.communes.values():
        close(commune.id, "2025-10@nd09", month(users=8))
        close(commune.id, "2026-10@nd09", month(users=10))
    value = ("value", "T1a", "--area", "91", "--period", "2026-10@nd09", *ON)
    target = asked(capsys, *value)["target"]
    assert (target["reference"], target["asked"], target["by"]) == (None, "dưới 0%", None)
    assert (target["source"], target["state"]) == (book().indicator("T1a", AT.date()).floor.source.document, "risk")
    assert call("indicators", *value) == 0
    assert "Chỉ tiêu: dưới 0% (Quyết định số 7619" in capsys.readouterr().out


def test_a_file_where_none_can_be_written_is_told_without_a_traceback(
    province: Province, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = str(tmp_path / "khong-co" / "a.csv")
    assert call("indicators", "table", "N1", "--areas", "91", "--periods", "2026-10@nd09", "--out", out, *ON) == 2
    assert "cannot write" in capsys.readouterr().err


def test_who_may_not_look_at_an_area_gets_nothing(province: Province, capsys: pytest.CaptureFixture[str]) -> None:
    october(province)
    asked_for = ("value", "N1", "--area", "91", "--period", "2026-10@nd09", "--as", "admin", *ON)
    assert call("indicators", *asked_for) == 1
    assert "người" not in capsys.readouterr().out


def test_a_long_table_is_as_wide_as_its_first_rows_and_whole() -> None:
    held = BytesIO()
    rows = [["Xã Châu Khê", one] for one in range(450)]
    assert write_table(held, "xlsx", ["Địa bàn", "Số"], rows) == 450
    sheet = load_workbook(BytesIO(held.getvalue())).active
    assert [cell.value for cell in sheet["B"]] == ["Số", *range(450)]
    assert sheet.column_dimensions["A"].width == len("Xã Châu Khê") + 2
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_text_that_begins_like_a_formula_stays_a_text(kind: str) -> None:
    held = BytesIO()
    assert write_table(held, kind, ["Tên", "Số"], [["=1+1", 5], ["Xã", None]]) == 2
    if kind == "csv":
        assert held.getvalue().decode("utf-8-sig").splitlines() == ["Tên,Số", "'=1+1,5", "Xã,"]
        return
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(held.getvalue())).active.iter_rows()]
    assert rows == [["Tên", "Số"], ["=1+1", 5], ["Xã", None]]
    assert load_workbook(BytesIO(held.getvalue())).active["A2"].data_type == "s"


def test_a_value_tells_how_it_moved_and_what_it_was_in_a_year_to_reckon_from(
    province: Province, capsys: pytest.CaptureFixture[str]
) -> None:
    here = province.communes["hoa-ban"].id
    for period, users in (("2025-10@nd09", 5), ("2026-10@nd09", 4)):
        close(here, period, month(users))
    told = ("value", "N1", "--area", "91003", "--period", "2026-10@nd09", "--baseline", "2024", *ON)
    moves = {one["against"]: one for one in asked(capsys, *told)["compared"]}
    assert [*moves] == ["previous", "same_last_year", "baseline"]
    assert (moves["previous"]["value"], moves["previous"]["change"]) == (None, None)
    assert (moves["same_last_year"]["change"], moves["same_last_year"]["is_better"]) == ("-1", True)
    assert (moves["baseline"]["period"], moves["baseline"]["change"]) == ("2024-10@nd09", None)
    assert call("indicators", *told) == 0
    lines = capsys.readouterr().out
    assert "So với cùng kỳ năm trước (tháng 10/2025, 5 người): giảm 1 người" in lines
    assert "So với cùng kỳ năm gốc (tháng 10/2024, chưa có quy tắc tính cho kỳ này): chưa so được" in lines
