"""Opens PDF and picture files in a process of its own, so that a hostile one takes a bounded time and memory.

Run as a script (`python -P worker.py REQUEST`, the file on standard input); imports nothing of vanban, so that it
starts at once. pdfium is not thread-safe and may be kept busy for ever by a made-up file: here the system ends it.
Answers stand on standard output as frames: a line of JSON, then as many bytes as its "bytes" says. Lengths are in
points (1/72 inch) from the page's upper left corner.
"""

import ctypes
import io
import itertools
import json
import math
import resource
import sys
import warnings
from collections.abc import Iterator
from typing import Any, BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from PIL import Image, ImageChops, ImageFilter, UnidentifiedImageError

pdfium_c: Any = pdfium_raw  # its functions are made at import, where no type checker sees them
MEMORY = 3 * 1024**3  # bytes of address space; a page of 20 million pixels in colour takes a tenth
MAX_PIXELS = 20_000_000  # of a page's picture: A4 at 300 dpi has 8.7 million
MAX_FILE_PIXELS = 120_000_000  # of a picture as it comes: A3 at 600 dpi has 70 million
MAX_CHARACTERS = 100_000  # a page; more is no page that a person reads
MAX_OBJECTS = 20_000  # drawn objects of a page that are looked at for ruled lines
SHORTEST_RULE = 5  # points; a cell's sides are often drawn one by one
MAX_DEPTH = 4  # of forms within forms
_PASSWORD_ERROR = 4
_BLANK_SHARE = 0.0002  # of a page's pixels: less ink than a page number has
_DARK = 150
_RED = 70  # by how much red stands above green and blue in a stamp's ink
_SKEW_STEPS = tuple(step / 4 for step in range(-12, 13))  # degrees
_SKEW_WIDTH = 500  # pixels
_GLYPH_SPACES = frozenset(" \t\r\n\u00a0\u0000\ufffd")


class Unreadable(Exception):
    """The file cannot be opened; the argument is a code of vanban.intake.refusals."""


def main() -> None:
    """This will answer the request in the first argument."""
    request = json.loads(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (request["seconds"], request["seconds"] + 1))
    data, out = sys.stdin.buffer.read(), sys.stdout.buffer
    try:
        for head, body in answers(request, data):
            put(out, head, body)
    except Unreadable as error:
        put(out, {"refused": str(error)})
    except (MemoryError, Image.DecompressionBombError):
        put(out, {"refused": "picture-large"})
    except (pdfium.PdfiumError, OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError):
        put(out, {"refused": "corrupt"})


