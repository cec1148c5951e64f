"""Where released rule files lie for reading: a folder a state, and a link to the one that holds now.

The database is what counts; the folder is laid out anew from it after every release and at the start of the system.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

CURRENT = "current"


def lay_out(files: Mapping[str, str], into: Path) -> None:
    """This will write the files into a folder of their own and turn the link to it, so that readers see all or none."""
    folder = kept(files, into)
    link = into / f".{CURRENT}.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.name)
    link.replace(into / CURRENT)


def kept(files: Mapping[str, str], into: Path) -> Path:
    """This will give the folder that holds just these files, written first where there is none yet."""
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    state = hashlib.sha256("\0".join(f"{name}\0{text}" for name, text in sorted(files.items())).encode()).hexdigest()
    folder = into / state[:32]
    if not folder.is_dir():
        aside = into / f".{state[:32]}.{os.getpid()}"
        for name, text in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        aside.mkdir(exist_ok=True)
        try:
            aside.rename(folder)
        except OSError:  # somebody else was quicker
            shutil.rmtree(aside, ignore_errors=True)
    return folder


def laid_out(into: Path) -> Path | None:
    """This will name the folder of the releases that hold now; None before the first."""
    try:
        return _within(into, os.readlink(f"{into}/{CURRENT}"))  # a text: each look into the book comes by here
    except OSError:
        return None


@lru_cache(maxsize=16)
def _within(into: Path, name: str) -> Path:
    """The same Path each time: to make one costs more than to read the link."""
    return into / name
