"""Words of a text and phrases of a vocabulary, matched syllable by syllable."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Word:
    """A syllable or a mark of punctuation with its place in the text."""

    text: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        return not self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper() or self.text[0].isdigit()


def words_of(text: str, start: int, end: int) -> list[Word]:
    """This will cut a stretch of text into syllables and marks."""
    return [Word(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text, start, end)]


class Phrases:
    """A vocabulary of phrases; finds the longest that begins at a word. Case counts where a phrase has capitals."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            parts = tuple(word.text for word in words_of(phrase, 0, len(phrase)))
            self._by_first.setdefault(parts[0].lower(), []).append(parts)
        for row in self._by_first.values():
            row.sort(key=len, reverse=True)

    def longest(self, words: Sequence[Word], index: int) -> int:
        """This will give how many words the longest phrase at `index` has, 0 where none begins there."""
        phrases = self._by_first.get(words[index].text.lower())
        if phrases is None:
            return 0
        room = len(words) - index
        for parts in phrases:
            if len(parts) <= room and _stand_at(parts, words, index):
                return len(parts)
        return 0


def _stand_at(parts: tuple[str, ...], words: Sequence[Word], index: int) -> bool:
    return all(_same(part, words[place].text) for place, part in enumerate(parts, start=index))


def _same(part: str, word: str) -> bool:
    return part == word or (part.islower() and part == word.lower()) or (part == "–" and word == "-")
