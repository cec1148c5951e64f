"""Words that a person looks for, as a pattern for both databases: letters of either case, with or without marks."""

import re
import unicodedata
from functools import cache
from itertools import product

from vanban.text import fold

BARE, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
"""The vowels, and what a tone is written by."""


def word_pattern(words: str) -> str:
    """This will give a pattern for a text that holds these words.

    A letter typed with its marks is meant so ("đề"); a plain one finds every marked one ("de"). Case and the width of
    spaces do not matter. Nothing is left to the database's own idea of case, which differs.
    """
    pieces = unicodedata.normalize("NFC", words).split()
    return r"\s+".join("".join(map(_one, piece)) for piece in pieces)


def _one(letter: str) -> str:
    small = letter.lower()
    if not letter.isalpha():
        return re.escape(letter)
    return "[" + "".join(dict.fromkeys((small, small.upper(), *_marked().get(small, "")))) + "]"


@cache
def _marked() -> dict[str, str]:
    """Every plain letter with those of Vietnamese that bear marks on it, of either case."""
    found = {"d": "đĐ"}
    for vowel, tone in product(BARE, TONES):
        letter = unicodedata.normalize("NFC", vowel + tone)
        found[fold(vowel)] = found.get(fold(vowel), "") + letter + letter.upper()
    return found
