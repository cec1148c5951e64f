"""How well `vanban` reads the keyed documents in ../shared/gold, with intervals: small numbers are shown as such.

    python -m bench.quality [--json] [--keys FOLDER] [--texts FOLDER ...]

The scorer is the one beside the keys. Intervals are of 95 %, by resampling whole documents (bootstrap, fixed seed). The
rules were written with these documents at hand: others score lower, and `--keys` measures them where keys are had.
"""

import argparse
import json
import random
import runpy
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import vanban
from bench.figures import table

SHARED = Path(__file__).resolve().parents[2] / "shared"
RESAMPLES = 2_000
SEED = 20261121
SHARE = 0.95

Counts = tuple[int, int, int]


@dataclass(frozen=True)
class Quality:
    """One layer's figure (F1 where rows are found, else the share of facts that are right) and its interval."""

    layer: str
    figure: float
    low: float
    high: float
    expected: int


def tallies(keys: Path, texts: Sequence[Path]) -> list[dict[str, Counts]]:
    """This will give, for each keyed document, (right, predicted, expected) of each layer."""
    scorer = runpy.run_path(str(SHARED / "gold" / "score.py"))
    found: list[dict[str, Counts]] = []
    for path in sorted(keys.glob("*.json")):
        key = json.loads(path.read_text("utf-8"))
        source = next((folder / key["file"] for folder in texts if (folder / key["file"]).exists()), None)
        if source is None:
            continue
        text = source.read_text("utf-8")
        report = scorer["Report"]()
        guess = vanban.interchange_form(vanban.read(text), source.name)
        scorer["score_document"](key, guess, report, scorer["clean"](text))
        found.append({layer: _counts(one) for layer, one in report.items()})
    return found


def _counts(one: Any) -> Counts:
    return (one.hit, one.predicted, one.expected) if hasattr(one, "hit") else (one.right, one.asked, one.asked)


def qualities(documents: Sequence[dict[str, Counts]]) -> list[Quality]:
    """This will sum the documents up by layer."""
    layers = sorted({layer for one in documents for layer in one})
    chance = random.Random(SEED)
    samples = [chance.choices(range(len(documents)), k=len(documents)) for _ in range(RESAMPLES)]
    return [_quality(layer, [one.get(layer, (0, 0, 0)) for one in documents], samples) for layer in layers]


def _quality(layer: str, rows: Sequence[Counts], samples: Sequence[Sequence[int]]) -> Quality:
    drawn = sorted(_figure([rows[index] for index in sample]) for sample in samples)
    cut = int(len(drawn) * (1 - SHARE) / 2)
    return Quality(layer, _figure(rows), drawn[cut], drawn[-cut - 1], sum(expected for _, _, expected in rows))


def _figure(rows: Sequence[Counts]) -> float:
    """F1; for facts, of which as many are asked as predicted, that is the share of right ones."""
    right, predicted, expected = (sum(column) for column in zip(*rows, strict=True))
    return 2 * right / (predicted + expected) if predicted + expected else 1.0


def show(found: Sequence[Quality], documents: int) -> str:
    """This will write the figures as a table."""
    rows = [(one.layer, f"{one.figure:.3f}", f"{one.low:.3f} - {one.high:.3f}", str(one.expected)) for one in found]
    heads = ("layer", "F1 or share", "95 % interval", "rows")
    return f"## Reader: quality on {documents} keyed documents\n\n{table(heads, rows)}"


def main() -> None:
    """This will measure and print."""
    asked = argparse.ArgumentParser(description="How well vanban reads.")
    asked.add_argument("--json", action="store_true", help="print plain values")
    asked.add_argument("--keys", type=Path, default=SHARED / "gold" / "keys", help="folder of answer keys")
    asked.add_argument("--texts", type=Path, nargs="*", default=[SHARED / "corpus", SHARED / "seeds"])
    options = asked.parse_args()
    if not options.keys.is_dir():
        sys.exit(f"{options.keys}: no answer keys there")
    documents = tallies(options.keys, options.texts)
    found = qualities(documents)
    shown = json.dumps([asdict(one) for one in found], indent=2) if options.json else show(found, len(documents))
    sys.stdout.write(shown + "\n")


if __name__ == "__main__":
    main()
