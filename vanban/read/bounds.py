"""Bounds of a figure: at least, more than, at most, less than, and the relation that each sets."""

import re

from vanban.vocabulary import load

_SIGNS = {"least": ">=", "most": "<=", "less": "<", "more": ">"}
_RELATIONS = {word: _SIGNS[kind] for kind, words in load("units")["bounds"].items() for word in words}
# The bounds as alternatives of a pattern, longest first: "không quá" must not be read as "quá".
BOUNDS = "|".join(re.escape(word) for word in sorted(_RELATIONS, key=len, reverse=True))


def relation_of(bound: str | None, *, upward: bool) -> str:
    """This will give the relation that a bound's words set; `upward` where "trở lên" follows the figure."""
    words = " ".join((bound or "").lower().split())
    return _RELATIONS.get(words, "=") if words else ">=" if upward else "="
