"""A document said in other words is read as well as before: other names, cues, dates, bullets, labels and lines."""

import json
from functools import cache
from pathlib import Path

import pytest
import scoring

from bench.mutations import FORMS, MUTATIONS, Mutation
from vanban import interchange_form, read
from vanban.write.from_yaml import load_document
from vanban.write.text import write_text

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "documents"
LOST = 0.03
FEW = 12
"""With fewer rows than this a single one lost weighs more than `LOST`: one may differ."""


@cache
def keyed(folder: Path, texts: Path) -> tuple[tuple[scoring.Row, str], ...]:
    """The keys of a folder with their documents' texts."""
    keys = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return tuple((key, _text(texts / key["file"])) for key in keys if (texts / key["file"]).is_file())


def _text(path: Path) -> str:
    return write_text(load_document(path)) if path.suffix == ".yaml" else path.read_text("utf-8")


def tallies(key: scoring.Row, text: str) -> dict[str, scoring.Tally]:
    return scoring.score(key, interchange_form(read(text), key["file"]))


@cache
def as_issued(text: str, key_text: str) -> dict[str, scoring.Tally]:
    return tallies(json.loads(key_text), text)


def losses(mutation: Mutation, documents: list[tuple[scoring.Row, str]]) -> dict[str, tuple[float, float]]:
    """The layers in which the mutated documents are read less well, with both figures."""
    before: dict[str, scoring.Tally] = {}
    after: dict[str, scoring.Tally] = {}
    for key, text in documents:
        for layer, tally in as_issued(text, json.dumps(key)).items():
            before[layer] = scoring.add(before.get(layer, (0, 0, 0)), tally)
        for layer, tally in tallies(mutation.key(key), mutation.text(text)).items():
            after[layer] = scoring.add(after.get(layer, (0, 0, 0)), tally)
    return {
        layer: (scoring.f1(before[layer]), scoring.f1(after[layer]))
        for layer in before
        if scoring.f1(after[layer]) < scoring.f1(before[layer]) - max(LOST, 1 / max(before[layer][2], FEW))
    }


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name.replace(" ", "-"))
def test_the_same_said_otherwise_is_read_alike(mutation: Mutation, shared: Path) -> None:
    """Each way of saying is tried on one document, in turn: all of them take minutes (`python -m bench.robust`)."""
    documents = [one for one in keyed(shared / "gold" / "keys", shared / "corpus") if mutation.text(one[1]) != one[1]]
    turn = MUTATIONS.index(mutation)
    chosen = [documents[(turn + step) % len(documents)] for step in range(1)] if documents else []
    assert chosen, "no document to try it on"
    assert losses(mutation, chosen) == {}


@pytest.mark.parametrize("mutation", FORMS, ids=lambda one: one.name.replace(" ", "-"))
def test_the_form_of_a_page_says_nothing(mutation: Mutation) -> None:
    documents = [one for one in keyed(SAMPLE, SAMPLE) if mutation.text(one[1]) != one[1]]
    assert losses(mutation, documents) == {}


def test_a_key_is_changed_with_its_document() -> None:
    """What the keys hold as facts stays: a changed text under an unchanged key would measure nothing."""
    (swap,) = [one for one in MUTATIONS if one.name == "another office"]
    key = {"assignments": [{"lead": ["Sở Y tế"], "quote": "báo cáo Sở  Nội vụ", "due": "2026-06", "with": []}]}
    (row,) = swap.key(key)["assignments"]
    assert row["lead"] == [swap.text("Sở Y tế")] != ["Sở Y tế"]
    assert row["due"] == "2026-06"
    assert swap.text("SỞ Y TẾ") == swap.text("Sở Y tế").upper()
