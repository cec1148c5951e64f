"""A subject cut to its length where a phrase ends: never within a name, over a full stop, or after a preposition."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import islice

from vanban.read.cues import cue_words
from vanban.read.name_words import vocabulary
from vanban.read.words import Phrases, words_of
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import load

_WORD = re.compile(r"\S+")
_OVER = 6  # words that a long quote or subject may run over rather than be cut
_LONG = 20
_FARTHEST_BACK = 7  # words that a shorter subject may lose to end at a joint
_BEYOND = 8  # words after the cut that are looked at: a phrase may reach over it
_STOP = re.compile(rf"(?<=[{LOWER}]{{2}})\.\s(?=[{UPPER}])")
_JOINT = re.compile(rf"(?<=[,;])\s|\s(?={cue_words('cuts.before')}\s)", re.IGNORECASE)
_LOOSE_END = re.compile(rf"(?:[\s,;:.]{{1,3}}{cue_words('cuts.after')}){{1,4}}$", re.IGNORECASE)
_MARKS = " ,;:."


def shorten(text: str, most: int) -> str:
    """This will give a phrase in at most `most` words; a longer one ends at the joint next before, if any is near."""
    words = text.split()
    shown = " ".join(words[: most + _BEYOND])
    if stop := _STOP.search(shown):
        shown = shown[: stop.start()]
    kept = shown.split()
    if len(kept) > most + (_OVER if most > _LONG else 0):
        shown = shown[: _cut(shown, len(" ".join(kept[: most - _FARTHEST_BACK])), len(" ".join(kept[:most])))]
        if shown.count("“") > shown.count("”"):
            shown = shown[: shown.rindex("“")]
        return _LOOSE_END.sub("", shown.strip(_MARKS)).strip(_MARKS)
    return shown.strip(_MARKS).removesuffix(" và")


def end_of_words(text: str, start: int, end: int, most: int) -> int:
    """This will give where a stretch of at most about `most` words ends: at a joint, never amid a compound."""
    words = list(islice(_WORD.finditer(text, start, end), most + _BEYOND))
    if len(words) <= most + _OVER:
        stop = words[-1].end() if words else start
    else:
        shown = text[start : words[-1].end()]
        least, last = words[most - _FARTHEST_BACK].start() - start, words[most - 1].end() - start
        farthest = words[min(most + _OVER, len(words)) - 1].end() - start
        stop = start + (_joint(shown, least, farthest) or _cut(shown, least, last))
        if loose := _LOOSE_END.search(text, start, stop):
            stop = loose.start()
    while stop > start and text[stop - 1] in _MARKS:
        stop -= 1
    return stop


def _cut(text: str, least: int, most: int) -> int:
    """This will give the last place between two offsets at which the text may end."""
    return _joint(text, least, most) or (_free(text, re.finditer(" ", text), least, most) or [most])[-1]


def _joint(text: str, least: int, most: int) -> int | None:
    """This will give the last place between two offsets where a phrase ends; None where none does."""
    return max(_free(text, _JOINT.finditer(text), least, most), default=None)


def _free(text: str, places: Iterable[re.Match[str]], least: int, most: int) -> list[int]:
    held = list(_held(text))
    ends = (one.start() for one in places if least <= one.start() <= most)
    return [at for at in ends if not any(start < at < end for start, end in held)]


def _held(text: str) -> Iterable[tuple[int, int]]:
    """This will give the stretches that belong together: fields of office, ministries, and the common compounds."""
    words = words_of(text, 0, len(text))
    for index, word in enumerate(words):
        if size := max(phrases.longest(words, index) for phrases in (_together(), vocabulary()["fields"])):
            yield word.start, words[index + size - 1].end


@cache
def _together() -> Phrases:
    return Phrases(load("targets")["cuts"]["together"])
