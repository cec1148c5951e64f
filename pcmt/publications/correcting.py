"""Filling a report that corrects an issued one: what has changed since, old and new figure side by side, with why."""

from collections.abc import Sequence
from datetime import datetime

from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.publications.later import LaterValue, changed_since
from pcmt.publications.models import Report
from pcmt.publications.rules.content import OwnWords, Part, Piece, Sentence
from pcmt.publications.rules.mending import Mended, table_of
from pcmt.publications.rules.places import text_places
from pcmt.reporting.queries import LaterFigure
from pcmt.rulebook.queries import book
from vanban.text import format_date

OPENING, TABLE, CAUSE, CLOSING = "mo-dau", "dinh-chinh", "nguyen-nhan", "ket"
WHY_TOLD = 3
NO_CORRECTION = "Cách tính, thứ tự trong bảng hoặc tình hình gửi báo cáo thay đổi"


class NothingChanged(Refusal):
    """This will say that an issued report needs no correction."""

    code = "nothing_changed"


def correction_of(corrected: Report, actor: Actor, at: datetime) -> tuple[str, tuple[Part, ...], tuple[Mended, ...]]:
    """This will give title, parts and figures of a report that corrects another; NothingChanged where none differs."""
    mended = tuple(_mended(one) for one in changed_since(corrected, actor, at))
    if not mended:
        raise NothingChanged(
            "Báo cáo này không có số liệu nào thay đổi so với lần phát hành, đính chính gần nhất.",
            remedy="Chỉ lập báo cáo đính chính khi trang báo cáo liệt kê số liệu đã thay đổi.",
        )
    words, places = book().corrections, _places(corrected, len(mended))
    parts: list[Part] = [
        Sentence(OPENING, (Piece(words.opening.format(**places)),)),
        table_of(TABLE, words.caption.format(**places), mended),
        OwnWords(CAUSE, *words.cause, required=False, suggested=""),
        *(
            Sentence(f"{CLOSING}-{number}", (Piece(text.format(**places)),))
            for number, text in enumerate(words.closing, 1)
        ),
    ]
    return words.title.format(**places), tuple(parts), mended


def _places(corrected: Report, count: int) -> dict[str, str]:
    period = Period.parse(corrected.period)
    assert corrected.issued_on is not None
    return {
        "province": text_places(areas.area(corrected.area_id, period.last_day), period)["province"],
        "label": book().layout_by_id(corrected.layout_id).label,
        "title": corrected.title,
        "number": corrected.number,
        "issued_on": format_date(corrected.issued_on),
        "period": period.name_inside,
        "count": str(count),
        "time": str(corrected.corrections.filter(document__isnull=False).count() + 1),
    }


def _mended(one: LaterValue) -> Mended:
    return Mended(one.block, one.key, one.where, one.reference, one.before, one.now, _why(one.by))


def _why(by: Sequence[LaterFigure]) -> str:
    """Which units changed their figures, and why: no figure of a unit is told, since not every reader may see it."""
    told = list(dict.fromkeys(f"{one.area_name}, {one.period.name_inside}: {one.reason or one.label}" for one in by))
    more = f"; và {len(told) - WHY_TOLD} thay đổi khác" if len(told) > WHY_TOLD else ""
    return "; ".join(told[:WHY_TOLD]) + more if told else NO_CORRECTION
