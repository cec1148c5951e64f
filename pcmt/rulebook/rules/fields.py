"""Takes typed values out of a rule file's tables, and collects every fault with its line, not only the first.

After a fault a harmless stand-in is returned, so that reading goes on; a book is only made where no fault was found.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, TypeVar

from pcmt.kernel.formula.parse import FormulaError, parse
from pcmt.kernel.formula.tree import Cell, Indicator, Literal, Node, codes, is_condition
from pcmt.kernel.period import MONTHS, Calendar, Kind
from pcmt.kernel.source import Source
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.problem import Place
from pcmt.rulebook.rules.strict_yaml import Content, Scalar, Table
from pcmt.rulebook.rules.strict_yaml import Sequence as YamlList

T = TypeVar("T")
REQUIRED: Final = "\0required"


class Fields:
    """One table of a rule file: each key is asked for by its type, and `done` refuses the keys nobody asked for."""

    def __init__(self, content: Content, findings: Findings, owner: str = "") -> None:
        self.findings = findings
        self.owner = owner
        self.place = content.place
        self.asked: set[str] = set()
        self.entries: Mapping[str, Content] = {}
        self.key_places: Mapping[str, Place] = {}
        if isinstance(content, Table):
            self.entries, self.key_places = content.entries, content.key_places
        else:
            findings.wrong(
                content.place, "Chỗ này phải là bảng “mục: giá trị”.", "Viết mỗi mục một dòng, dạng “mục: giá trị”."
            )

    def done(self) -> None:
        """This will refuse the keys that no reader asked for."""
        for key in self.entries.keys() - self.asked:
            self.findings.wrong(
                self.key_places[key],
                f"Không có mục nào tên “{key}” ở đây.",
                f"Các mục dùng được: {', '.join(sorted(self.asked))}.",
            )

    def place_of(self, key: str) -> Place:
        """This will give the line of a key, or of the table where the key is not there."""
        return self.key_places.get(key, self.place)

    def wrong(self, key: str, message: str, remedy: str) -> None:
        """This will note a fault at a key."""
        self.findings.wrong(self.place_of(key), message, remedy)

    def has(self, key: str) -> bool:
        """This will tell whether a key is written."""
        return key in self.entries

    def text(self, key: str, default: str = REQUIRED) -> str:
        """This will read a text; its line breaks and double spaces become single spaces."""
        value = self._scalar(key, str, "chữ", "Đặt giá trị trong dấu nháy.", optional=default is not REQUIRED)
        if value is None:
            return "" if default is REQUIRED else default
        if not value.strip():
            self.wrong(key, f"Mục “{key}” để trống.", "Điền nội dung, hoặc bỏ mục này.")
        return " ".join(value.split())

    def integer(self, key: str, default: int | None = None, *, least: int = 0) -> int:
        """This will read a whole number not below `least`."""
        value = self._scalar(key, int, "số nguyên", "Viết số nguyên không dấu nháy.", optional=default is not None)
        if value is None:
            return default or 0
        if value < least:
            self.wrong(key, f"Mục “{key}” nhỏ hơn {least}.", f"Viết số từ {least} trở lên.")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """This will read true or false."""
        value = self._scalar(key, bool, "true hoặc false", "Viết true hoặc false.", optional=default is not None)
        return bool(default) if value is None else value

    def day(self, key: str) -> date:
        """This will read a date written as "2026-01-31"."""
        return self.optional_day(key, required=True) or date.min

    def optional_day(self, key: str, *, required: bool = False) -> date | None:
        """This will read a date, or give None where the key is not written."""
        remedy = 'Viết ngày dạng "năm-tháng-ngày" trong dấu nháy, ví dụ "2026-01-31".'
        value = self._scalar(key, str, "ngày", remedy, optional=not required)
        if value is None:
            return None
        try:
            if len(value) != len("2026-01-31"):
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self.wrong(key, f"“{value}” không phải là ngày.", remedy)
            return None

    def decimal(self, key: str) -> str:
        """This will read an exact decimal, kept as text: `50`, or "0.5" in quotes."""
        self.asked.add(key)
        content = self.entries.get(key)
        if isinstance(content, Scalar) and not isinstance(content.value, bool):
            try:
                if Decimal(content.value).is_finite():
                    return str(content.value)
            except InvalidOperation:
                pass
        self.wrong(
            key, f"Mục “{key}” phải là một số.", 'Viết số nguyên, hoặc số thập phân trong dấu nháy, ví dụ "0.5".'
        )
        return "0"

    def choice(self, key: str, options: Iterable[str], default: str = REQUIRED) -> str:
        """This will read one of a closed list of words."""
        known = tuple(options)
        value = self.text(key, default)
        if (self.has(key) or default is not REQUIRED) and value not in known:
            self.wrong(key, f"“{value}” không dùng được ở mục “{key}”.", f"Chọn một trong: {', '.join(known)}.")
        return value if value in known else known[0]

    def code(self, key: str, kind: str) -> str:
        """This will read a code of another definition, to be looked up once all files are read."""
        value = self.text(key)
        if value:
            self.findings.names(kind, value, self.place_of(key), self.owner)
        return value

    def texts(self, key: str, *, optional: bool = True) -> tuple[str, ...]:
        """This will read a list of texts."""
        return tuple(text for text, _ in self.placed_texts(key, optional=optional))

    def placed_texts(self, key: str, *, optional: bool = True) -> tuple[tuple[str, Place], ...]:
        """This will read a list of texts, each with its line."""
        found = []
        for item in self._items(key, optional=optional):
            if isinstance(item, Scalar) and isinstance(item.value, str):
                found.append((" ".join(item.value.split()), item.place))
            else:
                self.findings.wrong(item.place, f"Mỗi dòng của “{key}” phải là chữ.", "Đặt giá trị trong dấu nháy.")
        return tuple(found)

    def codes(self, key: str, kind: str, *, optional: bool = True) -> tuple[str, ...]:
        """This will read a list of codes of other definitions."""
        found = self.placed_texts(key, optional=optional)
        for code, place in found:
            self.findings.names(kind, code, place, self.owner)
        return tuple(code for code, _ in found)

    def tables(self, key: str, read: Callable[["Fields"], T], *, optional: bool = False) -> tuple[T, ...]:
        """This will read a list of tables, each by the reader given; keys left unread are refused."""
        return tuple(self._one(item, read) for item in self._items(key, optional=optional))

    def table(self, key: str, read: Callable[["Fields"], T]) -> T:
        """This will read a table under a key; where it is not there, a fault is noted and an empty one is read."""
        self.asked.add(key)
        content = self.entries.get(key)
        if content is None:
            self._missing(key)
            return read(Fields(Table({}, {}, self.place), Findings(), self.owner))
        return self._one(content, read)

    def optional_table(self, key: str, read: Callable[["Fields"], T]) -> T | None:
        """This will read a table under a key, or give None where the key is not written."""
        self.asked.add(key)
        return self._one(self.entries[key], read) if key in self.entries else None

    def named(self, key: str) -> tuple[tuple[str, "Fields"], ...]:
        """This will read a table of tables: each name with its own fields (the caller calls `done` on each)."""
        self.asked.add(key)
        content = self.entries.get(key)
        if not isinstance(content, Table):
            self._missing(key)
            return ()
        found = []
        for name, value in content.entries.items():
            inner = Fields(value, self.findings, self.owner)
            inner.place = content.key_places[name]
            found.append((name, inner))
        return tuple(found)

    def labels(self, key: str, *, optional: bool = False) -> tuple[tuple[str, str], ...]:
        """This will read a table of code: label, in its order."""
        self.asked.add(key)
        content = self.entries.get(key)
        if content is None and optional:
            return ()
        if not isinstance(content, Table):
            self._missing(key)
            return ()
        inner = Fields(content, self.findings, self.owner)
        return tuple((code, inner.text(code)) for code in content.entries)

    def figure(self, key: str) -> Node:
        """This will read a formula that gives a figure."""
        return self._formula(key, condition=False) or Literal(Fraction(0))

    def condition(self, key: str) -> Node:
        """This will read a formula that answers true or false."""
        return self._formula(key, condition=True) or Literal(Fraction(0))

    def optional_figure(self, key: str) -> Node | None:
        """This will read a figure's formula, or give None where the key is not written."""
        self.asked.add(key)
        return self._formula(key, condition=False) if self.has(key) else None

    def optional_condition(self, key: str) -> Node | None:
        """This will read a condition, or give None where the key is not written."""
        self.asked.add(key)
        return self._formula(key, condition=True) if self.has(key) else None

    def period_kind(self, key: str = "period_kind", *, on_request: bool = False) -> Kind:
        """This will read how long the periods are: month, quarter, half, nine_months, year.

        on_request: whether `range` may stand too, for what is asked on occasion, from one day to another.
        """
        return Kind(
            self.choice(key, [kind.value for kind in Kind if kind in MONTHS or (on_request and kind is Kind.RANGE)])
        )

    def calendar(self, key: str = "calendar") -> Calendar:
        """This will read which calendar the periods follow: civil or nd09."""
        return Calendar(self.choice(key, [calendar.value for calendar in Calendar]))

    def source(self, key: str = "source") -> Source:
        """This will read where a rule comes from; every rule has a source, certain or marked as a setting."""
        return self.table(key, read_source)

    def _formula(self, key: str, *, condition: bool) -> Node | None:
        text = self.text(key)
        if not text:
            return None
        try:
            node = parse(text)
        except FormulaError as error:
            self.wrong(
                key,
                f"Công thức “{text}” không đọc được: {error}.",
                "Sửa theo cú pháp tại docs/reference/rulebook.md.",
            )
            return None
        if is_condition(node) is not condition:
            wanted, found = ("điều kiện", "phép tính") if condition else ("phép tính", "điều kiện")
            self.wrong(key, f"“{text}” là {found}, trong khi cần {wanted}.", "Thêm hoặc bỏ phép so sánh (==, >=, <…).")
            return None
        for kind, type_ in (("cell", Cell), ("indicator", Indicator)):
            for code in sorted(codes(node, type_)):
                self.findings.names(kind, code, self.place_of(key), self.owner)
        return node

    def _items(self, key: str, *, optional: bool) -> Sequence[Content]:
        self.asked.add(key)
        content = self.entries.get(key)
        if content is None:
            if not optional:
                self._missing(key)
            return ()
        if not isinstance(content, YamlList):
            self.wrong(key, f"Mục “{key}” phải là danh sách.", "Viết mỗi phần tử một dòng, bắt đầu bằng “- ”.")
            return ()
        return content.items

    def _one(self, content: Content, read: Callable[["Fields"], T]) -> T:
        fields = Fields(content, self.findings, self.owner)
        value = read(fields)
        fields.done()
        return value

    def _scalar(self, key: str, wanted: type[T], called: str, remedy: str, *, optional: bool) -> T | None:
        self.asked.add(key)
        content = self.entries.get(key)
        if content is None:
            if not optional:
                self._missing(key)
            return None
        if isinstance(content, Scalar) and type(content.value) is wanted:
            return content.value
        self.wrong(key, f"Mục “{key}” phải là {called}.", remedy)
        return None

    def _missing(self, key: str) -> None:
        self.findings.wrong(self.place, f"Thiếu mục “{key}”.", f"Thêm dòng “{key}: …”.")


def read_source(fields: Fields) -> Source:
    """This will read a source: `document` (a law or decision, or the setting), `provision`, `quote`, `certain`."""
    return Source(
        document=fields.text("document"),
        provision=fields.text("provision", ""),
        quote=fields.text("quote", ""),
        certain=fields.flag("certain", True),
    )
