"""Suggestions and where they stand in their text: one, the next that waits, the passage that a person means."""

import re
from collections.abc import Collection, Iterable, Sequence

from pcmt.documents import policy
from pcmt.documents.models import Suggestion
from pcmt.documents.rules.answers import DocumentView, SuggestionView
from pcmt.documents.rules.deadlines import deadlines, is_limit_head
from pcmt.documents.rules.kinds import SETS_NO_WORK
from pcmt.documents.rules.marks import Mark, Paragraph, paragraphs
from pcmt.documents.rules.payload import from_json
from pcmt.documents.rules.redrawing import NEAR
from pcmt.documents.rules.sentences import sentence_around, sentence_at
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared
from vanban.read.limits import limit_words
from vanban.text import normalise

LIMIT_LENGTH = 255
_WAITING = Prepared(lambda: Suggestion.objects.filter(state="open").exclude(document__kind__in=SETS_NO_WORK))


def set_out(view: DocumentView) -> tuple[Paragraph, ...]:
    """This will lay the findings of a document over its text: targets, duties, citations and time limits, as pieces.

    Suggestions that were dismissed are among them: what a page makes of their marks is its own affair.
    """
    marks = [Mark(item.kind, item.start, item.end, item.id) for item in view.suggestions]
    marks += [Mark("citation", start, end, item.id) for item in view.citations for start, end in item.spans]
    marks += [Mark("due", start, end) for start, end in deadlines(view.text)]
    return paragraphs(view.text, marks)


def find_passage(view: DocumentView, quote: str, anchor: str = "") -> tuple[int, int] | None:
    """This will find where a passage stands in the text, within a provision where one is named; None where nowhere.

    Runs of white space count as one space, as a person copies across lines.
    """
    within = next((part for part in view.provisions if part.anchor == anchor), None)
    start, end = (within.start, within.end) if within else (0, len(view.text))
    words = normalise(quote).split()
    if not words:
        return None
    found = re.compile(r"\s+".join(re.escape(word) for word in words)).search(view.text, start, end)
    return found.span() if found else None


def find_near(view: DocumentView, quote: str, item: SuggestionView) -> tuple[int, int] | None:
    """This will find a passage that meets a suggestion's own: what was widened or narrowed; None where nowhere."""
    words = normalise(quote).split()
    if not words:
        return None
    reach = max(NEAR, len(quote))
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    found = pattern.finditer(view.text, max(0, item.start - reach), min(len(view.text), item.end + reach))
    return next((one.span() for one in found if one.start() < item.end and one.end() > item.start), None)


def wider(view: DocumentView, item: SuggestionView, to: str) -> tuple[int, int]:
    """This will stretch a suggestion's passage to its whole sentence ("cau") or its whole paragraph ("doan")."""
    line_start, line_end = _lines(view, item)
    if to == "doan":
        return line_start, line_end
    words = sentence_at(view.text[line_start:line_end], item.start - line_start).removesuffix("…")
    start = view.text.find(words, line_start, line_end) if words else -1
    return (start, start + len(words)) if start >= 0 else (item.start, item.end)


def sentence(view: DocumentView, item: SuggestionView) -> str:
    """This will give the whole sentence in which a suggestion stands, and the further ones that it reaches over.

    A duty that a person drew is worded as it was drawn: half a sentence may be all that was meant.
    """
    if item.by_hand and item.kind == "duty":
        return item.quote
    if item.kind == "duty":
        return sentence_around(view.text, item.start, item.end)
    line_start, line_end = _lines(view, item)
    return sentence_at(view.text[line_start:line_end], item.start - line_start)


def _lines(view: DocumentView, item: SuggestionView) -> tuple[int, int]:
    """The lines over which a suggestion's passage goes, mostly one."""
    start = view.text.rfind("\n", 0, item.start) + 1
    end = view.text.find("\n", max(item.end - 1, item.start))
    return start, len(view.text) if end < 0 else max(end, item.end)


