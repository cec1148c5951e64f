"""Tasks of which no report came: gathered by who leads in them, so that many silent agencies take few lines."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pcmt.committee.rules.review_lines import Judged, named
from pcmt.committee.rules.reviewing import BEHIND
from vanban.text import lower_first
from vanban.write import model

SILENT = "Chưa gửi báo cáo"
UNASKED = "Không được yêu cầu báo cáo trong đợt này"
PLACE = "mục "


def gathered(rows: Sequence[Judged]) -> Iterator[model.Block]:
    """This will tell tasks without a report in one table: who leads, where the plan gives them, how they are followed.

    Who was asked stands before who was not; agencies with the same tasks stand in one line.
    """
    if not rows:
        return
    asked = [one for one in rows if one.silent]
    rest = [one for one in rows if not one.silent]
    yield model.Paragraph(
        f"Trong đó, {len(rows)} nhiệm vụ chưa có báo cáo của cơ quan chủ trì; tình hình theo dõi như sau:"
    )
    columns = (
        model.Column("TT", weight=1, align="center"),
        model.Column("Cơ quan chủ trì", weight=5),
        model.Column("Nhiệm vụ", weight=6),
        model.Column("Số nhiệm vụ", weight=2, align="center"),
        model.Column("Theo dõi", weight=4),
    )
    table: list[model.Row | model.Band] = []
    number = 0
    for heading, owing in ((SILENT, _silent(asked)), (UNASKED, _unasked(rest))):
        if owing:
            table.append(model.Band(heading))
        for who, tasks in owing.items():
            number += 1
            told = Counter(lower_first(one.label) for one in tasks)
            followed = "; ".join(f"{label} {count}" for label, count in told.items())
            table.append((str(number), who, _where(tasks), str(len(tasks)), followed))
    yield model.Table(columns, tuple(table))


def behind(rows: Sequence[Judged]) -> tuple[str, ...]:
    """This will tell in one line which tasks without a report are behind; nothing where none is."""
    late = [one for one in rows if one.outcome in BEHIND]
    return (f"{len(late)} nhiệm vụ quá hạn, chưa có báo cáo của cơ quan chủ trì: {_where(late)}",) if late else ()


def _silent(rows: Sequence[Judged]) -> Mapping[str, Sequence[Judged]]:
    """The tasks by those asked who have not told of them; who has the same tasks is named together."""
    owed: dict[str, list[Judged]] = defaultdict(list)
    for one in rows:
        for name in one.silent:
            owed[name].append(one)
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, tasks in owed.items():
        together[tuple(one.ref for one in tasks)].append(name)
    return {named(names): owed[names[0]] for names in together.values()}


def _unasked(rows: Sequence[Judged]) -> Mapping[str, Sequence[Judged]]:
    found: dict[str, list[Judged]] = defaultdict(list)
    for one in rows:
        found[one.asked or "Chưa rõ cơ quan chủ trì"].append(one)
    return found


def _where(rows: Sequence[Judged]) -> str:
    """Where the plan gives tasks, each place once: “mục II.1, II.2 (3 nhiệm vụ)”; by name where it says no place."""
    places = Counter(one.place for one in rows if one.place)
    cited = [
        place.removeprefix(PLACE) + (f" ({count} nhiệm vụ)" if count > 1 else "") for place, count in places.items()
    ]
    marked = bool(places) and next(iter(places)).startswith(PLACE)
    told = [f"{PLACE if marked else ''}{', '.join(cited)}"] if cited else []
    return "; ".join([*told, *(one.name for one in rows if not one.place)])
