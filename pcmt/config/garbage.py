"""When a server's process looks for garbage: between requests, and seldom among what it keeps from page to page.

Left alone, Python looks through all that a process holds once a quarter more has come. With the values kept for pages
of indicators (decision 0055) that took half a second, in the middle of somebody's request, every four hundred.
"""

import gc

DUE = 20
"""After so many middle looks, which a hundred pages take, a process looks through the rest once it has answered."""
WITHIN_A_REQUEST = 200
"""After so many it does not wait for the answer: a request that makes as much holds memory that others need."""
WHOLE = 50
"""Every so many looks it goes through what it keeps, too, where a circle may have died since."""


class Sweeping:
    """The looks of one process: what has outlived one is kept for long, and left out of the next ones."""

    def __init__(self) -> None:
        self._done = 0

    def begin(self) -> None:
        """This will let Python look by itself only at what is young, and at all for a request that makes very much."""
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, WITHIN_A_REQUEST)

    def after_request(self) -> None:
        """This will look for garbage if it is due; nothing of a request is held any more that could be kept wrongly."""
        if gc.get_count()[2] < DUE:
            return
        self._done += 1
        if self._done % WHOLE == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
