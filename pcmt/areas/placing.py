"""What a version of an area must satisfy to stand on the map; shared by the actions that open and revise areas."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pcmt.areas.models import Area, AreaVersion
from pcmt.areas.rules.names import (
    LEVEL_LABELS,
    PARENT_LEVELS,
    TYPE_LABELS,
    full_name,
    last_day_of,
    levels_of,
    stands_at,
)
from pcmt.areas.rules.validity import overlaps
from pcmt.kernel.refusal import Refusal
from vanban.text import format_date, normalise, sort_key


@dataclass(frozen=True)
class Placing:
    """A version about to be put on the map, open to the end."""

    code: str
    name: str
    type: str
    level: str
    parent_id: int | None
    valid_from: date
    former_district: str = ""
    tile: tuple[int, int] | None = None
    basis: str = ""


def placing_of(version: AreaVersion) -> Placing:
    """This will give a version that stands on the map as one to be carried on from."""
    tile = None if version.tile_col is None or version.tile_row is None else (version.tile_col, version.tile_row)
    return Placing(
        code=version.code,
        name=version.name,
        type=version.type,
        level=version.level,
        parent_id=version.parent_id,
        valid_from=version.valid_from,
        former_district=version.former_district,
        tile=tile,
        basis=version.basis,
    )


def check_placing(placing: Placing, *, area_id: int | None = None) -> None:
    """This will refuse a version that the map cannot hold; `area_id` is the area itself where it exists already."""
    _check_kind(placing)
    _check_parent(placing)
    _check_code(placing, area_id)
    _check_tile(placing, area_id)


def place(area: Area, placing: Placing) -> AreaVersion:
    """This will write the version."""
    name = normalise(placing.name).strip()
    column, row = placing.tile or (None, None)
    return AreaVersion.objects.create(
        area=area,
        code=placing.code,
        name=name,
        sort_key=sort_key(name),
        type=placing.type,
        level=placing.level,
        parent_id=placing.parent_id,
        former_district=placing.former_district,
        tile_col=column,
        tile_row=row,
        valid_from=placing.valid_from,
        basis=placing.basis,
    )


def _check_kind(placing: Placing) -> None:
    if not placing.code.strip() or not placing.name.strip():
        raise Refusal("Đơn vị hành chính phải có mã và tên.", remedy="Nhập đủ mã đơn vị và tên gọi.")
    if placing.type not in TYPE_LABELS or placing.level not in levels_of(placing.type):
        raise Refusal(
            f"Loại “{placing.type}” không phải là đơn vị {LEVEL_LABELS.get(placing.level, placing.level).lower()}.",
            remedy="Chọn tỉnh, thành phố ở cấp tỉnh; xã, phường, đặc khu ở cấp xã; thôn, tổ dân phố dưới cấp xã.",
            where=placing.code,
        )
    if not stands_at(placing.type, placing.level, placing.valid_from):
        last_day = last_day_of(placing.type, placing.level)
        raise Refusal(
            f"{TYPE_LABELS[placing.type]} ({LEVEL_LABELS[placing.level].lower()}) chỉ có đến hết ngày "
            f"{format_date(last_day or placing.valid_from)}.",
            remedy="Chọn loại đơn vị đang có, hoặc ngày có hiệu lực sớm hơn.",
            where=placing.code,
        )


def _check_parent(placing: Placing) -> None:
    wanted = PARENT_LEVELS[placing.level]
    if placing.parent_id is None and not wanted:
        return
    held = Q(valid_to__isnull=True) | Q(valid_to__gte=placing.valid_from)
    parents = AreaVersion.objects.filter(held, level__in=wanted, valid_from__lte=placing.valid_from)
    if placing.parent_id is None or not parents.filter(area_id=placing.parent_id).exists():
        raise Refusal(
            f"{full_name(placing.type, placing.name)} chưa có đơn vị cấp trên phù hợp vào ngày "
            f"{format_date(placing.valid_from)}.",
            remedy="Mở đơn vị cấp trên trước, hoặc chọn ngày mà đơn vị đó đã có hiệu lực.",
            where=placing.code,
        )


def _check_code(placing: Placing, area_id: int | None) -> None:
    for other in _others(area_id).filter(code=placing.code):
        if overlaps(placing.valid_from, None, other.valid_from, other.valid_to):
            raise Refusal(
                f"Mã {placing.code} đang thuộc {full_name(other.type, other.name)} từ {format_date(other.valid_from)}.",
                remedy="Kiểm tra lại mã, hoặc kết thúc đơn vị cũ trước ngày đơn vị mới có hiệu lực.",
                where=placing.code,
            )


def _check_tile(placing: Placing, area_id: int | None) -> None:
    if placing.tile is None:
        return
    column, row = placing.tile
    siblings = _others(area_id).filter(Q(parent_id=placing.parent_id), valid_to__isnull=True)
    taken = siblings.filter(tile_col=column, tile_row=row)
    if min(column, row) < 1 or taken.exists():
        raise Refusal(
            f"Ô cột {column}, hàng {row} trên bản đồ ô đã có đơn vị khác hoặc nằm ngoài bản đồ.",
            remedy="Chọn một ô còn trống, tính từ cột 1, hàng 1.",
            where=placing.code,
        )


def _others(area_id: int | None) -> QuerySet[AreaVersion]:
    versions = AreaVersion.objects.all()
    return versions if area_id is None else versions.exclude(area_id=area_id)
