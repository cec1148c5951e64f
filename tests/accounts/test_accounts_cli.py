"""`pcmt accounts`: begin once, list for administrators only, exit statuses."""

import json
from datetime import date

import pytest
from django.utils import timezone

from pcmt.accounts.actions.propose_role import propose_role
from pcmt.accounts.models import RoleGrant, User
from pcmt.accounts.queries.links import link_owner
from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.cli.main import run
from pcmt.journal.models import Entry
from pcmt.journal.queries import personal
from tests.province import AT, PASSWORD, SINCE, Province

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
def test_a_password_given_first_must_be_changed_before_a_command_acts(capsys: pytest.CaptureFixture[str]):
    assert called(*BEGIN) == 0
    assert called("areas", "load", "--province", "44", "--as", "quantri") == 1
    assert "đổi mật khẩu" in capsys.readouterr().err
    User.objects.update(must_change_password=False)
    assert called("areas", "load", "--province", "44", "--as", "quantri", "--json") == 0


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
    told = capsys.readouterr().err
    assert "không có quyền" in told
    assert "Việc “Xem và quản lý tài khoản” thuộc vai trò: Quản trị hệ thống" in told
    assert "Làm được việc này: Quản trị hệ thống, UBND tỉnh (vai trò Quản trị hệ thống)" in told


@pytest.mark.django_db
def test_wrong_use_is_status_two(capsys: pytest.CaptureFixture[str]):
    assert called("accounts", "begin") == 2
    assert called("accounts", "list") == 2


def test_a_link_is_printed_once_for_who_asks_as_an_administrator(
    province: Province, capsys: pytest.CaptureFixture[str]
):
    assert called("accounts", "link", "planner", "--as", "admin") == 1
    assert "Thêm --reason" in capsys.readouterr().err
    site = ("--site", "https://pcmt.example/", "--json")
    assert called("accounts", "link", "planner", "--as", "admin", "--reason", "quên", *site) == 0
    link = json.loads(capsys.readouterr().out)["link"]
    token = link.removeprefix("https://pcmt.example/dat-mat-khau/")
    assert link_owner(token, timezone.now()) == "planner"
    assert called("accounts", "link", "planner", "--as", "planner-2", "--reason", "x") == 1
    assert called("accounts", "link", "nobody", "--as", "admin") == 1


def test_the_second_factor_of_the_only_administrator_is_reset_by_whoever_runs_the_server(
    province: Province, capsys: pytest.CaptureFixture[str]
):
    User.objects.filter(username__in=["admin", "planner"]).update(second_factor_since=AT)
    reset = ("accounts", "reset-second-factor", "admin", "--as", "admin", "--reason", "mất điện thoại")
    assert called(*reset) == 0
    entry = Entry.objects.filter(action="accounts.reset_second_factor").latest("pk")
    assert entry.system == "Hệ thống (người vận hành máy chủ)"
    told = personal(entry.pk) or {}
    assert "mất điện thoại" in told.values()
    capsys.readouterr()
    User.objects.filter(username="admin").update(second_factor_since=AT)
    RoleGrant.objects.create(
        user_id=province.users["planner-2"], role="administrator", agency_id=province.agencies["ubnd"], valid_from=SINCE
    )
    assert called(*reset) == 1
    assert "planner-2" in capsys.readouterr().err
    assert called("accounts", "reset-second-factor", "planner", "--as", "admin", "--reason", "mất máy") == 0
    assert called("accounts", "reset-second-factor", "planner", "--as", "health-head", "--reason", "x") == 1
    assert called("accounts", "reset-second-factor", "planner", "--as", "admin") == 2


def test_accounts_are_closed_reopened_and_signed_out(province: Province, capsys: pytest.CaptureFixture[str]):
    acting = ("--as", "admin", "--reason", "nghỉ việc")
    assert called("accounts", "end-sessions", "planner", *acting) == 0
    assert called("accounts", "close", "planner", *acting) == 0
    assert not User.objects.get(username="planner").is_active
    assert called("accounts", "reopen", "planner", *acting) == 0
    assert User.objects.get(username="planner").is_active
    assert "Đã kết thúc 0 phiên" in capsys.readouterr().out


def test_a_proposed_administrator_is_confirmed_by_who_runs_the_server(
    province: Province, actor, capsys: pytest.CaptureFixture[str]
):
    RoleGrant.objects.filter(user_id=province.users["planner-2"]).delete()
    proposal = propose_role(
        user_id=province.users["planner-2"],
        role="administrator",
        agency_id=province.agencies["ubnd"],
        valid_from=SINCE,
        actor=actor("admin"),
        at=AT,
    )
    assert called("accounts", "confirm", str(proposal), "--json") == 0
    grant = json.loads(capsys.readouterr().out)["grant"]
    assert RoleGrant.objects.get(pk=grant).role == "administrator"
    assert called("accounts", "confirm", str(proposal)) == 1
    assert "đã được giải quyết" in capsys.readouterr().err


@pytest.mark.django_db
def test_begin_asks_for_no_password_where_it_would_refuse(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    monkeypatch.setattr("typer.prompt", lambda text, **_: asked.append(text) or PASSWORD)
    begin = BEGIN[:-2]
    assert called(*(word if word != "91" else "91x" for word in begin if word not in ("--province", "Hoa Mai"))) == 1
    assert asked == []
    assert called(*begin) == 0
    assert len(asked) == 1
    assert called(*begin) == 1
    assert len(asked) == 1
    assert "đã có tài khoản" in capsys.readouterr().err
