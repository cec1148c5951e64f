"""Answers are kept while the stamp stays, in the room there is, and only for what reads watched tables."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from pcmt.areas.models import Area, AreaVersion
from pcmt.prepared import Unchanged, each_asked_once

pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    """A memory with a stamp and a book that the test sets, and what was asked of it."""

    stamp: int | None = 1
    book: str = "2026"
    asked: list[str] = field(default_factory=list)

    def keeping(self, most: int = 100, watched: tuple[str, ...] = ()) -> Callable[[str], str]:
        kept = Unchanged(lambda: self.stamp, lambda: watched, by=lambda: self.book, most=most)

        @kept(len)
        def answer(word: str) -> str:
            self.asked.append(word)
            return word * 10

        return answer


def test_an_answer_stays_until_the_stamp_or_the_book_is_another() -> None:
    desk = Desk()
    answer = desk.keeping()
    for stamp, book in ((1, "2026"), (1, "2026"), (2, "2026"), (2, "2027"), (2, "2026")):
        desk.stamp, desk.book = stamp, book
        with each_asked_once():
            assert answer("a") == "a" * 10
    assert len(desk.asked) == 3


def test_without_a_stamp_nothing_is_kept() -> None:
    desk = Desk(stamp=None)
    answer = desk.keeping()
    for _ in range(2):
        with each_asked_once():
            answer("a")
    assert desk.asked == ["a", "a"]


def test_outside_a_page_nothing_is_kept() -> None:
    desk = Desk()
    answer = desk.keeping()
    assert answer("a") == answer("a") == "a" * 10
    assert desk.asked == ["a", "a"]


def test_what_was_not_asked_for_longest_gives_way() -> None:
    desk = Desk()
    answer = desk.keeping(most=40)
    with each_asked_once():
        for word in ("a", "b", "c", "d", "a", "e", "a", "b"):
            answer(word)
    assert desk.asked == ["a", "b", "c", "d", "e", "b"]


def test_an_answer_too_large_for_the_room_pushes_nothing_out() -> None:
    desk = Desk()
    answer = desk.keeping(most=40)
    with each_asked_once():
        for word in ("a", "bb", "a", "bb"):
            answer(word)
    assert desk.asked == ["a", "bb", "bb"]


@pytest.mark.parametrize(("watched", "times"), [(("areas_area",), 2), (("areas_area", "areas_areaversion"), 1)])
def test_what_reads_a_table_that_nobody_watches_is_asked_anew(watched: tuple[str, ...], times: int) -> None:
    asked = []
    kept = Unchanged(lambda: 1, lambda: watched, by=lambda: "", most=100)

    @kept(lambda _: 1)
    def counted(level: str) -> int:
        asked.append(level)
        return Area.objects.count() + AreaVersion.objects.filter(level=level).count()

    for _ in range(2):
        with each_asked_once():
            counted("province")
    assert len(asked) == times


def test_a_stamp_that_moves_while_an_answer_is_made_drops_it() -> None:
    """What is read after the stamp may be newer than it: it is told once, and asked anew under the new stamp."""
    stamps, asked = [1], []
    kept = Unchanged(lambda: stamps[-1], lambda: (), by=lambda: "", most=100)

    @kept(lambda _: 1)
    def told() -> int:
        asked.append(stamps[-1])
        stamps[:] = [2]  # somebody closes a report meanwhile
        return stamps[-1]

    for _ in range(3):
        with each_asked_once():
            assert told() == 2
    assert asked == [1, 2]
