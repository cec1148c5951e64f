"""What stands on an event by the time it is undone: said one by one, and who may decide to lose it.

Two sorts. What is **official** (signed, sent, decided by a paper, or simply not known here) must be dealt with by hand
first: nothing of it is ever lost by undoing. The rest came of using the system in the new units, as a role given there
since; it goes with the event where somebody has read the list and says so.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model

from pcmt.kernel.refusal import Refusal

REMEDY = "Xử lý hoặc gỡ phần phát sinh sau trước, rồi hoàn tác; hoặc ghi nhận một sự kiện mới."
SHOWN = 20


class StandsOn(Refusal):
    """This will say that something later stands on what would be taken back."""

    code = "stands_on"


class WouldLose(StandsOn):
    """This will say what undoing would lose, where nothing official is among it: somebody has to decide.

    `losses` in Vietnamese; `digest` stands for all of them and goes back with the decision.
    """

    code = "would_lose"

    def __init__(self, losses: tuple[str, ...], digest: str) -> None:
        super().__init__(
            f"Hoàn tác sẽ làm mất {len(losses)} mục phát sinh sau sự kiện: {listed(losses)}.",
            remedy="Không có mục nào là văn bản, chữ ký hay số liệu đã gửi. Đồng ý bỏ các mục này rồi hoàn tác.",
            where=f"mã đồng ý: {digest}",
        )
        self.losses = losses
        self.digest = digest


@dataclass(frozen=True)
class Loss:
    """One thing that undoing would lose, in Vietnamese; reference: what the journal keeps of it ("post:5")."""

    told: str
    official: bool
    reference: str = ""


class Losses:
    """What is found while an event is taken back. names: what rows are called, by the label of their model."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.found: list[Loss] = []
        self._left: set[tuple[str, object]] = set()

    def stands(self, told: str) -> None:
        """This will note something official that stands in the way."""
        self.found.append(Loss(told, official=True))

    def leave(self, row: Model) -> None:
        """This will remember a row of the event's own that stays as it is: what it hangs on is not told once more."""
        self._left.add((row._meta.label, row.pk))

    def besides_left(self, rows: Iterable[Model]) -> list[Model]:
        """This will give those of some rows that did not stay for a reason told already."""
        return [row for row in rows if (row._meta.label, row.pk) not in self._left]

    def rows_stand(self, told: str, rows: Iterable[Model]) -> None:
        """This will note rows that hang on a thing, counted by what they are: "chức vụ Chủ tịch: 2 chữ ký"."""
        counts = Counter(self.names.get(row._meta.label, "mục dữ liệu khác") for row in rows)
        self.stands(f"{told}: {', '.join(f'{count} {name}' for name, count in sorted(counts.items()))}")

    def lose(self, told: str, row: Model) -> None:
        """This will let a row go that nothing official hangs on."""
        self.let_go(told, f"{row._meta.model_name}:{row.pk}")
        row.delete()

    def let_go(self, told: str, reference: str = "") -> None:
        """This will note something that goes with the event; reference: by what the journal knows it."""
        self.found.append(Loss(told, official=False, reference=reference))

    @property
    def digest(self) -> str:
        """What a person has read when they agree to lose it."""
        return hashlib.sha256("\n".join(one.told for one in self.found).encode()).hexdigest()[:16]

    def require(self, agreed: str) -> None:
        """This will refuse where something official stands in the way, or where nobody agreed to lose the rest."""
        official = tuple(dict.fromkeys(one.told for one in self.found if one.official))
        if official:
            message = f"Không thể hoàn tác vì những gì phát sinh sau sự kiện: {listed(official)}."
            raise StandsOn(message, remedy=REMEDY)
        if self.found and agreed != self.digest:
            raise WouldLose(tuple(one.told for one in self.found), self.digest)


def listed(losses: tuple[str, ...]) -> str:
    """This will list what would be lost, the first of many."""
    more = f"; và {len(losses) - SHOWN} mục khác" if len(losses) > SHOWN else ""
    return "; ".join(losses[:SHOWN]) + more
