"""The anchors that are kept: where the chain ended on each day."""

from dataclasses import dataclass
from datetime import date, datetime

from pcmt.journal import policy
from pcmt.journal.models import Anchor
from pcmt.journal.rules.anchor import AnchorText, grouped, read, written
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@dataclass(frozen=True)
class AnchorView:
    """The end of the chain on a day: how many entries were sealed, and the last link."""

    day: date
    position: int
    link: str
    made_at: datetime

    @property
    def groups(self) -> str:
        """The link in groups of eight digits, for the eye."""
        return grouped(self.link)

    def text(self, installation: str) -> str:
        """This will write it as it is printed or sent out; installation: which system it is an anchor of."""
        return written(self.day, self.position, self.link, installation)


def anchors(actor: Actor, *, limit: int = 400) -> tuple[AnchorView, ...]:
    """This will list the anchors, newest first, to who may look into the journal; else none."""
    if not policy.may_view(actor):
        return ()
    return tuple(_view(row) for row in Anchor.objects.order_by("-day")[:limit])


def anchor_of(actor: Actor, day: date) -> AnchorView:
    """This will give one day's anchor; raises NotFound where there is none, or none for this actor."""
    row = Anchor.objects.filter(day=day).first() if policy.may_view(actor) else None
    if row is None:
        raise NotFound(f"Không có điểm neo nhật ký ngày {day:%d/%m/%Y}.")
    return _view(row)


def last_anchored() -> date | None:
    """This will give the last day that has an anchor."""
    return Anchor.objects.order_by("-day").values_list("day", flat=True).first()


def read_anchor(text: str) -> AnchorText:
    """This will read an anchor that was kept elsewhere: its text, or the bare 64 digits; refuses anything else."""
    found = read(text)
    if found is None:
        raise Refusal(
            "Không đọc được điểm neo: cần tệp điểm neo, hoặc 64 chữ số hệ mười sáu của mã niêm phong.",
            remedy="Dùng nguyên văn tệp tải từ trang Điểm neo, hoặc gõ lại đủ tám nhóm tám ký tự.",
        )
    return found


def _view(row: Anchor) -> AnchorView:
    return AnchorView(row.day, row.position, row.link, row.made_at)
