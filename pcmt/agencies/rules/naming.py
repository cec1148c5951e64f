"""How documents name agencies: abbreviated, with or without the province's name, alone or as a group."""

import re
import unicodedata
from itertools import pairwise

from vanban.text import fold
from vanban.vocabulary import load

_SHORT_FORMS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
    "ca": "cong an",
    "bchqs": "bo chi huy quan su",
    "bch": "bo chi huy",
    "bdbp": "bo doi bien phong",
    "lhpn": "lien hiep phu nu",
    "tncs": "thanh nien cong san",
    "vhxh": "van hoa xa hoi",
    "vh-xh": "van hoa xa hoi",
    "gd&dt": "giao duc va dao tao",
    "gddt": "giao duc va dao tao",
    "tand": "toa an nhan dan",
    "vksnd": "vien kiem sat nhan dan",
    "ldtbxh": "lao dong thuong binh va xa hoi",
}
_WORD = re.compile(r"[\w&-]+")
LIKE = 0.55
"""How alike names must be to be offered for one another; below, nothing is better than nonsense."""

_BRACKETS = re.compile(r"\([^()]{0,120}\)")
_PUNCTUATION = re.compile(r"[^\w ]+")
_SEVERAL = re.compile(
    r"\b(cac|nhung|toan the|tat ca|cap xa|cap huyen|dia phuong)\b|\bxa, phuong\b|\bxa/phuong\b|\bban, nganh\b"
)
_SAYS_NOTHING = re.compile(rf"(?<= )(?:{'|'.join(fold(word) for word in load('names')['says_nothing'])})(?= )")
_EVERY = re.compile(r"\bmọi\b")
"""With its marks: without them it reads as the "Môi" of "Sở Nông nghiệp và Môi trường"."""


def key(text: str) -> str:
    """This will reduce a name to what is compared: no marks, case or punctuation, abbreviations written out."""
    spelled = _WORD.sub(lambda word: _SHORT_FORMS.get(word.group(), word.group()), fold(text))
    plain = " ".join(_PUNCTUATION.sub(" ", spelled).split())
    return plain.replace("mat tran to quoc viet nam", "mat tran to quoc")


def telling(text: str, area_names: tuple[str, ...] = ()) -> frozenset[tuple[str, str]]:
    """This will give what of a name tells which body is meant: its words two by two, since a syllable alone is no word.

    Words that every body may carry ("lực lượng", "thành phố") are left out, and the names of areas at its end.
    """
    words = bare(text)
    for area_name in area_names:
        words = words.removesuffix(f" {key(area_name).partition(' ')[2]}")
    kept = _SAYS_NOTHING.sub(" ", f" {words} ").split()
    return frozenset(pairwise(kept)) or frozenset((word, "") for word in kept)


def likeness(one: frozenset[tuple[str, str]], two: frozenset[tuple[str, str]]) -> float:
    """This will say how alike two names are by what tells of them, 0 to 1 (Dice)."""
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def bare(text: str) -> str:
    """This will give the key of a name without what stands in brackets."""
    return key(_BRACKETS.sub(" ", text))


def is_group(text: str) -> bool:
    """This will tell whether a text names a group, no single agency ("UBND các xã, phường", "các sở, ban, ngành")."""
    return bool(_SEVERAL.search(fold(text)) or _EVERY.search(unicodedata.normalize("NFC", text).lower()))


def without_place(name: str, area_name: str) -> str:
    """This will shorten a provincial name as the province's own documents do: "Công an tỉnh Hoa Mai" → "Công an tỉnh".

    area_name: the province with its type ("Tỉnh Hoa Mai"). A name that does not end with it stays as it is.
    """
    type_word, _, bare_name = area_name.partition(" ")
    whole = fold(f" {type_word} {bare_name}")
    return name[: -len(bare_name)].rstrip() if fold(name).endswith(whole) else name


def readings(text: str, area_names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """This will give the keys under which a name may be known, the fullest first.

    Documents add or leave out the area ("Công an tỉnh Hoa Mai", "Công an tỉnh"), and add notes in brackets.
    area_names: names of the province with its type ("Tỉnh Hoa Mai").
    """
    whole = bare(text)
    found = [whole]
    for area_name in area_names:
        type_word, _, bare_name = key(area_name).partition(" ")
        for tail, kept in ((f" {type_word} {bare_name}", f" {type_word}"), (f" {bare_name}", "")):
            if whole.endswith(tail):
                found.append(whole.removesuffix(tail) + kept)
                found.append(whole.removesuffix(tail))
        if whole.endswith(f" {type_word}"):
            found.append(whole.removesuffix(f" {type_word}"))
    return tuple(dict.fromkeys(reading for reading in found if reading))
