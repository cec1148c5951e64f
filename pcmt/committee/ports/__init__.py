"""What committee lets higher packages do: offer things on which a leader may give an opinion (ý kiến chỉ đạo).

A higher package offers a `Subject`; settings.COMMITTEE_SUBJECTS is the one table of them. What a package below keeps
(documents, plans, tasks) needs none.
"""

from datetime import date
from typing import Protocol

from pcmt.kernel.actor import Actor


class Subject(Protocol):
    """A kind of thing kept above, known by its identifier (official reports, the reports of communes)."""

    @property
    def kind(self) -> str:
        """What stands before its identifier in a reference: "report"."""

    @property
    def label(self) -> str:
        """What it is, in Vietnamese."""

    def title(self, actor: Actor, subject_id: int, on: date) -> str:
        """This will name one of them as it is called now; NotFound where the actor may not see it."""
