"""Pages read from their pictures: side by side on all cores, turned upright, ruled lines and red stamps seen."""

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from vanban.intake.legible import legible_share
from vanban.intake.paper import Scan, scans
from vanban.intake.parts import read_parts_again
from vanban.intake.rows import cut_rows
from vanban.intake.tesseract import ANYWHERE, recognise, turn_needed
from vanban.intake.words import Rule, Word

MOST_PAGES = 300  # of one file read by OCR: some minutes on two cores
_DARK = 128
_SHORTEST = 0.35  # inch: the stroke of a letter is shorter
_THICKEST = 0.03  # inch
_FEW_WORDS = 12
_ILLEGIBLE = 0.6
_HEAD = 0.45  # of the first page: where stamps of secrecy and urgency stand


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page's picture read: its words and rules in points, and the lines of its stamps.

    sureness: of 100, how sure recognition was of the letters of the page; real scans have 85 to 97.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    stamps: tuple[str, ...]
    sureness: float = 100.0


def read_scans(data: bytes, pages: Sequence[int]) -> dict[int, Recognised]:
    """This will read pages of a PDF or picture file by OCR, at most MOST_PAGES of them; raises IntakeRefused."""
    found: dict[int, Recognised] = {}
    for page in _side_by_side(scans(data, pages[:MOST_PAGES]), first=min(pages, default=1)):
        known = found.get(page.number)
        found[page.number] = replace(known, stamps=known.stamps + page.stamps) if known else page
    return found


def _side_by_side(pictures: Iterable[Scan], *, first: int) -> Iterator[Recognised]:
    """This will read pictures in threads, a Tesseract process each; few at a time wait, for each takes its memory."""
    workers = os.cpu_count() or 1
    waiting: deque[Future[Recognised]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for scan in pictures:
            waiting.append(pool.submit(_read, scan, look_for_stamps=scan.number == first))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read(scan: Scan, *, look_for_stamps: bool) -> Recognised:
    blank = Recognised(scan.number, scan.width * 72 / scan.dpi, scan.height * 72 / scan.dpi, (), (), ())
    if scan.kind == "blank":
        return blank
    if scan.kind == "red":
        return replace(blank, stamps=_lines(recognise(scan, ANYWHERE)))
    rules = tuple(find_rules(scan))
    scan = _without(rules, scan)
    words = recognise(scan)
    if len(words) < _FEW_WORDS or legible_share(" ".join(word.text for word in words)) < _ILLEGIBLE:
        scan, words, rules = _upright(scan, words, rules)
    stamps = _lines(recognise(_head(scan), ANYWHERE)) if look_for_stamps else ()
    width, height = scan.width * 72 / scan.dpi, scan.height * 72 / scan.dpi
    parts = read_parts_again(scan, words, rules)
    return Recognised(scan.number, width, height, parts, rules, stamps, _sureness(words))


def _sureness(words: tuple[Word, ...]) -> float:
    """How sure recognition was of a page, letter by letter: a long word says more than a short one."""
    letters = [(len(word.text), word.sure) for word in words if any(map(str.isalpha, word.text))]
    whole = sum(length for length, _ in letters)
    return sum(length * sure for length, sure in letters) / whole if whole else 100.0


def _upright(
    scan: Scan, words: tuple[Word, ...], rules: tuple[Rule, ...]
) -> tuple[Scan, tuple[Word, ...], tuple[Rule, ...]]:
    """This will turn a page that makes no sense as it lies, and keep it so where it then says more."""
    turn = turn_needed(scan)
    if not turn:
        return scan, words, rules
    picture = Image.frombytes("L", (scan.width, scan.height), scan.pixels).rotate(-turn, expand=True)
    turned = replace(scan, width=picture.width, height=picture.height, pixels=picture.tobytes())
    read = recognise(turned)
    return (turned, read, ()) if len(read) > len(words) else (scan, words, rules)


def _without(rules: tuple[Rule, ...], scan: Scan) -> Scan:
    """This will wipe ruled lines off a page's picture: Tesseract takes a table's frame for a drawing."""
    picture = Image.frombytes("L", (scan.width, scan.height), scan.pixels)
    pen, scale, half = ImageDraw.Draw(picture), scan.dpi / 72, _THICKEST * scan.dpi / 3
    for rule in rules:
        box = (rule.left * scale - half, rule.top * scale - half, rule.right * scale + half, rule.bottom * scale + half)
        pen.rectangle(box, fill=255)
    return replace(scan, pixels=picture.tobytes())


def _head(scan: Scan) -> Scan:
    height = int(scan.height * _HEAD)
    return replace(scan, height=height, pixels=scan.pixels[: height * scan.width])


def _lines(words: tuple[Word, ...]) -> tuple[str, ...]:
    return tuple(line.text for row in cut_rows(words) for line in row)


def find_rules(scan: Scan) -> Iterator[Rule]:
    """This will find the level and upright lines drawn on a page's picture: long runs of dark dots, row by row."""
    picture = Image.frombytes("L", (scan.width, scan.height), scan.pixels)
    dark = picture.point([1 if value < _DARK else 0 for value in range(256)])
    scale, shortest, thickest = 72 / scan.dpi, int(_SHORTEST * scan.dpi), max(2, int(_THICKEST * scan.dpi))
    for start, end, first, last in _runs(dark, shortest, thickest):
        middle = (first + last) / 2 * scale
        yield Rule(start * scale, middle, end * scale, middle)
    for start, end, first, last in _runs(dark.transpose(Image.Transpose.TRANSPOSE), shortest, thickest):
        middle = (first + last) / 2 * scale
        yield Rule(middle, start * scale, middle, end * scale)


def _runs(dark: Image.Image, shortest: int, thickest: int) -> Iterator[tuple[int, int, int, int]]:
    """This will give level runs of dark dots (start, end, first row, last row), those on neighbour rows as one.

    What is thicker than a line is no line: a photograph, a bar.
    """
    dots, width = dark.tobytes(), dark.width
    long = re.compile(b"\\x01{%d,}" % shortest)
    open_runs: list[list[int]] = []
    for row in range(dark.height):
        begin = row * width
        still: list[list[int]] = []
        for found in long.finditer(dots, begin, begin + width):
            start, end = found.start() - begin, found.end() - begin
            met = next((run for run in open_runs if run[0] < end and start < run[1]), None)
            if met is None:
                met = [start, end, row, row]
            elif met in still:
                met[0], met[1] = min(met[0], start), max(met[1], end)
                continue
            else:
                met[:] = [min(met[0], start), max(met[1], end), met[2], row]
            still.append(met)
        for run in open_runs:
            if run not in still and run[3] - run[2] < thickest:
                yield run[0], run[1], run[2], run[3]
        open_runs = still
    yield from ((run[0], run[1], run[2], run[3]) for run in open_runs if run[3] - run[2] < thickest)
