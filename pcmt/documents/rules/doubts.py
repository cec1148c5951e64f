"""Words that recognition of a scan may have got wrong: it was not sure, or Vietnamese could not spell them."""

import re
from collections.abc import Collection

from vanban.syllables import is_syllable

_WORD = re.compile(r"[^\W_]{1,40}")
_SHORTEST = 3
"""Letters from which a word is judged: units and marks of lists are shorter."""
_LETTERS_AS_DIGITS = frozenset("OoIlSBZ")


def doubtful_words(text: str, unsure: Collection[str] = ()) -> tuple[tuple[int, int], ...]:
    """This will give the spans of words to be compared with the picture; names in capitals are not.

    unsure: what recognition was not sure of in this passage (`unsure_words`).
    """
    return tuple(one.span() for one in _WORD.finditer(text) if one.group() in unsure or _looks_wrong(one.group()))


def unsure_words(pieces: Collection[str]) -> frozenset[str]:
    """This will give the words in pieces of a text as recognition cut it ("100%,"), without their signs."""
    return frozenset(word for piece in pieces for word in _WORD.findall(piece))


def _looks_wrong(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return False
    if len(letters) < len(word):  # "1O0", "l00"; "2A" and "Q4" are marks
        return all(letter in _LETTERS_AS_DIGITS for letter in letters)
    return len(word) >= _SHORTEST and word.islower() and not is_syllable(word)
