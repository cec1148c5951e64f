"""Words that recognition of a scan may have got wrong: what Vietnamese could not spell, letters among digits."""

import re

from vanban.syllables import is_syllable

_WORD = re.compile(r"[^\W_]{1,40}")
_SHORTEST = 3
"""Letters from which a word is judged: units and marks of lists are shorter."""
_LETTERS_AS_DIGITS = frozenset("OoIlSBZ")


def doubtful_words(text: str) -> tuple[tuple[int, int], ...]:
    """This will give the spans of words to be compared with the picture; names in capitals are not."""
    return tuple(found.span() for found in _WORD.finditer(text) if _is_doubtful(found.group()))


def _is_doubtful(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return False
    if len(letters) < len(word):  # "1O0", "l00"; "2A" and "Q4" are marks
        return all(letter in _LETTERS_AS_DIGITS for letter in letters)
    return len(word) >= _SHORTEST and word.islower() and not is_syllable(word)
