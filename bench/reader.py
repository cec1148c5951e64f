"""How fast `vanban` reads: characters a second, where the time goes, and how it grows with the text.

    python -m bench.reader [--json] [--rounds N]

Reads the documents in /sample/documents and, where it lies beside the checkout, the larger collection in
../shared/corpus. Times are processor time of this one process, the least of the rounds.
"""

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.figures import load, machine, table
from vanban.read import pipeline
from vanban.write.from_yaml import load_document
from vanban.write.text import write_text

ROOT = Path(__file__).resolve().parents[1]
REAL = (95_000, 380_000, 1_520_000)  # characters; the last is 2 MB of Vietnamese, up to which reading must be linear
ODD = (20_000, 80_000, 320_000)
PATIENCE = 20.0  # seconds
# One unit over and over traps a pattern that tries again from every position.
HOSTILE = {
    "words “số”": "số ",
    "digits": "1234567890",
    "words “Luật”": "Luật ",
    "amending laws": "Luật sửa đổi, bổ sung một số điều của Luật ",
    "deep labels, a line each": "1.1.1.\n",
    "deep labels in one line": "1.1.1. ",
    "brackets": "(",
    "bars": "|",
    "bars, a line each": "|\n",
    "letters under combining marks": "e\u0301\u0323",
    "combining marks alone": "\u0301",
    "one letter": "a",
    "numbers of acts": "12/KH-UBND ",
    "halves of numbers": "12/KH-",
    "short forms": "Kế hoạch số ",
    "literal line breaks": "\\r\\n",
    "emphasis": "* _a_ ",
    "mottos": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
    "letters with a point": "A. ",
}


@dataclass(frozen=True)
class Speed:
    """One text's reading: its length in characters, and seconds of processor time."""

    name: str
    characters: int
    seconds: float

    @property
    def rate(self) -> float:
        """Millions of characters a second."""
        return self.characters / self.seconds / 1e6


@dataclass(frozen=True)
class Growth:
    """One text of growing length; per_doubling: by what the time grew at each doubling since the step before."""

    name: str
    bytes: int
    seconds: float
    per_doubling: float | None


def texts() -> dict[str, dict[str, str]]:
    """This will load the texts by collection and name."""
    sample = ROOT / "sample" / "documents"
    found = {path.stem: write_text(load_document(path)) for path in sorted(sample.glob("*.yaml"))}
    found |= {path.stem: path.read_text() for path in sorted(sample.glob("*.txt"))}
    corpus = ROOT.parent / "shared" / "corpus"
    return {
        "sample": found,
        "corpus": {path.stem: path.read_text() for path in sorted(corpus.glob("*.txt"))},
        "corpus, unkeyed": {path.stem: path.read_text() for path in sorted((corpus / "unkeyed").glob("*.txt"))},
    }


def spent(text: str, rounds: int) -> float:
    """This will read a text some times and give the least processor time; nobody else's garbage is collected in it."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        began = time.process_time()
        pipeline.read_text(text)
        best = min(best, time.process_time() - began)
    return best


@contextmanager
def watched_stages() -> Iterator[dict[str, float]]:
    """This will add up the seconds that each stage of the pipeline takes, by the stage's own name, while open."""
    seconds: dict[str, float] = {}
    plain = {
        name: stage
        for name, stage in vars(pipeline).items()
        if callable(stage) and not isinstance(stage, type) and getattr(stage, "__module__", "") != pipeline.__name__
    }
    for name, stage in plain.items():
        setattr(pipeline, name, _watched(name, stage, seconds))
    try:
        yield seconds
    finally:
        for name, stage in plain.items():
            setattr(pipeline, name, stage)


def _watched(name: str, stage: Callable[..., Any], seconds: dict[str, float]) -> Callable[..., Any]:
    def run(*args: Any, **options: Any) -> Any:
        began = time.process_time()
        try:
            return stage(*args, **options)
        finally:
            seconds[name] = seconds.get(name, 0.0) + time.process_time() - began

    return run


def stages(all_texts: Sequence[str]) -> dict[str, float]:
    """This will give the seconds of each stage over all texts, and of the rest of the reading."""
    with watched_stages() as seconds:
        began = time.process_time()
        for text in all_texts:
            pipeline.read_text(text)
        total = time.process_time() - began
    return {**seconds, "rest": total - sum(seconds.values())}


def growth(name: str, make: Callable[[int], str], steps: Sequence[int]) -> list[Growth]:
    """This will read texts of growing length (characters, each step four times the one before): two doublings a step.

    What takes longer than PATIENCE is not made longer still.
    """
    found: list[Growth] = []
    for length in steps:
        text = make(length)
        seconds = spent(text, rounds=1 if found else 2)
        ratio = (seconds / found[-1].seconds) ** 0.5 if found else None
        found.append(Growth(name, len(text.encode()), seconds, ratio))
        if seconds > PATIENCE:
            break
    return found


