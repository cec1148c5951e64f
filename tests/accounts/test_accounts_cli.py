"""`pcmt accounts`: begin once, list for administrators only, exit statuses."""

import json

import pytest

from pcmt.accounts.models import User
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
