"""Open an old book of figures: keep its file, and look at it before anything of it is loaded."""

from datetime import datetime

from django.db import transaction

from pcmt.files.actions.keep import keep
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.reporting.book_trying import opened


@transaction.atomic
def open_book(*, data: bytes, name: str, actor: Actor, at: datetime) -> int:
    """This will keep a file and return its identifier; none of its figures is written.

    Raises WrongBook where it is no table that can be opened.
    """
    actor.may("reporting.open_book").require()

    grids = opened(data, name)

    kept = keep(data=data, name=name, purpose="reporting.open_book", actor=actor, at=at)

    record(action="reporting.open_book", subject=f"file:{kept.id}", actor=actor, at=at, after={"sheets": len(grids)})
    return kept.id
