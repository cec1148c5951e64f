"""Which office of a commune does on its ground what a province's body does for the whole province."""

import tomllib
from functools import cache
from pathlib import Path

from vanban.text import fold

FILE = Path(__file__).parent.parent / "data" / "counterparts.toml"


def counterpart_kind(name: str) -> str:
    """This will give the kind of the commune's office beside a province's body of this name; "" where there is none."""
    said = f" {fold(name)} "
    return next((kind for words, kind in _counterparts() if any(f" {word} " in said for word in words)), "")


@cache
def _counterparts() -> tuple[tuple[tuple[str, ...], str], ...]:
    read = tomllib.loads(FILE.read_text("utf-8"))["counterpart"]
    return tuple((tuple(fold(word) for word in one["words"]), one["kind"]) for one in read)
