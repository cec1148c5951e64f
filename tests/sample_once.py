"""The sample province, built once for a whole run of tests, whichever worker asks first; the others wait and copy.

It is built by `pcmt sample` in a process of its own, on SQLite, with the calendar at 21/11/2026.
"""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CALENDAR = ROOT / "tests" / "browser" / "calendar"


def environment(data: Path, **more: str) -> dict[str, str]:
    """This will give what a process needs to work on a data folder of its own, on the sample's morning."""
    path = os.pathsep.join([str(CALENDAR), str(ROOT)])
    kept = {name: value for name, value in os.environ.items() if name != "PCMT_DATABASE"}
    return {**kept, "PCMT_DATA": str(data), "PYTHONPATH": path, **more}


def built_in(folder: Path) -> Path:
    """This will give the data folder with the sample below a folder that all workers share; builds it where none has.

    Raises CalledProcessError, with what the command said, where the sample cannot be built.
    """
    data, finished = folder / "sample-once", folder / "sample-once.finished"
    with (folder / "sample-once.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            command = [sys.executable, "-m", "pcmt", "sample"]
            subprocess.run(command, cwd=ROOT, env=environment(data), check=True, stdout=subprocess.DEVNULL)
            finished.touch()
    return data
