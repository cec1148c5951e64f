"""Another program hands in figures with an access token: CSV or JSON as the body, packed or not."""

import gzip
import json

import pytest
from django.test import Client
from django.utils import timezone

from pcmt.accounts.actions.issue_token import TokenWish, issue_token
from pcmt.areas import queries as areas
from pcmt.reporting.models import DraftCell
from tests.reporting.walk import FORM, OCTOBER, Walk

pytestmark = pytest.mark.django_db

BOMB = gzip.compress(b"\0" * 70_000_000, mtime=0)
HERE = "/bao-cao-so-lieu/nhap-hang-loat"


@pytest.fixture
def program(walk: Walk) -> Client:
    """A program of the commune's reporter, that may hand in files and nothing else."""
    user, at = "sen-hong.reporter", timezone.now()
    wish = TokenWish(
        name="Phần mềm một cửa",
        permissions=frozenset({"reporting.import_figures"}),
        expires_on=timezone.localdate(at),
    )
    made = issue_token(user_id=walk.province.users[user], wish=wish, actor=walk.actor(user), at=at)
    return Client(headers={"Authorization": f"Bearer {made.secret}"}, enforce_csrf_checks=True)


@pytest.fixture
def rows(walk: Walk) -> list[dict[str, str]]:
    code = areas.area(walk.province.communes["sen-hong"].id, OCTOBER.last_day).code
    return [{"form": FORM, "area": code, "period": OCTOBER.id, "element": "tested", "value": "14"}]


def test_a_body_is_taken_and_answered_in_json(walk: Walk, program: Client, rows: list[dict[str, str]]) -> None:
    answer = program.post(HERE, json.dumps(rows), content_type="application/json")
    assert (answer.status_code, answer.json()["counts"]["new"]) == (200, 1)
    assert DraftCell.objects.get().scaled == 14
    packed = gzip.compress(json.dumps(rows).encode())
    again = program.post(HERE, packed, content_type="application/json", headers={"Content-Encoding": "gzip"})
    assert again.json()["counts"]["same"] == 1


def test_one_fault_takes_all_back_unless_asked_otherwise(
    walk: Walk, program: Client, rows: list[dict[str, str]]
) -> None:
    body = json.dumps([*rows, {**rows[0], "element": "so_la"}])
    whole = program.post(HERE, body, content_type="application/json")
    assert (whole.status_code, whole.json()["written"]) == (409, False)
    assert whole.json()["faults"][0]["kind"] == "no_element"
    assert not DraftCell.objects.exists()
    partly = program.post(f"{HERE}?cach=rows", body, content_type="application/json")
    assert (partly.status_code, partly.json()["counts"]["new"]) == (200, 1)


@pytest.mark.parametrize(
    ("body", "encoding", "said"),
    [
        (b"[", "", "Tệp không phải JSON đúng dạng, hoặc bị cắt ngang."),
        (b"no gzip", "gzip", "Nội dung nén gzip bị hỏng."),
        (BOMB, "gzip", "Nội dung lớn hơn 64 MB."),
        (b"", "", "Nội dung gửi lên trống."),
        (b" \n", "", "Nội dung gửi lên trống."),
        (b"form,area\n", "", "nội dung không phải JSON: bắt đầu bằng “form,area”."),
    ],
    ids=["cut", "not packed", "bomb", "empty", "blank", "no JSON"],
)
def test_what_is_no_such_body_is_refused(program: Client, body: bytes, encoding: str, said: str) -> None:
    answer = program.post(HERE, body, content_type="application/json", headers={"Content-Encoding": encoding})
    assert answer.status_code == 422
    assert answer.json()["message"].endswith(said)
    assert answer.json()["remedy"]


def test_csv_needs_no_kind_and_strange_words_are_shown(program: Client) -> None:
    answer = program.post(HERE, b"hello", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, answer.json()["message"]) == (
        422,
        "Dòng đầu phải là tên cột (area, period, element, value), nhưng ghi “hello”.",
    )


def test_a_program_asks_rightly_or_is_told_how(program: Client) -> None:
    assert program.get(HERE).status_code == 405
    assert program.post(f"{HERE}?cach=la", b"[]", content_type="application/json").status_code == 400
