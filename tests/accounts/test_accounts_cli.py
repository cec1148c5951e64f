"""`pcmt accounts`: begin once, list for administrators only, exit statuses."""

import json
from datetime import date

import pytest

from pcmt.accounts.models import User
from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.cli.main import run
from tests.province import PASSWORD, Province

BEGIN = (
    *("accounts", "begin", "--json"),
    *("--province", "Hoa Mai", "--code", "91", "--since", "2025-07-01"),
    *("--agency", "Ủy ban nhân dân tỉnh Hoa Mai", "--person", "Hoàng Bảo An"),
    *("--username", "quantri", "--password", PASSWORD),
)


def called(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        run(arguments)
    return int(left.value.code or 0)


@pytest.mark.django_db
def test_begin_makes_an_administrator_once(capsys: pytest.CaptureFixture[str]):
    assert called(*BEGIN) == 0
    printed = json.loads(capsys.readouterr().out)
    assert User.objects.get(pk=printed["user"]).username == "quantri"
    assert called(*BEGIN) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "đã có tài khoản" in shown.err


@pytest.mark.django_db
def test_a_code_of_the_table_of_facts_is_enough_to_begin(capsys: pytest.CaptureFixture[str]):
    begin = ("accounts", "begin", "--code", "75", "--person", "Hoàng Bảo An", "--username", "quantri")
    assert called(*begin, "--password", PASSWORD) == 0
    capsys.readouterr()
    day = date(2026, 11, 22)
    province = areas.province(day)
    assert province is not None
    assert province.full_name == "Thành phố Đồng Nai"
    assert len(areas.communes(province.id, day)) == 95
    (agency,) = agencies.agencies(area_id=province.id, on=day)
    assert agency.name == "Ủy ban nhân dân thành phố Đồng Nai"


@pytest.mark.django_db
def test_a_code_that_the_table_does_not_have_needs_a_name(capsys: pytest.CaptureFixture[str]):
    assert called("accounts", "begin", "--code", "91x", "--person", "A", "--username", "b", "--password", PASSWORD) == 1
    assert "--province" in capsys.readouterr().err
    assert not User.objects.exists()


def test_the_list_is_printed_for_administrators(province: Province, capsys: pytest.CaptureFixture[str]):
    assert called("accounts", "list", "--as", "admin", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["username"] for row in rows} == set(province.users)
    assert called("accounts", "list", "--as", "planner") == 1
    assert "không có quyền" in capsys.readouterr().err


@pytest.mark.django_db
def test_wrong_use_is_status_two(capsys: pytest.CaptureFixture[str]):
    assert called("accounts", "begin") == 2
    assert called("accounts", "list") == 2
