"""Words that lost the space between them: "banhành", "Căn cứLuật", "NAMĐộc lập". Each place keeps its way back."""

import re

from vanban.syllables import is_syllable
from vanban.text import Surface

_LONG = re.compile(r"(?<![^\W\d_])[^\W\d_]{5,14}(?![^\W\d_])")
# "UBNDngày", "HĐNDtỉnh": letters that stand for a body, and the word behind them.
_AFTER_CAPITALS = re.compile(
    r"(?<=[A-ZĐ]{3})(?=(?:ngày|của|tỉnh|huyện|thành|các|trên|tại|về|và|xã|phường)(?![^\W\d_]))"
)
_FEWEST = 2
_CONSONANTS = "bcdđghklmnpqrstvx"
_ORDER = "giao"  # "Giaocho Sở Y tế": without marks, yet no word of another language begins so
_WORD = re.compile(r"[^\W\d_]+")


def glued_at(text: str) -> list[int]:
    """This will give the places, in order, where a space was lost between two syllables.

    Only a word that Vietnamese could not spell, that makes two syllables and bears a mark of the language is parted:
    "internet" and "Krông" stay.
    """
    capitals = [found.start() for found in _AFTER_CAPITALS.finditer(text)]
    possible = {word: cuts for word in set(_LONG.findall(text)) if (cuts := _cuts(word))}
    if not possible:
        return capitals
    is_open = any(len(cuts) > 1 for cuts in possible.values())
    known = {word.lower() for word in _WORD.findall(text)} if is_open else set()
    chosen = {word: _choose(word, cuts, known) for word, cuts in possible.items()}
    parted = [found.start() + chosen[found.group()] for found in _LONG.finditer(text) if found.group() in chosen]
    return sorted({*parted, *capitals}) if capitals else parted


def _cuts(word: str) -> list[int]:
    """This will tell where a second syllable may begin, with a consonant; nowhere in a word that is one syllable."""
    if (word.isascii() and not word.lower().startswith(_ORDER)) or is_syllable(word):
        return []
    places = range(_FEWEST, len(word) - _FEWEST + 1)
    begins = [at for at in places if word[at].lower() in _CONSONANTS]
    return [at for at in begins if is_syllable(word[:at]) and is_syllable(word[at:])]


def _choose(word: str, cuts: list[int], known: set[str]) -> int:
    """This will choose, where a word may be parted in two ways, the one whose syllables the text uses elsewhere."""
    used = [at for at in cuts if word[:at].lower() in known and word[at:].lower() in known]
    return (used or cuts)[-1]


def with_spaces(surface: Surface) -> tuple[str, list[int], list[int]]:
    """This will give the text with the lost spaces, and its pieces: where each starts, and where it was before."""
    text = surface.text
    pieces: list[str] = []
    starts, origins = [0], [0]
    last = length = 0
    for place in glued_at(text):
        pieces += [text[last:place], " "]
        length += place - last
        starts += [length, length + 1]
        origins += [place, place]
        length += 1
        last = place
    return "".join([*pieces, text[last:]]), starts, origins
