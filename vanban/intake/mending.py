"""Marks that OCR lost, put back on scanned pages where the words next to each other leave no other reading."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vanban.intake.words import Word
from vanban.text import fold, normalise
from vanban.vocabulary import load

_LETTERS = re.compile(r"[^\W\d_]{1,12}")
_LABEL = re.compile(r"(?:[a-zđ]|[0-9]{1,2}|[I|!])\)")
_LIKE_I = frozenset(("1)", "l)", "I)", "|)", "!)"))
_OPEN = re.compile(r"[“\"(]{0,2}([^\W\d_]{1,12})")
_CLOSED = re.compile(r"([^\W\d_]{1,12})[.,;:)”\"/]{0,4}")


@cache
def _pairs() -> dict[tuple[str, str], tuple[str, str]]:
    """This will give the pairs by their words without marks."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for pair in load("ocr")["pairs"].replace("\n", " ").split(","):
        first, second = normalise(pair.strip()).split()
        found[fold(first), fold(second)] = (first, second)
    return found


def mend(words: Sequence[Word]) -> list[Word]:
    """This will put marks back into words, in the order of reading: "Uy ban nhan dân" becomes "Ủy ban nhân dân"."""
    out = list(words)
    for at in range(len(out) - 1):
        first, second = _OPEN.fullmatch(out[at].text), _CLOSED.fullmatch(out[at + 1].text)
        if first is None or second is None:
            continue
        known = _pairs().get((fold(first[1]), fold(second[1])))
        if known is not None:
            out[at] = replace(out[at], text=_with_marks(out[at].text, known[0]))
            out[at + 1] = replace(out[at + 1], text=_with_marks(out[at + 1].text, known[1]))
    return out


def mend_labels(words: Sequence[Word]) -> list[Word]:
    """This will put right the labels of points by the ones around them, in the order of reading.

    "1)" between "h)" and "k)" is "i)", for a list that began in it would go on with "2)"; a second "d)" in a row is
    "đ)". Only what begins a line is a label.
    """
    out = list(words)
    places = [at for at, word in enumerate(out) if _LABEL.fullmatch(word.text) and _begins_line(out, at)]
    for turn, at in enumerate(places):
        before = out[places[turn - 1]].text if turn else ""
        after = out[places[turn + 1]].text if turn + 1 < len(places) else ""
        if out[at].text in _LIKE_I and before == "h)" and after != "2)":
            out[at] = replace(out[at], text="i)")
        elif out[at].text == before == "d)":
            out[at] = replace(out[at], text="đ)")
    return out


def _begins_line(words: Sequence[Word], at: int) -> bool:
    if not at:
        return True
    word, before = words[at], words[at - 1]
    return abs(word.base - before.base) > word.size / 2 or word.left < before.left


def _with_marks(text: str, spelled: str) -> str:
    """This will spell a word's letters as given, capitals staying capitals; older places of tones are left."""
    found = _LETTERS.search(text)
    if found is None or len(found.group()) != len(spelled) or normalise(found.group()).lower() == spelled:
        return text
    letters = (right.upper() if was.isupper() else right for was, right in zip(found.group(), spelled, strict=True))
    return text[: found.start()] + "".join(letters) + text[found.end() :]
