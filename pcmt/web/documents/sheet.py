"""The document's text in lines, and its suggestions on cards, as plain values for the desk's template."""

from dataclasses import dataclass

from pcmt.documents import queries as documents
from pcmt.plans import queries as plans
from pcmt.web.formats.figures import number_text

LONGEST_HEADING = 160
KIND_LABELS = {"target": "Chỉ tiêu", "duty": "Nhiệm vụ"}
CSS = {"target": "target", "duty": "duty", "citation": "cite", "due": "due"}


@dataclass(frozen=True)
class Run:
    """A run of text under one look; `suggestion` is where a click on it leads, `anchor` where a link to it ends."""

    text: str
    css: str = ""
    suggestion: int = 0
    anchor: int = 0


@dataclass(frozen=True)
class Line:
    """One paragraph of the document; `anchors` are the provisions that begin with it."""

    start: int
    css: str
    anchors: tuple[str, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Card:
    """A suggestion in a few terms; `url` leads to what it became."""

    item: documents.SuggestionView
    label: str
    path: str
    terms: tuple[tuple[str, str], ...]
    became: str

    @property
    def confidence(self) -> str:
        """How sure the reader is, 0 to 1 as Vietnamese write it; empty for a mark made by hand."""
        return "" if self.item.by_hand else number_text(round(self.item.confidence / 10) / 100, 2)

    @property
    def became_id(self) -> int:
        """The identifier of what it became, 0 where it became nothing."""
        return int(self.item.settled_ref.partition(":")[2] or 0)


def lines(view: documents.DocumentView, chosen_id: int) -> tuple[Line, ...]:
    """This will give the document's paragraphs, empty ones left out, with marks, anchors and headings."""
    beginning: dict[int, list[str]] = {}
    for part in view.provisions:
        beginning.setdefault(part.start, []).append(part.anchor)
    body = min((part.start for part in view.provisions), default=len(view.text))
    closed = {item.id for item in view.suggestions if not item.is_open}
    shown = []
    for paragraph in documents.set_out(view):
        text = view.text[paragraph.start : paragraph.end]
        if not text.strip():
            continue
        anchors = beginning.get(paragraph.start, ())
        runs = tuple(_run(piece, chosen_id, closed) for piece in paragraph.pieces)
        shown.append(Line(paragraph.start, _look(text, bool(anchors), paragraph.start < body), tuple(anchors), runs))
    return tuple(shown)


def card(view: documents.DocumentView, item: documents.SuggestionView) -> Card:
    """This will put a suggestion on a card."""
    path = next((part.path for part in view.provisions if part.anchor == item.anchor), "")
    became = item.settled_ref.partition(":")[0]
    return Card(item, KIND_LABELS[item.kind], path, _terms(item), became)


def _run(piece: documents.Piece, chosen_id: int, closed: set[int]) -> Run:
    kinds = dict.fromkeys(CSS[mark.kind] for mark in piece.marks)
    found = [mark.ref for mark in piece.marks if mark.kind in KIND_LABELS]
    looks = [*kinds]
    if chosen_id in found:
        looks.append("chosen")
    if found and all(ref in closed for ref in found):
        looks.append("settled")
    suggestion = chosen_id if chosen_id in found else found[-1] if found else 0
    return Run(piece.text, " ".join(looks), suggestion, piece.opens[-1] if piece.opens else 0)


def _look(text: str, begins: bool, in_head: bool) -> str:
    short = len(text) <= LONGEST_HEADING
    if in_head:
        return ("h centre" if text.isupper() else "centre") if short and not text.rstrip().endswith((".", ";")) else ""
    if (begins and short and not text.rstrip().endswith((".", ";", ",", ":"))) or (short and text.isupper()):
        return "h"
    return ""


def _terms(item: documents.SuggestionView) -> tuple[tuple[str, str], ...]:
    read = item.payload
    if isinstance(read, documents.ProposedTarget):
        terms = [("Nội dung", read.subject or item.quote), ("Mức phấn đấu", _level(read)), ("Thời hạn", _when(read.by))]
    else:
        terms = [
            ("Nội dung", item.quote),
            ("Chủ trì", "; ".join(read.leads)),
            ("Phối hợp", "; ".join(read.supports)),
            ("Thời hạn", _when(read.due)),
        ]
    if read.every:
        terms.append(("Lặp lại", plans.RECURRENCES[read.every]))
    return tuple((name, text) for name, text in terms if text)


def _level(read: documents.ProposedTarget) -> str:
    figures = [text.replace(".", ",") for text in (read.value, read.value_high) if text]
    unit = read.unit if read.unit == "%" else f" {read.unit}" if read.unit else ""
    words = plans.RELATIONS[read.relation]
    return f"{words} {' – '.join(figures)}{unit}" if figures else words


def _when(text: str) -> str:
    return "/".join(reversed(text.split("-"))).replace("Q", "quý ") if text else ""
