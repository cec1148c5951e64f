"""The written syllable of Vietnamese: which strings of letters the language could spell."""

import unicodedata
from functools import cache, lru_cache

from vanban.vocabulary import load

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_STOP_TONES = {"\u0301", "\u0323"}


@cache
def _spellings() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = load("syllables")
    return frozenset(data["beginnings"]), frozenset(data["rhymes"].split()), frozenset(data["stopped"].split())


def is_syllable(word: str) -> bool:
    """This will tell whether Vietnamese could spell the word (NFC, any case)."""
    plain: bool = _spelled(unicodedata.normalize("NFC", word).lower())
    return plain


@lru_cache(maxsize=20_000)
def _spelled(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word)
    tones = [mark for mark in letters if mark in _TONES]
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in _TONES))
    beginnings, rhymes, stopped = _spellings()
    for cut in range(min(3, len(plain) - 1), -1, -1):
        if cut and plain[:cut] not in beginnings:
            continue
        rhyme = plain[cut:]
        if rhyme in rhymes or (rhyme in stopped and (not tones or tones[0] in _STOP_TONES)):
            return bool(tones) or rhyme not in stopped
    return plain in {"gi", "quôc"} or (plain.startswith("gi") and _spelled("d" + plain[1:]))
