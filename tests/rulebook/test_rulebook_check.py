"""Each fault a rule editor can make is found, at its file and line, with what to do; the rulebook itself has none."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pcmt.rulebook.queries import RulebookBroken, book_at, problems
from pcmt.rulebook.rules.problem import Problem

RULEBOOK = Path(__file__).resolve().parents[2] / "rulebook"
FORM, OLD_FORM = "forms/xa-thang@2026-01-01.yaml", "forms/xa-thang@2025-01-01.yaml"
T2A, T9B, N1 = (f"indicators/{name}.yaml" for name in ("T2a@2025-01-01", "T9b@2026-01-01", "N1@2025-01-01"))
SCHEME, LAYOUT = "schemes/khong-ma-tuy@2025-08-24.yaml", "reports/bao-cao-quy@2026-01-01.yaml"
POLICE_LINE, MEASURES = "unit-reports/xa-tuyen-cong-an@2026-01-01.yaml", "comparisons.yaml"
LEVELS, ENDED = "documents/levels.yaml", "documents/successions.yaml"

Break = Callable[[str, str, str], list[Problem]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULEBOOK, tmp_path / "rulebook"))


@pytest.fixture
def broken(folder: Path) -> Break:
    """Replace the first place of a text in one file, and give what the check then says of the line that changed."""

    def change(file: str, old: str, new: str) -> list[Problem]:
        text = (folder / file).read_text()
        assert old in text, f"{file} no longer holds {old!r}"
        (folder / file).write_text(text.replace(old, new, 1))
        return problems(folder)

    return change


def test_a_layout_of_a_units_report_has_its_figures(broken: Break) -> None:
    (found,) = broken(POLICE_LINE, "kind: sections, heading", "kind: text, text")
    assert found.message == "Mẫu không có khối số liệu."


def line_of(file: str, text: str) -> int:
    return (RULEBOOK / file).read_text().split(text, 1)[0].count("\n") + 1


def test_the_rulebook_has_no_fault() -> None:
    assert [str(problem) for problem in problems(RULEBOOK)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "remedy"),
    [
        (FORM, "short_label:", "shrot_label:", "Không có mục nào tên “shrot_label”", "short_label"),
        (LAYOUT, "against: last_year", "against: next_year", "“next_year” không dùng được", "previous, last_year"),
        (LAYOUT, "against: previous", "column: previous, against: previous", "luôn lấy số của kỳ báo cáo", "“column”"),
        (POLICE_LINE, "issued_by: [cong_an_xa]", "issued_by: [cong_an_x]", "Không có loại cơ quan", "“cong_an_xa”?"),
        (POLICE_LINE, "covers: own", "covers: part", "“part” không dùng được", "whole, own"),
        (POLICE_LINE, "{area} (để", "{xa} (để", "Không có chỗ điền {xa}", "area"),
        (POLICE_LINE, "  xa-nam: ", "  xa-namm: ", "Không có biểu “xa-namm”", "“xa-nam”?"),
        (POLICE_LINE, "columns: [this,", "columns: [now,", "Không có cột “now”", "this, previous"),
        (MEASURES, "decimals: 1", "decimals: 3", "chỉ ghi đến 2 chữ số", "0, 1 hoặc 2"),
        (MEASURES, "times_from: 3", "times_from: 1", "nhỏ hơn 2", "từ 2 trở lên"),
        (LEVELS, "level: xa", "level: thon", "“thon” không dùng được", "trung_uong, tinh"),
        (ENDED, "number: 116/2021/NĐ-CP", "number: 105/2021/NĐ-CP", "hết hiệu lực hai lần", "Gộp thành một"),
        (ENDED, "by: [163/2026/NĐ-CP]", "by: [105/2021/NĐ-CP]", "105/2021/NĐ-CP thay thế vòng", "Bỏ một mắt xích"),
        (ENDED, "number: 57/2022/NĐ-CP", "number: 57/NQ-CP", "không mang năm", "issued_on"),
        (FORM, "period_kind: month", "period_kind: week", "“week” không dùng được", "month, quarter"),
        (FORM, "day_offset: 2", 'day_offset: "2"', "phải là số nguyên", "không dấu nháy"),
        (FORM, "working: true", 'working: "true"', "phải là true hoặc false", "Viết true hoặc false"),
        (FORM, 'version_from: "2026-01-01"', 'version_from: "2026-02-30"', "không phải là ngày", "2026-01-31"),
        (FORM, "agency_kind: ubnd_xa", "agency_kind: ubnd_xaa", "Không có loại cơ quan “ubnd_xaa”", "“ubnd_xa”?"),
        (FORM, "owner_kind: tram_y_te", "owner_kind: tram_xa", "Không có loại cơ quan “tram_xa”", "Có phải là"),
        (FORM, "element: managed_new", "element: managed_neww", "thống kê “managed_neww”", "“managed_new”?"),
        (FORM, "element: managed.users", "element: managed", "“managed” chia theo loại", "managed.addicts"),
        (FORM, "test_positive <= tested", "test_positive <= ", "gặp cuối công thức (ký tự thứ 17)", "rulebook.md"),
        (FORM, "test_positive <= tested", "test_positive + tested", "là phép tính, trong khi cần điều kiện", "so sánh"),
        (FORM, "cells: [test_positive, tested]", "cells: [talks]", "không dùng đến “talks”", "có trong điều kiện"),
        (FORM, "severity: error", "severity: fatal", "“fatal” không dùng được", "error, warning"),
        (T2A, "better: up", "better: sideways", "“sideways” không dùng được", "up, down"),
        (T2A, "  document: ", "  documents: ", "Không có mục nào tên “documents”", "document"),
        (T9B, "  value: 90", '  value: "chín mươi"', "phải là một số", "0.5"),
        (T9B, 'by: "2030"', 'by: "hết 2030"', "không phải là kỳ", "2026-Q2"),
        (SCHEME, "outcome: tam_dat", "outcome: dat", "Không có loại “dat”", "tam_dat"),
        (SCHEME, "recognised_class: khong_ma_tuy", "recognised_class: chua_dat", "không phải là loại do", "decided"),
        (LAYOUT, "indicator: N2, label: Tổng", "indicator: N22, label: Tổng", "Không có chỉ số “N22”", "“N2”"),
        (LAYOUT, "field: results", "field: resultz", "Không có mục lời văn “xa-thang.resultz”", "xa-thang.results"),
        (LAYOUT, "kind: plan_state", "kind: plan", "“plan” không dùng được", "plan_state"),
        ("lifecycles/task.yaml", "target: done", "target: finished", "Không có trạng thái “finished”", "todo, doing"),
        ("lifecycles/task.yaml", "plans.finish_task", "plans.finish", "quyền “plans.finish”", "finish_task"),
        ("roles.yaml", "      - reporting.accept", "      - reporting.acept", "quyền “reporting.acept”", "accept"),
        ("roles.yaml", "scope: own_agency", "scope: own", "“own” không dùng được", "own_agency"),
        ("roles.yaml", "undelegated: [accounts, journal]", "undelegated: [moon]", "gói “moon”", "trước dấu chấm"),
        ("elements/people.yaml", "time: sum", "time: total", "“total” không dùng được", "sum, last, distinct"),
        ("elements/people.yaml", "    time: sum", "    scale: 2\n    time: sum", "số đo (measure)", "kind: measure"),
    ],
)  # fmt: skip
def test_a_fault_is_found_at_its_line(broken: Break, file: str, old: str, new: str, message: str, remedy: str) -> None:
    found = broken(file, old, new)
    fitting = [problem for problem in found if message in problem.message]
    assert fitting, [str(problem) for problem in found]
    assert fitting[0].file == file
    assert remedy in fitting[0].remedy
    if "mục nào tên “documents”" not in message:
        assert abs(fitting[0].line - line_of(file, old)) <= new.count("\n")


def test_a_missing_key_is_named_at_its_table(broken: Break) -> None:
    found = broken(FORM, "    label: Phần II. Tư vấn, hỗ trợ y tế\n", "")
    assert any("Thiếu mục “label”" in problem.message and "label: …" in problem.remedy for problem in found)


def test_every_fault_is_told_not_only_the_first(folder: Path, broken: Break) -> None:
    broken(FORM, "working: true", "working: 1")
    found = broken(T2A, "better: up", "better: sideways")
    assert {problem.file for problem in found} >= {FORM, T2A}


def test_versions_of_one_code_may_not_overlap(broken: Break) -> None:
    found = broken(OLD_FORM, 'version_to: "2025-12-31"', 'version_to: "2026-01-31"')
    assert [(problem.file, problem.message) for problem in found] == [
        (FORM, f"Hiệu lực chồng lên bản tại {OLD_FORM} (từ 01/01/2026).")
    ]
    assert "ngay trước ngày có hiệu lực" in found[0].remedy


def test_a_version_may_not_end_before_it_begins(broken: Break) -> None:
    found = broken(OLD_FORM, 'version_to: "2025-12-31"', 'version_to: "2024-12-31"')
    assert "Ngày hết hiệu lực trước ngày có hiệu lực." in [problem.message for problem in found]


def test_a_file_is_named_after_its_code_and_date(folder: Path) -> None:
    (folder / T2A).rename(folder / "indicators/T2a.yaml")
    found = problems(folder)
    assert "Đổi tên tệp thành indicators/T2a@2025-01-01.yaml." in [problem.remedy for problem in found]


def test_an_element_may_stand_once_in_all_files(folder: Path) -> None:
    shutil.copy(folder / "elements/prevention.yaml", folder / "elements/twice.yaml")
    found = problems(folder)
    assert any(
        problem.file == "elements/twice.yaml" and "elements/prevention.yaml:3" in problem.message for problem in found
    )


def test_a_circle_of_indicators_is_shown(broken: Break) -> None:
    found = broken(N1, "managed.users", "indicator(T9b)")
    assert [problem.file for problem in found if "tính vòng" in problem.message] == [
        N1,
        "indicators/N2@2025-01-01.yaml",
        T9B,
    ]
    assert any("N1 → T9b → N2 → N1" in problem.message for problem in found)


def test_a_wrong_answer_of_an_example_is_refused(broken: Break) -> None:
    found = broken("examples/indicators.yaml", "expect: 75", "expect: 74")
    assert len(found) == 1
    assert "chờ đợi 74, tính ra 75" in found[0].message
    assert "Tính lại bằng tay" in found[0].remedy


def test_an_example_of_a_scheme_is_checked_by_condition(broken: Break) -> None:
    found = broken("examples/khong-ma-tuy.yaml", "states: {nguoi: met,", "states: {nguoi: unmet,")
    assert "điều kiện nguoi: chờ đợi unmet, tính ra met" in found[0].message


def test_changing_a_threshold_breaks_its_example(broken: Break) -> None:
    found = broken(SCHEME, "formula: spots_use.stock == 0", "formula: spots_use.stock <= 1")
    assert [problem.file for problem in found] == ["examples/khong-ma-tuy.yaml"] * len(found)
    assert found


def test_an_indicator_without_an_example_is_refused(folder: Path) -> None:
    file = folder / "examples" / "chi-tieu-nganh.yaml"
    file.write_text(file.read_text().replace("indicator: K1", "indicator: T2a.bl"))
    assert [problem.file for problem in problems(folder) if "chưa có tình huống" in problem.message] == [
        "indicators/K1@2026-01-01.yaml"
    ]


def test_files_that_no_reader_knows_are_refused(folder: Path) -> None:
    (folder / "forms" / "note.txt").write_text("x")
    (folder / "extra.yaml").write_text("a: 1")
    assert {problem.file for problem in problems(folder)} == {"forms/note.txt", "extra.yaml"}


def test_a_file_that_is_not_utf_8_is_refused(folder: Path) -> None:
    (folder / T2A).write_bytes(b"label: \xff")
    assert any("UTF-8" in problem.message and problem.file == T2A for problem in problems(folder))


def test_a_book_with_a_fault_is_never_used(folder: Path, broken: Break) -> None:
    broken(FORM, "working: true", "working: 1")
    with pytest.raises(RulebookBroken) as caught:
        book_at(folder)
    assert caught.value.where.startswith(FORM)
    assert "pcmt rulebook check" in caught.value.remedy


def test_a_role_that_holds_both_sides_is_a_fault(broken: Break) -> None:
    found = broken("roles.yaml", "      - reporting.submit\n", "      - reporting.submit\n      - reporting.sign\n")
    fitting = [problem for problem in found if "giữ cả hai bên" in problem.message]
    assert fitting, [str(problem) for problem in found]
    assert "reporter" in fitting[0].message
