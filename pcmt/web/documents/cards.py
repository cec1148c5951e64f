"""Suggestions on cards, as plain values for the desk's template."""

from dataclasses import dataclass

from pcmt.documents import queries as documents
from pcmt.plans import queries as plans

KIND_LABELS = {"target": "Chỉ tiêu", "duty": "Nhiệm vụ"}
SURE, FAIR = 900, 750
LONG = 600
DAY_LENGTH = 2


@dataclass(frozen=True)
class Card:
    """A suggestion in a few terms: `place` is where it stands, `told` its sentence, cut around the cue.

    unsure: words of its passage that OCR was not sure of.
    """

    item: documents.SuggestionView
    label: str
    place: str
    terms: tuple[tuple[str, str], ...]
    told: tuple[str, str, str]
    unsure: frozenset[str] = frozenset()

    @property
    def percent(self) -> int:
        """How sure the reader is, in whole percent."""
        return self.item.confidence // 10

    @property
    def tone(self) -> str:
        """How sure the reader is, as a state: met, on or late."""
        return "met" if self.item.confidence >= SURE else "on" if self.item.confidence >= FAIR else "late"

    @property
    def is_long(self) -> bool:
        """Whether its words would push what is decided of it off the screen."""
        return sum(len(words) for words in self.told) > LONG

    @property
    def sentences(self) -> int:
        """In how many sentences a duty stands: each may be one of its own."""
        return documents.sentence_count(self.item.quote) if self.item.kind == "duty" else 1

    @property
    def told_runs(self) -> tuple[tuple[str, str], ...]:
        """The sentence in runs of words with their look: "cue", "doubt" for what OCR may have got wrong, or none."""
        before, cue, after = self.told
        if not self.item.scanned_page:
            return tuple(run for run in ((before, ""), (cue, "cue"), (after, "")) if run[0])
        cued = [(word, look or "cue") for word, look in doubted(cue, self.unsure)]
        return (*doubted(before, self.unsure), *cued, *doubted(after, self.unsure))

    @property
    def became(self) -> str:
        """What it became: "target", "task", or nothing."""
        return self.item.settled_ref.partition(":")[0]

    @property
    def became_id(self) -> int:
        """The identifier of what it became, 0 where it became nothing."""
        return int(self.item.settled_ref.partition(":")[2] or 0)


def card(view: documents.DocumentView, item: documents.SuggestionView) -> Card:
    """This will put a suggestion on a card."""
    place = next((part.place for part in view.provisions if part.anchor == item.anchor), "")
    words = documents.sentence(view, item)
    told = around(words or item.quote, item.cue)
    told_of = terms(item, words, documents.time_limit(view, item))
    doubt = (view.text[start:end] for start, end in view.unsure if item.start <= start < item.end)
    unsure = documents.unsure_words(tuple(doubt)) if item.scanned_page else frozenset()
    return Card(item, KIND_LABELS[item.kind], documents.place_words(place), told_of, told, unsure)


def around(words: str, cue: str) -> tuple[str, str, str]:
    """This will cut words before, at and after a cue; the cue is empty where it does not stand in them."""
    at = words.casefold().find(cue.casefold()) if cue else -1
    if at < 0 or len(words.casefold()) != len(words):
        return words, "", ""
    return words[:at], words[at : at + len(cue)], words[at + len(cue) :]


def doubted(words: str, unsure: frozenset[str] = frozenset()) -> tuple[tuple[str, str], ...]:
    """This will cut words around those that recognition may have got wrong, or was not sure of."""
    runs, at = [], 0
    for start, end in documents.doubtful_words(words, unsure):
        runs += [(words[at:start], ""), (words[start:end], "doubt")]
        at = end
    return tuple(run for run in (*runs, (words[at:], "")) if run[0])


def terms(item: documents.SuggestionView, sentence: str = "", limit: str = "") -> tuple[tuple[str, str], ...]:
    """This will tell what a suggestion proposes as names and values, those that it leaves open left out.

    limit: the words of a limit that names no day ("sau 02 năm kể từ …"), told where no day is known.
    """
    read = item.confirmed or item.payload
    if isinstance(read, documents.ProposedTarget):
        told = [
            ("Nội dung", read.subject or item.quote),
            ("Mức phấn đấu", _level(read)),
            ("Thời hạn", _when(read.by) or limit),
        ]
    else:
        told = [
            ("Nội dung", sentence or item.quote),
            ("Chủ trì", "; ".join(read.leads)),
            ("Phối hợp", "; ".join(read.supports)),
            ("Thời hạn", _when(read.due) or limit),
            ("Sản phẩm", read.product),
        ]
    if read.every:
        told.append(("Lặp lại", plans.RECURRENCES[read.every]))
    return tuple((name, text) for name, text in told if text)


def _level(read: documents.ProposedTarget) -> str:
    figures = [text.replace(".", ",") for text in (read.value, read.value_high) if text]
    unit = read.unit if read.unit == "%" else f" {read.unit}" if read.unit else ""
    words = plans.RELATIONS[read.relation]
    return f"{words} {' – '.join(figures)}{unit}" if figures else words


def _when(text: str) -> str:
    if text.isdecimal() and len(text) <= DAY_LENGTH:  # of each month
        return f"ngày {int(text)}"
    return "/".join(reversed(text.split("-"))).replace("Q", "quý ") if text else ""
