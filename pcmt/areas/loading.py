"""Lays a history from the table of facts over what is on the map: what stays, what is added, what clashes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pcmt.areas.models import Area, AreaVersion, Succession
from pcmt.areas.rules.history import Handover, History, Life, Stretch
from pcmt.areas.rules.names import full_name
from pcmt.areas.rules.validity import overlaps
from pcmt.kernel.refusal import Refusal
from vanban.text import format_date, normalise, sort_key

SHOWN = 5
IN_ONE_GO = 500


@dataclass
class Layer:
    """What is to be written. `held`: identities that lives have already, by key; `earlier`: first days to move back."""

    held: dict[str, int] = field(default_factory=dict)
    added: list[tuple[Life, tuple[Stretch, ...]]] = field(default_factory=list)
    earlier: list[tuple[AreaVersion, date]] = field(default_factory=list)
    handovers: tuple[Handover, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether all of it is on the map already."""
        return not (self.added or self.earlier or self.handovers)


def layer_over(history: History) -> Layer:
    """This will compare the history with the map; refuses where a code belongs to another unit on the same days."""
    layer, clashes = Layer(), list[str]()
    standing = _standing(history)
    for life in history.lives:
        rows = _rows_of(life, standing)
        if not rows:
            layer.added.append((life, life.stretches))
            continue
        clash = _clash(life, rows)
        if clash:
            clashes.append(clash)
            continue
        layer.held[life.key] = rows[0].area_id
        _carry_back(life, rows[0], layer)
    if clashes:
        more = f" và {len(clashes) - SHOWN} trường hợp khác" if len(clashes) > SHOWN else ""
        raise Refusal(
            f"Trên bản đồ đã có đơn vị khác với bảng danh mục: {'; '.join(clashes[:SHOWN])}{more}.",
            remedy="Nạp vào hệ thống chưa có tỉnh này, hoặc sửa các đơn vị đã mở cho khớp rồi nạp lại.",
        )
    layer.handovers = tuple(_missing(history.handovers, layer.held))
    return layer


def write(layer: Layer) -> dict[str, int]:
    """This will write the layer and give every life's identity by key."""
    ids = dict(layer.held)
    new = [life for life, _ in layer.added if life.key not in ids]
    made = Area.objects.bulk_create((Area() for _ in new), batch_size=IN_ONE_GO)
    ids.update({life.key: area.pk for life, area in zip(new, made, strict=True)})
    AreaVersion.objects.bulk_create(
        (_version(ids, life, stretch) for life, stretches in layer.added for stretch in stretches),
        batch_size=IN_ONE_GO,
    )
    for row, first_day in layer.earlier:
        AreaVersion.objects.filter(pk=row.pk).update(valid_from=first_day)
    Succession.objects.bulk_create(
        (
            Succession(
                old_id=ids[step.old],
                new_id=ids[step.new],
                extent=step.extent,
                share_per_million=step.share_per_million,
                on=step.on,
                basis=step.basis,
            )
            for step in layer.handovers
        ),
        batch_size=IN_ONE_GO,
    )
    return ids


def _standing(history: History) -> dict[str, list[AreaVersion]]:
    codes = {stretch.code for life in history.lives for stretch in life.stretches}
    standing: dict[str, list[AreaVersion]] = {}
    for row in AreaVersion.objects.filter(code__in=codes).order_by("valid_from"):
        standing.setdefault(row.code, []).append(row)
    return standing


def _rows_of(life: Life, standing: dict[str, list[AreaVersion]]) -> list[AreaVersion]:
    """The versions on the map that bear the life's code on its days, oldest first."""
    first, last = life.stretches[0].valid_from, life.stretches[-1].valid_to
    rows = standing.get(life.stretches[0].code, [])
    return [row for row in rows if overlaps(first, last, row.valid_from, row.valid_to)]


def _clash(life: Life, rows: list[AreaVersion]) -> str:
    """What is wrong with the oldest version on the map, on the first day that both know; empty where nothing."""
    row = rows[0]
    day = max(row.valid_from, life.stretches[0].valid_from)
    here = _at(life, day)
    same = (normalise(row.name), row.type, row.level) == (normalise(here.name), here.type, here.level)
    if same and len({each.area_id for each in rows}) == 1:
        return ""
    ours, theirs = full_name(row.type, row.name), full_name(here.type, here.name)
    return f"mã {row.code} ngày {format_date(day)} là {ours}, bảng danh mục ghi {theirs}"


def _at(life: Life, day: date) -> Stretch:
    return next(part for part in reversed(life.stretches) if part.valid_from <= day)


def _carry_back(life: Life, row: AreaVersion, layer: Layer) -> None:
    """Add what the map does not know of a unit before its oldest version there."""
    before = [part for part in life.stretches if part.valid_from < row.valid_from]
    if not before:
        return
    last = before.pop()
    if (last.type, normalise(last.name)) == (row.type, normalise(row.name)) and last == _at(life, row.valid_from):
        layer.earlier.append((row, last.valid_from))
    else:
        before.append(replace(last, valid_to=row.valid_from - timedelta(days=1)))
    if before:
        layer.added.append((life, tuple(before)))


def _missing(handovers: Iterable[Handover], held: dict[str, int]) -> Iterator[Handover]:
    there = set(Succession.objects.filter(old_id__in=held.values()).values_list("old_id", "new_id", "on"))
    for step in handovers:
        if (held.get(step.old), held.get(step.new), step.on) not in there:
            yield step


def _version(ids: dict[str, int], life: Life, stretch: Stretch) -> AreaVersion:
    column, row = stretch.tile or (None, None)
    return AreaVersion(
        area_id=ids[life.key],
        code=stretch.code,
        name=stretch.name,
        sort_key=sort_key(stretch.name),
        type=stretch.type,
        level=stretch.level,
        parent_id=ids[stretch.parent] if stretch.parent else None,
        former_district=stretch.former_district,
        tile_col=column,
        tile_row=row,
        valid_from=stretch.valid_from,
        valid_to=stretch.valid_to,
        basis=stretch.basis,
    )
