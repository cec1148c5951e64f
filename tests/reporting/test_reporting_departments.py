"""Reports of departments: each types into its own alone, and lists name the form and the agency."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import Settings

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed
from pcmt.reporting import queries
from pcmt.reporting.actions.enter_cells import enter_cells
from pcmt.reporting.actions.open_period import open_period
from tests.province import Province
from tests.reporting.walk import OCTOBER, Walk

pytestmark = pytest.mark.django_db
FORM, QUARTER = "phoi-hop-quy", Period.parse("2026-Q3@nd09")


@pytest.fixture
def reports(
    made: Path, settings: Settings, province: Province, actor: Callable[[str], Actor], at: datetime
) -> dict[str, int]:
    """The reports of the two departments that owe the made quarterly form, by agency."""
    settings.RULEBOOK_DIR = made
    open_period(form_code=FORM, period=QUARTER, actor=actor("planner"), at=at)
    return {duty.agency_name: duty.submission_id for duty in queries.duties(actor("planner"), form_code=FORM)}


def test_the_one_who_checks_sees_every_department(reports):
    assert reports.keys() == {"Sở Y tế", "Công an tỉnh Hoa Mai"}


def test_a_department_looks_at_the_others_but_types_into_its_own_only(reports, actor, at):
    health, police = actor("health-reporter"), reports["Công an tỉnh Hoa Mai"]
    assert not queries.submission(health, police, at.date()).may_edit
    assert queries.submission(health, reports["Sở Y tế"], at.date()).may_edit
    with pytest.raises(NotAllowed):
        enter_cells(submission_id=police, cells={"letters": "1"}, actor=health, at=at)


def test_its_list_names_the_form_and_puts_its_own_first(reports, visit):
    page = visit("health-reporter").get(reverse("reporting.board")).content.decode()
    own, other = (reverse("reporting.submission", args=[reports[name]]) for name in ("Sở Y tế", "Công an tỉnh Hoa Mai"))
    assert page.index(f'href="{own}"') < page.index(f'href="{other}"')
    assert page.count("Biểu phối hợp") == 2


@pytest.mark.parametrize("who", ["police-reporter", "clinic-reporter", "culture-reporter", "reporter", "chairman"])
def test_whoever_holds_a_section_of_a_communes_report_sees_it(walk: Walk, actor, who: str):
    found = queries.duties(actor(f"sen-hong.{who}"), period=OCTOBER)
    assert [duty.area_name for duty in found] == ["Xã Sen Hồng"]
    assert walk.view(found[0].submission_id, f"sen-hong.{who}").id == found[0].submission_id
