"""Which acts have ended, by the rulebook's table, however they are cited."""

from collections.abc import Iterable
from datetime import date

from pcmt.documents.rules.identity import Identity, act_key, name_key, pieces
from pcmt.rulebook.queries import Succession


class Endings:
    """The table of acts that ended, ready to be asked about many acts."""

    def __init__(self, successions: Iterable[Succession]) -> None:
        self._numbered: dict[str, list[Succession]] = {}
        self._named: dict[tuple[str, str], Succession] = {}
        self._titled: dict[str, list[Succession]] = {}
        for one in successions:
            self._numbered.setdefault(act_key(one.number), []).append(one)
            if one.name:
                self._named[name_key(one.name), str(one.year)] = one
                self._titled.setdefault(name_key(one.name), []).append(one)

    def of(self, act: Identity, named_on: date | None = None) -> Succession | None:
        """This will give how an act ended, None where the table does not know that it did.

        named_on: the day of the document that names it. A law without number and year is the one that was in force on
        that day: it may have ended since. Without a day it is the law in force today, whichever that is.
        """
        if not act.number and not act.year:
            titled = sorted(self._titled.get(name_key(act.name), ()), key=lambda one: one.ended_on)
            return next((one for one in titled if named_on and _was_in_force(one, named_on)), None)
        if not act.number:
            return self._named.get((name_key(act.name), act.year))
        return next((one for one in self._numbered.get(act_key(act.number), ()) if _is(one, act)), None)


def _was_in_force(one: Succession, on: date) -> bool:
    return int(one.year or on.year + 1) <= on.year and on < one.ended_on


def _is(one: Succession, act: Identity) -> bool:
    if one.issued_on:
        return act.issued_on == one.issued_on
    said, own = pieces(act.number), pieces(one.number)
    return said.year == own.year or (act.issued_on is not None and own.year == str(act.issued_on.year))
