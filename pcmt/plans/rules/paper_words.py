"""The words of a plan's document, kept as data with room for names."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "paper.toml"


def filled(key: str, places: Mapping[str, str]) -> str:
    """This will give a sentence by its key ("carrying.lead") with names in the place of its braces."""
    return one_of(str(_at(key)), places)


def words(key: str) -> tuple[str, ...]:
    """This will give the sentences of a list, braces still in them."""
    return tuple(_at(key))


def one_of(sentence: str, places: Mapping[str, str]) -> str:
    """This will put names in the place of a sentence's braces; braces inside a name stay as they are."""
    return sentence.format_map(dict(places))


def _at(key: str) -> Any:
    found: Any = _file()
    for name in key.split("."):
        found = found[name]
    return found


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))
