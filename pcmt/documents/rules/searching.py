"""What is searched for, and how words are compared: without case and tone placement, with marks or without.

Both databases index the same tokens, made here: runs of letters and figures, so "153/KH-UBND" is 153, kh, ubnd. A
token's position in the index is the position of its word in the text, so a hit can be shown where it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vanban.text import fold, normalise

Token = str
Phrase = tuple[Token, ...]

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'["“”]([^"“”]{0,200})["“”]')
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
MOST_TOKENS = 16
LONGEST_TOKEN = 64
# PostgreSQL numbers the positions of a text vector up to 16,383: a phrase further on would not be found.
PART = 12_000


@dataclass(frozen=True)
class Wanted:
    """A question: phrases whose words stand together, each a token or more; `marked` is the same with its marks.

    `has_marks`: whether the person typed any, so that what has the same marks comes before what has others.
    """

    phrases: tuple[Phrase, ...]
    marked: tuple[Phrase, ...]
    has_marks: bool

    @property
    def words(self) -> tuple[Token, ...]:
        """Every token, without marks, in order."""
        return tuple(token for phrase in self.phrases for token in phrase)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked that could be found."""
        return not self.phrases

    def whole(self) -> "Wanted":
        """This will give the same question with all its words as one phrase."""
        marked = tuple(token for phrase in self.marked for token in phrase)
        return Wanted((self.words,), (marked,), self.has_marks)


@lru_cache(maxsize=65_536)
def plain_token(word: str) -> Token:
    """This will give a word's token without marks: lower case ASCII letters and figures, never empty."""
    return (_NOT_PLAIN.sub("", fold(word)) or "x")[:LONGEST_TOKEN]


@lru_cache(maxsize=65_536)
def marked_token(word: str) -> Token:
    """This will give a word's token with its marks: lower case, one tone placement, letters and figures only."""
    kept = "".join(_WORD.findall(normalise(word).lower()))
    return (kept or plain_token(word))[:LONGEST_TOKEN]


def tokens(text: str) -> tuple[str, str]:
    """This will give a text's tokens, without marks and with, each as one line that an index can take."""
    words = _WORD.findall(text)
    return " ".join(map(plain_token, words)), " ".join(map(marked_token, words))


def parts(head: str, text: str) -> Iterator[dict[str, Any]]:
    """This will give what the index holds of a document: its head's and its text's tokens, in parts of PART words."""
    plain_head, marked_head = tokens(head)
    plain, marked = (line.split(" ") for line in tokens(text))
    for part, at in enumerate(range(0, len(plain), PART)):
        yield {
            "part": part,
            "head": plain_head,
            "plain": " ".join(plain[at : at + PART]),
            "marked": f"{marked_head} {' '.join(marked[at : at + PART])}",
        }


def wanted(asked: str) -> Wanted:
    """This will read what a person typed: words in any order, phrases in quotation marks; at most MOST_TOKENS words."""
    asked = normalise(asked)
    groups = [group for group in _groups(asked) if group]
    kept: list[tuple[str, ...]] = []
    room = MOST_TOKENS
    for group in groups:
        kept.append(group[:room])
        room -= len(kept[-1])
        if room <= 0:
            break
    phrases = tuple(tuple(map(plain_token, group)) for group in kept)
    marked = tuple(tuple(map(marked_token, group)) for group in kept)
    return Wanted(phrases, marked, phrases != marked)


def _groups(asked: str) -> Iterator[tuple[str, ...]]:
    at = 0
    for quoted in _QUOTED.finditer(asked):
        yield from ((word,) for word in _WORD.findall(asked[at : quoted.start()]))
        yield tuple(_WORD.findall(quoted[1]))
        at = quoted.end()
    yield from ((word,) for word in _WORD.findall(asked[at:]))


def number_asked(asked: Wanted) -> str:
    """This will give the figures by which a document's number may be meant ("kh 153", "153/KH-UBND"); "" for none."""
    figures = [token for token in asked.words if token.isdigit()]
    return figures[0].lstrip("0") if len(figures) == 1 and len(asked.words) <= MOST_TOKENS // 2 else ""


def is_number(asked: Wanted, number: str) -> bool:
    """This will tell whether every word asked for stands in a document's number, its figures among them."""
    parts = [part.lstrip("0") for part in tokens(number)[0].split()]
    return bool(parts) and all(token.lstrip("0") in parts for token in asked.words) and number_asked(asked) == parts[0]


