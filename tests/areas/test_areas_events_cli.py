"""`pcmt areas event`: preview, apply, undo, and refusals with their exit status."""

import json
from pathlib import Path

import pytest

from pcmt.areas.models import Event
from pcmt.areas.queries import events
from pcmt.cli.main import run
from tests.province import Province

MERGE = """
kind: merge
on: 2027-01-01
basis: Nghị quyết số 15/NQ-HĐND
old: ["91001", "91002"]
units:
  - {code: "91101", name: Sen Ngâu, type: xa, parent: "91", takes: ["91001", "91002"]}
"""


def called(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        run(("areas", "event", *arguments))
    return int(left.value.code or 0)


def test_previewed_applied_and_undone(province: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "merge.yaml"
    file.write_text(MERGE)
    assert called("preview", str(file), "--as", "admin") == 0
    assert "Xã Sen Hồng: kết thúc; chuyển về Xã Sen Ngâu" in capsys.readouterr().out
    assert not Event.objects.exists()
    assert called("apply", str(file), "--as", "admin", "--json") == 0
    event_id = json.loads(capsys.readouterr().out)["event"]
    assert called("undo", str(event_id), "--reason", "Nhầm", "--as", "admin") == 0
    assert events.event(event_id).state == "undone"


def test_a_choice_is_made_by_its_key_and_one_that_nothing_offers_is_refused(
    province: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "merge.yaml"
    file.write_text(MERGE)
    key = f"head:with:{province.communes['sen-hong'].agencies['ubnd_xa']}"
    choice = f"{key}=post:{province.posts['mua-ngau.chairman']}"
    assert called("preview", str(file), "--as", "admin") == 0
    assert f"{choice}  Bùi Văn Mưa Ngâu, Chủ tịch" in capsys.readouterr().out
    assert called("apply", str(file), "--choose", f"{key}=post:0", "--as", "admin") == 1
    assert called("apply", str(file), "--choose", "head", "--as", "admin") == 1
    assert not Event.objects.exists()
    assert called("apply", str(file), "--choose", choice, "--as", "admin") == 0
    assert Event.objects.get().choices == dict([choice.split("=")])


@pytest.mark.parametrize(
    ("text", "told"),
    [("kind: [", "Không đọc được"), ("kind: merge", "không đọc được"), (MERGE.replace('"91002"', '"91999"'), "91999")],
)
def test_what_cannot_be_read_or_done_is_refused(
    province: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
):
    file = tmp_path / "event.yaml"
    file.write_text(text)
    assert called("apply", str(file), "--as", "admin") == 1
    assert told in capsys.readouterr().err
    assert not Event.objects.exists()


def test_a_document_must_be_there(province: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "merge.yaml"
    for document, told in (("document:4711", "Không tìm thấy văn bản"), ("NQ 15", "document:SỐ")):
        file.write_text(f"{MERGE}document: {document}\n")
        assert called("apply", str(file), "--as", "admin") == 1
        assert told in capsys.readouterr().err
    assert not Event.objects.exists()


def test_who_may_not_is_refused(province: Province, tmp_path: Path):
    file = tmp_path / "merge.yaml"
    file.write_text(MERGE)
    assert called("preview", str(file), "--as", "planner") == 1
    assert called("apply", str(file), "--as", "planner") == 1
