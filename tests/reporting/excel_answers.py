"""Works out the formulas that we put into workbooks, as Excel does: the few functions and signs that these use.

Small on purpose: a name that is not here fails the test, so that no formula leaves what both Excel and this know.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Value = int | float | bool | str | None
TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|"(?P<text>[^"]*)"|(?P<name>[A-Z]+)\(|(?P<sheet>(?:'[^']+'|_\w+)!)?\$?(?P<column>[A-Z]{1,2})\$?(?P<row>\d+)"""
    r"""|(?P<truth>TRUE|FALSE)|(?P<sign><=|>=|<>|[-+*/=<>(),:]))"""
)
RANK = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "+": 3, "-": 3, "*": 4, "/": 4}
Cells = Mapping[tuple[str, str, int], Any]


class Answers:
    """The cells of a workbook with their formulas worked out on asking; a formula begins with "="."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.known: dict[tuple[str, str, int], Value] = {}

    def at(self, sheet: str, column: str, row: int) -> Value:
        """What a cell shows; None where it is empty."""
        key = (sheet, column, row)
        if key not in self.known:
            value = self.cells.get(key)
            is_formula = isinstance(value, str) and value.startswith("=")
            self.known[key] = _Formula(value, sheet, self).answer() if is_formula else value
        return self.known[key]


class _Formula:
    def __init__(self, text: str, sheet: str, book: Answers) -> None:
        self.sheet, self.book, self.at = sheet, book, 0
        self.tokens: list[re.Match[str]] = []
        place = 1
        while place < len(text):
            found = TOKEN.match(text, place)
            assert found, f"no formula of ours: {text[place:]!r}"
            self.tokens.append(found)
            place = found.end()

    def answer(self) -> Value:
        value = self.expression(0)()
        assert self.at == len(self.tokens)
        return value

    def sign(self) -> str | None:
        return self.tokens[self.at]["sign"] if self.at < len(self.tokens) else None

    def expression(self, rank: int) -> Callable[[], Value]:
        left = self.operand()
        while (sign := self.sign()) in RANK and RANK[sign] > rank:
            self.at += 1
            left = _joined(sign, left, self.expression(RANK[sign]))
        return left

    def operand(self) -> Callable[[], Value]:
        token = self.tokens[self.at]
        self.at += 1
        if token["number"]:
            return lambda: float(token["number"])
        if token["text"] is not None:
            return lambda: token["text"]
        if token["truth"]:
            return lambda: token["truth"] == "TRUE"
        if token["name"]:
            return self.call(token["name"])
        if token["row"]:
            sheet = token["sheet"][:-1].strip("'") if token["sheet"] else self.sheet
            return lambda: self.book.at(sheet, token["column"], int(token["row"]))
        if token["sign"] == "-":
            inner = self.operand()
            return lambda: -_number(inner())
        assert token["sign"] == "(", token
        inside = self.expression(0)
        self.at += 1
        return inside

    def call(self, name: str) -> Callable[[], Value]:
        parts = []
        while self.tokens[self.at]["sign"] != ")":
            parts.append(self.expression(0))
            if self.sign() == ",":
                self.at += 1
        self.at += 1
        function: Callable[..., Value] = FUNCTIONS[name]
        return lambda: function(*parts)


def _joined(sign: str, left: Callable[[], Value], right: Callable[[], Value]) -> Callable[[], Value]:
    def value() -> Value:
        one, two = left(), right()
        if sign in "+-*/":
            a, b = _number(one), _number(two)
            return a + b if sign == "+" else a - b if sign == "-" else a * b if sign == "*" else a / b
        a, b = _ordered(one, two)
        return {"=": a == b, "<>": a != b, "<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign]

    return value


def _ordered(one: Value, two: Value) -> tuple[Any, Any]:
    """Numbers come before texts, texts before truths; an empty cell is like what it is compared with."""
    pair = [one, two]
    for place, other in ((0, two), (1, one)):
        if pair[place] is None:
            pair[place] = "" if isinstance(other, str) else 0
    ranked = [(_rank(value), value.casefold() if isinstance(value, str) else value) for value in pair]
    return ranked[0], ranked[1]


def _rank(value: Value) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def _asked(part: Callable[[], Value]) -> bool:
    """Excel works out every part of AND and OR, the deciding one or not."""
    return bool(part())


def _number(value: Value) -> float:
    assert not isinstance(value, str), f"#VALUE!: {value!r}"
    return float(value or 0)


def _if(asked: Callable[[], Value], then: Callable[[], Value], other: Callable[[], Value]) -> Value:
    return then() if asked() else other()


def _figures(parts: tuple[Callable[[], Value], ...]) -> list[float]:
    return [float(value) for part in parts if isinstance(value := part(), int | float) and not isinstance(value, bool)]


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "IF": _if,
    "AND": lambda *parts: all(list(map(_asked, parts))),
    "OR": lambda *parts: any(list(map(_asked, parts))),
    "NOT": lambda part: not part(),
    "ISNUMBER": lambda part: isinstance(value := part(), int | float) and not isinstance(value, bool),
    "ROUND": lambda part, places: round(_number(part()), int(_number(places()))),
    "MAX": lambda *parts: max(_figures(parts), default=0.0),
    "MIN": lambda *parts: min(_figures(parts), default=0.0),
    "COUNT": lambda *parts: len(_figures(parts)),
}
