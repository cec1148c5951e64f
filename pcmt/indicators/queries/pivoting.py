"""Tables that people put together: indicators and figures × areas × periods × categories, within what they may see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import policy
from pcmt.indicators.kept import kept
from pcmt.indicators.models import SavedTable
from pcmt.indicators.queries.answers import bounds_of
from pcmt.indicators.queries.bulk import BulkValue, bulk_values
from pcmt.indicators.queries.pages import home_area
from pcmt.indicators.queries.values import rule_of
from pcmt.indicators.rules.pivot import AXES, Item, Layout, laid_out
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import Element, book
from vanban.text import format_number

MOST_CELLS = 6_000
"""What a page shows; a larger table is taken away as a file."""
MOST_ROWS = 120_000
"""What a file may hold."""
WHOLE, COMMUNES, TOGETHER = "tinh", "xa", "gop"
"""Areas chosen by a word: the province, all its communes, and all that was chosen taken as one."""
NO_CATEGORY = ""


class TooLarge(Refusal):
    """This will say that a table is larger than a page, or a file, can hold, and how to make it smaller."""

    code = "too_large"

    def __init__(self, size: int, most: int) -> None:
        self.fits_file = size <= MOST_ROWS
        super().__init__(
            f"Bảng có {format_number(size)} ô, nhiều hơn {format_number(most)} ô.",
            remedy="Chọn ít kỳ, ít địa bàn hoặc ít chỉ số hơn" + (", hoặc tải bảng về tệp." if self.fits_file else "."),
        )


class NothingChosen(Refusal):
    """This will say that no area was chosen that a table could be about."""

    code = "nothing_chosen"


@dataclass(frozen=True)
class Choice:
    """Something to choose for a table; `group` is what it stands under."""

    code: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Choices:
    """What a table can be put together from, for an actor on a day's map."""

    codes: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    categories: tuple[Choice, ...]


@dataclass(frozen=True)
class Asked:
    """A table as somebody wants it. areas: WHOLE, COMMUNES, TOGETHER, `khu-7` for a zone, or identifiers of areas."""

    codes: tuple[str, ...]
    areas: tuple[str, ...]
    periods: tuple[Period, ...]
    on: date
    category: str = NO_CATEGORY
    across: str = "period"


Place = tuple[str, str, int, str]
"""The code, category, area and period of a figure."""


@dataclass(frozen=True)
class Pivot:
    """A table laid out, and its values by code, category, area and period. hidden: codes that the actor may not see."""

    layout: Layout[BulkValue]
    items: Mapping[str, Sequence[Item]]
    values: Mapping[Place, BulkValue]
    hidden: tuple[str, ...]
    areas: tuple[AreaView, ...]

    @property
    def cells(self) -> int:
        """How many figures it holds."""
        return len(self.values)

    @property
    def unknown(self) -> int:
        """How many of them are not known exactly."""
        return sum(one.state != "known" for one in self.values.values())


@dataclass(frozen=True)
class SavedTableView:
    """A table that somebody saved: its name, and the choices as the page's address holds them."""

    id: int
    name: str
    address: str


def saved_tables(actor: Actor) -> tuple[SavedTableView, ...]:
    """This will list the tables that a person saved, by name."""
    if actor.person_id is None:
        return ()
    rows = SavedTable.objects.filter(owner_id=actor.person_id, dropped_at__isnull=True).order_by("name", "id")
    return tuple(SavedTableView(row.pk, row.name, row.address) for row in rows)


