"""Processes that end with the one that started them, also where that one is killed and tells nobody.

Left behind they would answer on, on the port that the next start asks for.
"""

import ctypes
import signal
import sys

WHEN_PARENT_ENDS = 1  # PR_SET_PDEATHSIG, prctl(2)


def end_with_parent() -> None:
    """This will let the system end this process, gently, once its parent is gone; elsewhere than on Linux it cannot."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(WHEN_PARENT_ENDS, signal.SIGTERM)
