"""Comparisons of two sources: read strictly, each side told by whom it names, nothing on both sides."""

import shutil
from pathlib import Path

import pytest

from pcmt.rulebook.queries import book, problems

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "rulebook", tmp_path / "rulebook"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{reporter: cong_an_tinh", "{reporter: tram_y_te", "“tram_y_te” không báo cáo “ca_managed”"),
        ("formula: ca_spots_use", "formula: spots_use.stock", "Hai bên cùng dùng “spots_use.stock”"),
        ("formula: ca_spots_use", "formula: tips_received", "“tips_received” là số liệu hạn chế xem"),
        ("formula: ca_spots_use", "formula: no_such", "Không có chỉ tiêu thống kê “no_such”"),
        ("code: in_centres", "code: substitution", "“cross_check:substitution” đã được định nghĩa"),
        ("tolerance_percent: 1\n", "tolerance_percent: 100\n", "từ 0 đến dưới 100%"),
        ("level: province", "level: hamlet", "“hamlet” không dùng được"),
        ("why: Trường", "because: Trường", "Thiếu mục “why”"),
    ],
)  # fmt: skip
def test_a_fault_is_named(folder: Path, old: str, new: str, told: str) -> None:
    file = folder / "cross-checks.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    assert told in " ".join(problem.message for problem in problems(folder))


def test_a_book_without_comparisons_compares_nothing(folder: Path) -> None:
    (folder / "cross-checks.yaml").unlink()
    (folder / "examples" / "doi-chieu.yaml").unlink()
    assert problems(folder) == []


def test_every_second_source_that_the_forms_ask_for_is_compared() -> None:
    """Elements that say of themselves that they are only there to be compared."""
    asked = {cell.element for form in book().all_forms for cell in form.cells}
    second = {code for code in asked if "để so với" in (book().element(code).help or "").lower()}
    compared = frozenset[str]().union(*(one.elements for one in book().cross_checks))
    assert second <= compared
