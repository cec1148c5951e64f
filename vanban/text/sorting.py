"""The order of Vietnamese dictionaries (the vi collation of ICU): a ă â b c d đ e ê …, tones after
letters.
"""

import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: index + 1 for index, letter in enumerate(_LETTERS)}
# Order of tones at equal letters: none, grave, hook, tilde, acute, dot below.
_TONE_RANK = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_DIGIT_BASE = 0x21
_LETTER_BASE = 0x41


def sort_key(text: str) -> str:
    """This will give a key whose plain comparison sorts as Vietnamese dictionaries do; fit to be stored
    in a column.
    """
    primary: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for word in unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").split():
        for char in word:
            letter, tone = _split_tone(char.lower())
            if letter in _RANK:
                primary.append(chr(_LETTER_BASE + _RANK[letter]))
            elif letter.isdigit():
                primary.append(chr(_DIGIT_BASE + unicodedata.digit(letter, 0)))
            elif letter.isalpha():
                primary.append(chr(_LETTER_BASE + len(_LETTERS) + 1) + letter)
            else:
                continue
            tones.append(tone)
            cases.append("1" if char != char.lower() else "0")
        primary.append(" ")
    return "".join(primary).rstrip() + "\x01" + "".join(tones) + "\x01" + "".join(cases)


@lru_cache(maxsize=1024)
def _split_tone(char: str) -> tuple[str, str]:
    """This will part a letter from its tone, keeping ă â ê ô ơ ư whole."""
    tone = "0"
    kept = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONE_RANK:
            tone = _TONE_RANK[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone
