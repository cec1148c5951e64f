"""A title printed in capitals, told as its own document writes those words in its sentences. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

MARKS = "“”\"'().,;:…"
Seen = Mapping[tuple[str, ...], Counter[str]]


def recased(title: str, text: str) -> str:
    """This will write a title in capitals in small letters, with the capitals that names have in the text.

    A word is written as it stands most often beside the same neighbour; one that the text has nowhere, small.
    """
    words, seen = title.split(), _seen(text)
    keys = ["", *map(_key, words), ""]
    told = [_as_seen(word, keys[at : at + 3], seen) for at, word in enumerate(words)]
    return " ".join([told[0][:1].upper() + told[0][1:], *told[1:]]) if told else ""


def _as_seen(word: str, around: list[str], seen: Seen) -> str:
    before, key, after = around
    found = seen.get((before, key, ""), Counter()) + seen.get(("", key, after), Counter())
    small = word.casefold()
    if found:
        return small.replace(key, min(found, key=lambda one: (-found[one], one != key)))
    alone = seen.get((key,), Counter())
    return small if not alone or key in alone else small.replace(key, alone.most_common(1)[0][0])


def _seen(text: str) -> Seen:
    """How words are written in the sentences of a text: after a word, before a word, and anywhere."""
    seen: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for words in _sentences(text):
        for word in words:
            seen[(_key(word),)][word.strip(MARKS)] += 1
        for one, other in pairwise(words):
            seen[_key(one), _key(other), ""][other.strip(MARKS)] += 1
            seen["", _key(one), _key(other)][one.strip(MARKS)] += 1
    return seen


def _sentences(text: str) -> Iterator[list[str]]:
    """The words of the lines that are not in capitals themselves, without the first, whose capital says nothing."""
    for line in text.splitlines():
        if not line.isupper():
            yield line.split()[1:]


def _key(word: str) -> str:
    return word.strip(MARKS).casefold()
