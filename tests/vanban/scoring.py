"""How well a reading agrees with an answer key: a small measure of our own, for the sample's documents.

A key has the interchange form of `vanban.interchange_form`. Each layer gives (right, predicted, expected).
"""

import difflib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from vanban.interchange import interchange_form
from vanban.text import place_tones

Tally = tuple[int, int, int]
Row = dict[str, Any]


def words(value: object) -> list[str]:
    return re.findall(r"[^\W_]+|%", place_tones(str(value or "")).lower())


def likeness(one: object, other: object) -> float:
    a, b = Counter(words(one)), Counter(words(other))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def score(key: Row, guess: Row) -> dict[str, Tally]:
    return {
        "metadata": _metadata(key["metadata"], guess["metadata"]),
        "citations": _matched(key["citations"], guess["citations"], _same_citation),
        "outline": _outline(key["outline"], guess["outline"]),
        "targets": _matched(key["targets"], _scored(guess["targets"]), _same_target),
        "assignments": _matched(key["assignments"], _scored(guess["assignments"]), _same_assignment),
    }


def f1(tally: Tally) -> float:
    right, predicted, expected = tally
    return 2 * right / (predicted + expected) if predicted + expected else 1.0


def add(one: Tally, other: Tally) -> Tally:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2])


def total(keys: Path, read: Any) -> dict[str, Tally]:
    """This will add up every `NAME.key.json` of a folder against what `read(path of NAME)` gives."""
    sums: dict[str, Tally] = {}
    for path in sorted(keys.glob("*.key.json")):
        key = json.loads(path.read_text("utf-8"))
        guess = interchange_form(read(path.with_name(key["file"])), key["file"])
        for layer, tally in score(key, guess).items():
            sums[layer] = add(sums.get(layer, (0, 0, 0)), tally)
    return sums


def _scored(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not row.get("table")]


def _metadata(key: Row, guess: Row) -> Tally:
    fields = ("kind", "number", "issued_on", "issuer", "place", "title", "signer")
    right = sum(words(key.get(field)) == words(guess.get(field)) for field in fields)
    return (right, len(fields), len(fields))


def _outline(key: list[Row], guess: list[Row]) -> Tally:
    def node(row: Row) -> str:
        return " ".join([*words(row["label"]), "|", *words(row["heading"])[:4]])

    match = difflib.SequenceMatcher(None, [node(row) for row in key], [node(row) for row in guess], autojunk=False)
    return (sum(block.size for block in match.get_matching_blocks()), len(guess), len(key))


def _matched(key: list[Row], guess: list[Row], same: Any) -> Tally:
    left = list(guess)
    right = 0
    for row in key:
        found = next((one for one in left if same(row, one)), None)
        if found is not None:
            left.remove(found)
            right += 1
    return (right, len(guess), len(key))


def _same_citation(key: Row, guess: Row) -> bool:
    if key.get("number") or guess.get("number"):
        return str(key.get("number")).upper() == str(guess.get("number")).upper()
    return words(key.get("name")) == words(guess.get("name"))


def _same_target(key: Row, guess: Row) -> bool:
    same_facts = key["value"] == guess["value"] and key["relation"] == guess["relation"]
    return same_facts and likeness(key["quote"], guess["quote"]) >= 0.55


def _same_assignment(key: Row, guess: Row) -> bool:
    opening = " ".join(str(guess["quote"]).split()[: len(str(key["quote"]).split()) + 2])
    return likeness(key["quote"], opening) >= 0.7
