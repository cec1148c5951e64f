"""One thing to do, as the desk shows it."""

from dataclasses import dataclass
from datetime import date

from pcmt.web.components import State
from pcmt.web.formats.figures import date_text


@dataclass(frozen=True)
class Chore:
    """One thing to do. `due_on` None: it waits without a day. `warning` tells what is wrong, where something is."""

    title: str
    text: str
    action: str
    url: str
    due_on: date | None = None
    warning: State | None = None

    def is_for(self, on: date) -> bool:
        """This will tell whether it is to be done by that day."""
        return self.due_on is not None and self.due_on <= on

    def when(self, on: date) -> State | str:
        """This will say by when: the warning, "hôm nay", a day, or nothing."""
        if self.warning:
            return self.warning
        if self.due_on is None:
            return ""
        return past(self.due_on, on) or ("hôm nay" if self.due_on == on else date_text(self.due_on))


def past(due: date, on: date) -> State | None:
    """This will say how long something is overdue, None where it is not."""
    return State("risk", f"quá hạn {(on - due).days} ngày") if due < on else None
