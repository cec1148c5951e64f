"""`pcmt rulebook check` and the frame of every command: data on stdout, messages on stderr, exit statuses 0, 1, 2."""

import json
import shutil
from pathlib import Path

import pytest

from pcmt.cli.main import run

RULEBOOK = Path(__file__).resolve().parents[2] / "rulebook"


def call(*arguments: str) -> int:
    """Run the command as a process would, and give its exit status."""
    with pytest.raises(SystemExit) as caught:
        run(arguments)
    return int(caught.value.code or 0)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(RULEBOOK, tmp_path / "rulebook"))
    roles = folder / "roles.yaml"
    roles.write_text(roles.read_text().replace("scope: everywhere", "scope: yes", 1))
    return folder


def test_a_rulebook_without_fault_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rulebook", "check") == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "không có lỗi" in printed.err


def test_faults_are_listed_with_file_and_line(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rulebook", "check", str(broken)) == 1
    assert capsys.readouterr().out.startswith("roles.yaml:")


def test_json_holds_the_same(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rulebook", "check", "--json", str(broken)) == 1
    found = json.loads(capsys.readouterr().out)
    assert found[0]["file"] == "roles.yaml"
    assert set(found[0]) == {"file", "line", "message", "remedy"}


def test_json_of_no_fault_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rulebook", "check", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    "arguments", [("bogus",), ("rulebook", "bogus"), ("journal", "seal"), ("rulebook", "check", "-x")]
)
def test_wrong_use_is_status_2(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err


@pytest.mark.parametrize("arguments", [(), ("rulebook",), ("rulebook", "check"), ("journal",), ("journal", "verify")])
def test_every_command_has_help(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*arguments, "--help") == 0
    assert "Usage: pcmt" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_unknown_account_is_refused_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("journal", "seal", "--as", "nobody") == 1
    assert "“nobody”" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_new_journal_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("journal", "verify", "--json") == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
