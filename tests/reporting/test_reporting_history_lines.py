"""Lines of figures of earlier years: read from a table, each with its figure or with what is wrong with it."""

import pytest

from pcmt.kernel.quantity import Quantity
from pcmt.reporting.rules.history import read_lines
from workbook.refusals import WorkbookRefused


def test_figures_keep_their_decimals_and_lines_their_numbers():
    lines = read_lines("Mã;Giá trị\n91001;1,5\n\n91002;2\n".encode("utf-16"), 2)
    assert [(line.number, line.code, line.quantity) for line in lines] == [
        (2, "91001", Quantity(150, 2)),
        (4, "91002", Quantity(200, 2)),
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (";5", "thiếu mã đơn vị"),
        ("91000;5", "mã 91000 đã có ở dòng 2"),
        ("91001;", "“” không phải số không âm"),
        ("91001;-1", "“-1” không phải số không âm"),
        ("91001;1.000,5", "“1.000,5” không phải số không âm"),
        ("91001;1.25", "“1.25” có nhiều hơn 1 chữ số thập phân"),
        ("91001;" + "9" * 17, "quá lớn"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: str, fault: str):
    first, second = read_lines(f"code;value\n91000;1\n{line}\n".encode(), 1)
    assert (first.quantity, first.fault) == (Quantity(10, 1), "")
    assert second.quantity is None
    assert fault in second.fault


def test_a_file_without_figures_is_refused():
    with pytest.raises(WorkbookRefused, match="thiếu cột value"):
        read_lines(b"code,name\n91001,x\n", 0)
