"""After a change of the map, and after rules are released, a report says which values read otherwise, and why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as running
from django.test import Client
from pytest_django import Settings

from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Changes
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.actions.propose_release import propose_release
from pcmt.rulebook.actions.release import release
from pcmt.rulebook.queries import book, books_around, read_by, releases
from tests.areas.test_areas_events import ABSORB, DAY
from tests.indicators.figures import close, month, october
from tests.province import AT, Province

ActorOf = Callable[[str], Actor]
SEPTEMBER = Period.parse("2026-09@nd09")
HAND = system_actor("kiểm thử", "areas.propose_event", "areas.apply_event")


@pytest.fixture(autouse=True)
def _apart(settings: Settings, tmp_path: Path) -> None:
    settings.RELEASES_DIR = tmp_path / "rules"


def told(found: Changes) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    return {
        (one.code, one.area.name, one.period.id): (one.before.display, one.after.display, one.why)
        for one in found.values
    }


def merged(province: Province) -> int:
    event_id = propose_event(change=ABSORB, actor=HAND, at=AT)
    apply_event(event_id=event_id, choices={}, actor=HAND, at=AT)
    return event_id


def released(actor: ActorOf, files: dict[str, str]) -> int:
    """Release rule files as two persons do."""
    number = propose_release(files=files, reason="Họp ngày 12.", actor=actor("planner"), at=AT)
    digest = next(one.digest for one in releases() if one.id == number)
    release(release_id=number, digest=digest, actor=actor("planner-2"), at=AT)
    return number


def from_october(part: tuple[str, str]) -> dict[str, str]:
    """The rule of the people managed with an end, and another from October on with one part replaced."""
    name = "indicators/N1@2025-01-01.yaml"
    text = (Path(running.RULEBOOK_DIR) / name).read_text("utf-8")
    later = text.replace("2025-01-01", "2026-09-15")
    later = later.replace(*part)
    return {name: f'{text}\nvalid_to: "2026-09-14"\n', "indicators/N1@2026-09-15.yaml": later}


NEW = {
    "indicators/N9@2026-01-01.yaml": """code: N9
label: Số buổi nói chuyện
unit: buổi
better: up
formula: talks
scale: 0
period_kind: month
calendar: nd09
level: any
valid_from: "2026-01-01"
explanation: Đếm buổi nói chuyện.
source: {document: Công văn số 12/CV-UBND, provision: mục 1, certain: true}
""",
    "examples/n9.yaml": """examples:
  - name: Hai buổi
    indicator: N9
    day: "2026-10-14"
    cells: {talks: 2}
    expect: 2
""",
}


def test_a_merger_tells_the_heirs_values_before_and_now_with_whose_figures_came(
    province: Province, actor: ActorOf
) -> None:
    gone, heir = province.communes["sen-hong"], province.communes["hoa-ban"]
    close(gone.id, SEPTEMBER.id, month(3, 1))
    close(heir.id, SEPTEMBER.id, month(2))
    found = indicators.changed_by_map(actor("planner"), merged(province), DAY + timedelta(days=9))
    before, now, why = told(found)["N1", heir.name, SEPTEMBER.id]
    assert (before, now) == ("2 người", "6 người")
    assert "gồm số liệu của" in why
    assert "Sen Hồng" in why
    assert {one.area.name for one in found.values} <= {heir.name, "Hoa Mai"}
    assert found.compared > len(found.values)
    assert found.cause.on == DAY


def test_a_merger_still_being_prepared_changes_nothing_to_report(province: Province, actor: ActorOf) -> None:
    event_id = propose_event(change=ABSORB, actor=HAND, at=AT)
    with pytest.raises(NotFound):
        indicators.changed_by_map(actor("planner"), event_id, DAY)


@pytest.mark.django_db(transaction=True)
def test_a_released_rule_tells_what_it_changed_and_a_later_release_is_compared_with_it(
    province: Province, actor: ActorOf
) -> None:
    october(province)
    first = released(actor, from_october(part=('unit: "người"', 'unit: "lượt người"')))
    second = released(actor, NEW)
    planner, day = actor("planner"), AT.date()

    changed = indicators.changed_by_rules(planner, first, day)
    before, now, why = told(changed)["N1", "Sen Hồng", "2026-10@nd09"]
    assert (before, now) == ("3 người", "3 lượt người")
    assert why == "tính theo N1@2026-09-15, trước là N1@2025-01-01: đổi đơn vị tính"
    assert {period for code, _, period in told(changed) if code == "N1"} == {"2026-10@nd09"}

    begun = indicators.changed_by_rules(planner, second, day)
    assert (begun.values, begun.begun, begun.ended) == ((), ("Số buổi nói chuyện",), ())
    with pytest.raises(NotFound):
        books_around(second + 1)


def test_another_book_answers_only_while_it_is_asked(province: Province) -> None:
    here = book()
    another = replace(here, digest="another", all_indicators=())
    with read_by(another):
        assert book() is another
    assert book() is here


def test_the_pages_show_it_and_hand_it_out(province: Province, visit: Callable[[str], Client]) -> None:
    close(province.communes["sen-hong"].id, SEPTEMBER.id, month(3, 1))
    close(province.communes["hoa-ban"].id, SEPTEMBER.id, month(2))
    planner = visit("planner")
    assert "Chưa có thay đổi địa bàn hay quy tắc nào" in planner.get("/chi-so/thay-doi/").content.decode()
    event_id = merged(province)
    listed = planner.get("/chi-so/thay-doi/").content.decode()
    address = f"/chi-so/thay-doi/dia-gioi/{event_id}/"
    assert address in listed
    shown = planner.get(address).content.decode()
    assert "6 người" in shown
    assert "gồm số liệu của" in shown
    handed = b"".join(planner.get(address, {"tep": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert handed.count("\n") > 2
    assert "N1" in handed
    assert address in planner.get(f"/dia-ban/thay-doi/{event_id}/").content.decode()
    assert planner.get(f"/chi-so/thay-doi/dia-gioi/{event_id + 1}/").status_code == 404
