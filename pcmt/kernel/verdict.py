"""What a package answers when asked whether an actor could do something with one of its things."""

from dataclasses import dataclass

from pcmt.kernel.actor import Decision


@dataclass(frozen=True)
class Verdict:
    """The same answers that the action itself would get, one after the other.

    seen: whether the thing is there for the actor; where it is not, it answers as if it were not. decision: the
    policy's. obstacle: what else stands in the way now, its state or whose hands it went through; empty where nothing.
    """

    seen: bool
    decision: Decision
    obstacle: str = ""

    @property
    def allowed(self) -> bool:
        """Whether the action would begin."""
        return self.seen and bool(self.decision) and not self.obstacle
