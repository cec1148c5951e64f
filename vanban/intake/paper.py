"""Pages of PDF and picture files: their words, their rules and their pictures, asked of a worker with bounds."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vanban.intake.refusals import IntakeRefused
from vanban.intake.words import Rule, Word

MAX_PAGES = 2000  # the longest document with its annexes has some hundred
_WORKER = Path(__file__).with_name("worker.py")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_WIDEST = 3000  # pixels of a page shown
_PDF_REACH = 1024
_LAYER_SECONDS = 60  # of processor time for the words of all pages; 83 pages take one
_SCAN_SECONDS = 8  # for a page's picture; A4 takes a tenth


@dataclass(frozen=True, slots=True)
class Layer:
    """What a PDF's page says of itself. `covered`: the share under its largest picture; `drawn`: how many objects."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    covered: float
    drawn: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A page's picture in one ink: eight bits a pixel, 255 is paper. `kind`: black, red (stamps), or blank."""

    number: int
    kind: str
    width: int
    height: int
    dpi: float
    pixels: bytes = field(default=b"", repr=False)


def is_pdf(data: bytes) -> bool:
    """This will tell a PDF by its mark, which may stand behind some bytes of a mail."""
    return b"%PDF-" in data[:_PDF_REACH]


def is_picture(data: bytes) -> bool:
    """This will tell the picture formats that are read."""
    is_bitmap = data[:2] == b"BM" and data[6:10] == b"\x00\x00\x00\x00"
    return data.startswith(_PICTURES) or is_bitmap or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def page_count(data: bytes) -> int:
    """This will count a PDF's pages or a picture's frames; raises IntakeRefused for other files."""
    _refuse_without_pages(data)
    head, _ = next(_frames(data, {"do": "count", "seconds": _SCAN_SECONDS}))
    return int(head["count"])


def page_image(data: bytes, number: int, *, width: int = 1000) -> bytes:
    """This will draw a page (from 1) of a PDF or picture file as PNG, at most `width` pixels wide; or IntakeRefused."""
    _refuse_without_pages(data)
    frames = _frames(
        data, {"do": "show", "page": number, "width": max(1, min(width, _WIDEST)), "seconds": _SCAN_SECONDS}
    )
    head, _ = next(frames)
    if not 1 <= number <= int(head["count"]):
        raise IntakeRefused("no-page", count=head["count"])
    return next(frames)[1]


def layers(data: bytes) -> list[Layer]:
    """This will give the words of a PDF's own text layer, page by page; raises IntakeRefused."""
    frames = _frames(data, {"do": "layer", "most": MAX_PAGES, "seconds": _LAYER_SECONDS})
    head, _ = next(frames)
    if head["count"] > MAX_PAGES:
        raise IntakeRefused("too-many-pages", limit=MAX_PAGES)
    return [_layer(number, page) for number, (page, _) in enumerate(frames, 1)]


def scans(data: bytes, pages: Sequence[int], *, dpi: int = 300) -> Iterator[Scan]:
    """This will draw pages for OCR, one after the other: the black ink, then the red where there is any."""
    frames = _frames(data, {"do": "scan", "pages": list(pages), "dpi": dpi, "seconds": _SCAN_SECONDS * len(pages)})
    next(frames)
    for head, body in frames:
        yield Scan(head["page"], head["kind"], head["width"], head["height"], head["dpi"], body)


def _layer(number: int, page: dict[str, Any]) -> Layer:
    words = tuple(
        Word(x0, top, x1, bottom, base, max(size, 1.0), text, bold, turn)
        for x0, top, x1, bottom, base, size, bold, turn, text in page["words"]
    )
    rules = tuple(Rule(*ends) for ends in page["rules"])
    return Layer(number, page["width"], page["height"], words, rules, page["covered"], page["drawn"])


def _refuse_without_pages(data: bytes) -> None:
    if not (is_pdf(data) or is_picture(data)):
        raise IntakeRefused("no-pages")


def _frames(data: bytes, request: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """This will start a worker, give it the file and yield its answers; it is ended when it takes too long."""
    command = [sys.executable, "-P", str(_WORKER), json.dumps(request)]
    # The worker imports the installed libraries only; it gets neither this program's secrets nor its settings.
    surroundings = {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PATH": os.environ.get("PATH", ""),
    }
    with subprocess.Popen(  # noqa: S603  # our own script, its argument is JSON made here
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings
    ) as worker:
        watch = threading.Timer(request["seconds"] * 4 + 20, worker.kill)
        watch.start()
        try:
            yield from _answers(worker, data)
        finally:
            watch.cancel()
            worker.kill()


def _answers(worker: "subprocess.Popen[bytes]", data: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
    assert worker.stdin is not None
    assert worker.stdout is not None
    try:
        worker.stdin.write(data)
        worker.stdin.close()
    except BrokenPipeError:
        pass  # it ended early; what it wrote, if anything, says why
    while line := worker.stdout.readline():
        head = json.loads(line)
        if "refused" in head:
            raise IntakeRefused(head["refused"])
        yield head, worker.stdout.read(head["bytes"])
    if worker.wait() != 0:
        raise IntakeRefused("too-hard")
