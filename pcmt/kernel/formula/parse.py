"""Reads formula text to its tree, with messages that name the place of a mistake."""

import re
from fractions import Fraction

from pcmt.kernel.formula.tree import (
    AGGREGATES,
    COMPARISONS,
    SHIFTS,
    SPANS,
    Aggregate,
    Binary,
    Cell,
    Compare,
    Indicator,
    Literal,
    Logic,
    Node,
    Not,
    Shift,
    is_condition,
)

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)|(?P<sign><=|>=|==|!=|[-+*/()<>]))",
    re.ASCII,
)
WORDS = {"and", "or", "not", "over", "indicator", *AGGREGATES, *SHIFTS}
MAX_DEPTH = 60
MAX_TOKENS = 400  # keeps every later walk over the tree far from the interpreter's own limit


class FormulaError(ValueError):
    """This will say in Vietnamese what in a formula cannot be read, and at which character (counted from 1)."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} (ký tự thứ {position + 1})")
        self.position = position


def parse(text: str) -> Node:
    """This will read a formula; raises FormulaError where it is none, or mixes figures and conditions."""
    reader = _Reader(text)
    node = reader.any()
    reader.end()
    return node


class _Reader:
    """Precedence climbing over tokens: or < and < not < comparison < sum < product < atom."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str, int]] = []
        position, text = 0, text.rstrip()
        while position < len(text):
            found = TOKEN.match(text, position)
            if not found or found.lastgroup is None:
                rest = text[position:].lstrip()
                raise FormulaError(f"ký hiệu lạ “{rest[:1]}”", len(text) - len(rest))
            self.tokens.append((found.lastgroup, found[found.lastgroup], found.start(found.lastgroup)))
            position = found.end()
            if len(self.tokens) > MAX_TOKENS:
                raise FormulaError("công thức quá dài", found.start(found.lastgroup))
        self.tokens.append(("end", "", len(text)))
        self.at = 0
        self.depth = 0

    def take(self, *wanted: str) -> str | None:
        _, word, _ = self.tokens[self.at]
        if word in wanted:
            self.at += 1
            return word
        return None

    def need(self, wanted: str) -> None:
        if not self.take(wanted):
            raise self.wrong(f"thiếu “{wanted}”")

    def wrong(self, message: str) -> FormulaError:
        _, word, position = self.tokens[self.at]
        return FormulaError(f"{message}, gặp “{word}”" if word else f"{message}, gặp cuối công thức", position)

    def end(self) -> None:
        if self.tokens[self.at][0] != "end":
            raise self.wrong("thừa nội dung sau khi công thức đã hết")

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.wrong("lồng quá nhiều lớp")

    def any(self) -> Node:
        self.deeper()
        parts = [self.all()]
        while self.take("or"):
            parts.append(self.all())
        self.depth -= 1
        return self.logic("or", parts)

    def all(self) -> Node:
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return self.logic("and", parts)

    def logic(self, op: str, parts: list[Node]) -> Node:
        if len(parts) == 1:
            return parts[0]
        return Logic(op, tuple(self.condition(part) for part in parts))

    def negation(self) -> Node:
        if self.take("not"):
            self.deeper()
            node = Not(self.condition(self.negation()))
            self.depth -= 1
            return node
        return self.comparison()

    def comparison(self) -> Node:
        left = self.sum()
        op = self.take(*COMPARISONS)
        return Compare(op, self.figure(left), self.figure(self.sum())) if op else left

    def sum(self) -> Node:
        node = self.product()
        while sign := self.take("+", "-"):
            node = Binary("add" if sign == "+" else "subtract", self.figure(node), self.figure(self.product()))
        return node

    def product(self) -> Node:
        node = self.atom()
        while sign := self.take("*", "/"):
            node = Binary("multiply" if sign == "*" else "divide", self.figure(node), self.figure(self.atom()))
        return node

    def atom(self) -> Node:
        if self.take("("):
            node = self.any()
            self.need(")")
            return node
        if self.take("-"):
            self.deeper()
            node = self.figure(self.atom())
            self.depth -= 1
            return Literal(-node.value) if isinstance(node, Literal) else Binary("subtract", Literal(Fraction(0)), node)
        kind, word, _ = self.tokens[self.at]
        if kind == "number":
            self.at += 1
            return Literal(Fraction(word))
        if kind != "name" or word in {"and", "or", "not", "over"}:
            raise self.wrong("cần một số, một mã số liệu hoặc dấu ngoặc")
        self.at += 1
        return self.call(word) if word in WORDS else Cell(word)

    def call(self, word: str) -> Node:
        self.need("(")
        if word == "indicator":
            kind, code, _ = self.tokens[self.at]
            if kind != "name" or code in WORDS:
                raise self.wrong("cần mã chỉ số")
            self.at += 1
            self.need(")")
            return Indicator(code)
        of = self.any()
        if word in SHIFTS:
            self.need(")")
            return Shift(self.figure(of), SHIFTS[word])
        self.need("over")
        span = self.take(*SPANS)
        if not span:
            raise self.wrong("sau over cần " + " hoặc ".join(SPANS))
        self.need(")")
        return Aggregate(word, self.condition(of) if word in ("count", "share") else self.figure(of), span)

    def figure(self, node: Node) -> Node:
        if is_condition(node):
            raise self.wrong("trước chỗ này cần phép tính, không phải điều kiện")
        return node

    def condition(self, node: Node) -> Node:
        if not is_condition(node):
            raise self.wrong("trước chỗ này cần điều kiện (phép so sánh)")
        return node
