"""Answers kept from page to page for as long as nothing that they stand on has changed."""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections

from pcmt.prepared.reading import forget, kept_answers

Given = ParamSpec("Given")
Answered = TypeVar("Answered")
LARGEST_SHARE = 4
"""One answer takes no more than this part of the room, or it is not kept: it would push out all others."""
_READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)', re.IGNORECASE)


class Unchanged:
    """Keeps what functions answered until the database's stamp is another one.

    stamp: asks the database for what every change of a watched table changes, within the same transaction; where it
    tells None, nothing is kept. watched: the tables of which that holds. by: what answers depend on besides (a
    rulebook). most: how much is kept, in the sizes of the answers. functions: the names of those whose answers are
    kept.

    An answer is never older than its stamp: where one is not kept yet, the page forgets what it asked before, asks for
    the stamp, and only then reads. It may be newer, and is then dropped, as the stamp has become another meanwhile. An
    answer for which another table was read is not kept at all. Kept is only what is asked while a page is read
    (`each_asked_once`): a transaction sees what may never be so.
    """

    def __init__(
        self,
        stamp: Callable[[], Hashable],
        watched: Callable[[], Collection[str]],
        by: Callable[[], Hashable],
        most: int,
    ) -> None:
        self._stamp, self._watched, self._by, self._most = stamp, watched, by, most
        self.functions: set[str] = set()
        self._lock = threading.Lock()
        self.forget()

    def __call__(self, size: Callable[[Any], int]) -> Callable[[Callable[Given, Answered]], Callable[Given, Answered]]:
        """This will keep the answers of a function, which are read and never changed, each as large as `size` says.

        The function asks the database and is given values alone: all that it depends on is in them, or in the stamp.
        """

        def keep(function: Callable[Given, Answered]) -> Callable[Given, Answered]:
            self.functions.add(function.__qualname__)

            @wraps(function)
            def answer(*args: Given.args, **kwargs: Given.kwargs) -> Answered:
                answers = kept_answers(connections[DEFAULT_DB_ALIAS])
                if answers is None:
                    return function(*args, **kwargs)
                key = (function, self._by(), args, tuple(kwargs.items()))
                found = self._held(key, self._told(answers)) if key in self._answers else None
                if found is None:
                    stamp = self._told_first(answers)
                    made, tables = self._made(function, *args, **kwargs)
                    found = (made,)
                    if tables <= {*self._watched()}:
                        self._keep(key, found, size(made), stamp)
                return found[0]

            return answer

        return keep

    def forget(self) -> None:
        """This will forget all answers."""
        with self._lock:
            self._held_by: Hashable = None
            self._answers: OrderedDict[Hashable, tuple[tuple[Any], int]] = OrderedDict()
            self._size = 0

    def _made(
        self, function: Callable[Given, Answered], *args: Given.args, **kwargs: Given.kwargs
    ) -> tuple[Answered, set[str]]:
        """An answer, and the tables that were read for it."""
        tables: set[str] = set()

        def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            tables.update(_READ.findall(sql))
            return execute(sql, params, many, context)

        with connections[DEFAULT_DB_ALIAS].execute_wrapper(note):
            return function(*args, **kwargs), tables

    def _told(self, answers: dict[Any, list[Any]]) -> Hashable:
        """The stamp of this page."""
        first: list[Hashable] = answers.get(self) or [self._stamp()]
        return first[0]

    def _told_first(self, answers: dict[Any, list[Any]]) -> Hashable:
        """The stamp of this page, which has no answer from before it."""
        if self not in answers:
            forget()
            stamp = self._stamp()
            answers[self] = [stamp]
        return self._told(answers)

    def _held(self, key: Hashable, stamp: Hashable) -> tuple[Any] | None:
        with self._lock:
            if stamp is None or stamp != self._held_by or key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key][0]

    def _keep(self, key: Hashable, found: tuple[Any], size: int, stamp: Hashable) -> None:
        with self._lock:
            if stamp != self._held_by:
                self._held_by, self._size = stamp, 0
                self._answers.clear()
            if stamp is None or key in self._answers or size * LARGEST_SHARE > self._most:
                return
            self._answers[key], self._size = (found, size), self._size + size
            while self._size > self._most:
                _, (_, dropped) = self._answers.popitem(last=False)
                self._size -= dropped
