"""How a province judges its tasks: rule data."""

from dataclasses import dataclass, field

from pcmt.kernel.source import Source


@dataclass(frozen=True)
class TaskRules:
    """late_stays_late: more time that was asked for after the deadline does not undo that the deadline was missed."""

    late_stays_late: bool = True
    source: Source = field(default_factory=lambda: Source(""))
