"""Letters from before Unicode: TCVN3 (ABC), VNI and VIQR, told by fonts' names or by which reading makes sense."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from vanban.intake.legible import legible_share
from vanban.syllables import is_syllable
from vanban.text import place_tones
from vanban.vocabulary import load

_SIGNS = re.compile(r"[\u00a1-\u00ff]")
_WORD = re.compile(r"[^\W\d_]{1,40}")
_PIECES = re.compile(r"[^\s.,;:!?()\[\]\"“”/]+")
_VIQR = re.compile(r"(?:dd|DD|Dd)|([aeiouyAEIOUY])([(^+]?)([`?~']|\.(?=[a-zA-Z])|(?<=[(^+])\.(?! +[A-Z]|\s*$))?")
_VIQR_SIGNS = re.compile(r"[a-zA-Z](?:\^|\(|\+)[`'?~.]?|dd|[aeiouy][`'?~](?=[a-z\s])")
_VIQR_SHARE = 0.12  # of the words that hold such a sign
_VIQR_MARKS = {
    "(": "\u0306",
    "^": "\u0302",
    "+": "\u031b",
    "`": "\u0300",
    "'": "\u0301",
    "?": "\u0309",
    "~": "\u0303",
    ".": "\u0323",
}
_FEW_LETTERS = 3
_SURE = 0.75
_BETTER = 0.12
_SAMPLE = 20_000  # characters that are enough to tell


@cache
def _table(name: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """This will give the signs of an encoding with their letters, and a pattern that finds them, longest first."""
    pairs = load("encodings")[name]["letters"].split()
    signs = dict(zip(pairs[1::2], pairs[::2], strict=True))
    if name == "vni":
        signs |= {sign.upper(): letter.upper() for sign, letter in signs.items()}
        signs |= {sign[0].upper() + sign[1:]: letter.upper() for sign, letter in signs.items() if len(sign) > 1}
    return signs, re.compile("|".join(sorted(map(re.escape, signs), key=len, reverse=True)))


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """This will read TCVN3 signs; `capitals` where the font shows capitals. Words in capitals become so wholly."""
    signs, pattern = _table("tcvn3")
    out = pattern.sub(lambda found: signs[found.group()], text)
    return out.upper() if capitals else "\n".join(_even_line(line) for line in out.split("\n"))


def _even_line(line: str) -> str:
    """TCVN3 has no capitals with a tone: "CéNG HßA" was meant to be "CỘNG HÒA"."""
    plain = [letter for letter in line if letter.isascii() and letter.isalpha()]
    if len(plain) > _FEW_LETTERS and all(map(str.isupper, plain)):
        return line.upper()
    return _WORD.sub(_even_word, line)


def from_vni(text: str, *, capitals: bool = False) -> str:
    """This will read VNI signs."""
    signs, pattern = _table("vni")
    out = pattern.sub(lambda found: signs[found.group()], text)
    return out.upper() if capitals else out


def from_viqr(text: str) -> str:
    """This will read letters written as plain ASCII: vie^.t nam."""
    return _VIQR.sub(_from_viqr, text)


def _from_viqr(found: re.Match[str]) -> str:
    if found[1] is None:
        return "đ" if found.group() == "dd" else "Đ"
    marks = "".join(_VIQR_MARKS[mark] for mark in (found[2], found[3] or "") if mark)
    letter = unicodedata.normalize("NFC", found[1] + marks)
    return letter if len(letter) == 1 else found.group()


def _even_word(found: re.Match[str]) -> str:
    word = found.group()
    plain = [place for place, letter in enumerate(word) if letter.isascii()]
    is_capital = bool(plain) and all(word[place].isupper() for place in plain) and (len(plain) > 1 or plain[0] > 0)
    return word.upper() if is_capital else word


READINGS: dict[str, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni, "viqr": from_viqr}


def font_reading(font: str) -> tuple[str, bool] | None:
    """This will tell the encoding that a font's name stands for, and whether it shows capitals; None for others."""
    rows, name = load_fonts(), font.strip().lower()
    for encoding in ("tcvn3", "vni"):
        if name.startswith(tuple(rows[encoding])):
            return encoding, encoding == "tcvn3" and name.split(" ")[0].endswith(tuple(rows["capitals"]))
    return None


@cache
def load_fonts() -> dict[str, list[str]]:
    """This will load which fonts stand for which encoding."""
    fonts: dict[str, list[str]] = load("encodings")["fonts"]
    return fonts


def detect(text: str) -> str | None:
    """This will name the encoding whose reading makes Vietnamese of a text, None where it is Unicode already."""
    sample = text[:_SAMPLE]
    has_signs = _SIGNS.search(sample) is not None
    if not has_signs and not _looks_like_viqr(sample):
        return None
    plain = _syllables(sample)
    found = {name: _syllables(read(sample)) for name, read in READINGS.items() if has_signs != (name == "viqr")}
    best = max(found, key=lambda name: found[name])
    return best if found[best] >= _SURE and found[best] > plain + _BETTER else None


def _looks_like_viqr(text: str) -> bool:
    words = text.count(" ") + 1
    return len(_VIQR_SIGNS.findall(text)) > _VIQR_SHARE * words


def _syllables(text: str) -> float:
    """This will give the share of pieces between spaces and stops that are Vietnamese syllables through and through.

    Signs inside a word speak against a reading; words of a letter, figures and abbreviations are not asked.
    """
    pieces = [piece for piece in _PIECES.findall(text) if len(piece) > 1 and not piece.isascii()]
    if not pieces:
        return legible_share(text)
    sound = sum(1 for piece in pieces if piece.isalpha() and is_syllable(place_tones(piece)))
    return sound / len(pieces)


def to_unicode(text: str) -> tuple[str, str | None]:
    """This will bring a text in an old encoding to Unicode, line by line where it mixes; gives the encoding's name."""
    name = detect(text)
    if name is None:
        return text, None
    read = READINGS[name]
    if name == "viqr":
        return read(text), name
    return "\n".join(_mended(line, read) for line in text.split("\n")), name


def _mended(line: str, read: Callable[[str], str]) -> str:
    if not _SIGNS.search(line):
        return line
    mended = read(line)
    return mended if _syllables(mended) >= _syllables(line) else line
