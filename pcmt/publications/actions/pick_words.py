"""Draw a report's points from what agencies wrote: picked, put together, worded anew, with their sources kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.publications.access import lifecycle, report_for
from pcmt.publications.binding import bind
from pcmt.publications.drawing import keep_points
from pcmt.publications.models import Report
from pcmt.publications.rules.content import from_json
from pcmt.publications.rules.points import Point, Source
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import Sayer
from pcmt.rulebook.queries import AgencyWordsBlock, book

LONGEST, MOST_POINTS = 2_000, 200


@dataclass(frozen=True)
class Picked:
    """One point: the office's wording, and the identifiers of the words of agencies behind it."""

    text: str
    words: tuple[int, ...]


@transaction.atomic
def pick_words(
    *, report_id: int, block: str, points: Sequence[Picked], version: int, actor: Actor, at: datetime
) -> int:
    """This will put points in place of those that a block of agencies' words has, and return the report's new version.

    While a block has points, the report prints these, with whose they are, and not all that agencies wrote; without any
    it prints everything again. Each point rests on words of closed reports of the block's form, field and period, and
    keeps them as they stand now. version: the one that the writer saw.
    """
    report = report_for(actor, report_id, "publications.pick_words", lock=True)

    target = lifecycle().after(report.state, "pick_words")
    asked = book().layout_by_id(report.layout_id).block(block)
    if not isinstance(asked, AgencyWordsBlock) or report.corrects_id is not None:
        raise NotFound("Báo cáo không có phần ý kiến này.")
    _check_texts(points)
    if version != report.version:
        raise Refusal(
            "Báo cáo vừa được người khác sửa.",
            remedy="Tải lại trang để xem nội dung mới rồi chọn lại.",
            code="stale",
        )
    said = reporting.said(actor, {one for point in points for one in point.words})
    drawn = [Point(" ".join(one.text.split()), _sources(one, said, asked, report)) for one in points]

    keep_points(report, block, drawn)
    report.version += 1
    report.state = target
    report.save(update_fields=["version", "state"])
    bind(report, from_json(report.content))

    record(
        action="publications.pick_words",
        subject=f"report:{report.pk}",
        actor=actor,
        at=at,
        after={"block": block, "points": len(drawn), "version": report.version},
    )
    return report.version


def _check_texts(points: Sequence[Picked]) -> None:
    if len(points) > MOST_POINTS:
        raise Refusal(
            f"Một phần của báo cáo không quá {MOST_POINTS} ý.",
            remedy="Gộp các ý gần nhau rồi ghi lại.",
            code="too_many",
        )
    if any(not one.text.strip() for one in points):
        raise Refusal("Có ý chưa ghi lời văn.", remedy="Ghi lời văn, hoặc bỏ ý đó khỏi báo cáo.", code="empty")
    if any(len(one.text) > LONGEST for one in points):
        raise Refusal(f"Có ý dài quá {LONGEST} ký tự.", remedy="Rút gọn, hoặc tách thành nhiều ý.", code="too_long")


def _sources(point: Picked, said: dict[int, Sayer], asked: AgencyWordsBlock, report: Report) -> tuple[Source, ...]:
    period = Period.parse(report.period)
    found = [said[one] for one in dict.fromkeys(point.words) if one in said and _fits(said[one], asked, period)]
    if not found or len(found) != len(set(point.words)):
        raise Refusal(
            "Có ý dựa trên lời văn không thuộc báo cáo đã chốt của kỳ này.",
            remedy="Tải lại trang rồi chọn lại từ danh sách; báo cáo đang đính chính thì chờ chốt.",
            code="not_closed",
        )
    return tuple(Source(one.words_id, one.revision, one.unit, one.period.name_inside, one.said) for one in found)


def _fits(one: Sayer, asked: AgencyWordsBlock, period: Period) -> bool:
    inside = period.first_day <= one.period.first_day and one.period.last_day <= period.last_day
    return one.is_closed and inside and (one.form_code, one.field) == (asked.form, asked.field)
