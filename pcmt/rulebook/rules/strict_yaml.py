"""YAML without its surprises: every node keeps its file and line, and nothing is guessed.

Refused: a key twice, a date or a decimal without quotes, yes/no/on/off, numbers in odd notations, empty values,
anchors, aliases and tags. What remains are text, whole numbers, true and false, lists and tables.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from pcmt.rulebook.rules.problem import Place, Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 20
MOST_FILES = 256
"""How many files stay read: a province's whole book and what is proposed to it, some six megabytes."""
NOT_CONTENT = ("Stream", "Document")
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
GUESSED = (
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}.*", re.ASCII), "ngày tháng không đặt trong dấu nháy"),
    (re.compile(r"(?i)y|n|yes|no|on|off"), "từ có thể bị hiểu là đúng/sai"),
    (re.compile(r"[-+]?(?:\d[\d_]*\.\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII), "số thập phân không đặt trong dấu nháy"),
    (
        re.compile(r"(?i)[-+]?(?:0[xob][\da-f_]+|\d[\d_]*(?::\d+)*(?:e[-+]?\d+)?|\.inf)|\.nan", re.ASCII),
        "số viết theo cách lạ",
    ),
    (re.compile(r"(?i)~|null|"), "giá trị để trống"),
)


@dataclass(frozen=True)
class Scalar:
    """A text, a whole number, or true/false."""

    value: str | int | bool
    place: Place


@dataclass(frozen=True)
class Sequence:
    """A list."""

    items: tuple["Content", ...]
    place: Place


@dataclass(frozen=True)
class Table:
    """Keys with their values; `key_places` says where each key stands."""

    entries: Mapping[str, "Content"]
    key_places: Mapping[str, Place]
    place: Place


Content = Scalar | Sequence | Table


class StrictYamlError(Exception):
    """This will carry the fault that stops a file from being read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@lru_cache(maxsize=MOST_FILES)
def load(text: str, file: str) -> Content:
    """This will read one YAML document; raises StrictYamlError with the line and the remedy of the first fault.

    A whole book is read for each rule that is proposed or released, and one file of it is another than before.
    """
    reader = _Reader(text, file)
    content = reader.content()
    reader.end()
    return content


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.file = file
        try:
            self.events: list[Event] = [
                event for event in yaml.parse(text, Loader=LOADER) if not type(event).__name__.startswith(NOT_CONTENT)
            ]
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = Place(file, mark.line + 1 if mark else 1)
            detail = getattr(error, "problem", "") or "lỗi cú pháp"
            raise _refusal(
                place,
                f"Tệp không đọc được theo YAML ({detail}).",
                "Kiểm tra dấu cách đầu dòng, dấu “:” và dấu nháy quanh dòng này.",
            ) from error
        self.at = 0
        self.depth = 0

    def take(self) -> Event:
        if self.at >= len(self.events):
            raise _refusal(Place(self.file, 1), "Tệp không có nội dung.", "Điền nội dung, hoặc xóa tệp.")
        event = self.events[self.at]
        self.at += 1
        return event

    def end(self) -> None:
        if self.at < len(self.events):
            raise _refusal(
                self.place(self.events[self.at]),
                "Tệp có nhiều hơn một tài liệu YAML.",
                "Tách phần sau dấu “---” thành tệp riêng.",
            )

    def place(self, event: Event) -> Place:
        return Place(self.file, event.start_mark.line + 1 if event.start_mark else 1)

    def content(self) -> Content:
        event = self.take()
        place = self.place(event)
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            raise _refusal(place, "Không dùng dấu neo (&) và tham chiếu (*).", "Viết lại đầy đủ nội dung tại chỗ.")
        if tag := getattr(event, "tag", None):
            raise _refusal(place, f"Không dùng nhãn kiểu “{tag}”.", "Bỏ nhãn kiểu; đặt văn bản trong dấu nháy.")
        if isinstance(event, ScalarEvent):
            return self.scalar(event)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _refusal(place, "Tệp lồng quá nhiều lớp.", f"Giữ không quá {MAX_DEPTH} lớp.")
        if isinstance(event, SequenceStartEvent):
            content: Content = self.sequence(place)
        else:
            assert isinstance(event, MappingStartEvent)
            content = self.table(place)
        self.depth -= 1
        return content

    def sequence(self, place: Place) -> Sequence:
        items = []
        while not isinstance(self.events[self.at], SequenceEndEvent):
            items.append(self.content())
        self.at += 1
        return Sequence(tuple(items), place)

    def table(self, place: Place) -> Table:
        entries: dict[str, Content] = {}
        key_places: dict[str, Place] = {}
        while not isinstance(self.events[self.at], MappingEndEvent):
            key = self.content()
            if not isinstance(key, Scalar) or not isinstance(key.value, str):
                raise _refusal(key.place, "Tên mục không phải là chữ.", "Đặt tên mục trong dấu nháy.")
            if key.value in entries:
                raise _refusal(
                    key.place,
                    f"Mục “{key.value}” ghi hai lần (lần đầu ở dòng {key_places[key.value].line}).",
                    "Giữ lại một mục.",
                )
            key_places[key.value] = key.place
            entries[key.value] = self.content()
        self.at += 1
        return Table(entries, key_places, place)

    def scalar(self, event: ScalarEvent) -> Scalar:
        place = self.place(event)
        if event.style not in (None, ""):
            return Scalar(event.value, place)
        if event.value in ("true", "false"):
            return Scalar(event.value == "true", place)
        if INTEGER.fullmatch(event.value):
            return Scalar(int(event.value), place)
        for pattern, reading in GUESSED:
            if pattern.fullmatch(event.value):
                remedy = f'Viết "{event.value}" trong dấu nháy' if event.value else "Điền giá trị, hoặc bỏ mục này"
                if reading.startswith("từ"):
                    remedy += "; nếu là đúng/sai thì viết true hoặc false"
                raise _refusal(place, f"Giá trị “{event.value}”: {reading}.", f"{remedy}.")
        return Scalar(event.value, place)


def _refusal(place: Place, message: str, remedy: str) -> StrictYamlError:
    return StrictYamlError(Problem.at(place, message, remedy))
