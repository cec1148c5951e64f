"""What has changed since a report was bound: every printed figure that would now be another, and by which correction.

The report itself keeps its figures. It is filled once more beside it, from what is closed today, and compared.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pcmt.areas import queries as areas
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind, Period
from pcmt.publications.composing import column_periods, compose_parts
from pcmt.publications.models import Report
from pcmt.publications.rules.content import Part, Piece, Sentence, Table, figures, from_json
from pcmt.publications.rules.mending import Place, said_last
from pcmt.publications.rules.mending import from_json as from_kept
from pcmt.publications.rules.places import text_places
from pcmt.publications.sources import ProvinceSources
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import LaterFigure
from pcmt.rulebook.queries import book

VALUE = "value:"
WORDS_SHOWN = 60
"""So many letters of a sentence are told on each side of a figure."""


@dataclass(frozen=True)
class LaterValue:
    """One printed figure that would be another now: where it stands in the report, from what to what, and why.

    key: the place in its block. before: as printed, or as a correcting report that was issued since has it. now: ""
    where it would not be printed any more (another commune stands in its row). by: the closed figures that changed it,
    newest first; empty where no figure did (a rule or the plan has changed).
    """

    block: str
    key: str
    where: str
    reference: str
    before: str
    now: str
    by: tuple[LaterFigure, ...]


def changed_since(row: Report, actor: Actor, at: datetime) -> tuple[LaterValue, ...]:
    """This will list what differs now from a report's own figures, in the order of the report.

    What a correcting report has said of a figure stands for what was printed first.
    """
    said_since, since = said_again(row)
    printed, fresh = from_json(row.content), _filled_now(row, actor, at)
    now = _by_figure(fresh)
    places, said = _places(printed), _said_together(printed)
    seen: Counter[tuple[str, str]] = Counter()
    found: list[LaterValue] = []
    for block, key, piece in figures(printed):
        figure = (block, piece.ref)
        texts, place = now.get(figure, []), seen[figure]
        seen[figure] += 1
        fresh_text = texts[place] if place < len(texts) else ""
        before = said_since.get((block, key), piece.text)
        if piece.ref.startswith(VALUE) and before != fresh_text:
            by = _corrections(said.get(figure, (piece.ref,)), row, since, actor)
            where = places.get((block, key), "")
            found.append(LaterValue(block, key, where, piece.ref, before, fresh_text, by))
    return tuple(found)


def said_again(row: Report) -> tuple[dict[Place, str], datetime]:
    """This will give what issued corrections of a report say of its figures, and since when these stand (one query)."""
    issued = list(row.corrections.filter(document__isnull=False).order_by("id"))
    return said_last(from_kept(one.mended) for one in issued), issued[-1].composed_at if issued else row.composed_at


def spans_of(row: Report) -> tuple[Period, ...]:
    """This will list every period whose figures a report can print: its columns', with what they are made of."""
    found: dict[Period, None] = {}
    for column, _ in column_periods(Period.parse(row.period)).values():
        found |= dict.fromkeys([column, *column.months()])
        for month in column.months():
            holding = (month.enclosing(kind) for kind in (Kind.QUARTER, Kind.HALF, Kind.YEAR))
            found |= dict.fromkeys(one for whole in holding for one in (whole, whole.previous()))
    return tuple(found)


def _filled_now(row: Report, actor: Actor, at: datetime) -> Sequence[Part]:
    period, rule = Period.parse(row.period), book().layout_by_id(row.layout_id)
    province = areas.area(row.area_id, period.last_day)
    sources = ProvinceSources(province, period, rule.blocks, actor, at)
    return compose_parts(rule.blocks, sources, period, text_places(province, period))


def _by_figure(parts: Sequence[Part]) -> dict[tuple[str, str], list[str]]:
    """What each block says of each figure, in its order: a sentence may say one figure in two ways."""
    found: dict[tuple[str, str], list[str]] = {}
    for block, _, piece in figures(parts):
        found.setdefault((block, piece.ref), []).append(piece.text)
    return found


def _said_together(parts: Sequence[Part]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The figures of one thing in one sentence: “giảm 3 người so với cùng kỳ” hangs on both of its periods."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for part in parts:
        if isinstance(part, Sentence):
            refs = dict.fromkeys(piece.ref for piece in part.pieces if piece.ref.startswith(VALUE))
            for ref in refs:
                of_one = tuple(one for one in refs if _thing(one) == _thing(ref))
                found[part.code, ref] = of_one
    return found


def _thing(reference: str) -> str:
    """What a value is of, without its period: `value:T1b/1`."""
    return reference.rpartition("/")[0]


def _corrections(references: Sequence[str], row: Report, since: datetime, actor: Actor) -> tuple[LaterFigure, ...]:
    """The closed figures behind values of one thing that changed after the report was bound, as far as its reader may
    see them.
    """
    code, area, _ = references[0].removeprefix(VALUE).split("/")
    area_id, on = int(area), Period.parse(row.period).last_day
    periods = [Period.parse(one.rpartition("/")[2]) for one in references]
    readings = [one for value in indicators.series(code, area_id, periods, on) for one in value.readings]
    sight = reporting.sight_of(actor)
    elements: set[str] = set()
    spans: dict[Period, None] = {}
    for reading in readings:
        codes, some = indicators.kept_under(reading.code, reading.period, on)
        elements |= {one for one in codes if sight.covers(one, area_id)}
        spans |= dict.fromkeys(some)
    only = None if area_id == row.area_id else {area_id}
    return reporting.later_figures(elements, spans, since, area_ids=only) if elements else ()


def _places(parts: Sequence[Part]) -> Mapping[tuple[str, str], str]:
    """Where each piece stands, as a reader finds it: the row and the column of its table, or the sentence."""
    found: dict[tuple[str, str], str] = {}
    for part in parts:
        match part:
            case Table(code, titles=titles, rows=rows):
                for row, cells in enumerate(rows):
                    name = next((one.text for one in cells if one.text and not one.text.isdecimal()), "")
                    found |= {(code, f"{row}.{place}"): f"{name} – {title}" for place, title in enumerate(titles)}
            case Sentence(code, pieces):
                found |= {(code, str(place)): _around(pieces, place) for place in range(len(pieces))}
    return found


def _around(pieces: Sequence[Piece], place: int) -> str:
    """A sentence as far as it takes to find the figure in it."""
    before = "".join(piece.text for piece in pieces[:place])
    after = "".join(piece.text for piece in pieces[place + 1 :])
    head = before if len(before) <= WORDS_SHOWN else "…" + before[-WORDS_SHOWN:].partition(" ")[2]
    tail = after if len(after) <= WORDS_SHOWN else after[:WORDS_SHOWN].rpartition(" ")[0] + " …"
    return f"“{head}{pieces[place].text}{tail}”"
