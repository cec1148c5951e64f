"""YAML without guesses: each surprise is refused with its line and what to write instead."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.rulebook.rules.problem import Place
from pcmt.rulebook.rules.strict_yaml import Scalar, Sequence, StrictYamlError, Table, load

FIRST = "label: Biểu tháng\n"


@pytest.mark.parametrize(
    ("text", "line", "message", "remedy"),
    [
        ("label: Biểu quý\n", 2, "Mục “label” ghi hai lần (lần đầu ở dòng 1).", "Giữ lại một mục."),
        ("day: 2025-01-01\n", 2, "ngày tháng không đặt trong dấu nháy", 'Viết "2025-01-01" trong dấu nháy.'),
        ("day: 2025-01-01T08:00:00Z\n", 2, "ngày tháng", "trong dấu nháy"),
        ("flag: yes\n", 2, "từ có thể bị hiểu là đúng/sai", "viết true hoặc false"),
        ("flag: NO\n", 2, "từ có thể bị hiểu là đúng/sai", "viết true hoặc false"),
        ("\n\nflag: off\n", 4, "từ có thể bị hiểu là đúng/sai", "viết true hoặc false"),
        ("on: 1\n", 2, "“on”", 'Viết "on" trong dấu nháy'),
        ("value: 1.5\n", 2, "số thập phân không đặt trong dấu nháy", 'Viết "1.5" trong dấu nháy.'),
        ("value: 1_000\n", 2, "số viết theo cách lạ", 'Viết "1_000" trong dấu nháy.'),
        ("value: 012\n", 2, "số viết theo cách lạ", "trong dấu nháy"),
        ("value: 0x1F\n", 2, "số viết theo cách lạ", "trong dấu nháy"),
        ("value: 12:30\n", 2, "số viết theo cách lạ", "trong dấu nháy"),
        ("value: 1e5\n", 2, "số viết theo cách lạ", "trong dấu nháy"),
        ("value: .inf\n", 2, "số viết theo cách lạ", "trong dấu nháy"),
        ("value:\n", 2, "giá trị để trống", "bỏ mục này"),
        ("value: ~\n", 2, "giá trị để trống", "trong dấu nháy"),
        ("value: &mark 1\n", 2, "dấu neo", "Viết lại đầy đủ"),
        ("value: !!str 1\n", 2, "nhãn kiểu", "Bỏ nhãn kiểu"),
        ("1: one\n", 2, "Tên mục không phải là chữ.", "dấu nháy"),
        ("value: 'open\n", 3, "không đọc được theo YAML", "dấu nháy"),
        ("list: [1, 2\n", 3, "không đọc được theo YAML", "dấu cách"),
        ("list: " + "[" * 3000 + "]" * 3000, 2, "lồng quá nhiều lớp", "không quá 20 lớp"),
        ("---\nlabel: khác\n", 3, "nhiều hơn một tài liệu", "tệp riêng"),
    ],
)
def test_a_surprise_is_refused_with_line_and_remedy(text: str, line: int, message: str, remedy: str) -> None:
    with pytest.raises(StrictYamlError) as caught:
        load(FIRST + text, "forms/x.yaml")
    problem = caught.value.problem
    assert (problem.file, problem.line) == ("forms/x.yaml", line)
    assert message in problem.message
    assert remedy in problem.remedy


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(StrictYamlError, match="không có nội dung"):
        load("# chỉ có ghi chú\n", "x.yaml")


def test_values_keep_their_type_and_line() -> None:
    content = load('a: 12\nb: "12"\nc: true\nd:\n  - Sen Hồng\n  - "2026-01-01"\n', "x.yaml")
    assert isinstance(content, Table)
    assert content.entries["a"] == Scalar(12, Place("x.yaml", 1))
    assert content.entries["b"] == Scalar("12", Place("x.yaml", 2))
    assert content.entries["c"] == Scalar(True, Place("x.yaml", 3))
    days = content.entries["d"]
    assert isinstance(days, Sequence)
    assert days.items[1] == Scalar("2026-01-01", Place("x.yaml", 6))


def test_a_file_is_read_once_and_anew_where_its_text_or_its_name_is_another() -> None:
    first = load("a: 1\n", "x.yaml")
    assert isinstance(first, Table)
    assert load("a: 1\n", "x.yaml") is first
    assert load("a: 2\n", "x.yaml") == Table({"a": Scalar(2, Place("x.yaml", 1))}, first.key_places, first.place)
    assert load("a: 1\n", "y.yaml").place == Place("y.yaml", 1), "a fault must name its own file"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        load(text, "x.yaml")
    except StrictYamlError as refusal:
        line = refusal.problem.line
    else:
        return
    assert line >= 1
