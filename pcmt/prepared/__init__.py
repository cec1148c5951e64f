"""Questions to the database whose SQL is made once; asked again, only their values change.

Django makes the SQL of a queryset anew each time it is asked, and that takes five to ten times as long as SQLite takes
to answer. What stands in the way of every request, or of every action on a report, is therefore a `Prepared`: the
queryset is written as everywhere, its values are the parameters of a function, and rows come back as that queryset
gives them.

    _CELLS = Prepared(lambda submission_id: DraftCell.objects.filter(submission_id=submission_id))
    cells = _CELLS.all(12)

While a page is read (`each_asked_once`), the same question with the same values is answered from memory: many parts of
a page ask who the agency is, and nothing is changed between them. `Rows` writes single rows as cheaply. What takes long
to work out is kept from page to page, until a stamp of the database says that something changed (`Unchanged`).
"""

from pcmt.prepared.questions import Prepared
from pcmt.prepared.reading import each_asked_once
from pcmt.prepared.rows import Rows
from pcmt.prepared.unchanged import Unchanged

__all__ = ["Prepared", "Rows", "Unchanged", "each_asked_once"]
