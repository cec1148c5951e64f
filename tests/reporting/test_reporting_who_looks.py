"""Who looks at which figures: all of the own area but what a form restricts, and nothing of a neighbour's."""

from collections.abc import Callable
from datetime import datetime

import pytest

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import queries
from pcmt.reporting.actions.open_period import open_period
from tests.province import Province
from tests.reporting.walk import Walk

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2026-Q3@nd09")
RESTRICTED = {"tips_received", "tips_settled"}
OF_SEN_HONG = ("police-reporter", "clinic-reporter", "culture-head", "reporter", "chairman")


def shown(view: queries.SubmissionView) -> dict[str, bool]:
    """Each cell: whether its figure may be seen."""
    return {cell.element: not cell.hidden for section in view.sections for cell in section.cells}


def test_a_department_looks_at_another_but_not_at_what_its_form_restricts(
    province: Province, actor: Callable[[str], Actor], at: datetime
):
    open_period(form_code="ca-quy", period=QUARTER, actor=actor("planner"), at=at)
    (police,) = queries.duties(actor("planner"), form_code="ca-quy")
    of_health = queries.submission(actor("health-reporter"), police.submission_id, at.date())
    assert not of_health.may_edit
    assert {element for element, seen in shown(of_health).items() if not seen} == RESTRICTED
    assert all(shown(queries.submission(actor("planner"), police.submission_id)).values())
    with pytest.raises(NotFound):
        queries.submission(actor("sen-hong.chairman"), police.submission_id)


@pytest.mark.parametrize("who", OF_SEN_HONG)
def test_a_communes_agencies_look_at_their_own_commune_alone(walk: Walk, who: str):
    own, neighbour = walk.id("sen-hong"), walk.id("hoa-ban")
    assert walk.view(own, f"sen-hong.{who}").id == own
    with pytest.raises(NotFound):
        walk.view(neighbour, f"sen-hong.{who}")
    assert {duty.area_name for duty in queries.duties(walk.actor(f"sen-hong.{who}"))} == {"Xã Sen Hồng"}
