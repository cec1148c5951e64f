"""A change of the map as a decree orders it: which units of the day before become which units from its day on.

Pure data that can be written as JSON or YAML and read back; codes are those of the day before for old units, and those
from the day on for new ones. `steps.py` checks a change against the map.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from pcmt.areas.rules.names import full_name
from pcmt.kernel.refusal import Refusal

WHOLE = 1_000_000
KIND_LABELS = {
    "merge": "Nhập, sắp xếp",
    "split": "Chia, tách",
    "rename": "Đổi tên",
    "retype": "Đổi loại",
    "move": "Chuyển cấp trên trực thuộc",
    "open": "Thành lập",
    "close": "Giải thể",
}


@dataclass(frozen=True)
class Taking:
    """What a unit takes over from an old one: all of it, or a part, with its share (per million) where it is known."""

    code: str
    whole: bool = True
    share_per_million: int | None = None

    @property
    def share_text(self) -> str:
        """The share as people write it: "12,5%"; empty where it is not known or goes without saying."""
        if self.whole or self.share_per_million is None:
            return ""
        percent, rest = divmod(self.share_per_million, WHOLE // 100)
        decimals = f"{rest:04d}".rstrip("0")
        return f"{percent},{decimals}%" if decimals else f"{percent}%"


@dataclass(frozen=True)
class Unit:
    """A unit as it stands from the event's day on.

    goes_on: code of the old unit whose identity it keeps; "" makes a new one. parent: code of the unit above, on that
    day; "" at the top. below: codes of units under an old one that hang under this one from now on; what no unit names
    follows the heir. A place in the tile map and a former district are taken over from what goes into it.
    """

    code: str
    name: str
    type: str
    level: str
    parent: str = ""
    goes_on: str = ""
    takes: tuple[Taking, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name with its type: "Xã Sen Hồng"."""
        return full_name(self.type, self.name)


@dataclass(frozen=True)
class Change:
    """One event: `old` units are those of the day before that end or go on changed."""

    kind: str
    on: date
    basis: str
    document: str = ""
    old: tuple[str, ...] = ()
    units: tuple[Unit, ...] = field(default=())


def as_data(change: Change) -> dict[str, Any]:
    """This will write a change as plain values for JSON."""
    return {**asdict(change), "on": change.on.isoformat()}


def from_data(data: Mapping[str, Any]) -> Change:
    """This will read a change from plain values, of JSON or of a YAML file; refuses what has another shape.

    In a file, `takes` may list bare codes, which means the whole of each, and a share may be written as `share: 0.4`.
    """
    try:
        return Change(
            kind=_text(data["kind"]),
            on=_day(data["on"]),
            basis=_text(data.get("basis", "")),
            document=_text(data.get("document", "")),
            old=tuple(_text(code) for code in data.get("old", ())),
            units=tuple(_unit(unit) for unit in data.get("units", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refusal(
            f"Nội dung thay đổi địa bàn không đọc được ({type(error).__name__}: {error}).",
            remedy="Nêu đủ kind, on, basis, old và units (code, name, type, level, parent, goes_on, takes).",
        ) from None


def _unit(data: Mapping[str, Any]) -> Unit:
    return Unit(
        code=_text(data["code"]),
        name=_text(data["name"]),
        type=_text(data["type"]),
        level=_text(data.get("level", "commune")),
        parent=_text(data.get("parent", "")),
        goes_on=_text(data.get("goes_on", "")),
        takes=tuple(_taking(taking) for taking in data.get("takes", ())),
        below=tuple(_text(code) for code in data.get("below", ())),
    )


def _taking(data: str | Mapping[str, Any]) -> Taking:
    if isinstance(data, str):
        return Taking(_text(data))
    share = data.get("share_per_million")
    if share is None and data.get("share") is not None:
        share = share_per_million(str(data["share"]))
    whole = data.get("whole", share is None)
    return Taking(_text(data["code"]), whole in {True, "true"}, None if share is None else int(share))


def share_per_million(text: str) -> int:
    """This will read a share written as a fraction ("0.4") or in percent ("40%", "12,5 %"), to the nearest millionth.

    Raises ValueError for anything else.
    """
    plain = text[:64].strip().replace(",", ".")
    percent = plain.endswith("%")
    number, _, decimals = plain.removesuffix("%").strip().partition(".")
    if len(text) > 64 or not (number + decimals).isdecimal():
        raise ValueError(text[:16])
    places = 4 if percent else 6
    return int((number or "0") + decimals.ljust(places, "0")[:places])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} không phải là chữ")
    return value.strip()


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
