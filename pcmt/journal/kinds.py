"""The kinds of entries that the journal takes, read once from its declaration."""

from functools import cache
from pathlib import Path

import yaml

from pcmt.journal.rules.kinds import Kind, kinds_of

DECLARED = Path(__file__).parent / "data" / "kinds.yaml"


@cache
def kinds() -> dict[str, Kind]:
    """This will give every kind by its action."""
    return kinds_of(yaml.safe_load(DECLARED.read_text(encoding="utf-8")))
