"""Many files read by all cores: one outcome a file, whatever befalls the others."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from vanban.intake import IntakeRefused


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: `refusal` says why it was not read, None where it was; `notes` what to look at."""

    source: Path
    target: Path
    refusal: str | None = None
    notes: tuple[str, ...] = ()


Work = Callable[[Path, Path], tuple[str, ...]]


def targets_of(sources: Sequence[Path], folder: Path, suffix: str) -> dict[Path, Path]:
    """This will choose NAME.suffix for NAME.pdf; of several files called NAME the later keep their own suffix too."""
    chosen: dict[Path, Path] = {}
    taken: set[str] = set()
    for source in sources:
        numbered = (f"{source.name}-{number}{suffix}" for number in count(2))
        names = chain((f"{source.stem}{suffix}", f"{source.name}{suffix}"), numbered)
        chosen[source] = folder / next(name for name in names if name.casefold() not in taken)
        taken.add(chosen[source].name.casefold())
    return chosen


def read_all(jobs: dict[Path, Path], work: Work, workers: int) -> Iterator[Outcome]:
    """This will do the work for every file and yield outcomes as they come; a worker that dies takes no other down."""
    left = dict(jobs)
    if workers > 1 and len(jobs) > 1:
        try:
            with ProcessPoolExecutor(min(workers, len(jobs))) as pool:
                futures = {pool.submit(_one, source, target, work): source for source, target in jobs.items()}
                for done in as_completed(futures):
                    outcome = done.result()
                    del left[futures[done]]
                    yield outcome
        except BrokenProcessPool:
            yield from _one_by_one(left, work)
        return
    for source, target in jobs.items():
        yield _one(source, target, work)


def _one_by_one(left: dict[Path, Path], work: Work) -> Iterator[Outcome]:
    """This will give each file that is left a process of its own, to find the one that kills its reader."""
    for source, target in left.items():
        try:
            with ProcessPoolExecutor(1) as pool:
                yield pool.submit(_one, source, target, work).result()
        except BrokenProcessPool:
            yield Outcome(source, target, "Tiến trình đọc bị dừng giữa chừng (hết bộ nhớ hoặc tệp làm hỏng trình đọc).")


def _one(source: Path, target: Path, work: Work) -> Outcome:
    try:
        return Outcome(source, target, notes=work(source, target))
    except IntakeRefused as refusal:
        return Outcome(source, target, f"{refusal.message_vi} {refusal.remedy_vi}")
    except OSError as error:
        return Outcome(source, target, f"Không mở hoặc không ghi được tệp: {error.strerror}.")
    except Exception as error:
        return Outcome(source, target, f"Lỗi của trình đọc ({type(error).__name__}); hãy báo cho người phát triển.")


def cores() -> int:
    """This will count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
