"""Whoever waits for the sample sees how far it has come: one line at a terminal, a few in a log."""

import pytest

from pcmt.cli.sample import progress
from pcmt.cli.sample.build import parts
from pcmt.cli.sample.progress import Progress


def told(capsys: pytest.CaptureFixture[str], total: int) -> str:
    tell = Progress(total)
    for number in range(total):
        tell(f"phần {number + 1}")
    return capsys.readouterr().err


def test_a_log_gets_the_first_the_last_and_a_line_for_each_tenth(capsys: pytest.CaptureFixture[str]):
    lines = told(capsys, 40).splitlines()
    assert lines[0] == "Đang dựng tỉnh mẫu Hoa Mai: phần 1 … 1/40"
    assert lines[-1].endswith("40/40")
    assert len(lines) == 11


def test_few_parts_are_all_told(capsys: pytest.CaptureFixture[str]):
    assert len(told(capsys, 3).splitlines()) == 3


def test_a_terminal_keeps_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True)
    text = told(capsys, 40)
    assert text.count("\n") == 1
    assert text.count("\r\x1b[K") == 40


def test_as_many_parts_are_told_as_are_counted():
    assert parts() > 18, "each of the eighteen months, and what comes before and after them"
