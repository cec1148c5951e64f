"""The passages of a text that answer a question, each a piece of the text with the words found marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pcmt.documents.rules.searching import WORD, Phrase, Token, Wanted, marked_token, plain_token


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
    words = [match.span() for match in WORD.finditer(text)]
    positions = _best_positions(WORD.findall(text), asked)
    held: dict[str, list[tuple[int, Phrase]]] = {}
    for at, phrase in positions:
        held.setdefault(_anchor_at(places, words[at][0]), []).append((at, phrase))
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
    words: Sequence[tuple[int, int]],
    anchor: str,
    at: int,
    hits: Sequence[tuple[int, Phrase]],
) -> Snippet:
    line_start = text.rfind("\n", 0, words[at][0]) + 1
    line_end = text.find("\n", words[at][0])
    start = max(words[max(0, at - _BEFORE)][0], line_start)
    stop = words[min(len(words) - 1, at + _AFTER)][1]
    stop = min(stop, line_end) if line_end >= 0 else stop
    # A phrase may go on over the end of its line; it is shown whole.
    stop = max(stop, *(words[first + len(phrase) - 1][1] for first, phrase in hits if first == at))
    pieces: list[Piece] = []
    shown = start
    for first, phrase in hits:
        begin, end = words[first][0], words[min(first + len(phrase), len(words)) - 1][1]
        if begin < shown or end > stop:
            continue
        pieces += [Piece(text[shown:begin]), Piece(text[begin:end], hit=True)]
        shown = end
    pieces.append(Piece(text[shown:stop]))
    return Snippet(anchor, start, tuple(piece for piece in pieces if piece.text))
