"""Forms that several agencies owe for one area, estimates and their finals, and checks that look outside the form."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django import Settings
from typer.testing import CliRunner

from pcmt.cli.main import app
from pcmt.jobs.duties import open_due_periods
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting import queries
from pcmt.reporting.actions.accept import accept
from pcmt.reporting.actions.enter_cells import enter_cells
from pcmt.reporting.actions.open_period import CannotOpen, open_period
from pcmt.reporting.actions.sign import sign
from pcmt.reporting.actions.submit import submit
from pcmt.reporting.ledger import ClosedFigure, close_figures
from pcmt.reporting.models import Duty, Fact, Submission, Total
from pcmt.reporting.outside import outside_figures
from pcmt.reporting.shared import close_shared
from pcmt.rulebook.queries import book
from tests.at_once import shared_by_threads, the_second_before_the_first_is_committed, together
from tests.province import AT, Province
from tests.reporting.walk import OCTOBER
from tests.rulebook.made_forms import ESTIMATE, SHARED, SOURCE, made_rulebook

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2026-Q3@nd09")

OUTSIDE = f"""
code: doi-chieu-quy
version_from: "2026-01-01"
label: Biểu đối chiếu hằng quý
short_label: Biểu đối chiếu
period_kind: quarter
calendar: nd09
owed_by: {{agencies: [Sở Y tế], level: province}}
due: {{day_offset: 5, working: true}}
{SOURCE}
sections:
  - {{code: chung, label: Đối chiếu, cells: [{{element: letters}}, {{element: stock_close}}]}}
checks:
  - code: communes
    condition: letters >= sum(visits over areas)
    severity: error
    message: Ít hơn tổng của các xã.
    cells: [letters]
  - {{code: own, condition: letters <= held, severity: warning, message: Nhiều hơn., cells: [letters], reads: [held]}}
  - {{code: kept, register: stock_close, severity: warning, message: Khác sổ.}}
"""


RENAMED = (
    OUTSIDE.replace("doi-chieu-quy", "doi-chieu-ten-cu").partition("sections:")[0]
    + """
sections:
  - {code: chung, label: Đối chiếu, cells: [{element: letters}]}
checks:
  - code: open
    condition: letters >= stock_close
    severity: warning
    message: Ít hơn số đơn tồn.
    cells: [letters]
    reads: [stock_close]
