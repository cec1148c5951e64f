"""`pcmt areas`: what programs read from it, and what people see."""

import json
from pathlib import Path

import pytest

from pcmt.areas.models import AreaVersion
from pcmt.cli.main import run
from tests.province import Province

KEYS = ["code", "name", "type", "level", "parent", "valid_from", "valid_to"]


def call(*arguments: str) -> int:
    """Run the command as a process would, and give its exit status."""
    try:
        run(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


@pytest.fixture
def loaded(province: Province, capsys: pytest.CaptureFixture[str]) -> Province:
    assert call("areas", "load", "--province", "44", "--as", "admin") == 0
    capsys.readouterr()
    return province


def read(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert call("areas", *arguments, "--json") == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.django_db
def test_a_new_system_takes_a_province_before_anybody_has_an_account(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("areas", "load", "--province", "42", "--agencies") == 0
    assert "Đã nạp" in capsys.readouterr().out
    begin = ("--username", "quantri", "--person", "Hoàng Bảo An", "--password", "chim hót trên cành cao")
    assert call("accounts", "begin", "--code", "42", *begin) == 0
    capsys.readouterr()
    assert call("areas", "load", "--province", "44") == 2
    assert "name who acts" in capsys.readouterr().err
    province = AreaVersion.objects.get(code="42", level="province").area_id
    assert call("accounts", "why", "quantri", "areas.load_province", f"area:{province}") == 1
    assert "phải đổi mật khẩu được cấp lần đầu" in capsys.readouterr().out


def test_the_list_of_a_day_is_json_of_fixed_keys(loaded: Province, capsys: pytest.CaptureFixture[str]) -> None:
    rows = read(capsys, "list", "--province", "44", "--level", "commune", "--on", "2025-07-01")
    assert len(rows) == 78
    assert [*rows[0]] == KEYS
    assert rows[0] == {
        "code": "18859",
        "name": "Phường Đồng Thuận",
        "type": "phường",
        "level": "commune",
        "parent": "44",
        "valid_from": "2025-07-01",
        "valid_to": None,
    }
    before = read(capsys, "list", "--level", "commune", "--on", "2025-06-30")
    assert len(before) == 264
    assert {row["valid_to"] for row in before} == {"2025-06-30"}
    (province,) = read(capsys, "list", "--province", "44", "--level", "province", "--on", "2025-07-01")
    assert (province["name"], province["parent"]) == ("Tỉnh Quảng Trị", None)


def test_a_code_that_another_province_bore_then_is_said_aside(
    loaded: Province, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("areas", "list", "--province", "44", "--on", "2025-06-30", "--json") == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)[0]["name"] == "Tỉnh Quảng Bình"
    assert "mã 44 là Tỉnh Quảng Bình, sau đó nhập vào Tỉnh Quảng Trị (44)" in printed.err


def test_successors_and_predecessors_are_json_of_fixed_keys(
    loaded: Province, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = {"code": "18859", "name": "Phường Đồng Thuận", "extent": "whole", "share": 1}
    assert read(capsys, "successors", "18883", "--on", "2025-06-30") == [whole]
    made_of = read(capsys, "predecessors", "18859", "--on", "2026-01-01")
    assert [row["code"] for row in made_of] == ["18859", "18883", "18886"]
    assert read(capsys, "successors", "18859", "--on", "2026-01-01") == []


def test_people_read_a_table(loaded: Province, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("areas", "list", "--province", "44", "--level", "province", "--on", "2025-07-01") == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["Mã", "Tên", "Cấp", "Thuộc", "Từ", "ngày", "Đến", "ngày"]
    assert "Tỉnh Quảng Trị" in row
    assert row.endswith("nay")
    assert call("areas", "successors", "18883", "--on", "2025-06-30") == 0
    assert "toàn bộ  100%" in capsys.readouterr().out


def test_what_cannot_be_is_refused_with_a_reason(loaded: Province, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("areas", "list", "--level", "village", "--on", "2025-07-01") == 1
    assert "province, district, commune, hamlet" in capsys.readouterr().err
    assert call("areas", "list", "--province", "40", "--on", "2025-07-01") == 1
    assert call("areas", "load", "--province", "44", "--as", "planner") == 1
    assert "quyền" in capsys.readouterr().err
    assert call("areas", "load", "--province", "44", "--as", "admin") == 0
    assert "đã có đủ" in capsys.readouterr().out


def test_a_file_is_looked_through_by_anyone_and_written_by_a_named_account(
    loaded: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "xa.csv"
    path.write_text("code,name,type,parent_code\n91001,Sen Hồng,xã,91\n91077,Nắng,phường,91\n", encoding="utf-8")
    assert call("areas", "import", str(path)) == 0
    printed = capsys.readouterr()
    assert "sẽ thêm: 1" in printed.out
    assert "chưa ghi gì" in printed.err
    assert call("areas", "import", str(path), "--apply") == 2
    assert call("areas", "import", str(path), "--apply", "--as", "planner") == 1
    capsys.readouterr()
    assert call("areas", "import", str(path), "--apply", "--as", "admin", "--json") == 0
    assert json.loads(capsys.readouterr().out)["written"] == 1
    assert call("areas", "import", str(path), "--json") == 0
    verdicts = [finding["verdict"] for finding in json.loads(capsys.readouterr().out)["findings"]]
    assert verdicts[:2] == ["matched", "matched"]
