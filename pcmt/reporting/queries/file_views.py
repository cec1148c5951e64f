"""What came, or would come, of a filled-in workbook: plain frozen values."""

from dataclasses import dataclass

from pcmt.reporting.queries.sheet_views import CellConflict
from pcmt.reporting.rules.checks import CheckResult
from workbook.blanks.spec import CellFault


@dataclass(frozen=True)
class Difference:
    """A field that the file changes: what is stored and what the file says, as they are typed."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class FileConflict:
    """A field that somebody else changed since the blank was taken. `field` names it in the decision."""

    field: str
    conflict: CellConflict


@dataclass(frozen=True)
class UnitTaken:
    """What came, or would come, of one unit's part of a file."""

    submission_id: int
    unit: str
    saved: int
    differences: tuple[Difference, ...]
    conflicts: tuple[FileConflict, ...]
    problems: tuple[CheckResult, ...]
    voided: tuple[str, ...]


@dataclass(frozen=True)
class Taken:
    """What came of a file: by unit, and what is wrong in it; `applied` where anything of it was saved."""

    form_label: str
    period_label: str
    units: tuple[UnitTaken, ...]
    faults: tuple[CellFault, ...]
    applied: bool

    @property
    def saved(self) -> int:
        """How many fields were, or would be, saved."""
        return sum(unit.saved for unit in self.units)

    @property
    def conflicts(self) -> tuple[FileConflict, ...]:
        """What somebody else changed meanwhile, of all units."""
        return tuple(one for unit in self.units for one in unit.conflicts)

    @property
    def is_clean(self) -> bool:
        """Whether all of it can be saved as it stands."""
        return not self.faults and not self.conflicts
