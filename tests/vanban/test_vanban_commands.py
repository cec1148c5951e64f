"""The commands: what they print, what they refuse, and a folder in and out."""

import json
from pathlib import Path

import jsonschema
import pytest
from lxml import etree
from typer.testing import CliRunner, Result

import vanban
from vanban.cli import app
from vanban.cli.batch import Outcome, read_all, targets_of
from vanban.cli.wording import deadline_vi, level_vi
from vanban.model import Target
from vanban.schema import reading_schema

PLAN = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\nKẾ HOẠCH\n\n"
    "PHÒNG, CHỐNG MA TÚY NĂM 2026\n\nThực hiện Chỉ thị số 36-CT/TW ngày 16/8/2019 của Bộ Chính trị.\n\n"
    "I. MỤC TIÊU\n\n1. Ít nhất 50% số xã, phường không có ma túy.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n"
    "a) Chủ trì rà soát, xác định tình trạng nghiện trước ngày 30/6/2026.\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, "utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], env={"COLUMNS": "140"})


def test_the_sheet_shows_head_targets_and_duties_in_vietnamese(plan: Path) -> None:
    shown = run("read", plan)
    assert shown.exit_code == 0
    for words in ("18/KH-UBND", "12/02/2026", "CT 36-CT/TW", "từ 50 % trở lên", "Sở Y tế", "30/6/2026"):
        assert words in shown.stdout
    assert "\x1b[" not in shown.stdout


@pytest.mark.parametrize("argument", ["--json", "--akn", "--markdown"])
def test_each_form_of_output(plan: Path, argument: str) -> None:
    shown = run("read", plan, argument).stdout
    if argument == "--json":
        assert json.loads(shown)["metadata"]["number"] == "18/KH-UBND"
    elif argument == "--akn":
        assert vanban.from_akn(shown.encode()).metadata.number == "18/KH-UBND"
        assert etree.fromstring(shown.encode()).tag.endswith("akomaNtoso")
    else:
        assert shown.startswith("# PHÒNG, CHỐNG MA TÚY NĂM 2026\n")
        assert "\n## I. MỤC TIÊU\n" in shown
        assert "| I.1 | từ 50 % trở lên |" in shown


def test_two_forms_at_once_are_wrong_use(plan: Path) -> None:
    assert run("read", plan, "--json", "--akn").exit_code == 2
    assert run("read", plan.with_name("khong-co.txt")).exit_code == 2


def test_text_is_what_spans_point_into(plan: Path) -> None:
    text = run("text", plan).stdout
    row = json.loads(run("read", plan, "--json").stdout)["targets"][0]
    assert text[row["start"] : row["end"]] == row["quote"]


def test_cite_lists_the_acts(plan: Path) -> None:
    found = json.loads(run("cite", plan, "--json").stdout)
    assert [one["number"] for one in found["citations"]] == ["36-CT/TW"]
    assert "Bộ Chính trị" in run("cite", plan).stdout


def test_compare_tells_what_changed(plan: Path, tmp_path: Path) -> None:
    newer = tmp_path / "moi.txt"
    newer.write_text(PLAN.replace("50%", "60%"), "utf-8")
    assert "giá trị: 50 → 60" in run("compare", plan, newer).stdout
    found = json.loads(run("compare", plan, newer, "--json").stdout)
    assert {"name": "value", "old": "50", "new": "60"} in found["targets"][0]["fields"]
    assert found["common"] == {"both": 2, "old": 2, "new": 2, "share": 1.0, "related": True}


def test_a_refused_file_gives_status_one_and_its_reason(tmp_path: Path, plan: Path) -> None:
    empty = tmp_path / "rong.docx"
    empty.write_bytes(b"")
    refused = run("read", empty)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "rong.docx: Tệp rỗng" in refused.stderr
    both = run("read", empty, plan, "--json")
    assert both.exit_code == 1
    assert json.loads(both.stdout)["file"] == "ke-hoach.txt"


def test_a_folder_in_and_a_folder_out(tmp_path: Path, plan: Path) -> None:
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "ke-hoach.md").write_text(f"# {PLAN}", "utf-8")
    (tmp_path / ".an.txt").write_text("tệp ẩn", "utf-8")
    out = tmp_path / "ra" / "sau"
    done = run("read", tmp_path, "--json", "--out", out)
    assert done.exit_code == 1
    assert "Đã đọc 2/3 tệp" in done.stderr
    assert "hong.pdf" in done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["ke-hoach.json", "ke-hoach.txt.json"]
    assert json.loads((out / "ke-hoach.txt.json").read_text("utf-8"))["file"] == "ke-hoach.txt"


def test_names_that_meet_do_not_overwrite_each_other() -> None:
    sources = [Path("a/KH.pdf"), Path("a/kh.docx"), Path("b/KH.pdf"), Path("c/KH.pdf")]
    names = [path.name for path in targets_of(sources, Path("out"), ".json").values()]
    assert names == ["KH.json", "kh.docx.json", "KH.pdf.json", "KH.pdf-2.json"]


def fail(source: Path, target: Path) -> tuple[str, ...]:
    if source.name == "loi":
        raise RecursionError
    return (source.name,)


@pytest.mark.parametrize("workers", [1, 2])
def test_one_bad_file_stops_no_other(workers: int) -> None:
    jobs = {Path(name): Path(f"{name}.json") for name in ("a", "loi", "b")}
    outcomes = {one.source.name: one for one in read_all(jobs, fail, workers)}
    assert outcomes["a"] == Outcome(Path("a"), Path("a.json"), None, ("a",))
    assert "RecursionError" in str(outcomes["loi"].refusal)
    assert outcomes["b"].refusal is None


def test_what_is_printed_holds_to_the_schema(plan: Path) -> None:
    schema = json.loads(reading_schema())
    assert run("schema").stdout == reading_schema()
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    validator.validate(json.loads(run("read", plan, "--json").stdout))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"file": "x"})


def test_real_readings_hold_to_the_schema(shared: Path) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(reading_schema()))
    for path in sorted((shared / "corpus").glob("*.txt")):
        validator.validate(vanban.interchange_form(vanban.read(path.read_text("utf-8")), path.name))


@pytest.mark.parametrize(
    ("due", "every", "words"),
    [
        ("2026-06-30", None, "30/6/2026"),
        ("2026-06", None, "tháng 6/2026"),
        ("2025-Q4", None, "quý IV/2025"),
        ("12-15", "year", "15/12 hằng năm"),
        ("2030", None, "2030"),
        (None, "month", "hằng tháng"),
        (None, None, ""),
    ],
)
def test_deadlines_in_words(due: str | None, every: str | None, words: str) -> None:
    assert deadline_vi(due, every) == words


@pytest.mark.parametrize(
    ("relation", "value", "high", "unit", "words"),
    [
        (">=", "50", None, "%", "từ 50 % trở lên"),
        ("=", "1234.5", None, "buổi", "1.234,5 buổi"),
        ("increase", "5", "10", "%", "tăng 5 - 10 %"),
        ("decrease", None, None, None, "giảm"),
        ("none", None, None, None, "không để xảy ra"),
    ],
)
def test_levels_in_words(relation: str, value: str | None, high: str | None, unit: str | None, words: str) -> None:
    target = Target("", "", "", 0, 0, relation, value, high, unit, "", None, None, 1.0, "")
    assert level_vi(target) == words
