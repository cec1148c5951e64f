"""Where a sentence begins and ends in a line of an official document."""

import re

from vanban.text.letters import UPPER

_LABEL = re.compile(r"^\s*(?:[-+*•–]|(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)])\s+", re.IGNORECASE)
_STOP = re.compile(rf"[.;](?=\s+[{UPPER}])")
LONGEST = 600
LONGEST_KEPT = 4000


def sentence_at(line: str, offset: int) -> str:
    """This will give the sentence of the line that holds the offset, without its label, 600 letters at most."""
    return _cut(_sentence(line, offset, offset), LONGEST)


def sentence_around(text: str, start: int, end: int) -> str:
    """This will give in one line the whole sentence that holds a passage, without its label, 4000 letters at most.

    A passage that runs over a line or a stop takes all that it touches with it; of a sentence that is longer yet, the
    words from the passage on are given.
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", max(end - 1, start))
    line = text[first : len(text) if last < 0 else last]
    words = _sentence(line, start - first, max(end - 1, start) - first)
    if len(words) <= LONGEST_KEPT:
        return words
    return _cut(" ".join(text[start : start + LONGEST_KEPT + 1].split()), LONGEST_KEPT)


def _sentence(line: str, first: int, last: int) -> str:
    stops = [found.end() for found in _STOP.finditer(line)]
    start = max((stop for stop in stops if stop <= first), default=0)
    end = min((stop for stop in stops if stop > last), default=len(line))
    words = _LABEL.sub("", line[start:end]).strip().rstrip(".;/").strip()
    return " ".join(words.split())


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"


def passage_end(text: str, start: int, end: int) -> int:
    """This will give where a passage ends that may be 4000 letters: where it does, else with its last whole sentence.

    Where not even one sentence ends, it is cut behind its last whole word.
    """
    if end - start <= LONGEST_KEPT:
        return end
    limit = start + LONGEST_KEPT
    stops = [found.start() for found in _STOP.finditer(text, start, limit)]
    return stops[-1] if stops else max(text.rfind(" ", start, limit), start + 1)
