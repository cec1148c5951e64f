"""Where a sentence begins and ends in a line of an official document."""

import re

_LABEL = re.compile(r"^\s*(?:[-+*•–]|(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)])\s+", re.IGNORECASE)
_STOP = re.compile(r"[.;](?=\s+[^\W\da-zà-ỹđ])")
LONGEST = 600


def sentence_at(line: str, offset: int) -> str:
    """This will give the sentence of the line that holds the offset, without its label, 600 letters at most."""
    stops = [found.end() for found in _STOP.finditer(line)]
    start = max((stop for stop in stops if stop <= offset), default=0)
    end = min((stop for stop in stops if stop > offset), default=len(line))
    words = _LABEL.sub("", line[start:end]).strip().rstrip(".;").strip()
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
