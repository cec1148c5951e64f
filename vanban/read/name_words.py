"""The words of the grammar of names, from names.toml and duties.toml."""

from functools import cache

from vanban.read.words import Phrases, words_of
from vanban.vocabulary import load

_PHRASES = ("closing", "opening", "stops", "listed", "single", "plain", "describing", "had", "role_words", "given_then")
_OPENING_REACH = 60


@cache
def vocabulary() -> dict[str, Phrases]:
    """This will give the phrases of the grammar by their names; `verbs` are those of duty."""
    names = load("names")
    lists = {key: Phrases(names[key]) for key in _PHRASES}
    lists["fields"] = Phrases([*names["fields"], *load("agencies")["ministries"]])
    lists["verbs"] = Phrases(load("duties")["verbs"])
    return lists


@cache
def listed_words(name: str) -> frozenset[str]:
    """This will give a list of names.toml as it stands."""
    return frozenset(load("names")[name])


def opens_with_verb(text: str, start: int, end: int) -> bool:
    """This will tell whether a stretch of text begins with a verb of duty."""
    first = words_of(text, start, min(end, start + _OPENING_REACH))
    return bool(first) and vocabulary()["verbs"].longest(first, 0) > 0
