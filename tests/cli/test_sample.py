"""The made-up province builds whole by the system's own actions, with the faults of its story, and only once."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from pcmt.accounts.queries import actor_by_username
from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.queries import events as areas_events
from pcmt.cli.sample.build import build_sample, parts, sign_ins
from pcmt.cli.sample.figures import COURSES, course
from pcmt.documents import queries as documents
from pcmt.indicators import queries as indicators
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.plans import queries as plans
from pcmt.reporting import queries as reporting

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


@pytest.fixture
def hoa_mai(transactional_db: None, settings: Settings, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The sample in the test's database, and its data folder; on SQLite what `pcmt sample` built once for the run."""
    settings.DATA_DIR = tmp_path
    assert sign_ins() == []
    if connection.vendor == "sqlite":
        settings.DATA_DIR = request.getfixturevalue("built_sample")
        with closing(sqlite3.connect(settings.DATA_DIR / "pcmt.sqlite3")) as built:
            built.backup(connection.connection)
        settings.SECRET_KEY = (settings.DATA_DIR / "secret-key").read_text()  # that of the journal's marks
    else:
        told: list[str] = []
        build_sample(AT, told.append)
        assert len(told) == parts(), "the one who waits is told how many there will be"
    folder: Path = settings.DATA_DIR
    return folder


def test_the_sample_builds_whole_and_only_once(hoa_mai: Path):
    province = areas.province(TODAY)
    assert province is not None
    assert len(areas.communes(province.id, TODAY)) == 38
    assert len(areas.communes(province.id, date(2025, 6, 30))) == 39, "also while districts stood between"
    assert len(areas.communes(province.id, date(2026, 2, 28))) == 39, "two of them became one the day after"
    assert len(areas.children(province.id, date(2025, 6, 30), "district")) == 2

    steering, team = agencies.committees(TODAY, province.id)
    assert (len(steering.seats), len(team.seats), team.kind) == (15, 11, "to_giup_viec")
    assert [one.seat.person_name for one in agencies.in_charge(TODAY, words="bien gioi")] == [
        "Cao Xuân Sơn",
        "Thân Đình Núi",
    ]
    assert len(agencies.committees(TODAY)) == 2 + 38 + 5
    assert len(agencies.programmes(TODAY)) == 2

    officer = actor_by_username("thuongtruc", AT)
    assert officer is not None
    board = reporting.board(officer, "xa-thang", Period.parse("2026-11@nd09"), TODAY)
    states = {row.area_name.split(" ", 1)[1]: row.duty.state for row in board.rows}
    assert states["Sen Hồng"] == states["Thông Reo"] == "draft"
    assert states["Chân Mây"] == "returned"
    assert states["Hoa Ban"] == "submitted"
    assert sum(state == "accepted" for state in states.values()) == 24

    months = [Period.parse("2025-06@nd09").shifted(step) for step in range(17)]
    duties = [
        duty for month in months for duty in reporting.duties(officer, form_code="xa-thang", period=month, on=TODAY)
    ]
    assert len(duties) == 17 * 38 + 9, "nine months were told before the merger"
    assert sum(duty.state != "accepted" for duty in duties) == 3, "the three that never came"
    assert sum(duty.round == 2 for duty in duties) == 2, "the two corrected after closing"
    decided = Period.parse("2025@nd09")
    assert indicators.value("T1b", province.id, decided, TODAY).display == "28,9%"
    assert indicators.value("T1b", province.id, decided, date(2026, 2, 28)).display == "28,2%", "of 39, on that map"
    _the_merged_commune_goes_on_where_two_left_off(officer)

    assert {target.indicator for target in plans.targets(officer)} == {"T1b", "T2a"}
    assert {task.state for task in plans.tasks(officer, on=TODAY)} == {
        "todo", "doing", "reported", "returned", "paused", "done",
    }  # fmt: skip
    assert [len(one.asking) for one in plans.tasks(officer, on=TODAY) if one.asking] == [1]
    numbers = {row.number for row in documents.documents(officer).rows}
    assert "18/KH-UBND" not in numbers, "left for the one who tries the system"
    assert (hoa_mai / "sample" / "18-KH-UBND.docx").is_file()

    quarter = Period.parse("2026-Q3@nd09")
    offices = reporting.board(officer, "nganh-quy", quarter, TODAY)
    assert [row.area_name for row in offices.rows if row.duty.state != "accepted"] == ["Sở Công Thương"]
    assert len(offices.rows) == 11
    assert reporting.board(officer, "xa-quy", quarter, TODAY).closed == 35
    assert indicators.value("T5a", province.id, Period.parse("2026-H1@nd09"), TODAY).display.endswith("%")

    verified = journal.verify()
    assert verified.ok
    assert verified.unsealed == 0
    assert any(line.startswith("thuongtruc ") for line in sign_ins())
    with pytest.raises(Refusal, match="đã có tỉnh"):
        build_sample(AT)


def _the_merged_commune_goes_on_where_two_left_off(officer: Actor) -> None:
    """What was on file at its start is what both of the old communes had on file at their end."""
    eve, merged = date(2026, 2, 28), areas.area_by_code("99040", TODAY)
    old = [areas.area_by_code(code, eve) for code in ("99025", "99039")]
    first, last = Period.parse("2026-03@nd09"), Period.parse("2026-02@nd09")
    (event,) = areas_events.events()
    assert (event.kind, event.on, event.state) == ("merge", date(2026, 3, 1), "applied")
    assert {duty.area_id for duty in reporting.duties(officer, form_code="xa-thang", period=first)} & {
        merged.id, *(one.id for one in old)
    } == {merged.id}  # fmt: skip

    before = sum(indicators.value("N1", one.id, last, eve).number.value for one in old)
    assert indicators.value("N1", merged.id, last, TODAY).number.value == before, "its past is carried over"
    grown = indicators.value("N1", merged.id, first, TODAY).number.value
    assert abs(grown - before) <= 6, "and its own first month goes on from there"
    assert [seat.person_name != "" for seat in agencies.committees(TODAY, merged.id)[0].seats] == [True] * 4


@pytest.mark.parametrize("kind", sorted(COURSES))
def test_made_up_figures_are_consistent_in_themselves(kind: str):
    months = [Period.parse("2025-06@nd09").shifted(step) for step in range(18)]
    before: dict[str, str] = {}
    for _, cells in course("99001", kind, months):
        figures = {code: int(text) for code, text in cells.items() if "," not in text}
        assert min(figures.values()) >= 0
        assert figures["test_positive"] <= figures["tested"]
        assert figures["served_addicts"] <= figures["served_all"]
        on_file = sum(value for code, value in figures.items() if code.startswith("managed."))
        if before:
            last = {code: int(text) for code, text in before.items() if "," not in text}
            was = sum(value for code, value in last.items() if code.startswith("managed."))
            assert on_file == was + figures["managed_new"] - figures["off_list"]
            stock = last["spots_use.stock"] + figures["spots_use.found"] - figures["spots_use.cleared"]
            assert figures["spots_use.stock"] == stock
        before = cells


def test_the_same_seed_gives_the_same_figures():
    months = [Period.parse("2026-01@nd09")]
    assert dict(course("99001", "heavy", months)) == dict(course("99001", "heavy", months))
    assert dict(course("99001", "heavy", months)) != dict(course("99002", "heavy", months))