def put(out: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """This will write one frame."""
    out.write(json.dumps({**head, "bytes": len(body)}).encode() + b"\n" + body)
    out.flush()


def answers(request: dict[str, Any], data: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
    """This will do what is asked: `layer`, `count`, `scan` (pages for OCR) or `show` (one page as PNG)."""
    source: PdfSource | PictureSource = PdfSource(data) if b"%PDF-" in data[:1024] else PictureSource(data)
    yield {"count": source.count}, b""
    if request["do"] == "layer" and isinstance(source, PdfSource):
        for index in range(min(source.count, request["most"])):
            yield source.layer(index), b""
    elif request["do"] == "scan":
        for number in request["pages"]:
            yield from _scanned(number, *source.picture(number - 1, dpi=request["dpi"]))
    elif request["do"] == "show":
        picture, _ = source.picture(request["page"] - 1, width=request["width"])
        shown = io.BytesIO()
        _narrowed(picture, request["width"]).save(shown, "PNG", optimize=False)
        yield {"page": request["page"]}, shown.getvalue()


class PdfSource:
    """A PDF file."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pdfium.PdfDocument(data)  # type: ignore[no-untyped-call]  # the library has no types
        except pdfium.PdfiumError as error:
            is_locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower()
            raise Unreadable("pdf-password" if is_locked else "corrupt") from error
        self.count = len(self._document)

    def picture(self, index: int, *, dpi: int = 0, width: int = 0) -> tuple[Image.Image, float]:
        """This will draw a page in colour, at a resolution or a width in pixels, and tell the resolution drawn."""
        page = self._document[index]
        wide, high = page.get_size()
        scale = dpi / 72 if dpi else width / max(wide, 1)
        scale = min(scale, math.sqrt(MAX_PIXELS / max(wide * high, 1)), 20_000 / max(wide, high, 1))
        picture = page.render(scale=max(scale, 1e-3)).to_pil().convert("RGB")
        page.close()
        return picture, scale * 72

    def layer(self, index: int) -> dict[str, Any]:
        """This will give a page's words and ruled lines with their places, and how much of it pictures cover."""
        page = self._document[index]
        wide, high = page.get_size()
        place = _Place(page)
        text = page.get_textpage()
        try:
            words, overfull = _words(text.raw, place)
            rules, covered, drawn = _drawings(page, place, wide * high)
        finally:
            text.close()
            page.close()
        return {
            "width": wide, "height": high, "words": words, "rules": rules,
            "covered": covered, "drawn": drawn, "overfull": overfull,
        }  # fmt: skip


class _Place:
    """Turns a page's own coordinates into lengths from the corner that a reader calls upper left."""

    def __init__(self, page: Any) -> None:
        self.turn = page.get_rotation()
        self.left, self.bottom, self.right, self.top = page.get_bbox()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """This will give a point as it is seen."""
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """This will give a rectangle as it is seen: left, top, right, bottom."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _words(text: Any, place: _Place) -> tuple[list[list[Any]], bool]:
    """This will gather characters into words: left, top, right, bottom, base line, size, bold, turn, text."""
    count = pdfium_c.FPDFText_CountChars(text)
    words: list[list[Any]] = []
    word: list[Any] | None = None
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    for index in range(min(count, MAX_CHARACTERS)):
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        shown = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if shown in _GLYPH_SPACES or not pdfium_c.FPDFText_GetCharBox(text, index, left, right, bottom, top):
            word = None
            continue
        pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        box = place.box(left.value, bottom.value, right.value, top.value)
        origin = place.point(x.value, y.value)
        if word is None or _apart(word, box, origin):
            size = _size(text, index, box)
            turn = round(math.degrees(pdfium_c.FPDFText_GetCharAngle(text, index)) / 90) * 90 % 360
            weight = pdfium_c.FPDFText_GetFontWeight(text, index)
            word = [*box, origin[1], size, weight >= 600, (place.turn + 360 - turn) % 360 if turn else 0, ""]
            words.append(word)
        word[0], word[1] = min(word[0], box[0]), min(word[1], box[1])
        word[2], word[3] = max(word[2], box[2]), max(word[3], box[3])
        word[8] += "-" if shown in {"\ufffe", "\u0002", "\u00ad"} else shown
    for word in words:
        word[:6] = [round(value, 1) for value in word[:6]]
    return words, count > MAX_CHARACTERS


def _size(text: Any, index: int, box: tuple[float, float, float, float]) -> float:
    """This will give the height of a character's line: the size that a font tells is often scaled by the page."""
    loose = pdfium_c.FS_RECTF()
    if pdfium_c.FPDFText_GetLooseCharBox(text, index, loose):
        high = max(abs(loose.top - loose.bottom), 0.0)
        if 0 < high < 200:
            return float(high / 1.15)  # a line is higher than its letters' size
    return (box[3] - box[1]) * 1.3


def _apart(word: list[Any], box: tuple[float, float, float, float], origin: tuple[float, float]) -> bool:
    """This will tell a character that stands elsewhere, though no space was written before it."""
    reach = max(word[3] - word[1], box[3] - box[1], 4.0)
    return bool(abs(origin[1] - word[4]) > reach * 0.6 or box[0] - word[2] > reach * 0.7 or word[0] - box[2] > reach)


def _drawings(page: Any, place: _Place, area: float) -> tuple[list[list[float]], float, int]:
    """This will give straight level or upright lines, the share of the page under pictures, and how much is drawn."""
    rules: list[list[float]] = []
    covered, drawn = 0.0, 0
    for item in page.get_objects(max_depth=MAX_DEPTH):
        drawn += 1
        if drawn > MAX_OBJECTS:
            break
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = place.box(*item.get_bounds())
            covered = max(covered, (x1 - x0) * (y1 - y0) / max(area, 1))
        elif item.type == pdfium_c.FPDF_PAGEOBJ_PATH and len(rules) < MAX_OBJECTS:
            rules += _straight(item, place)
    return rules, round(min(covered, 1.0), 3), drawn


def _straight(path: Any, place: _Place) -> list[list[float]]:
    """This will give the level and upright lines of a path: strokes, the sides of boxes, thin filled boxes."""
    matrix = path.get_matrix()
    found: list[list[float]] = []
    last = start = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium_c.FPDFPath_CountSegments(path.raw), 400)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path.raw, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = place.point(*matrix.on_point(x.value, y.value))
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            found += _rule(last, point)
        last = point
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            found += _rule(last, start)
    return found


def _rule(a: tuple[float, float], b: tuple[float, float]) -> list[list[float]]:
    wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
    if max(wide, high) < SHORTEST_RULE or min(wide, high) > 1:
        return []
    ends = [min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])]
    return [[round(value, 1) for value in ends]]