def shapes(all_texts: Sequence[str]) -> dict[str, Callable[[int], str]]:
    """This will name the texts that reading must stay linear on: real ones first, and odd ones that trap patterns."""
    every, longest = "\n\n".join(all_texts), max(all_texts, key=len)
    flat = " ".join(every.split())
    return {
        "one document with a longer body": lambda length: _stretched(longest, length),
        "all documents in one": lambda length: _repeated(every, length),
        "the same in one line": lambda length: _repeated(flat, length),
        "labels only": lambda length: _repeated("1. \na) \n- \nĐiều 1. \nI. \n", length),
        "capitals only": lambda length: _repeated("ỦY BAN NHÂN DÂN ", length),
        "figures and dates": lambda length: _repeated("1.234,5 % 01/7/2025 18/KH-UBND, ", length),
        "spaces": lambda length: " " * length,
        "percentages": lambda length: _repeated("đạt ít nhất 50% vào năm 2030 và 80% trở lên, ", length),
        "milestones": lambda length: _repeated(
            "đạt 65% vào năm 2025 và 75% (trong đó: A: 5 xã) vào năm 2030; ", length
        ),
        "good intentions": lambda length: _repeated("không để xảy ra, duy trì và giảm số vụ, phấn đấu ", length),
        "table rows": lambda length: _repeated("| 1 | Sở Y tế | tỷ lệ 50% | năm 2030 |\n", length),
        "dots and brackets": lambda length: _repeated("... ((( “” - – ; : / ", length),
        "acts": lambda length: _repeated("Căn cứ Luật Phòng, chống ma túy số 120/2025/QH15 ngày 10/12/2025;\n", length),
        "agencies": lambda length: _repeated("Sở Y tế chủ trì, phối hợp với Công an tỉnh, ", length),
        **{f"hostile: {name}": partial(_repeated, unit) for name, unit in HOSTILE.items()},
    }


def _stretched(document: str, length: int) -> str:
    """The document with its middle part over and over, between its own head and signature; at least itself."""
    head, tail = document.find("\n", len(document) // 4), document.rfind("\n", 0, len(document) * 3 // 4)
    rest = max(0, length - len(document))
    return document[:tail] + _repeated(document[head:tail], rest) + document[tail:]


def _repeated(text: str, length: int) -> str:
    """The text over and over, to the length."""
    return (text * (length // len(text) + 1))[:length]


def measure(rounds: int) -> dict[str, Any]:
    """This will take all measures, as plain values."""
    collections = texts()
    pipeline.read_text(next(iter(collections["sample"].values())))  # loads the vocabulary and its patterns
    documents = {
        collection: [Speed(name, len(text), spent(text, rounds)) for name, text in members.items()]
        for collection, members in collections.items()
    }
    every = [text for members in collections.values() for text in members.values()]
    by_stage = stages(every)
    size = sum(len(text.encode()) for text in every)
    return {
        "machine": machine(),
        "load": load(),
        "documents": {
            collection: [{**asdict(one), "rate": one.rate} for one in speeds]
            for collection, speeds in documents.items()
        },
        "overall": {collection: asdict(_sum(collection, speeds)) for collection, speeds in documents.items() if speeds},
        "stages": by_stage,
        "citations_megabytes_per_second": size / by_stage["read_citations"] / 1e6,
        "growth": [
            asdict(one)
            for index, (name, make) in enumerate(shapes(every).items())
            for one in growth(name, make, ODD if index >= 2 else REAL)
        ],
    }


def _sum(name: str, speeds: Sequence[Speed]) -> Speed:
    return Speed(name, sum(one.characters for one in speeds), sum(one.seconds for one in speeds))


def show(found: dict[str, Any]) -> str:
    """This will write the measures as tables."""
    parts = [
        "## Reader",
        "",
        ", ".join(f"{key} {value}" for key, value in found["machine"].items()) + f"; load {found['load']}",
    ]
    rows = []
    for collection, overall in found["overall"].items():
        rates = sorted(one["rate"] for one in found["documents"][collection])
        speed = Speed(**overall)
        rows.append(
            (
                collection,
                str(len(rates)),
                f"{speed.characters:,}",
                f"{speed.rate:.2f}",
                f"{rates[0]:.2f}",
                f"{rates[-1]:.2f}",
            )
        )
    parts += ["", table(("collection", "documents", "characters", "M char/s", "slowest", "fastest"), rows)]
    total = sum(found["stages"].values())
    ordered = sorted(found["stages"].items(), key=lambda item: -item[1])
    parts += ["", table(("stage", "share"), [(name, f"{seconds / total:.0%}") for name, seconds in ordered])]
    parts += ["", f"Citations alone: {found['citations_megabytes_per_second']:.1f} MB/s."]
    steps = [
        (
            one["name"],
            f"{one['bytes'] / 1e6:.2f}",
            f"{one['seconds']:.2f}",
            "" if one["per_doubling"] is None else f"{one['per_doubling']:.2f}",
        )
        for one in found["growth"]
    ]
    parts += ["", table(("growth", "MB", "seconds", "per doubling"), steps)]
    return "\n".join(parts)


def main() -> None:
    """This will measure and print."""
    asked = argparse.ArgumentParser(description="How fast vanban reads.")
    asked.add_argument("--json", action="store_true", help="print plain values")
    asked.add_argument("--rounds", type=int, default=3, help="readings of each document; the least time counts")
    options = asked.parse_args()
    found = measure(options.rounds)
    sys.stdout.write((json.dumps(found, indent=2) if options.json else show(found)) + "\n")


if __name__ == "__main__":
    main()
