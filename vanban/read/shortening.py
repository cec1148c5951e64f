"""A subject cut to its length where a phrase ends: never within a name, over a full stop, or after a preposition."""

import re
from collections.abc import Iterable
from functools import cache

from vanban.read.cues import cue_words
from vanban.read.name_words import vocabulary
from vanban.read.words import Phrases, words_of
from vanban.text.letters import LOWER, UPPER
from vanban.vocabulary import load

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
    if len(kept) > most:
        shown = shown[: _cut(shown, len(" ".join(kept[: most - _FARTHEST_BACK])), len(" ".join(kept[:most])))]
        return _LOOSE_END.sub("", shown.strip(_MARKS)).strip(_MARKS)
    return shown.strip(_MARKS).removesuffix(" và")


def _cut(text: str, least: int, most: int) -> int:
    """This will give the last place between two offsets at which the text may end."""
    held = list(_held(text))

    def free(places: Iterable[re.Match[str]]) -> list[int]:
        ends = (one.start() for one in places if least <= one.start() <= most)
        return [at for at in ends if not any(start < at < end for start, end in held)]

    return (free(_JOINT.finditer(text)) or free(re.finditer(" ", text)) or [most])[-1]


def _held(text: str) -> Iterable[tuple[int, int]]:
    """This will give the stretches that belong together: fields of office, ministries, and the common compounds."""
    words = words_of(text, 0, len(text))
    for index, word in enumerate(words):
        if size := max(phrases.longest(words, index) for phrases in (_together(), vocabulary()["fields"])):
            yield word.start, words[index + size - 1].end


@cache
def _together() -> Phrases:
    return Phrases(load("targets")["cuts"]["together"])
