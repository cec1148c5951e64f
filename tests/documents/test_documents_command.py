"""`pcmt document register`: data on stdout, reasons on stderr, who acts by --as."""

import json
from pathlib import Path

import pytest

from pcmt.cli.main import run
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from tests.documents import papers


def command(*arguments: str) -> int:
    """Runs one command and gives its exit status."""
    with pytest.raises(SystemExit) as left:
        run(arguments)
    return int(left.value.code or 0)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """The province's plan as a file."""
    path = tmp_path / "ke-hoach-18.txt"
    path.write_text(papers.PLAN)
    return path


def test_a_file_is_registered_and_told_as_json(paper: Path, planner: Actor, capsys: pytest.CaptureFixture[str]):
    assert command("document", "register", str(paper), "--as", "planner", "--arrival-number", "7", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["number"], told["issued_on"]) == ("18/KH-UBND", "2026-02-12")
    view = documents.document(planner, told["document"])
    assert view.row.arrival_number == "7"
    assert [item["id"] for item in told["suggestions"]] == [item.id for item in view.suggestions]


def test_a_refusal_goes_to_stderr_with_status_1(paper: Path, planner: Actor, capsys: pytest.CaptureFixture[str]):
    assert command("document", "register", str(paper), "--as", "planner") == 0
    assert "Kế hoạch số 18/KH-UBND" in capsys.readouterr().out
    assert command("document", "register", str(paper), "--as", "planner") == 1
    told = capsys.readouterr()
    assert "đã được đăng ký" in told.err
    assert told.out == ""


def test_without_an_account_nothing_happens(paper: Path, planner: Actor):
    assert command("document", "register", str(paper)) == 2
    assert command("document", "register", str(paper), "--as", "ai-do") == 1
    assert command("document", "register", str(paper), "--as", "health-reporter") == 1
    assert documents.documents(planner).total == 0