def sentence_of(suggestion_id: int) -> str:
    """This will give the whole sentence of a suggestion, however long, as a plan keeps it; "" where there is none."""
    rows = Suggestion.objects.filter(id=suggestion_id).values_list("document__text", "start", "end")
    return next((sentence_around(text, start, end) for text, start, end in rows), "")


def time_limit(view: DocumentView, item: SuggestionView) -> str:
    """This will give the words of a limit that name no day: how long and from when on, or its table's cell."""
    return limit_words(sentence(view, item)) or limit_words(item.quote) or _limit_in_row(view, item)


def _limit_in_row(view: DocumentView, item: SuggestionView) -> str:
    """The cell under "Thời hạn" in the row in which a duty stands: "Thời hạn (ngày): 10"."""
    own = next((cell for cell in view.cells if cell.start <= item.start < max(cell.end, cell.start + 1)), None)
    if own is None:
        return ""
    of_table = [cell for cell in view.cells if cell.table == own.table]
    words = {cell: " ".join(view.text[cell.start : cell.end].split()) for cell in of_table}
    heads = [cell for cell in of_table if cell.row < own.row and is_limit_head(words[cell])]
    if not heads:
        return ""
    said = [words[cell] for cell in of_table if (cell.row, cell.column) == (own.row, heads[-1].column) and words[cell]]
    return f"{words[heads[-1]]}: {' '.join(said)}"[:LIMIT_LENGTH] if said else ""


def suggestion(suggestion_id: int) -> SuggestionView:
    """This will give one suggestion; NotFound where there is none."""
    rows = Suggestion.objects.select_related("document").defer("document__text", "document__cells", "document__unsure")
    found = rows.filter(id=suggestion_id).first()
    if found is None:
        raise NotFound("Không tìm thấy gợi ý này.")
    return suggestion_view(found, found.document.sheets)


def leads_named(suggestion_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """This will give whom duties name to lead, in the words of their document, by the suggestion's identifier."""
    rows = Suggestion.objects.filter(id__in=suggestion_ids).exclude(kind="target").values_list("id", "payload")
    return {key: tuple(payload.get("leads", ())) for key, payload in rows}


def next_open(document_id: int, after: int) -> int | None:
    """This will give the next suggestion that waits in a document, from an offset on and then from its beginning."""
    waiting = Suggestion.objects.filter(document_id=document_id, state="open").order_by("start", "id")
    following = waiting.filter(start__gte=after).values_list("id", flat=True).first()
    return following or waiting.values_list("id", flat=True).first()


def open_suggestions_count(actor: Actor) -> int:
    """This will count the suggestions that wait for a person, of documents that set work (`DocumentRow.sets_work`)."""
    if not policy.may_view(actor):
        return 0
    return _WAITING.count()


def starts(suggestion_ids: Iterable[int]) -> dict[int, int]:
    """This will give where suggestions begin in the texts of their documents, to set things in the order of these."""
    found = Suggestion.objects.filter(id__in=set(suggestion_ids))
    return dict(found.values_list("id", "start"))


def suggestion_view(row: Suggestion, sheets: Iterable[Sequence[int]] = ()) -> SuggestionView:
    """This will give a suggestion's row as the value that is shown; `sheets` are its document's."""
    scanned = (number for number, start, end, by_ocr, *_ in sheets if by_ocr and start <= row.start < end)
    return SuggestionView(
        id=row.id,
        document_id=row.document_id,
        kind="target" if row.kind == "target" else "duty",
        anchor=row.anchor,
        start=row.start,
        end=row.end,
        quote=row.quote,
        payload=from_json(row.kind, row.payload),
        confidence=row.confidence,
        sureness=row.sureness,
        reason=row.reason,
        by_hand=row.by_hand,
        state=row.state,
        settled_ref=row.settled_ref,
        settled_reason=row.settled_reason,
        cue=row.cue,
        confirmed=from_json(row.kind, row.confirmed) if row.confirmed else None,
        scanned_page=next(scanned, 0),
    )
