"""What the reader is sure of, to be adopted at once: what would become of each, and why some is left for a person."""

from dataclasses import dataclass

from django.utils import timezone

from pcmt.documents import queries as documents
from pcmt.plans import queries as plans
from pcmt.web.documents.cards import Card, card

THRESHOLDS = (95, 90, 85, 80)
"""From how sure on, in percent, many may be adopted at once."""


@dataclass(frozen=True)
class Row:
    """A suggestion that would be adopted, or that is left, `left` saying why."""

    card: Card
    proposal: plans.Proposal
    left: str = ""


def most_sure(view: documents.DocumentView, plan: plans.PlanView | None) -> tuple[int, int] | None:
    """This will give the highest threshold from which something would be adopted at once, and how many there are."""
    ready = [row.card.item.confidence for row in rows_of(view, THRESHOLDS[-1], plan) if not row.left]
    counts = ((least, sum(confidence >= least * 10 for confidence in ready)) for least in THRESHOLDS)
    return next(((least, count) for least, count in counts if count), None)


def rows_of(view: documents.DocumentView, least: int, plan: plans.PlanView | None) -> list[Row]:
    """This will list what waits and is at least as sure as `least` (percent), with why some of it is left."""
    sure = [one for one in view.suggestions if one.is_open and not one.by_hand and one.confidence >= least * 10]
    found = plans.propose(
        sure,
        sentences={item.id: documents.sentence(view, item) for item in sure},
        limits={item.id: documents.time_limit(view, item) for item in sure},
        on=timezone.localdate(),
        horizon_to=plan.horizon_to if plan else None,
        plan_id=plan.id if plan else None,
    )
    return [Row(card(view, item), found[item.id], _why_left(item, found[item.id])) for item in sure]


def _why_left(item: documents.SuggestionView, proposal: plans.Proposal) -> str:
    if item.scanned_page and item.kind == "target":
        return f"chữ đọc từ ảnh quét, đối chiếu con số với ảnh trang {item.scanned_page}"
    if proposal.gaps:
        return f"còn thiếu {', '.join(proposal.gaps)}"
    if proposal.known:
        return f"kế hoạch đã có “{proposal.known.label[:80]}”: {proposal.known.why}"
    if isinstance(proposal, plans.TargetProposal):
        return proposal.doubt
    return "" if proposal.lead_parties.ids else "cơ quan chủ trì chưa có trong danh mục, cần chọn"
