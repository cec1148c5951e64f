"""`pcmt document register`: data on stdout, reasons on stderr, who acts by --as."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from pcmt.cli.main import run
from pcmt.documents import queries as documents
from pcmt.documents.actions.dismiss_suggestion import dismiss_suggestion
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


def test_what_people_confirmed_is_written_as_keys(
    tmp_path: Path, plan_id: int, planner: Actor, at: datetime, capsys: pytest.CaptureFixture[str]
):
    first, *others = documents.document(planner, plan_id).suggestions
    dismiss_suggestion(suggestion_id=first.id, actor=planner, at=at)
    folder = tmp_path / "keys"
    assert command("document", "export-keys", str(folder), "--as", "planner") == 0
    assert f"còn {len(others)} gợi ý chờ" in capsys.readouterr().out
    assert list(folder.iterdir()) == []
    assert command("document", "export-keys", str(folder), "--as", "planner", "--unfinished") == 0
    key = json.loads((folder / f"document-{plan_id}.json").read_text())
    assert (key["complete"], key["targets"], key["corrections"][0]["state"]) == (False, [], "dismissed")
    assert (folder / f"document-{plan_id}.txt").read_text() == documents.document(planner, plan_id).text
    assert command("document", "export-keys", str(folder), "--as", "health-reporter", "--unfinished") != 0


def test_many_files_are_handed_in_and_told_one_by_one(
    paper: Path, tmp_path: Path, planner: Actor, capsys: pytest.CaptureFixture[str]
):
    secret = tmp_path / "mat.txt"
    secret.write_text(papers.SECRET)
    assert command("document", "receive", str(paper), str(secret), "--as", "planner", "--json") == 0
    assert [file["state"] for file in json.loads(capsys.readouterr().out)["files"]] == ["waiting", "waiting"]
    other = tmp_path / "chi-thi.txt"
    other.write_text(papers.DIRECTIVE)
    assert command("document", "receive", str(other), str(secret), "--as", "planner", "--wait") == 0
    told = capsys.readouterr().out
    assert "chi-thi.txt: đã đăng ký – Chỉ thị số 05/CT-UBND" in told
    assert "mat.txt" not in told
    assert "(không lưu tên): có dấu độ mật" in told


def test_the_bases_of_a_document_are_told(paper: Path, planner: Actor, capsys: pytest.CaptureFixture[str]):
    assert command("document", "register", str(paper), "--as", "planner", "--json") == 0
    number = str(json.loads(capsys.readouterr().out)["document"])
    assert command("document", "basis", number, "--as", "planner", "--on", "2026-11-21") == 0
    told = capsys.readouterr().out
    assert "Trung ương: Chính phủ, Thủ tướng Chính phủ" in told
    assert "  ^ Nghị quyết số 93/NQ-CP ngày 16/4/2025 của Chính phủ (chưa có trong kho)" in told
    assert "  = Kế hoạch số 18/KH-UBND ngày 12/02/2026" in told
    assert command("document", "basis", number, "--as", "planner", "--json") == 0
    acts = json.loads(capsys.readouterr().out)["acts"]
    assert {act["number"]: act["steps"] for act in acts} == {"93/NQ-CP": -1, "05/CT-UBND": -1, "18/KH-UBND": 0}
    assert command("document", "basis", "99999", "--as", "planner") == 1