"""
)


class Counting:
    """A register of tests that counts seven of what it keeps."""

    elements = frozenset({"stock_close"})

    def counts(self, area_id: int, period: Period, elements: Collection[str]) -> Mapping[str, int]:
        return dict.fromkeys(elements, 7)


COUNTING = Counting()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_rulebook(tmp_path_factory.mktemp("made") / "rulebook")
    (folder / "forms/doi-chieu-quy@2026-01-01.yaml").write_text(OUTSIDE.lstrip())
    (folder / "forms/doi-chieu-ten-cu@2026-01-01.yaml").write_text(RENAMED.lstrip())
    return folder


@pytest.fixture
def opened(
    made: Path, settings: Settings, province: Province, actor: Callable[[str], Actor], at: datetime
) -> Callable[[str, Period], list[Duty]]:
    settings.RULEBOOK_DIR = made

    def opens(form_code: str, period: Period) -> list[Duty]:
        open_period(form_code=form_code, period=period, actor=actor("planner"), at=at)
        return [*Duty.objects.filter(form_code=form_code, period=period.id).order_by("agency_id")]

    return opens


def close(area: int, period: Period, actor: Actor, figures: Mapping[str, int], **more: object) -> None:
    provenance = str(more.pop("provenance", Fact.Provenance.TYPED))
    found = [ClosedFigure(element, Quantity(figure), provenance) for element, figure in figures.items()]
    close_figures(area, period, found, submission=None, actor=actor, at=AT, **more)  # type: ignore[arg-type]


def test_each_named_agency_and_kind_owes_for_the_province(province: Province, opened):
    duties = opened("phoi-hop-quy", QUARTER)
    assert {duty.agency_id for duty in duties} == {province.agencies["health"], province.agencies["police"]}
    assert {duty.area_id for duty in duties} == {province.id}
    assert opened("phoi-hop-quy", QUARTER) == duties, "asked again nothing is new"


def test_an_agency_that_the_directory_lacks_is_named(
    tmp_path: Path, settings: Settings, province: Province, actor: Callable[[str], Actor], at: datetime
):
    settings.RULEBOOK_DIR = made_rulebook(tmp_path / "rulebook")
    file = settings.RULEBOOK_DIR / "forms/phoi-hop-quy@2026-01-01.yaml"
    file.write_text(SHARED.lstrip().replace("Sở Y tế", "Sở Không Có"))
    with pytest.raises(CannotOpen, match="Sở Không Có"):
        open_period(form_code="phoi-hop-quy", period=QUARTER, actor=actor("planner"), at=at)


def test_the_areas_figure_is_known_once_all_agencies_have_closed(
    province: Province, actor: Callable[[str], Actor], at: datetime, opened
):
    duties = {duty.agency_id: duty for duty in opened("phoi-hop-quy", QUARTER)}
    area, health, police = province.id, province.agencies["health"], province.agencies["police"]
    submission = Submission.objects.get(duty=duties[health])
    enter_cells(submission_id=submission.pk, cells={"letters": "30"}, actor=actor("health-reporter"), at=at)
    sign(submission_id=submission.pk, actor=actor("health-head"), at=at)
    submit(submission_id=submission.pk, actor=actor("health-reporter"), at=at)
    accept(submission_id=submission.pk, actor=actor("planner"), at=at)
    assert queries.fact(area, QUARTER, "letters") is None, "a part of the sum is not the sum"
    assert Fact.whoever.get(agency=health, element="letters").scaled == 30

    close(area, QUARTER, actor("planner"), {"letters": 12}, agency_id=police)
    close_shared(duties[police], ["letters"], actor=actor("planner"), at=at)
    found = queries.fact(area, QUARTER, "letters")
    assert found is not None
    assert (found.quantity.scaled, found.provenance) == (42, Fact.Provenance.COMPUTED)
    assert "2 cơ quan" in found.basis

    close(area, QUARTER, actor("planner"), {"letters": 20}, agency_id=police)
    close_shared(duties[police], ["letters"], actor=actor("planner"), at=at)
    again = queries.fact(area, QUARTER, "letters")
    assert again is not None
    assert (again.quantity.scaled, again.revision) == (50, 2)


@pytest.mark.django_db(transaction=True)
def test_of_agencies_that_close_at_the_same_moment_none_is_missed(
    province: Province, actor: Callable[[str], Actor], at: datetime, opened, tmp_path: Path
):
    duties = {duty.agency_id: duty for duty in opened("phoi-hop-quy", QUARTER)}
    planner = actor("planner")

    def closes(agency: str, letters: int) -> None:
        agency_id = province.agencies[agency]
        with transaction.atomic():
            close(province.id, QUARTER, planner, {"letters": letters}, agency_id=agency_id)
            close_shared(duties[agency_id], ["letters"], actor=planner, at=at)

    with shared_by_threads(tmp_path):
        came = the_second_before_the_first_is_committed(lambda: closes("health", 30), lambda: closes("police", 12))
        (figures,) = together(lambda: [*Fact.objects.filter(element="letters").values_list("scaled", flat=True)])
    assert came == [None, None]
    assert figures == [42]


def test_an_estimate_gives_way_and_never_returns(province: Province, actor: Callable[[str], Actor], opened):
    opened("tham-hoi-uoc", OCTOBER)
    area, planner = province.communes["sen-hong"].id, actor("planner")
    close(area, OCTOBER, planner, {"stock_close": 9}, provenance=Fact.Provenance.ESTIMATED)
    total = Total.objects.get(area=province.id, element="stock_close")
    assert (total.scaled, total.reported, total.estimated) == (9, 1, 1)

    close(area, OCTOBER, planner, {"stock_close": 9})
    final = queries.fact(area, OCTOBER, "stock_close")
    assert final is not None
    assert (final.provenance, final.revision) == (Fact.Provenance.TYPED, 2), "the same number, but final now"
    total.refresh_from_db()
    assert total.estimated == 0

    close(area, OCTOBER, planner, {"stock_close": 11}, provenance=Fact.Provenance.ESTIMATED)
    assert queries.fact(area, OCTOBER, "stock_close") == final


def answers_of(submission: int, actor: Actor) -> dict[str, str]:
    view = queries.submission(actor, submission, AT.date())
    return {check.code: check.outcome for check in view.checks}


def test_checks_look_at_communes_other_forms_and_registers(
    province: Province, actor: Callable[[str], Actor], at: datetime, opened, settings: Settings
):
    (duty,) = opened("doi-chieu-quy", QUARTER)
    submission = Submission.objects.get(duty=duty).pk
    health, planner = actor("health-reporter"), actor("planner")
    enter_cells(submission_id=submission, cells={"letters": "10", "stock_close": "5"}, actor=health, at=at)
    assert answers_of(submission, health) == {"communes": "unknown", "own": "unknown", "kept": "unknown"}

    for commune in province.communes.values():
        for month in QUARTER.months():
            close(commune.id, month, planner, {"visits": 1})
    close(province.id, QUARTER.months()[-1], planner, {"held": 8})
    settings.REPORTING_REGISTERS = (f"{__name__}.COUNTING",)
    assert answers_of(submission, health) == {"communes": "fails", "own": "fails", "kept": "fails"}

    seen = {"letters": 1, "stock_close": 1}
    enter_cells(submission_id=submission, cells={"letters": "12", "stock_close": "7"}, seen=seen, actor=health, at=at)
    assert answers_of(submission, health) == {"communes": "holds", "own": "fails", "kept": "holds"}


def test_a_check_against_a_register_that_nobody_keeps_says_so(
    actor: Callable[[str], Actor], at: datetime, opened, visit, settings: Settings
):
    (duty,) = opened("doi-chieu-quy", QUARTER)
    submission, health = Submission.objects.get(duty=duty).pk, actor("health-reporter")
    page = reverse("reporting.submission", args=[submission])
    assert "Chưa đối chiếu được" not in visit("health-reporter").get(page).content.decode(), "own cells are empty yet"
    enter_cells(submission_id=submission, cells={"letters": "10", "stock_close": "5"}, actor=health, at=at)
    shown = visit("health-reporter").get(page).content.decode()
    assert "Chưa đối chiếu được: Khác sổ." in shown
    assert "Chưa có Sổ theo dõi: " in shown
    assert "3/3 phép kiểm tra chờ đủ số liệu" in shown
    told = CliRunner().invoke(app, ["rulebook", "check"]).stderr
    assert "doi-chieu-quy@2026-01-01, phép kiểm tra kept: chưa có sổ nào đếm" in told
    settings.REPORTING_REGISTERS = (f"{__name__}.COUNTING",)
    assert "chưa có sổ nào đếm" not in CliRunner().invoke(app, ["rulebook", "check"]).stderr


def test_checks_find_another_forms_figure_under_its_earlier_code(
    province: Province, actor: Callable[[str], Actor], opened
):
    (duty,) = opened("doi-chieu-ten-cu", QUARTER)
    form, month = book().form_by_id(duty.form_id), Period.parse("2026-09@nd09")
    close(province.id, month, actor("planner"), {"stock_left": 5})
    assert outside_figures(duty, form) == {QUARTER.id: {"stock_close": 5}}
    close(province.id, month, actor("planner"), {"stock_close": 8})
    assert outside_figures(duty, form) == {QUARTER.id: {"stock_close": 8}}, "today's code goes before the earlier one"


def test_the_board_has_a_row_for_each_agency(province: Province, actor: Callable[[str], Actor], opened):
    opened("phoi-hop-quy", QUARTER.previous())
    opened("phoi-hop-quy", QUARTER)
    board = queries.board(actor("planner"), "phoi-hop-quy", QUARTER, AT.date())
    assert [row.area_name for row in board.rows] == ["Công an tỉnh Hoa Mai", "Sở Y tế"]
    found = {row.area_name: [mark.submission_id for mark in row.heat] for row in board.rows}
    assert len({submission for marks in found.values() for submission in marks}) == 4, "no row shows another's report"


def test_the_summary_of_agencies_counts_agencies(province: Province, actor: Callable[[str], Actor], opened):
    opened("phoi-hop-quy", QUARTER)
    planner = actor("planner")
    close(province.id, QUARTER, planner, {"letters": 12}, agency_id=province.agencies["police"])
    found = queries.summary(planner, "phoi-hop-quy", QUARTER, QUARTER.last_day)
    (row,) = found.sections[0].rows
    assert found.of_agencies
    assert row.now is not None
    assert (row.now.quantity.scaled, row.now.reported, row.now.expected) == (12, 1, 2)


def test_the_rate_of_a_province_comes_from_its_totals(province: Province, actor: Callable[[str], Actor], opened):
    opened("tham-hoi", OCTOBER)
    planner = actor("planner")
    close(province.communes["sen-hong"].id, OCTOBER, planner, {"letters": 1, "visits": 2})
    close(province.communes["hoa-ban"].id, OCTOBER, planner, {"letters": 1, "visits": 6})
    found = queries.summary(planner, "tham-hoi", OCTOBER, OCTOBER.last_day)
    row = next(row for section in found.sections for row in section.rows if row.cell.element == "letter_share")
    assert row.now is not None
    assert row.now.quantity.scaled == 250, "2 of 8, not the mean of 50% and 16.7%"


@pytest.mark.parametrize(("day", "opens"), [(28, False), (29, True)])
def test_a_report_due_within_its_period_opens_before_its_day(
    made: Path, tmp_path: Path, settings: Settings, province: Province, day: int, opens: bool
):
    settings.RULEBOOK_DIR = made_rulebook(tmp_path / "rulebook")
    file = settings.RULEBOOK_DIR / "forms/tham-hoi-uoc@2026-01-01.yaml"
    yearly = ESTIMATE.replace("period_kind: month", "period_kind: year").replace("calendar: nd09", "calendar: civil")
    file.write_text(yearly.lstrip().replace("{day_offset: 0, working: false}", '{day: 15, month: "12", before: true}'))
    open_due_periods(AT.replace(day=day))
    assert Duty.objects.filter(form_code="tham-hoi-uoc", period="2026").exists() is opens
