"""Whether letters make Vietnamese: the share of words that the language could spell. Tells text from its wreckage."""

import re
import unicodedata

from vanban.syllables import is_syllable
from vanban.text import place_tones

_WORD = re.compile(r"[^\W\d_]{1,40}")
_PIECE = re.compile(r"[^\W\d_][^\s\d.,;:()/\-–]{1,39}")
_VOWEL = re.compile(r"(?i)[aeiouy]")
_SOUND = 0.6
_FEW_WORDS = 4
_PRIVATE = re.compile(r"[\ue000-\uf8ff\ufffd\u0080-\u009f]")


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
