"""Facts and totals: append-only, the sum of their parts whatever happens, longer periods, two at the same moment."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting import queries
from pcmt.reporting.actions.accept import accept
from pcmt.reporting.ledger import ClosedFigure, close_figures
from pcmt.reporting.models import Fact, Total
from tests.at_once import shared_by_threads, together
from tests.reporting.walk import OCTOBER, Walk

SEPTEMBER = OCTOBER.previous()
ELEMENTS = ("talks", "tested", "area_found")


def close(walk: Walk, commune: str, period: Period, **figures: int | None) -> tuple[str, ...]:
    scale = {"area_found": 1}
    return close_figures(
        walk.province.communes[commune].id,
        period,
        [
            ClosedFigure(code, None if value is None else Quantity(value, scale.get(code, 0)))
            for code, value in figures.items()
        ],
        submission=None,
        basis="thử",
        actor=walk.actor("planner"),
        at=walk.at,
    )


def totals_by_hand(walk: Walk, period: Period) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for commune in walk.province.communes.values():
        for element in ELEMENTS:
            fact = queries.fact(commune.id, period, element)
            scaled, count = found.get(element, (0, 0))
            found[element] = (scaled + fact.quantity.scaled, count + 1) if fact else (scaled, count)
    return found


STEP = st.tuples(
    st.sampled_from(["sen-hong", "mua-ngau", "hoa-ban", "chan-may"]),
    st.sampled_from(ELEMENTS),
    st.one_of(st.none(), st.integers(0, 10**6)),
)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=8))
def test_totals_are_the_sum_of_the_current_facts_whatever_happens(walk: Walk, steps: list[tuple[str, str, int | None]]):
    for commune, element, value in steps:
        close(walk, commune, OCTOBER, **{element: value})
    by_hand = totals_by_hand(walk, OCTOBER)
    stored = queries.totals(walk.province.id, [OCTOBER], ELEMENTS)
    for (_, element), total in stored.items():
        assert (total.quantity.scaled, total.reported, total.expected) == (*by_hand[element], 4)
        assert len(total.missing_area_ids) == 4 - total.reported
    assert {element for element, (_, count) in by_hand.items() if count} <= {element for _, element in stored}


@pytest.mark.django_db
def test_revisions_form_one_chain(walk: Walk):
    for value in (1, 2, None, 2, 2, 3):
        close(walk, "sen-hong", OCTOBER, talks=value)
    chain = Fact.objects.filter(element="talks").order_by("revision")
    assert [(fact.scaled, fact.revision, fact.superseded_at is None) for fact in chain] == [
        (1, 1, False),
        (2, 2, False),
        (2, 3, False),
        (3, 4, True),
    ]
    assert close(walk, "sen-hong", OCTOBER, talks=3) == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda facts: facts.update(scaled=99),
        lambda facts: facts.update(accepted_by=None, basis="khác"),
        lambda facts: facts.update(superseded_at=None),
        lambda facts: facts.delete(),
    ],
    ids=["figure", "who", "unsupersede", "delete"],
)
def test_a_closed_figure_cannot_be_changed_or_taken_away(walk: Walk, change: Callable[[object], object]):
    close(walk, "sen-hong", OCTOBER, talks=1)
    close(walk, "sen-hong", OCTOBER, talks=2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(Fact.objects.filter(element="talks", revision=1))


@pytest.mark.django_db
def test_two_current_facts_cannot_stand(walk: Walk):
    close(walk, "sen-hong", OCTOBER, talks=1)
    first = Fact.objects.get(element="talks")
    first.pk, first.revision = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.django_db
def test_facts_come_in_one_question(walk: Walk, django_assert_num_queries: Callable[..., Iterator[None]]):
    for commune in walk.province.communes:
        close(walk, commune, OCTOBER, talks=2)
    ids = [commune.id for commune in walk.province.communes.values()]
    with django_assert_num_queries(1):
        found = queries.facts(ids, [SEPTEMBER, OCTOBER], ["talks", "tested"])
    assert {key[2] for key in found} == {"talks"}
    assert len(found) == 4


# ---- at the same moment ----


@pytest.mark.django_db(transaction=True)
def test_a_double_click_closes_once(walk: Walk, tmp_path: Path):
    submission = walk.id("sen-hong")
    walk.fill(submission, {"talks": "2", "attendances": "9"})
    walk.send(submission)
    planner, other = walk.actor("planner"), walk.actor("planner-2")

    def click(who: object) -> Callable[[], object]:
        return lambda: walk_accept(walk, submission, who)

    with shared_by_threads(tmp_path):
        came = together(click(planner), click(other))
        (after,) = together(lambda: list(Total.objects.filter(element="talks").values_list("scaled", "reported")))
    refusals = [one for one in came if isinstance(one, CannotMove)]
    assert len(refusals) == 1
    assert "chốt lúc" in refusals[0].message
    assert after == [(2, 1)]


@pytest.mark.django_db(transaction=True)
def test_two_reports_closed_together_are_both_in_the_total(walk: Walk, tmp_path: Path):
    ids = {}
    for place, commune in enumerate(("sen-hong", "hoa-ban"), start=1):
        ids[commune] = walk.id(commune)
        walk.fill(ids[commune], {"talks": str(place), "attendances": "9"}, commune)
        walk.send(ids[commune], commune)
    planner = walk.actor("planner")
    with shared_by_threads(tmp_path):
        came = together(*(lambda one=one: walk_accept(walk, one, planner) for one in ids.values()))
        (after,) = together(lambda: list(Total.objects.filter(element="talks").values_list("scaled", "reported")))
    assert came == [None, None]
    assert after == [(3, 2)]


def walk_accept(walk: Walk, submission: int, who: object) -> object:
    return accept(submission_id=submission, actor=who, at=walk.at)  # type: ignore[arg-type,func-returns-value]
