"""How well `vanban` reads scans: errors in characters against the text that was printed, and seconds a page.

    python -m bench.ocr [--json]

Prints the sample's documents, scans them (drawn at 200 and 300 dpi, with specks, blur and skew), reads the scans and
compares. Reads the scan in ../shared/corpus/raw too, where it lies beside the checkout, against its corrected text.
Needs Tesseract with Vietnamese data.
"""

import argparse
import io
import json
import random
import re
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageFilter

import vanban
from bench.figures import load, machine, table
from vanban.write.fonts import find_fonts
from vanban.write.from_yaml import load_document
from vanban.write.pdf import write_pdf

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample" / "documents"
REAL = ROOT.parent / "shared" / "corpus"
BAND = 400  # characters that two texts may be shifted against each other
_MARKS = re.compile(r"[\s_*|#]+")


@dataclass(frozen=True)
class Errors:
    """One way of scanning: characters printed, characters wrong, lost or added, pages, seconds of clock time."""

    name: str
    characters: int
    wrong: int
    pages: int
    seconds: float

    @property
    def share(self) -> float:
        """Errors in a hundred characters."""
        return 100 * self.wrong / max(self.characters, 1)


def distance(one: str, other: str) -> int:
    """This will count the characters to change, add or drop (Levenshtein), within a band along the diagonal."""
    if abs(len(one) - len(other)) > BAND:
        return abs(len(one) - len(other))
    before = {column: column for column in range(min(len(other), BAND) + 1)}
    far = len(one) + len(other)
    for row, letter in enumerate(one, 1):
        now: dict[int, int] = {}
        for column in range(max(0, row - BAND), min(len(other), row + BAND) + 1):
            if column == 0:
                now[0] = row
                continue
            now[column] = min(
                before.get(column, far) + 1,
                now.get(column - 1, far) + 1,
                before.get(column - 1, far) + (letter != other[column - 1]),
            )
        before = now
    return before.get(len(other), far)


def plain(text: str) -> str:
    """This will leave the characters that were printed: marks of tables and line breaks are no print."""
    return _MARKS.sub("", text)


def scanned(pdf: bytes, dpi: int, worsen: Callable[[Image.Image], Image.Image]) -> bytes:
    """This will print and scan a PDF: pictures of its pages in a PDF without text."""
    document = pdfium.PdfDocument(pdf)
    pages = [worsen(page.render(scale=dpi / 72).to_pil().convert("L")) for page in document]
    document.close()
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=85)
    return out.getvalue()


def clean(page: Image.Image) -> Image.Image:
    """This will leave a page as printed."""
    return page


def slight(page: Image.Image) -> Image.Image:
    """This will give what a good scanner adds: a little blur and noise."""
    noise = Image.effect_noise(page.size, 18)
    return Image.blend(page.filter(ImageFilter.GaussianBlur(0.5)), noise, 0.08)


def poor(page: Image.Image) -> Image.Image:
    """This will give a poor scan: laid askew by 0.8°, blurred, specks."""
    turned = page.rotate(0.8, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.9))
    dice = random.Random(page.size[0])
    for _ in range(page.width * page.height // 4000):
        turned.putpixel((dice.randrange(page.width), dice.randrange(page.height)), 60)
    return Image.blend(turned, Image.effect_noise(page.size, 30), 0.12)


WAYS: tuple[tuple[str, int, Callable[[Image.Image], Image.Image]], ...] = (
    ("300 dpi, clean", 300, clean),
    ("300 dpi, slight noise", 300, slight),
    ("200 dpi, slight noise", 200, slight),
    ("200 dpi, poor: 0.8° askew, blur, specks", 200, poor),
)


def measure() -> list[Errors]:
    """This will take all measures."""
    found: list[Errors] = []
    papers = [write_pdf(load_document(path), find_fonts()) for path in sorted(SAMPLE.glob("*.yaml"))]
    printed = [plain(vanban.read_bytes(paper).text) for paper in papers]
    for name, dpi, worsen in WAYS:
        wrong = pages = 0
        scans = [scanned(paper, dpi, worsen) for paper in papers]
        began = time.perf_counter()
        for scan, text in zip(scans, printed, strict=True):
            reading = vanban.read_bytes(scan)
            wrong += distance(text, plain(reading.text))
            pages += len(reading.sheets)
        found.append(Errors(name, sum(map(len, printed)), wrong, pages, time.perf_counter() - began))
    scan, corrected = REAL / "raw" / "152-QD-TTg.pdf", REAL / "063_152-QD-TTg_thutuongchinhphu.txt"
    if scan.is_file() and corrected.is_file():
        began = time.perf_counter()
        reading = vanban.read_bytes(scan.read_bytes())
        text = plain(vanban.read(corrected.read_text()).text)
        wrong = distance(text, plain(reading.text))
        took = time.perf_counter() - began
        found.append(Errors("a page printed from the web, 6 pages", len(text), wrong, len(reading.sheets), took))
    return found


def show(found: list[Errors]) -> str:
    """This will write the measures as a table."""
    rows = [
        (
            one.name,
            str(one.pages),
            f"{one.characters:,}",
            str(one.wrong),
            f"{one.share:.2f} %",
            f"{one.seconds / one.pages:.1f}",
        )
        for one in found
    ]
    head = ", ".join(f"{key} {value}" for key, value in machine().items()) + f"; load {load()}"
    return "\n".join(
        ["## Scans", "", head, "", table(("scan", "pages", "characters", "errors", "rate", "s/page"), rows)]
    )


def main() -> None:
    """This will measure and print."""
    asked = argparse.ArgumentParser(description="How well vanban reads scans.")
    asked.add_argument("--json", action="store_true", help="print plain values")
    found = measure()
    shown = json.dumps([asdict(one) for one in found], indent=2) if asked.parse_args().json else show(found)
    sys.stdout.write(shown + "\n")


if __name__ == "__main__":
    main()
