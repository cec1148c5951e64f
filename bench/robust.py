"""How much less well `vanban` reads the keyed documents when they say the same in other words (bench.mutations).

    python -m bench.robust [PART OF A NAME] [--errors] [--keys FOLDER] [--texts FOLDER ...]

For each way of saying: the documents that it changes, and the layers whose figure moves by half a thousandth or more.
"""

import argparse
import json
import runpy
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vanban
from bench.mutations import MUTATIONS, Mutation
from bench.quality import SHARED

_LEAST = 0.0005
_SHOWN = 60
Difference = tuple[str, str, str]


@dataclass(frozen=True)
class Document:
    """A document with its key."""

    key: dict[str, Any]
    text: str


class Scorer:
    """The scorer that lies beside the keys."""

    def __init__(self) -> None:
        self._parts = runpy.run_path(str(SHARED / "gold" / "score.py"))

    def score(self, documents: Iterable[Document]) -> Any:
        """This will read the documents and give the scorer's report on them."""
        report = self._parts["Report"]()
        for one in documents:
            guess = vanban.interchange_form(vanban.read(one.text), one.key["file"])
            self._parts["score_document"](one.key, guess, report, self._parts["clean"](one.text))
        return report


def documents_in(keys: Path, texts: list[Path]) -> list[Document]:
    """This will give the keyed documents of a folder."""
    found: list[Document] = []
    for path in sorted(keys.glob("*.json")):
        key = json.loads(path.read_text("utf-8"))
        source = next((folder / key["file"] for folder in texts if (folder / key["file"]).exists()), None)
        if source is not None:
            found.append(Document(key, source.read_text("utf-8")))
    return found


def figures(report: Any) -> dict[str, float]:
    """This will give each layer's F1, or share of facts that are right."""
    rows = {name: one.row() for name, one in report.items()}
    return {name: row.get("f1", row.get("accuracy")) for name, row in rows.items()}


def moved(mutation: Mutation, touched: list[Document], score: Callable[[Iterable[Document]], Any]) -> str:
    """This will write the layers whose figure a mutation moves."""
    before = figures(score(touched))
    after = figures(score(mutated(mutation, touched)))
    changes = {name: after[name] - before[name] for name in sorted(before) if name in after}
    shown = [f"{name} {after[name]:.3f} ({by:+.3f})" for name, by in changes.items() if abs(by) >= _LEAST]
    return ", ".join(shown) or "unmoved"


def mutated(mutation: Mutation, documents: Iterable[Document]) -> list[Document]:
    """This will give the documents said otherwise, with their keys."""
    return [Document(mutation.key(one.key), mutation.text(one.text)) for one in documents]


def new_differences(mutation: Mutation, touched: list[Document], scorer: Scorer) -> list[Difference]:
    """This will give what is wrong in the mutated documents and was right before."""
    old = Counter((kind, where, mutation.change(what)[:_SHOWN]) for kind, where, what in scorer.score(touched).errors)
    found = scorer.score(mutated(mutation, touched)).errors
    return sorted(one for one in found if not old[(one[0], one[1], one[2][:_SHOWN])])


def main() -> None:
    """This will measure and print."""
    asked = argparse.ArgumentParser(description="How well vanban reads the same said otherwise.")
    asked.add_argument("part", nargs="?", default="", help="only the ways whose name holds this")
    asked.add_argument("--errors", action="store_true", help="show what went wrong")
    asked.add_argument("--keys", type=Path, default=SHARED / "gold" / "keys", help="folder of answer keys")
    asked.add_argument("--texts", type=Path, nargs="*", default=[SHARED / "corpus", SHARED / "seeds"])
    options = asked.parse_args()
    documents = documents_in(options.keys, options.texts)
    if not documents:
        sys.exit(f"{options.keys}: no answer keys there")
    scorer = Scorer()
    for mutation in (one for one in MUTATIONS if options.part in one.name):
        touched = [one for one in documents if mutation.text(one.text) != one.text]
        sys.stdout.write(f"{mutation.name:34} {len(touched):3}  {moved(mutation, touched, scorer.score)}\n")
        for kind, where, what in new_differences(mutation, touched, scorer) if options.errors else ():
            sys.stdout.write(f"    {kind:20} {where[:24]:24} {what}\n")


if __name__ == "__main__":
    main()
