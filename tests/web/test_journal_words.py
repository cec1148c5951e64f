"""Whatever an action notes in the journal has a Vietnamese word on the journal's page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pcmt.web.administration.vocabulary import FIELDS, SUBJECTS
from pcmt.web.administration.wording import changes, subject_words

ACTIONS = sorted((Path(__file__).resolve().parents[2] / "pcmt").glob("*/actions/*.py"))


def recorded(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
            yield node


def test_every_field_that_is_noted_has_a_word() -> None:
    noted = {
        key.value: path.name
        for path in ACTIONS
        for call in recorded(path)
        for part in call.keywords
        if part.arg in ("before", "after")
        for found in ast.walk(part.value)
        if isinstance(found, ast.Dict)
        for key in found.keys
        if isinstance(key, ast.Constant)
    }
    assert len(noted) > 80, "the search still finds what actions note"
    assert {key: name for key, name in noted.items() if key not in FIELDS} == {}


def test_every_kind_of_subject_has_a_word() -> None:
    named = {word for path in ACTIONS for word in re.findall(r'subject=f?"(\w+):', path.read_text())}
    assert len(named) > 20
    assert named - SUBJECTS.keys() == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("subject", "after", "told"),
    [
        ("area_event:1", {"kind": "merge"}, "loại: Nhập, sắp xếp"),
        ("agency:1", {"kind": "ubnd_xa"}, "loại: Ủy ban nhân dân cấp xã"),
        ("delegation:1", {"kind": "deputy"}, "loại: ký thay"),
        ("area_event:1", {"state": "undone"}, "trạng thái: đã hoàn tác"),
        ("area:1", {"type": "phuong"}, "loại đơn vị: phường"),
        ("area:1", {"level": "commune"}, "cấp: cấp xã"),
        ("area:1", {"measure": "households"}, "số liệu năm: Số hộ (hộ)"),
        ("area_event:1", {"touched": {"agencies": ["agency:1", "post:2"]}}, "đi theo: cơ quan, chức vụ 2"),
    ],
)
def test_values_are_told_in_vietnamese(subject: str, after: dict[str, object], told: str) -> None:
    assert [line.lower() for line in changes(subject, {}, after)] == [told.lower()]
    assert ":" not in subject_words(subject)