class PictureSource:
    """A picture file of one or many frames (PNG, JPEG, TIFF, WebP, BMP, GIF)."""

    def __init__(self, data: bytes) -> None:
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        Image.MAX_IMAGE_PIXELS = MAX_FILE_PIXELS
        try:
            self._file = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF", "PPM"))
        except Image.DecompressionBombWarning as error:
            raise Unreadable("picture-large") from error
        except UnidentifiedImageError as error:
            raise Unreadable("corrupt") from error
        self.count = getattr(self._file, "n_frames", 1)

    def picture(self, index: int, *, dpi: int = 0, width: int = 0) -> tuple[Image.Image, float]:
        """This will give a frame in colour, upright as its camera says, and its resolution in dots per inch."""
        if not 0 <= index < self.count:
            raise Unreadable("corrupt")
        self._file.seek(index)
        if self._file.width * self._file.height > MAX_FILE_PIXELS:
            raise Unreadable("picture-large")
        told = self._file.info.get("dpi", (0, 0))[0]
        picture = _upright(self._file, self._file.getexif().get(0x0112, 1)).convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture).convert("RGB")
        if picture.width * picture.height > MAX_PIXELS:
            shrink = math.sqrt(MAX_PIXELS / (picture.width * picture.height))
            picture = picture.resize((int(picture.width * shrink) or 1, int(picture.height * shrink) or 1))
        # What a picture tells of its resolution is often a camera's default: the page's long side is taken for A4's.
        guessed = max(picture.size) / 11.7
        return picture, float(told) if told and 0.7 < told / guessed < 1.5 else guessed


def _upright(picture: Image.Image, orientation: int) -> Image.Image:
    turned = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_270, 8: Image.Transpose.ROTATE_90}
    return picture.transpose(turned[orientation]) if orientation in turned else picture


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    if picture.width <= width:
        return picture
    return picture.resize((width, max(1, picture.height * width // picture.width)), Image.Resampling.LANCZOS)


def _scanned(number: int, picture: Image.Image, dpi: float) -> Iterator[tuple[dict[str, Any], bytes]]:
    """This will give a page's picture for OCR: straight, in the red light under which red stamps vanish.

    A second frame holds the red ink alone, where there is any: stamps, among them one of secrecy.
    """
    red, green, blue = picture.split()
    darkest = sum(ImageChops.darker(ImageChops.darker(red, green), blue).histogram()[:_DARK])
    head = {"page": number, "width": picture.width, "height": picture.height, "dpi": dpi}
    if darkest < picture.width * picture.height * _BLANK_SHARE:
        yield {**head, "kind": "blank"}, b""
        return
    ink = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    is_red = ink.point([255 if value >= _RED // 2 else 0 for value in range(256)]).filter(ImageFilter.MaxFilter(3))
    # Print under a stamp is dark in every light: only what is lighter than print is taken for paper.
    light = red.point([255 if value > _DARK else 0 for value in range(256)])
    red = Image.composite(Image.new("L", red.size, 255), red, ImageChops.multiply(is_red, light))
    angle = _skew(red)
    straight = red.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255) if angle else red
    yield {**head, "kind": "black", "angle": angle}, straight.tobytes()
    if sum(ink.histogram()[_RED:]) > picture.width * picture.height * _BLANK_SHARE / 2:
        drawn = ink.point([255 if value < _RED else 0 for value in range(256)])
        yield {**head, "kind": "red", "angle": 0}, drawn.tobytes()


def _skew(gray: Image.Image) -> float:
    """This will tell by how many degrees a page must be turned for its lines to lie level; 0.0 where they do."""
    small = gray.resize((_SKEW_WIDTH, max(1, gray.height * _SKEW_WIDTH // max(gray.width, 1))), Image.Resampling.BOX)
    small = small.point([255 - value if value < 200 else 0 for value in range(256)])
    contrast = {angle: _contrast(small.rotate(angle)) for angle in _SKEW_STEPS}
    best = max(contrast, key=lambda angle: contrast[angle])
    return best if contrast[best] > contrast[0.0] * 1.03 else 0.0


def _contrast(picture: Image.Image) -> float:
    """This will add up by how much neighbouring rows differ in ink: most where lines of letters lie level."""
    rows = picture.resize((1, picture.height), Image.Resampling.BOX).tobytes()
    return float(sum((a - b) ** 2 for a, b in itertools.pairwise(rows)))


if __name__ == "__main__":
    main()
