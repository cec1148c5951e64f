"""Any sequence of events keeps the map whole; undone from the last, every table is as it was."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcmt.areas import queries
from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.areas.actions.undo_event import undo_event
from pcmt.areas.models import AreaVersion, Succession
from pcmt.areas.rules.change import WHOLE, Change, Taking, Unit
from pcmt.kernel.actor import Actor
from tests.areas.dumping import dump
from tests.province import AT, SINCE, Province

FIRST = date(2026, 1, 1)
KINDS = ("merge", "absorb", "split", "part", "rename", "retype", "open", "close")
Draw = Callable[[st.SearchStrategy[int]], int]


def unit(code: str, name: str, type: str = "xa", goes_on: str = "", takes: tuple[Taking, ...] = ()) -> Unit:
    return Unit(code, name, type, "commune", "91", goes_on, takes)


def change_of(kind: str, on: date, standing: list[queries.AreaView], number: int, pick: int, reuse: bool) -> Change:
    """A change of that kind of some of the units that stand on the day before."""
    one = standing[pick % len(standing)]
    other = standing[(pick + 1) % len(standing)]
    fresh = f"95{number:03d}"
    name, code = f"Mới {number}", one.code if reuse else fresh
    takes = Taking(one.code), Taking(other.code)
    share = pick * 97_003 % WHOLE
    parts = Taking(one.code, False, share), Taking(one.code, False, WHOLE - share)
    kept = unit(one.code, one.name, one.type, one.code)
    made: dict[str, tuple[str, tuple[str, ...], tuple[Unit, ...]]] = {
        "merge": ("merge", (one.code, other.code), (unit(code, name, takes=takes),)),
        "absorb": ("merge", (one.code, other.code), (unit(one.code, one.name, one.type, one.code, takes[1:]),)),
        "split": (
            "split", (one.code,), (unit(code, name, takes=parts[:1]), unit(f"96{number:03d}", name, takes=parts[1:]))
        ),
        "part": ("split", (one.code,), (kept, unit(fresh, name, takes=(Taking(one.code, False, None),)))),
        "rename": ("rename", (one.code,), (unit(one.code, name, one.type, one.code),)),
        "retype": (
            "retype", (one.code,), (unit(code, one.name, "phuong" if one.type == "xa" else "xa", one.code),)
        ),
        "open": ("open", (), (unit(fresh, name),)),
        "close": ("close", (one.code,), ()),
    }  # fmt: skip
    form, old, units = made[kind]
    return Change(form, on, "Nghị quyết", old=old, units=units)


def check_the_map() -> None:
    rows = [*AreaVersion.objects.all()]
    for key in ("code", "area_id"):
        held: dict[object, list[tuple[date, date]]] = {}
        for row in rows:
            held.setdefault(getattr(row, key), []).append((row.valid_from, row.valid_to or date.max))
        for stretches in held.values():
            ordered = sorted(stretches)
            assert all(one[1] < other[0] for one, other in pairwise(ordered)), key
    heirs = Counter(Succession.objects.filter(is_heir=True).values_list("old_id", flat=True))
    assert all(count == 1 for count in heirs.values()), "one answers for each that ended"
    for old in set(Succession.objects.values_list("old_id", "on")):
        shares = Succession.objects.filter(old_id=old[0], on=old[1]).values_list("share_per_million", flat=True)
        assert sum(share or 0 for share in shares) <= WHOLE


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    wanted=st.lists(
        st.tuples(st.sampled_from(KINDS), st.integers(0, 9), st.booleans(), st.integers(1, 40)), min_size=1, max_size=4
    )
)
def test_sequences_of_events(
    province: Province, actor: Callable[[str], Actor], wanted: list[tuple[str, int, bool, int]]
):
    admin, before = actor("admin"), dump()
    on, past, states, done = FIRST, {SINCE: names(province, SINCE)}, [before], []
    for number, (kind, pick, reuse, wait) in enumerate(wanted):
        on += timedelta(days=wait)
        standing = [*queries.communes(province.id, on - timedelta(days=1))]
        if len(standing) < 3 and kind in {"merge", "absorb", "close"}:
            continue
        past[on - timedelta(days=1)] = names(province, on - timedelta(days=1))
        change = change_of(kind, on, standing, number, pick, reuse)
        event_id = propose_event(change=change, actor=admin, at=AT)
        apply_event(event_id=event_id, actor=admin, at=AT)
        done.append(event_id)
        states.append(dump())
        check_the_map()
        assert {day: names(province, day) for day in past} == past, "no event changes the map of a day before it"
    for event_id in reversed(done):
        assert dump() == states.pop()
        undo_event(event_id=event_id, reason="x", actor=admin, at=AT)
    assert dump() == before


def names(province: Province, on: date) -> list[tuple[str, str]]:
    return [(area.code, area.full_name) for area in queries.communes(province.id, on)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_once(province: Province, actor: Callable[[str], Actor], kind: str):
    test_sequences_of_events.hypothesis.inner_test(province, actor, [(kind, 1, True, 1)])  # type: ignore[attr-defined]
