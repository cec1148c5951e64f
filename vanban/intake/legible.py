"""Whether letters make Vietnamese: the share of words that the language could spell. Tells text from its wreckage."""

import re
import unicodedata
from functools import cache, lru_cache

from vanban.text import place_tones
from vanban.vocabulary import load

_WORD = re.compile(r"[^\W\d_]{1,40}")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_STOP_TONES = {"\u0301", "\u0323"}
_PIECE = re.compile(r"[^\W\d_][^\s\d.,;:()/\-–]{1,39}")
_VOWEL = re.compile(r"(?i)[aeiouy]")
_SOUND = 0.6
_FEW_WORDS = 4
_PRIVATE = re.compile(r"[\ue000-\uf8ff\ufffd\u0080-\u009f]")


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


def is_wreckage(text: str) -> bool:
    """This will tell letters without sense, as a font without its table of letters leaves them.

    Figures, abbreviations and words of other languages (Latin names, English) are no wreckage.
    """
    pieces = _PIECE.findall(unicodedata.normalize("NFC", text))
    broken = len(_PRIVATE.findall(text))
    if len(pieces) + broken < _FEW_WORDS * 3:
        return False
    sound = sum(_is_sound(piece) for piece in pieces)
    return sound < _SOUND * (len(pieces) + broken)


def _is_sound(piece: str) -> bool:
    if piece.isascii():
        return _VOWEL.search(piece) is not None or piece.isupper()
    return is_syllable(place_tones(piece))


def legible_share(text: str) -> float:
    """This will give the share (0 to 1) of a text's words that are Vietnamese by spelling; 1.0 where it has few.

    Words in capitals without a mark (UBND, HIV) and what is no letter are not asked.
    """
    found = _WORD.findall(unicodedata.normalize("NFC", text))
    words = [word for word in found if not (word.isupper() and word.isascii())]
    broken = len(_PRIVATE.findall(text))
    if len(words) + broken < _FEW_WORDS:
        return 1.0
    return sum(is_syllable(place_tones(word)) for word in words) / (len(words) + broken)
