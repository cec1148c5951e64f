"""Load a province with its history."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from pcmt.areas import loading
from pcmt.areas.policy import may_change
from pcmt.areas.rules.history import CHANGE, History, history_of
from pcmt.areas.shipped import shipped_facts
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date

KNOWN_SINCE = date(2024, 1, 1)


@dataclass(frozen=True)
class Loaded:
    """What was written: identities that are new, versions, steps from old to new units; all zero where all was there.

    `digest` is the SHA-256 of the history laid over the map.
    """

    area_id: int
    areas: int
    versions: int
    successions: int
    digest: str


@transaction.atomic
def load_province(*, code: str, known_since: date = KNOWN_SINCE, actor: Actor, at: datetime) -> Loaded:
    """This will put a province of the table of facts on the map, with what it was made of on 30/6/2025 and since.

    known_since: the first day on which the units of 30/6/2025 shall stand, as the table does not tell theirs.
    What is on the map already and agrees stays (a province just opened, a second load); refuses where it does not.
    """
    may_change(actor, "load_province").require()

    if known_since >= CHANGE:
        raise Refusal(
            f"Bản đồ cũ phải bắt đầu trước ngày {format_date(CHANGE)}.",
            remedy="Chọn một ngày sớm hơn.",
        )
    history = history_of(code, shipped_facts(), known_since)
    if history is None:
        raise NotFound(
            f"Bảng danh mục không có tỉnh, thành phố mã {code}.",
            remedy="Dùng mã hai chữ số của một trong 34 tỉnh, thành phố hiện nay, ví dụ 44.",
        )
    layer = loading.layer_over(history)

    ids = loading.write(layer)
    loaded = Loaded(
        area_id=ids[history.lives[0].key],
        areas=len(ids) - len(layer.held),
        versions=sum(len(stretches) for _, stretches in layer.added),
        successions=len(layer.handovers),
        digest=_digest(history),
    )

    if not layer.is_empty:
        record(
            action="areas.load_province",
            subject=f"area:{loaded.area_id}",
            actor=actor,
            at=at,
            after={"code": code, **asdict(loaded), "moved_back": [row.pk for row, _ in layer.earlier]},
        )
    return loaded


def _digest(history: History) -> str:
    text = json.dumps(asdict(history), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
