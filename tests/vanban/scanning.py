"""Papers made for the tests of intake: pages drawn as a scanner gives them, put into PDF or picture files."""

import io
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFont

from vanban.write.fonts import find_fonts
from vanban.write.from_yaml import load_document
from vanban.write.pdf import write_pdf

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "documents"


def sample_pdf(name: str) -> bytes:
    """This will write a document of the sample as PDF."""
    return write_pdf(load_document(SAMPLE / f"{name}.yaml"), find_fonts())


def drawn(pdf: bytes, dpi: int = 200) -> list[Image.Image]:
    """This will draw the pages of a PDF in colour, as a scanner would give them."""
    document = pdfium.PdfDocument(pdf)
    pages = [document[index].render(scale=dpi / 72).to_pil().convert("RGB") for index in range(len(document))]
    document.close()
    return pages


def scan_pdf(pages: list[Image.Image], dpi: int = 200) -> bytes:
    """This will put pictures into a PDF without a text layer."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    return out.getvalue()


def joined(*files: bytes) -> bytes:
    """This will put the pages of PDF files one after the other."""
    whole = pdfium.PdfDocument.new()
    for file in files:
        whole.import_pages(pdfium.PdfDocument(file))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def stamped(page: Image.Image, words: str, colour: tuple[int, int, int], at: tuple[float, float]) -> Image.Image:
    """This will put a framed stamp on a page, as ink that lets print show; `at`: its corner, shares of the page."""
    ink = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(ink)
    font = ImageFont.truetype(str(next(find_fonts().glob("*old.ttf"))), page.width // 40)
    left, top, right, bottom = pen.textbbox((page.width * at[0], page.height * at[1]), words, font=font)
    edge = page.width // 100
    pen.rectangle((left - edge, top - edge, right + edge, bottom + edge), outline=colour, width=4)
    pen.text((page.width * at[0], page.height * at[1]), words, font=font, fill=colour)
    return ImageChops.darker(page, ink)


def typed(lines: list[str], size: tuple[int, int] = (1654, 2339), letter: int = 38) -> Image.Image:
    """This will type lines on a white page (A4 at 200 dpi)."""
    page = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(next(find_fonts().glob("*egular.ttf"))), letter)
    for number, line in enumerate(lines):
        pen.text((200, 200 + number * letter * 1.6), line, font=font, fill=(0, 0, 0))
    return page
