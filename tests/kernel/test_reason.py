"""What counts as a reason, and that every step asks by the same rule."""

import re
from pathlib import Path

import pytest

from pcmt.kernel.reason import as_reason

PACKAGE = Path(__file__).parents[2] / "pcmt"
BY_HAND = re.compile(r"\breason\.(strip|split)\(\)")


@pytest.mark.parametrize("text", ["", "   ", "\n\t\r\n", "\u00a0\u3000", "\u200b\u2060\ufeff", "...", " – / ", "?!"])
def test_what_nobody_can_read_is_no_reason(text: str):
    assert as_reason(text) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("  Đã  gọi   hỏi \n", "Đã gọi hỏi"),
        ("CV 12\u200b", "CV 12"),
        ("Sửa ô 3.\r\n\r\n  Sửa ô 5. ", "Sửa ô 3.\nSửa ô 5."),
        ("đ", "đ"),
        ("2026", "2026"),
    ],
)
def test_a_reason_is_tidied_line_by_line(text: str, reason: str):
    assert as_reason(text) == reason
    assert as_reason(reason) == reason


def test_no_step_tidies_reasons_by_a_rule_of_its_own():
    own = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
    assert [str(path) for path in own if BY_HAND.search(path.read_text("utf-8"))] == []
