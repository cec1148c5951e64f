"""Evidence as a page tells it: a figure by its name and value, never by its bare reference."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans import queries as plans
from pcmt.trace import queries as trace

UNSEEN = "số liệu anh/chị không được xem hoặc không còn tính được"


def told(said: Sequence[plans.ProgressView], actor: Actor, at: datetime) -> tuple[plans.ProgressView, ...]:
    """This will give reports whose figures are told as the actor may see them now; each figure is asked for once."""
    links = {piece.link for one in said for piece in one.evidence if piece.kind == "figure"}
    titles = {link: title_of(link, actor, at) for link in links}
    return tuple(
        replace(one, evidence=tuple(_piece(piece, titles) for piece in one.evidence)) if one.evidence else one
        for one in said
    )


def title_of(reference: str, actor: Actor, at: datetime) -> str:
    """This will tell a figure with its value, place and period: "Tỷ lệ …: 62,5 % – tỉnh …, năm 2026"; "" if unseen."""
    try:
        return trace.trace(reference, actor, at).title
    except Refusal:
        return ""


def _piece(piece: plans.EvidenceView, titles: dict[str, str]) -> plans.EvidenceView:
    if piece.kind != "figure":
        return piece
    title = titles[piece.link]
    return replace(piece, label=title or UNSEEN, link=piece.link if title else "")
