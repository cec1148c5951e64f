"""Vietnamese letters for use in regular-expression classes (a range such as À-Ỹ would mix the cases)."""

import unicodedata

_MARKS = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_VOWELS = "aăâeêioôơuưy"

LOWER = "a-zđ" + "".join(sorted({unicodedata.normalize("NFC", v + m) for v in _VOWELS for m in _MARKS} - set("aeiouy")))
UPPER = "A-ZĐ" + "".join(sorted(letter.upper() for letter in LOWER[len("a-zđ") :]))