def pivot_choices(actor: Actor, on: date) -> Choices:
    """This will list what a table can hold: indicators in force, figures that forms ask, areas, categories."""
    home = home_area(actor, on)
    asked = {cell.element.split(".")[0] for form in book().forms(on) for cell in form.cells}
    elements = [one for one in book().elements() if one.code in asked and one.kind != "rate"]
    codes = [Choice(rule.code, rule.label, "Chỉ số") for rule in book().indicators(on)]
    codes += [Choice(one.code, one.label, "Số liệu của biểu") for one in elements]
    places = [Choice(WHOLE, home.full_name)] if home.level == "province" else []
    communes = areas.communes(home.id, on) if home.level == "province" else (home,)
    if len(communes) > 1:
        places += [Choice(COMMUNES, f"Tất cả {len(communes)} xã, phường"), Choice(TOGETHER, "Gộp các địa bàn đã chọn")]
        places += [Choice(f"khu-{zone.id}", zone.name, "Khu vực, tuyến") for zone in areas.zones(on)]
    places += [Choice(str(one.id), one.full_name, "Xã, phường") for one in communes]
    return Choices(tuple(codes), tuple(places), _categories(elements))


def _categories(elements: Sequence[Element]) -> tuple[Choice, ...]:
    names = dict.fromkeys(name for one in elements for name in one.sets)
    own = [Choice("categories", "Theo loại của từng số liệu")] if "categories" in names else []
    return (*own, *(Choice(name, book().category_sets[name].label) for name in names if name in book().category_sets))


def pivot(actor: Actor, asked: Asked, *, most: int = MOST_CELLS) -> Pivot:
    """This will compute a table; raises TooLarge above `most` cells, NotFound for what the actor may not see.

    Figures that a form restricts are left out for those who do not see that form; `hidden` names them.
    """
    places, groups, shown = _places(actor, asked)
    codes, hidden = _seen(actor, _expanded(asked), shown)
    size = len(codes) * (len(places) + len(groups)) * len(asked.periods)
    if size > most:
        raise TooLarge(size, most)
    named = tuple((one.id, one.full_name) for one in places.values())
    together = tuple((key, label, tuple(ids)) for key, (label, ids) in groups.items())
    return Pivot(*_filled(asked, tuple(codes.items()), tuple(hidden), named, together), tuple(hidden), tuple(shown))


@kept(lambda found: len(found[2]))
def _filled(
    asked: Asked,
    named: Sequence[tuple[str, tuple[str, str]]],
    hidden: Sequence[str],
    places: Sequence[tuple[int, str]],
    groups: Sequence[tuple[int, str, Sequence[int]]],
) -> tuple[Layout[BulkValue], Mapping[str, Sequence[Item]], Mapping[Place, BulkValue]]:
    """The table of what the actor may see, with its axes and its values.

    named: each code to compute with the code and category that it stands for. places, groups: with their names.
    """
    codes, members = dict(named), {key: ids for key, _, ids in groups}
    found = bulk_values([*codes], [one for one, _ in places], asked.periods, asked.on, groups=members)
    cells = {(*codes[one.code], one.area_id, one.period): one for one in found}
    items: Mapping[str, Sequence[Item]] = {
        "code": [Item(code, label, unit) for code, (label, unit) in _labels(asked).items() if code not in hidden],
        "category": _category_items(asked, codes),
        "area": [*(Item(*one) for one in places), *(Item(key, label) for key, label, _ in groups)],
        "period": [Item(one.id, one.name) for one in asked.periods],
    }
    across = asked.across if asked.across in AXES else "period"
    return laid_out(items, across, cells), items, cells


def _labels(asked: Asked) -> dict[str, tuple[str, str]]:
    found = {}
    for code in asked.codes:
        rule = next((rule for one in reversed(asked.periods) if (rule := rule_of(code, one))), None)
        found[code] = (rule.label, rule.unit) if rule else (code, "")
    return found


def _expanded(asked: Asked) -> dict[str, tuple[str, str]]:
    """The codes to compute, each with the code and category that it stands for; the whole has no category."""
    found = {code: (code, NO_CATEGORY) for code in asked.codes}
    known = {code: one for one in book().elements() if (code := one.code) in found}
    for code, element in known.items():
        if asked.category not in element.sets:
            continue
        for category in _categories_of(element, asked):
            name = element.code_of({asked.category: category})
            if name in book().element_by_code:
                found[name] = (code, category)
    return found


def _categories_of(element: Element, asked: Asked) -> tuple[str, ...]:
    if asked.category == "categories":
        return element.categories
    return tuple(one.code for one in book().category_sets[asked.category].on(asked.on))


