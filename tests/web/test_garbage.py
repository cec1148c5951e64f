"""A server's process looks for garbage between requests, leaves out what it keeps, and forgets no circle for good."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from pcmt.config import garbage
from pcmt.config.garbage import Sweeping


class Circle:
    """What only a look for garbage can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def sweeping() -> Iterator[Sweeping]:
    before = gc.get_threshold()
    made = Sweeping()
    made.begin()
    yield made
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look is due after each request."""
    monkeypatch.setattr(garbage, "DUE", 0)


def test_nothing_is_looked_for_before_it_is_due(sweeping: Sweeping):
    gc.collect()
    sweeping.after_request()
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold()[2] == garbage.WITHIN_A_REQUEST


@pytest.mark.usefixtures("always")
def test_what_died_is_freed_and_what_is_kept_is_left_out_of_later_looks(sweeping: Sweeping):
    dead, kept = weakref.ref(Circle()), Circle()
    sweeping.after_request()
    assert dead() is None
    assert not any(one is kept for one in gc.get_objects())
    assert gc.get_freeze_count() > 0


@pytest.mark.usefixtures("always")
def test_a_circle_that_died_after_it_was_kept_goes_with_a_look_at_all(sweeping: Sweeping):
    kept = Circle()
    sweeping.after_request()
    died = weakref.ref(kept)
    del kept
    sweeping.after_request()
    assert died() is not None, "it is out of sight"
    for _ in range(garbage.WHOLE - 2):
        sweeping.after_request()
    assert died() is None
