"""Lifecycles: which states a thing can be in, which moves lead on, and whose hands must differ."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pcmt.kernel.refusal import Need, Refusal


@dataclass(frozen=True)
class State:
    """A state with its Vietnamese label and its tone on the screen: met, on, late, risk or void."""

    code: str
    label: str
    tone: str


@dataclass(frozen=True)
class Move:
    """A move between states; `permission` is the action's name, `apart_from` the moves that other hands must make.

    while_open: it is not made once the period is closed. proven_now: whoever makes it proves anew who they are.
    """

    code: str
    label: str
    sources: frozenset[str]
    target: str
    permission: str
    apart_from: frozenset[str] = frozenset()
    needs_reason: bool = False
    while_open: bool = False
    proven_now: bool = False


class CannotMove(Refusal):
    """This will say that a thing's state does not allow a move, and which moves it does allow."""

    code = "cannot_move"


class SamePerson(Refusal):
    """This will say that one person may not do both of two steps."""

    code = "same_person"


@dataclass(frozen=True)
class Lifecycle:
    """States and moves by code; the first state is where a thing begins."""

    code: str
    states: Mapping[str, State]
    moves: Mapping[str, Move]

    @property
    def start(self) -> str:
        """The state in which a thing begins."""
        return next(iter(self.states))

    def after(self, state: str, move: str, *, never: Collection[str] = ()) -> str:
        """This will give the state that a move leads to; raises CannotMove where the state does not allow it.

        never: moves that this thing cannot make in any state, which a refusal therefore does not offer.
        """
        step = self.moves[move]
        if state not in step.sources:
            open_moves = [one.label for one in self.moves.values() if state in one.sources and one.code not in never]
            raise CannotMove(
                f"Không thể {step.label.lower()}: đang ở trạng thái “{self.states[state].label}”.",
                remedy=f"Việc có thể làm lúc này: {', '.join(open_moves).lower()}." if open_moves else "",
            )
        return step.target

    def check_hands(
        self, move: str, hands: Collection[int], done_by: Mapping[str, frozenset[int]], needs: Need | None = None
    ) -> None:
        """This will refuse with SamePerson where one of these hands made a move from which this one must stay apart.

        hands: the persons by and for whom the move is made. done_by: move code → the persons who made it in the
        present round. needs: what others must hold to make it instead.
        """
        step = self.moves[move]
        for other in sorted(step.apart_from):
            if done_by.get(other, frozenset()).intersection(hands):
                raise SamePerson(
                    f"Người đã “{self.moves[other].label.lower()}” không được “{step.label.lower()}” cùng hồ sơ này.",
                    remedy="Đề nghị người khác có thẩm quyền thực hiện bước này.",
                    needs=needs or Need(step.permission),
                )