def _category_items(asked: Asked, codes: Mapping[str, tuple[str, str]]) -> list[Item]:
    """The whole first, then the categories that some figure is broken down by."""
    if asked.category == NO_CATEGORY:
        return [Item(NO_CATEGORY, "")]
    used = dict.fromkeys(category for _, category in codes.values() if category)
    labels: dict[str, str] = {}
    for element in book().elements():
        if asked.category == "categories" and element.code in asked.codes:
            labels |= dict(zip(element.categories, element.category_labels, strict=True))
    if asked.category in book().category_sets:
        labels |= {one.code: one.label for one in book().category_sets[asked.category].categories}
    return [Item(NO_CATEGORY, "Chung"), *(Item(one, labels.get(one, one)) for one in used)]


Places = dict[int, AreaView]
Grouped = dict[int, tuple[str, list[int]]]


def _places(actor: Actor, asked: Asked) -> tuple[Places, Grouped, list[AreaView]]:
    """The areas that have rows of their own, the groups with their members, and all areas whose figures are read."""
    home = home_area(actor, asked.on)
    found: Places = {}
    groups: Grouped = {}
    seen: Places = {}
    for word in asked.areas:
        if word == WHOLE:
            found[home.id] = home
        elif word == COMMUNES:
            found |= {one.id: one for one in areas.communes(home.id, asked.on)}
        elif word.startswith("khu-") and word[4:].isdecimal():
            zone = areas.zone(int(word[4:]), asked.on)
            members = [one for one in zone.members if policy.may_view(actor, one)]
            groups[-1 - len(groups)] = (zone.name, [one.id for one in members])
            seen |= {one.id: one for one in members}
        elif word.isdecimal():
            area = areas.area(int(word[:18]), asked.on)
            found[area.id] = area
    for area in found.values():
        policy.need_view(actor, area)
    communes = [one.id for one in found.values() if one.level == "commune"]
    if TOGETHER in asked.areas and communes:
        groups[-1 - len(groups)] = (f"Gộp {len(communes)} xã, phường đã chọn", communes)
    if not found and not groups:
        raise NothingChosen("Chưa chọn xã, phường nào để gộp.", remedy="Chọn ít nhất một địa bàn.")
    return found, groups, list((found | seen).values())


def _seen(
    actor: Actor, codes: Mapping[str, tuple[str, str]], places: Sequence[AreaView]
) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """The codes whose figures the actor may see in all these areas, and the ones left out."""
    sight = reporting.sight_of(actor)
    kept: dict[str, tuple[str, str]] = {}
    hidden: list[str] = []
    for code, at in codes.items():
        element = book().element_by_code.get(code)
        stored = element.cell_codes if element else (code,)
        if all(sight.covers(one, area.id) for one in {code, *stored} for area in places):
            kept[code] = at
        else:
            hidden.append(code)
    return kept, hidden


PIVOT_HEAD = (
    "Chỉ số, số liệu", "Phân tổ", "Mã địa bàn", "Địa bàn", "Mã kỳ", "Kỳ", "Giá trị", "Ít nhất", "Nhiều nhất",
    "Đơn vị tính", "Thiếu", "Trên tổng số", "Hiển thị",
)  # fmt: skip


def pivot_rows(actor: Actor, asked: Asked) -> Iterator[tuple[str | int | Decimal | None, ...]]:
    """This will give a table as rows, one for each figure (PIVOT_HEAD); refuses as `pivot` does, above MOST_ROWS."""
    found = pivot(actor, asked, most=MOST_ROWS)
    codes_of = {one.id: one.code for one in found.areas}
    labels = {axis: {item.key: item.label for item in found.items[axis]} for axis in AXES}
    return (
        (
            labels["code"][code], labels["category"][category] if category else "", codes_of.get(one.area_id, ""),
            labels["area"][area], one.period, labels["period"][period], *bounds_of(one), one.unit, one.missing, one.of,
            one.display,
        )
        for (code, category, area, period), one in found.values.items()
    )  # fmt: skip
