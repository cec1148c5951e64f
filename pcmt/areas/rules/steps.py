"""From a change to the steps that carry it out on the map, or the refusal that says what stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pcmt.areas.rules.change import WHOLE, Change, Taking, Unit
from pcmt.areas.rules.forms_of_change import check_form, check_frame
from pcmt.areas.rules.names import PARENT_LEVELS, full_name, stands_at
from pcmt.areas.rules.validity import overlaps
from pcmt.kernel.refusal import Refusal
from vanban.text import format_date


@dataclass(frozen=True)
class Standing:
    """A version on the map, with the identity that it belongs to; `valid_to` is the last day included."""

    area_id: int
    code: str
    name: str
    type: str
    level: str
    parent_id: int | None
    valid_from: date
    valid_to: date | None = None

    @property
    def full_name(self) -> str:
        """The name with its type."""
        return full_name(self.type, self.name)


@dataclass(frozen=True)
class MapAround:
    """What of the map a change has to do with.

    before: units of the day before by code. holders: versions by code, of the codes that the change gives out.
    later: for old units, the first day of a version that begins on the event's day or after. above: units of the
    event's day by code, that may be parents. below: what hangs under each old unit on that day or later.
    """

    before: Mapping[str, Standing]
    holders: Mapping[str, tuple[Standing, ...]]
    later: Mapping[int, date]
    above: Mapping[str, Standing]
    below: Mapping[int, tuple[Standing, ...]]


@dataclass(frozen=True)
class Passing:
    """What goes from an old unit to the unit of that index; the heir answers for what the old one left open."""

    old: Standing
    unit: int
    whole: bool
    share_per_million: int | None
    is_heir: bool


@dataclass(frozen=True)
class Steps:
    """What has to be written: old units that end, units that go on (by index) and from which, what passes, and whose
    children hang under another unit from the day on (child, index of the unit)."""

    ends: tuple[Standing, ...]
    goes_on: Mapping[int, Standing]
    passings: tuple[Passing, ...]
    hangs: tuple[tuple[Standing, int], ...]


def plan_steps(change: Change, around: MapAround) -> Steps:
    """This will check a change against the map and say what has to be written; raises Refusal with the reason."""
    check_frame(change)
    check_form(change)
    old = _old_units(change, around)
    goes_on = {index: old[unit.goes_on] for index, unit in enumerate(change.units) if unit.goes_on}
    staying = {standing.code for standing in goes_on.values()}
    ends = tuple(standing for code, standing in old.items() if code not in staying)
    for code in old:
        _check_shares(change, old[code], ends=code not in staying)
    for unit in change.units:
        _check_unit(change, unit, around, ends)
    passings = tuple(
        Passing(old[taking.code], index, taking.whole, _share(taking), index == _heir(change, taking.code))
        for index, unit in enumerate(change.units)
        for taking in unit.takes
    )
    return Steps(ends, goes_on, passings, _hangs(change, ends, around))


def _old_units(change: Change, around: MapAround) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    for code in change.old:
        standing = around.before.get(code)
        if standing is None:
            raise Refusal(
                f"Mã {code} không có trên bản đồ hành chính ngay trước ngày {format_date(change.on)}.",
                remedy="Kiểm tra lại mã và ngày hiệu lực; đơn vị vừa đổi cùng ngày thì nêu chung một sự kiện.",
                where=code,
            )
        later = around.later.get(standing.area_id)
        if later is not None or standing.valid_to is not None:
            day = later or standing.valid_to
            raise Refusal(
                f"{standing.full_name} đã có thay đổi khác vào ngày {format_date(day) if day else ''}.",
                remedy="Hoàn tác thay đổi sau trước, rồi ghi nhận lại theo thứ tự thời gian.",
                where=code,
            )
        found[code] = standing
    levels = {standing.level for standing in found.values()} | {unit.level for unit in change.units}
    if len(levels) > 1:
        raise Refusal("Các đơn vị trong một sự kiện phải cùng cấp.", remedy="Tách thành nhiều sự kiện, mỗi cấp một.")
    return found


def _check_shares(change: Change, old: Standing, *, ends: bool) -> None:
    takings = [taking for unit in change.units for taking in unit.takes if taking.code == old.code]
    wholes = [taking for taking in takings if taking.whole]
    known = sum(taking.share_per_million or 0 for taking in takings if not taking.whole)
    if any(unit.goes_on == old.code for unit in change.units for taking in unit.takes if taking.code == old.code):
        raise Refusal(f"{old.full_name} không thể vừa tiếp tục vừa nhập vào chính mình.", where=old.code)
    if ends and not takings and change.kind != "close":
        raise Refusal(
            f"Chưa nêu {old.full_name} chuyển về đơn vị nào.",
            remedy="Nêu đơn vị nhận, hoặc chọn “Giải thể”.",
            where=old.code,
        )
    if wholes and (len(takings) > 1 or not ends):
        raise Refusal(
            f"{old.full_name} không thể chuyển toàn bộ mà vẫn còn phần khác.",
            remedy="Chọn “một phần” cho mỗi đơn vị nhận và nêu tỷ lệ nếu biết.",
            where=old.code,
        )
    if ends and len(takings) == 1 and not wholes:
        raise Refusal(
            f"{old.full_name} kết thúc mà chỉ một phần có nơi nhận.",
            remedy="Nêu nơi nhận của phần còn lại, hoặc chọn “toàn bộ”.",
            where=old.code,
        )
    if known > WHOLE or (not ends and takings and known == WHOLE):
        raise Refusal(
            f"Tổng tỷ lệ chuyển đi từ {old.full_name} vượt quá phần có thể chuyển.",
            remedy="Kiểm tra lại từng tỷ lệ; tổng không quá 100%.",
            where=old.code,
        )


def _check_unit(change: Change, unit: Unit, around: MapAround, ends: tuple[Standing, ...]) -> None:
    if not unit.code or not unit.name or not stands_at(unit.type, unit.level, change.on):
        raise Refusal(
            f"Đơn vị “{unit.name or unit.code}” thiếu mã, thiếu tên, hoặc loại không hợp với cấp vào ngày đó.",
            remedy="Nhập đủ mã, tên và chọn loại đúng cấp.",
            where=unit.code,
        )
    unknown = [taking.code for taking in unit.takes if taking.code not in change.old]
    if unknown:
        raise Refusal(f"Đơn vị nhận phần của mã {unknown[0]} không nêu trong các đơn vị cũ.", where=unknown[0])
    own = around.before[unit.goes_on].area_id if unit.goes_on else None
    leaving = {standing.area_id for standing in ends} | {
        around.before[other.goes_on].area_id
        for other in change.units
        if other.goes_on and other.code != unit.code and around.before[other.goes_on].code == unit.code
    }
    for holder in around.holders.get(unit.code, ()):
        if holder.area_id in leaving or holder.area_id == own:
            continue
        if overlaps(change.on, None, holder.valid_from, holder.valid_to):
            raise Refusal(
                f"Mã {unit.code} đang thuộc {holder.full_name} từ {format_date(holder.valid_from)}.",
                remedy="Kiểm tra lại mã, hoặc đưa đơn vị đang giữ mã vào cùng sự kiện.",
                where=unit.code,
            )
    _check_parent(change, unit, around, ends)
    _check_difference(change, unit, around)


def _check_parent(change: Change, unit: Unit, around: MapAround, ends: tuple[Standing, ...]) -> None:
    wanted = PARENT_LEVELS[unit.level]
    if not wanted and not unit.parent:
        return
    above = around.above.get(unit.parent)
    if above is None or above.level not in wanted or above.area_id in {standing.area_id for standing in ends}:
        raise Refusal(
            f"{full_name(unit.type, unit.name)} chưa có đơn vị cấp trên phù hợp vào ngày {format_date(change.on)}.",
            remedy="Chọn đơn vị cấp trên đang có hiệu lực vào ngày đó.",
            where=unit.code,
        )


def _check_difference(change: Change, unit: Unit, around: MapAround) -> None:
    if change.kind not in {"rename", "retype", "move"}:
        return
    old = around.before[unit.goes_on]
    above = around.above.get(unit.parent)
    differs = {
        "rename": unit.name != old.name,
        "retype": unit.type != old.type,
        "move": (above.area_id if above else None) != old.parent_id,
    }
    if not differs[change.kind]:
        raise Refusal(f"{old.full_name} không có gì thay đổi.", remedy="Kiểm tra lại nội dung mới.", where=old.code)


def _heir(change: Change, code: str) -> int | None:
    """Who answers for what the old unit left: itself where it goes on, who takes all, who takes most, or the first."""
    if any(unit.goes_on == code for unit in change.units):
        return None
    shares = [
        (WHOLE + 1 if taking.whole else taking.share_per_million or 0, -index)
        for index, unit in enumerate(change.units)
        for taking in unit.takes
        if taking.code == code
    ]
    return -max(shares)[1] if shares else None


def _share(taking: Taking) -> int | None:
    return WHOLE if taking.whole else taking.share_per_million


def _hangs(change: Change, ends: tuple[Standing, ...], around: MapAround) -> tuple[tuple[Standing, int], ...]:
    """What hung under old units: under the unit that names it, else, where the old one ends, under its heir."""
    children = [child for old in around.below.values() for child in old]
    named: dict[str, int] = {}
    for index, unit in enumerate(change.units):
        for code in unit.below:
            if code in named or all(child.code != code for child in children):
                raise Refusal(
                    f"Mã {code} không trực thuộc đơn vị cũ nào của sự kiện, hoặc được nêu hai lần.",
                    remedy="Chỉ nêu các đơn vị cấp dưới của đơn vị cũ, mỗi đơn vị một lần.",
                    where=code,
                )
            named[code] = index
    found = [(child, named[child.code]) for child in children if child.code in named]
    for old in ends:
        rest = [child for child in around.below.get(old.area_id, ()) if child.code not in named]
        heir = _heir(change, old.code)
        if rest and heir is None:
            raise Refusal(
                f"Còn {len(rest)} đơn vị cấp dưới trực thuộc {old.full_name}.",
                remedy="Chuyển các đơn vị đó về cấp trên khác trước.",
                where=old.code,
            )
        found.extend((child, heir) for child in rest if heir is not None)
    return tuple(found)