@dataclass(frozen=True)
class Place:
    """A provision in a text: where it begins and ends; `anchor` "" is the text outside of all provisions."""

    anchor: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A run of a snippet; `hit` where it is a word that was asked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class Snippet:
    """A passage with what was asked for: in which provision, from which character, and its words with hits marked."""

    anchor: str
    start: int
    pieces: tuple[Piece, ...]


_BEFORE, _AFTER = 14, 26


def snippets(text: str, places: Sequence[Place], asked: Wanted, most: int) -> list[Snippet]:
    """This will give the passages that answer best, one a provision, in order of the text.

    What holds all that is asked stands alone; else what holds at least half of it. The same marks count where the text
    has every word so.
    """
    words = list(_WORD.finditer(text))
    positions = _best_positions([word[0] for word in words], asked)
    held: dict[str, list[tuple[int, Phrase]]] = {}
    for at, phrase in positions:
        held.setdefault(_anchor_at(places, words[at].start()), []).append((at, phrase))
    ranked = sorted(held.items(), key=lambda item: (-_variety(item[1]), item[1][0][0]))
    enough = len(set(asked.phrases))
    if not ranked or _variety(ranked[0][1]) < enough:
        enough = (enough + 1) // 2
    chosen = [(anchor, hits) for anchor, hits in ranked[:most] if _variety(hits) >= enough]
    chosen.sort(key=lambda item: item[1][0][0])
    return [_snippet(text, words, anchor, _densest(hits), hits) for anchor, hits in chosen]


def _variety(hits: Sequence[tuple[int, Phrase]]) -> int:
    return len({phrase for _, phrase in hits})


def _best_positions(words: Sequence[str], asked: Wanted) -> list[tuple[int, Phrase]]:
    if asked.has_marks:
        found = _positions(list(map(marked_token, words)), asked.marked)
        if _variety(found) == len(set(asked.marked)):
            return found
    return _positions(list(map(plain_token, words)), asked.phrases)


def _positions(found: Sequence[Token], phrases: Iterable[Phrase]) -> list[tuple[int, Phrase]]:
    """This will give where each phrase stands, by the position of its first word."""
    by_first: dict[Token, list[Phrase]] = {}
    for phrase in dict.fromkeys(phrases):
        by_first.setdefault(phrase[0], []).append(phrase)
    return [
        (at, phrase)
        for at, token in enumerate(found)
        if token in by_first
        for phrase in by_first[token]
        if len(phrase) == 1 or tuple(found[at : at + len(phrase)]) == phrase
    ]


def _anchor_at(places: Sequence[Place], offset: int) -> str:
    """This will give the innermost provision that covers a character; places are in order of the text."""
    anchor = ""
    for place in places:
        if place.start > offset:
            break
        if offset < place.end:
            anchor = place.anchor
    return anchor


def _densest(hits: Sequence[tuple[int, Phrase]]) -> int:
    """This will give the position from which the most different phrases stand near one another."""
    best, most = hits[0][0], 0
    for index, (at, _) in enumerate(hits):
        near = set()
        for other, phrase in hits[index:]:
            if other - at > _AFTER:
                break
            near.add(phrase)
        if len(near) > most:
            best, most = at, len(near)
    return best


def _snippet(
    text: str,
    words: Sequence[re.Match[str]],
    anchor: str,
    at: int,
    hits: Sequence[tuple[int, Phrase]],
) -> Snippet:
    line_start = text.rfind("\n", 0, words[at].start()) + 1
    line_end = text.find("\n", words[at].start())
    start = max(words[max(0, at - _BEFORE)].start(), line_start)
    stop = words[min(len(words) - 1, at + _AFTER)].end()
    stop = min(stop, line_end) if line_end >= 0 else stop
    # A phrase may go on over the end of its line; it is shown whole.
    stop = max(stop, *(words[first + len(phrase) - 1].end() for first, phrase in hits if first == at))
    pieces: list[Piece] = []
    shown = start
    for first, phrase in hits:
        begin, end = words[first].start(), words[min(first + len(phrase), len(words)) - 1].end()
        if begin < shown or end > stop:
            continue
        pieces += [Piece(text[shown:begin]), Piece(text[begin:end], hit=True)]
        shown = end
    pieces.append(Piece(text[shown:stop]))
    return Snippet(anchor, start, tuple(piece for piece in pieces if piece.text))
