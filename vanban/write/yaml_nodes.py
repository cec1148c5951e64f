"""YAML as plain data: every scalar is text until it is asked for as something else, and each value knows its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import yaml


class TextLoader(yaml.BaseLoader):
    """Builds mappings, lists and texts; refuses a key that is given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [key.value for key, _ in node.value]
        for at, key in enumerate(keys):
            if key in keys[:at]:
                line = node.value[at][0].start_mark.line + 1
                raise yaml.constructor.ConstructorError(None, None, f"khóa “{key}” lặp lại ở dòng {line}")
        return super().construct_mapping(node, deep)


class MisplacedError(ValueError):
    """A value of the wrong form; the message names its place in the file."""


class Node:
    """A piece of the data and its place, asked for as what the model needs."""

    def __init__(self, value: object, place: str) -> None:
        self.value = value
        self.place = place

    def mapping(self, known: frozenset[str]) -> dict[str, Node]:
        """This will give the entries; refuse a key that is not in `known`."""
        if not isinstance(self.value, Mapping):
            raise MisplacedError(f"{self.place}: cần các cặp khóa và giá trị")
        for key in self.value:
            if key not in known:
                raise MisplacedError(f"{self.place}: không có khóa “{key}”, chỉ có {', '.join(sorted(known))}")
        return {str(key): Node(value, f"{self.place}.{key}") for key, value in self.value.items()}

    def nodes(self) -> list[Node]:
        """This will give the members of a list."""
        if not isinstance(self.value, list):
            raise MisplacedError(f"{self.place}: cần một danh sách")
        return [Node(value, f"{self.place}[{at}]") for at, value in enumerate(self.value)]

    def text(self) -> str:
        """This will give the text."""
        if not isinstance(self.value, str):
            raise MisplacedError(f"{self.place}: cần chữ")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """This will give a list of texts."""
        return tuple(node.text() for node in self.nodes())

    def flag(self) -> bool:
        """This will give true or false."""
        return self.one_of("true", "false") == "true"

    def whole(self) -> int:
        """This will give a whole number."""
        if not self.text().isdecimal():
            raise MisplacedError(f"{self.place}: cần số nguyên")
        return int(self.text())

    def day(self) -> date:
        """This will give a day written 2026-02-12."""
        try:
            return date.fromisoformat(self.text())
        except ValueError as error:
            raise MisplacedError(f"{self.place}: cần ngày dạng 2026-02-12") from error

    def one_of(self, *choices: str) -> str:
        """This will give the text, which must be one of `choices`."""
        if self.text() not in choices:
            raise MisplacedError(f"{self.place}: chỉ nhận {', '.join(choices)}")
        return self.text()
