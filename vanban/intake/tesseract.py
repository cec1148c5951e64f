"""Optical character recognition by the Tesseract program with its Vietnamese data, one page a process."""

import os
import re
import shutil
import subprocess
from collections import defaultdict
from functools import cache

from vanban.intake.paper import Scan
from vanban.intake.refusals import IntakeRefused
from vanban.intake.words import Word

_SECONDS = 90  # for a page; a full one takes one or two
_COLUMNS = 12
_ROTATE = re.compile(r"Rotate: (0|90|180|270)\b")
_NOISE = re.compile(r"[\W_]+")
_DASHES = frozenset("-–+•")
_SURE = 60  # of 100: below it, signs without a letter or digit are specks and rules
_DESCENDING = re.compile(r"[gjpqyQ,;()\[\]/|_ỵạậặẹệịọộợụự]")
_Box = tuple[float, float, float, float, str, float]
"""A word's left, top, right and bottom, its text, and how sure Tesseract is of it, of 100."""


@cache
def is_ready() -> bool:
    """This will tell whether Tesseract and its Vietnamese data are installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    return "vie" in listed.stdout.split()


PAGE, CELL, ANYWHERE = "3", "6", "11"
"""How Tesseract looks at a picture: as a page, as one block of lines, for words anywhere (a stamp)."""


def recognise(scan: Scan, mode: str = PAGE, *, least: float = 0.0) -> tuple[Word, ...]:
    """This will read a picture into words with places; words surer than `least` of 100 only."""
    return _words(_run(scan, ["-l", "vie", "--psm", mode, "tsv"]), 72 / scan.dpi, least)


def turn_needed(scan: Scan) -> int:
    """This will tell by how many degrees clockwise a page that was laid askew must be turned: 0, 90, 180 or 270."""
    found = _ROTATE.search(_run(scan, ["-l", "osd", "--psm", "0"]))
    return int(found[1]) if found else 0


def _run(scan: Scan, options: list[str]) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise IntakeRefused("no-ocr")
    dpi = max(70, min(round(scan.dpi), 2400))
    command = [program, "stdin", "stdout", "--dpi", str(dpi), *options]
    picture = b"P5 %d %d 255\n" % (scan.width, scan.height) + scan.pixels
    try:
        # One thread each: the pages go side by side, and threads within a page only get into each other's way.
        read = subprocess.run(  # noqa: S603  # a fixed command, the picture comes by standard input
            command, input=picture, capture_output=True, timeout=_SECONDS, check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return ""
    return read.stdout.decode("utf-8", errors="replace")


def _words(table: str, scale: float, least: float) -> tuple[Word, ...]:
    """This will read Tesseract's table of words; what it numbers as one line gets one base line."""
    lines: dict[tuple[str, ...], list[_Box]] = defaultdict(list)
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) * scale for cell in cells[6:10])
        text = cells[11].strip()
        if float(cells[10]) < least:
            continue
        if text not in _DASHES and _NOISE.fullmatch(text) and (float(cells[10]) < _SURE or len(text) > 2):
            continue
        lines[tuple(cells[1:5])].append((left, top, left + width, top + height, text, float(cells[10])))
    return tuple(word for line in lines.values() for word in _on_one_base(line))


def _on_one_base(line: list[_Box]) -> list[Word]:
    standing = sorted(bottom for _, _, _, bottom, text, _ in line if not _DESCENDING.search(text))
    feet = standing or sorted(bottom for _, _, _, bottom, *_ in line)
    base = feet[len(feet) // 2]
    heights = sorted(bottom - top for _, top, _, bottom, *_ in line)
    size = max(heights[len(heights) // 2] * 1.05, 1.0)
    return [
        Word(left, top, right, bottom, base, size, text, sure=sure) for left, top, right, bottom, text, sure in line
    ]
