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
    words = _LABEL.sub("", line[start:end]).strip().rstrip(".;/").strip()
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def sentence_end(text: str, offset: int) -> int:
    """This will give where the sentence that holds the offset ends, its stop left out, at most 600 letters on."""
    line_end = text.find("\n", offset)
    limit = min(len(text) if line_end < 0 else line_end, offset + LONGEST)
    stop = _STOP.search(text, offset, limit)
    return len(text[: stop.start() if stop else limit].rstrip(" .;"))
