"""The page on which an official report's points are drawn from what agencies wrote."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.publications import queries
from pcmt.publications.actions.pick_words import LONGEST, MOST_POINTS, Picked, pick_words
from pcmt.publications.queries import Point, ReportView
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import GatheredGroup, GatheredWords, Narrowing
from pcmt.rulebook.queries import AgencyWordsBlock
from pcmt.web.reporting.forms import read_version
from pcmt.web.views import ActorRequest, page

WORDS = re.compile(r"[1-9]\d{0,17}(?:\.[1-9]\d{0,17}){0,4000}")
ADD, MERGE = "add", "merge"


class NothingMarked(Refusal):
    """This will say that one asked for groups to be taken over and marked none."""

    def __init__(self) -> None:
        super().__init__(
            "Chưa đánh dấu nhóm ý nào nên chưa ghi gì.",
            remedy="Đánh dấu “Chọn” ở các nhóm ý bên dưới. Chỉ sửa ý đã có: bấm “Ghi các ý trên”.",
        )


@dataclass(frozen=True)
class Drawn:
    """A point as the page shows it: its text, the identifiers behind it, whose words, and those changed since."""

    text: str
    words: str
    whose: str
    sources: Sequence[tuple[str, str, str, str]]
    """Reference, unit and period, what was said, and what became of it since."""


@dataclass(frozen=True)
class Offered:
    """A group that can be picked: `value` is what its box sends, identifiers and wording. is_used: all are cited."""

    group: GatheredGroup
    value: str
    is_used: bool


@page("publications.pick_words")
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: ActorRequest, report_id: int, block: str) -> HttpResponse:
    """This will show the points of a block beside what agencies wrote, and keep what is picked and worded."""
    view = queries.report(request.actor, report_id)
    asked = view.layout.block(block)
    if not isinstance(asked, AgencyWordsBlock) or view.corrects:
        raise NotFound
    refusal: Refusal | None = None
    points = [Picked(one.text, tuple(it.words_id for it in one.sources)) for one in view.points.get(block, ())]
    if request.method == "POST":
        points = read_points(request.POST)
        try:
            if marked_nothing(request.POST):
                raise NothingMarked
            pick_words(
                report_id=report_id,
                block=block,
                points=points,
                version=read_version(request.POST) or 0,
                actor=request.actor,
                at=timezone.now(),
            )
        except (NotFound, NotAllowed):
            raise
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, told(len(points)))
            return redirect("publications.pick_words", report_id, block)
    found = _gathered(request, view, asked)
    values = {
        "title": f"Chọn ý kiến: {asked.heading or (found.field.label if found else block)}",
        "view": view,
        "block": block,
        "found": found,
        "drawn": _drawn(request, points, view.points.get(block, ())),
        "offered": offered(found.groups if found else (), points),
        "open": any(move.code == "pick_words" and not move.refused for move in view.moves),
        "refusal": refusal,
        "longest": LONGEST,
    }
    return render(request, "publications/pick_words.html", values, status=409 if refusal else 200)


def told(count: int) -> str:
    """This will say what was kept."""
    return f"Đã ghi {count} ý vào báo cáo." if count else "Báo cáo in lại nguyên văn ý kiến của từng đơn vị."


def read_points(sent: QueryDict) -> list[Picked]:
    """This will read the points that stand, in the order asked for, and those picked anew, but nothing else.

    A point that was ticked away goes; one that was emptied stays, to be refused. Those picked come as a point each, or
    put together as one.
    """
    kept: list[tuple[int, int, Picked]] = []
    for number in range(1, MOST_POINTS + 2):
        words = read_words(sent.get(f"words-{number}", ""))
        text = sent.get(f"text-{number}", "").strip()
        if words and not sent.get(f"drop-{number}"):
            order = sent.get(f"order-{number}", "").strip()
            place = int(order) if order.isascii() and order.isdecimal() and len(order) < len("1000") else number
            kept.append((place, number, Picked(text, words)))
    added = []
    for value in sent.getlist("pick") if sent.get("do") in (ADD, MERGE) else ():
        ids, _, text = value.partition(" ")
        if words := read_words(ids):
            added.append(Picked(text.strip(), words))
    if sent.get("do") == MERGE and added:
        added = [Picked(added[0].text, tuple(dict.fromkeys(word for one in added for word in one.words)))]
    return [point for *_, point in sorted(kept, key=lambda one: one[:2])] + added


def marked_nothing(sent: QueryDict) -> bool:
    """This will tell whether groups were to be taken over, but none is marked."""
    return sent.get("do") in (ADD, MERGE) and not any(
        read_words(value.partition(" ")[0]) for value in sent.getlist("pick")
    )


def read_words(text: str) -> tuple[int, ...]:
    """This will read identifiers, `12.15.19`; none where the text is anything else."""
    return tuple(dict.fromkeys(map(int, text.split(".")))) if WORDS.fullmatch(text) else ()


def offered(groups: Sequence[GatheredGroup], points: Sequence[Picked]) -> list[Offered]:
    """This will offer each group, and tell of which all words stand behind points already."""
    used = {word for point in points for word in point.words}
    found = []
    for group in groups:
        ids = [one.words_id for one in group.sayers]
        found.append(Offered(group, f"{'.'.join(map(str, ids))} {group.title}", is_used=used.issuperset(ids)))
    return found


def _gathered(request: ActorRequest, view: ReportView, asked: AgencyWordsBlock) -> GatheredWords | None:
    span = view.row.period
    known = reporting.periods_known(asked.form)
    inside = [one for one in known if span.first_day <= one.first_day and one.last_day <= span.last_day]
    return reporting.gathered(request.actor, asked.form, inside, asked.field, Narrowing(closed_only=True))


def _drawn(request: ActorRequest, points: Sequence[Picked], kept: Sequence[Point]) -> list[Drawn]:
    """The points as the page shows them; what agencies changed since a point was drawn is told beside it."""
    now = reporting.said(request.actor, {word for point in points for word in point.words})
    then = {one.words_id: one for point in kept for one in point.sources}
    found = []
    for point in points:
        sources = []
        for word in point.words:
            old, new = then.get(word), now.get(word)
            unit = f"{new.unit} ({new.period.name_inside})" if new else f"{old.unit} ({old.period})" if old else ""
            since = ""
            if new is None or not new.is_closed:
                since = "báo cáo đang được đính chính"
            elif old is not None and new.revision != old.revision:
                since = "đơn vị đã sửa sau khi chọn"
            sources.append((f"words:{word}", unit, old.said if old else new.said if new else "", since))
        units: Mapping[str, None] = dict.fromkeys(unit.partition(" (")[0] for _, unit, _, _ in sources)
        ids = ".".join(map(str, point.words))
        found.append(Drawn(point.text, ids, ", ".join(units) if len(units) <= 3 else f"{len(units)} đơn vị", sources))
    return found
