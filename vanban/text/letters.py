"""Vietnamese letters, small and capital, as classes for regular expressions (a range like À-Ỹ would mix the cases)."""

import unicodedata

_MARKS = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_VOWELS = "aăâeêioôơuưy"

LOWER = "a-zđ" + "".join(sorted({unicodedata.normalize("NFC", v + m) for v in _VOWELS for m in _MARKS} - set("aeiouy")))
UPPER = "A-ZĐ" + "".join(sorted(letter.upper() for letter in LOWER[len("a-zđ") :]))


def lower_first(text: str) -> str:
    """This will write a heading as it stands inside a sentence: with a small first letter, but for an acronym.

    “Báo cáo” → “báo cáo”, “UBND xã” → “UBND xã”.
    """
    is_acronym = text[1:2].isupper()
    return text if is_acronym else text[:1].lower() + text[1:]
