"""PDF and pictures, page by page: the text layer where it holds the document, else OCR; then rows and paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from vanban.intake.columns import find_columns
from vanban.intake.encodings import READINGS, detect
from vanban.intake.grids import Grid, find_grids
from vanban.intake.legible import is_wreckage, legible_share
from vanban.intake.manuscript import Manuscript, Piece
from vanban.intake.mending import mend, mend_labels
from vanban.intake.ocr import MOST_PAGES, Recognised, read_scans
from vanban.intake.paper import Layer, layers, page_count
from vanban.intake.refusals import IntakeRefused
from vanban.intake.repeated import without_repeated
from vanban.intake.rows import Row, cut_rows, upright
from vanban.intake.stamps import without_signature_stamps
from vanban.intake.tesseract import is_ready
from vanban.intake.words import Rule, Word
from vanban.model import Sheet, Unsure

_FULL_PAGE = 200  # characters: a page with fewer may be a scan with a stamp's words on it
_COVERING = 0.35  # of a page under one picture: a scan, not a logo
_DRAWN = 250  # objects: letters drawn as paths
_SOUND = 0.93  # of a layer's words that must be Vietnamese where a picture lies over the page; real texts have 0.98
_POOR = 80  # of 100, how sure recognition is of a page: real scans have more, letters that run together less
_SHOWN_NUMBERS = 24


@dataclass(frozen=True, slots=True)
class Paged:
    """A paged file's text: notes for a person, its pages, what stood beside it (heads, stamps), words in doubt."""

    text: str
    notes: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    beside: tuple[str, ...]
    unsure: tuple[Unsure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    by_ocr: bool = False
    sureness: float = 100.0
    beside: tuple[str, ...] = ()


def read_pdf(data: bytes) -> Paged:
    """This will give the text of a PDF's pages; raises IntakeRefused."""
    layered = layers(data)
    own = {layer.number: _from_layer(layer) for layer in layered}
    doubtful = [layer.number for layer in layered if _is_doubtful(layer, own[layer.number])]
    if not doubtful:
        return _written([own[layer.number] for layer in layered], ())
    if not is_ready():
        return _without_ocr(own, doubtful)
    read = read_scans(data, doubtful)
    pages = _labelled([_better(own[layer.number], read.get(layer.number)) for layer in layered])
    return _written(pages, _notes(pages, doubtful[MOST_PAGES:]))


def read_picture(data: bytes) -> Paged:
    """This will give the text of a picture file, a page a frame, by OCR; raises IntakeRefused."""
    if not is_ready():
        raise IntakeRefused("no-ocr")
    count = page_count(data)
    read = read_scans(data, range(1, count + 1))
    empty = (_Page(number, 0, 0, (), ()) for number in range(1, count + 1))
    pages = _labelled([_better(page, read.get(page.number)) for page in empty])
    return _written(pages, _notes(pages, range(MOST_PAGES + 1, count + 1)))


def _from_layer(layer: Layer) -> _Page:
    words, others, width, height = upright(layer.words, layer.width, layer.height)
    kept, stamped = without_signature_stamps(_in_unicode(words))
    beside = tuple(line.text for row in cut_rows([*others, *stamped]) for line in row)
    turned = (width, height) != (layer.width, layer.height)
    return _Page(layer.number, width, height, tuple(kept), () if turned else layer.rules, beside=beside)


def _in_unicode(words: Sequence[Word]) -> list[Word]:
    """This will read the letters of old fonts, whose signs many PDF files carry as they are."""
    name = detect(" ".join(word.text for word in words))
    return [replace(word, text=READINGS[name](word.text)) for word in words] if name else list(words)


def _text(page: _Page) -> str:
    return " ".join(word.text for word in page.words)


def _is_doubtful(layer: Layer, page: _Page) -> bool:
    """This will tell a page whose text layer may not be what is seen on it: a scan, letters drawn, a wrong encoding."""
    text = _text(page)
    share = legible_share(text)
    if is_wreckage(text):
        return True
    is_bare = len(text.replace(" ", "")) < _FULL_PAGE
    if layer.covered >= _COVERING:
        return is_bare or share < _SOUND
    return is_bare and layer.drawn > _DRAWN


def _better(page: _Page, read: Recognised | None) -> _Page:
    """This will choose between a page's own layer and its OCR: the layer stays where it says as much and as clearly."""
    if read is None:
        return page
    words, stamped = without_signature_stamps(mend(read.words))
    beside = (*page.beside, *read.stamps, *(line.text for row in cut_rows(stamped) for line in row))
    ocr = _Page(read.number, read.width, read.height, tuple(words), read.rules, True, read.sureness, beside)
    mine, other = _text(page), _text(ocr)
    if not other or (len(mine) >= 0.9 * len(other) and legible_share(mine) >= legible_share(other)):
        return replace(page, beside=beside)
    return ocr


def _labelled(pages: Sequence[_Page]) -> list[_Page]:
    """This will put right labels of points that OCR took for another sign; a list goes on over pages."""
    mended = iter(mend_labels([word for page in pages if page.by_ocr for word in page.words]))
    return [replace(page, words=tuple(islice(mended, len(page.words)))) if page.by_ocr else page for page in pages]


def _without_ocr(own: dict[int, _Page], doubtful: Sequence[int]) -> Paged:
    """This will read what has a layer where no OCR is installed, and name the pages that were not read."""
    legible = [page for page in own.values() if page.number not in doubtful]
    if len(legible) * 2 < len(own):
        raise IntakeRefused("no-ocr")
    note = f"{len(doubtful)}/{len(own)} trang không có lớp chữ ({_numbers(doubtful)}); nội dung chưa được đọc."
    return _written([*legible], (note,))


def _notes(pages: Sequence[_Page], unread: Sequence[int]) -> tuple[str, ...]:
    notes: list[str] = []
    if poor := [page.number for page in pages if page.by_ocr and page.sureness < _POOR]:
        notes.append(
            f"{len(poor)}/{len(pages)} trang có chất lượng đọc kém ({_numbers(poor)}): ảnh mờ hoặc bẩn, chữ và con số "
            "có thể sai nhiều. Quét lại thẳng, rõ, 300 dpi, hoặc lấy bản Word, PDF có chữ, rồi thêm làm bản mới."
        )
    if seen := [page.number for page in pages if page.by_ocr]:
        notes.append(
            f"{len(seen)}/{len(pages)} trang được đọc bằng nhận dạng chữ ({_numbers(seen)}); "
            "cần đối chiếu với hình ảnh trang."
        )
    if unread:
        notes.append(f"{len(unread)}/{len(pages)} trang chưa được đọc ({_numbers(list(unread))}): tệp quá dài.")
    return tuple(notes)


def _numbers(pages: Sequence[int]) -> str:
    """This will name pages as a person would: "trang 1, 3–7"."""
    runs: list[list[int]] = []
    for number in pages:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    return "trang " + ", ".join(shown[:_SHOWN_NUMBERS]) + (", …" if len(shown) > _SHOWN_NUMBERS else "")


def _written(pages: Sequence[_Page], notes: tuple[str, ...]) -> Paged:
    """This will take heads and feet off the pages and write their text."""
    grids = [find_grids(page.rules, page.words) for page in pages]
    rows = [
        (page.height, cut_rows(word for word in page.words if not _inside(word, own)))
        for page, own in zip(pages, grids, strict=True)
    ]
    kept, gone = without_repeated(rows)
    manuscript = Manuscript()
    for page, own, left in zip(pages, grids, kept, strict=True):
        pieces = list(_pieces(left, own))
        manuscript.add_page(page.number, pieces, width=page.width, by_ocr=page.by_ocr, sureness=page.sureness)
    text, sheets = manuscript.finish()
    beside = (*(line for page in pages for line in page.beside), *gone)
    return Paged(text, notes, sheets, beside, manuscript.unsure)


def _inside(word: Word, grids: Sequence[Grid]) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return any(grid.left <= x <= grid.right and grid.top <= y <= grid.bottom for grid in grids)


def _pieces(rows: list[Row], grids: Sequence[Grid]) -> Iterator[Piece]:
    """This will give a page's lines, cells and tables from top to bottom."""
    at = 0
    for grid in grids:
        above = at
        while at < len(rows) and rows[at][0].base < (grid.top + grid.bottom) / 2:
            at += 1
        yield from find_columns(rows[above:at])
        yield grid
    yield from find_columns(rows[at:])
