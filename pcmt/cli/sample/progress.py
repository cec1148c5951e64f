"""How far the building of the sample has come, for the one who waits for it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import typer

Tell = Callable[[str], None]
"""Says that a part begins, in Vietnamese: "báo cáo tháng 6 năm 2025"."""


@dataclass
class Progress:
    """A line that counts parts: at a terminal always the same line, in a log a line for each tenth of the work.

    total: how many parts there will be.
    """

    total: int
    done: int = 0

    def __call__(self, part: str) -> None:
        """This will say which part begins, and how many there are."""
        tenth, self.done = self.done * 10 // self.total, self.done + 1
        line = f"Đang dựng tỉnh mẫu Hoa Mai: {part} … {self.done}/{self.total}"
        if sys.stderr.isatty():
            typer.echo(f"\r\x1b[K{line}", err=True, nl=self.done == self.total)
        elif self.done in (1, self.total) or self.done * 10 // self.total > tenth:
            typer.echo(line, err=True)


def in_silence(part: str) -> None:
    """This will say nothing: for programs that wait for the sample, not for its parts."""
