"""Whether one person would come to hold both sides of what the rulebook keeps apart."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal


class Apart(Protocol):
    """Two groups of permissions to be kept apart; `strict` where no reason makes up for it."""

    @property
    def why(self) -> str:
        """Why they are kept apart, in Vietnamese."""

    @property
    def strict(self) -> bool:
        """Whether no reason makes up for it."""

    def met_by(self, permissions: frozenset[str]) -> bool:
        """Whether these permissions lie on both sides."""


Rule = TypeVar("Rule", bound=Apart)


class BothSides(Refusal):
    """This will say which duties would meet in one hand; where a reason makes up for it, giving one goes on."""

    code = "both_sides"


def newly_met(rules: Iterable[Rule], held: frozenset[str], added: frozenset[str]) -> tuple[Rule, ...]:
    """This will give the rules whose two sides meet only through what is added."""
    return tuple(rule for rule in rules if rule.met_by(held | added) and not rule.met_by(held))


def check_apart(rules: Iterable[Rule], held: frozenset[str], added: frozenset[str], reason: str) -> tuple[Rule, ...]:
    """This will refuse what meets in one hand: always where the rule is strict, else unless a reason is given.

    Returns the rules that were met with a reason, for the journal.
    """
    met = newly_met(rules, held, added)
    strict = [rule for rule in met if rule.strict]
    told = " ".join(rule.why[:1].upper() + rule.why[1:] for rule in strict or met)
    if strict:
        raise BothSides(
            f"Không thể để một người giữ cả hai bên: {told}",
            remedy="Giao việc này cho người khác, hoặc thu hồi vai trò kia trước.",
        )
    if met and not as_reason(reason):
        message = f"Người này sẽ giữ cả hai bên của việc phải tách người: {told}"
        raise BothSides(
            message,
            remedy="Ghi lý do nếu vẫn giao; trên cùng một hồ sơ, hệ thống vẫn không cho một người làm cả hai bước.",
            fields={"reason": message},
        )
    return met
