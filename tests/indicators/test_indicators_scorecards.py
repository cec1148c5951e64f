"""Scorecards over a province: what counts, who sees whose score, who is never scored; and their pages and files."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.number import Number
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.plans.models import Task
from pcmt.reporting.models import Submission
from pcmt.rulebook.queries import PartScore, book
from pcmt.web.leading.score_shapes import part_note
from tests.indicators import figures
from tests.indicators.figures import close
from tests.province import AT, Province
from tests.reporting.walk import OCTOBER, Walk
from tests.trace.papers import adopted

Visit = Callable[..., Client]
ON = AT.date()
MONTHS = tuple(OCTOBER.shifted(-back) for back in (2, 1, 0))


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def walk(province: Province, actor: Callable[[str], Actor], at: datetime) -> Walk:
    walk = Walk(province, actor, at)
    for month in MONTHS:
        walk.open(month)
    for month in MONTHS:
        for slug, late in (("sen-hong", 0), ("hoa-ban", 4)):
            row = Submission.objects.select_related("duty").get(pk=walk.id(slug, month))
            due = row.duty.due_on + timedelta(days=late)
            row.first_sent_at = at.replace(year=due.year, month=due.month, day=due.day)
            row.state, row.accepted_at = "accepted", at
            row.save()
    return walk


def part(found: indicators.UnitScore, code: str) -> tuple[object, list[str]]:
    score, facts = next((score, facts) for one, score, facts, _ in found.facts if one.code == code)
    return score.number and score.number.value, [fact.told for fact in facts]


def test_reports_in_time_and_late_are_scored_with_their_facts(walk: Walk, actor: Callable[[str], Actor]) -> None:
    communes = walk.province.communes
    good = indicators.unit_score(actor("planner"), "xa", communes["sen-hong"].id, ON)
    late = indicators.unit_score(actor("planner"), "xa", communes["hoa-ban"].id, ON)
    never = indicators.unit_score(actor("planner"), "xa", communes["mua-ngau"].id, ON)
    assert part(good, "dung-han") == (100, [])
    assert part(late, "gui-du") == (100, [])
    score, told = part(late, "dung-han")
    assert (score, len(told)) == (0, 3)
    assert all(words.endswith("gửi chậm 4 ngày") for words in told)
    assert part(never, "gui-du")[0] == 0
    assert part(never, "khong-sua") == (None, []), "nothing closed is nothing to score, not a perfect score"


def test_a_rate_asked_of_the_province_is_held_against_each_commune(walk: Walk, actor: Callable[[str], Actor]) -> None:
    for commune in walk.province.communes.values():
        close(commune.id, "2025@nd09", {"recognised": int(commune.slug == "hoa-ban")})
    adopted(walk.province, "T1b")
    sen_hong = walk.province.communes["sen-hong"].id
    facts = indicators.unit_score(actor("planner"), "xa", sen_hong, ON).facts[0][2]
    assert not any("không ma túy" in fact.title for fact in facts), "a share of communes is no matter of one"


def test_a_task_that_ran_out_counts_for_who_leads_it(walk: Walk, actor: Callable[[str], Actor]) -> None:
    adopted(walk.province)
    Task.objects.update(due_on=date(2026, 10, 1))
    health = walk.province.agencies["health"]
    found = indicators.unit_score(actor("planner"), "so-nganh", health, ON)
    assert part(found, "nhiem-vu")[1] == ["hạn 01/10/2026; mới đạt 0%"]
    Task.objects.update(state="done", finished_on=date(2026, 9, 30))
    found = indicators.unit_score(actor("planner"), "so-nganh", health, ON)
    assert part(found, "nhiem-vu")[1] == ["hạn 01/10/2026; xong 30/9/2026"]


def test_who_is_asked_and_not_ordered_is_never_scored(walk: Walk, actor: Callable[[str], Actor]) -> None:
    table = indicators.score_table(actor("planner"), "so-nganh", ON)
    ids = {row.unit.id for row in table.rows}
    assert walk.province.agencies["police"] in ids
    assert walk.province.agencies["front"] not in ids
    with pytest.raises(NotFound):
        indicators.unit_score(actor("planner"), "so-nganh", walk.province.agencies["front"], ON)


def test_a_rate_on_too_little_is_told_and_not_scored(walk: Walk, actor: Callable[[str], Actor], visit: Visit) -> None:
    small, large = (walk.province.communes[slug].id for slug in ("hoa-ban", "sen-hong"))
    for area_id, then, now in ((small, 2, 3), (large, 40, 60)):
        close(area_id, "2025-10@nd09", figures.month(then))
        close(area_id, "2026-10@nd09", figures.month(now))
    label = book().indicator("T1a", ON).label
    marks = {}
    for area_id in (small, large):
        found = indicators.unit_score(actor("planner"), "xa", area_id, ON)
        facts = next(facts for one, _, facts, _ in found.facts if one.code == "chi-tieu")
        marks[area_id] = next(fact for fact in facts if fact.title == label)
        counted = next(score for one, score, _, _ in found.facts if one.code == "chi-tieu")
        assert counted.of == sum(fact.mark != "few" for fact in facts)
    assert (marks[small].mark, marks[large].mark) == ("few", "risk")
    assert marks[small].told.endswith("người của cùng kỳ năm trước dưới 20")
    text = visit("planner").get(reverse("indicators.unit_score", args=["xa", small])).text
    assert "quá ít, không chấm" in text


def test_a_commune_sees_its_own_score_and_no_rank(walk: Walk, actor: Callable[[str], Actor]) -> None:
    table = indicators.score_table(actor("sen-hong.reporter"), "xa", ON)
    assert [row.unit.id for row in table.rows] == [walk.province.communes["sen-hong"].id]
    assert not table.whole
    assert table.rows[0].rank is None
    assert table.rows[0].total == next(
        row.total for row in indicators.score_table(actor("planner"), "xa", ON).rows if row.unit == table.rows[0].unit
    ), "the score is the same for whoever sees it"
    with pytest.raises(NotFound):
        indicators.unit_score(actor("sen-hong.reporter"), "xa", walk.province.communes["hoa-ban"].id, ON)


def test_only_periods_of_the_card_are_answered(walk: Walk, actor: Callable[[str], Actor]) -> None:
    with pytest.raises(NotFound):
        indicators.score_table(actor("planner"), "xa", ON, Period.parse("2019@nd09"))


def test_the_number_of_questions_does_not_grow_with_the_communes(
    walk: Walk, actor: Callable[[str], Actor], django_assert_max_num_queries: Callable[[int], object]
) -> None:
    planner = actor("planner")
    with django_assert_max_num_queries(40):  # type: ignore[attr-defined]
        indicators.score_table(planner, "xa", ON)


def test_the_table_and_a_card_lead_to_the_facts(walk: Walk, visit: Visit) -> None:
    text = visit("planner").get("/chi-so/bang-diem/").text
    hoa_ban = walk.province.communes["hoa-ban"].id
    assert "Phường Hoa Ban" in text
    card = reverse("indicators.unit_score", args=["xa", hoa_ban])
    assert card in text
    text = visit("planner").get(card).text
    assert reverse("reporting.submission", args=[walk.id("hoa-ban", MONTHS[0])]) in text
    assert "gửi chậm 4 ngày" in text


def test_paper_tells_beside_each_score_what_the_page_tells_below_it(walk: Walk, visit: Visit) -> None:
    text = visit("planner").get("/chi-so/bang-diem/?bang=xa").text
    assert '<small>15%</small><small class="on-paper">điểm / số báo cáo</small>' in text
    assert re.search(r'<small>trong (\d+) báo cáo</small><span class="on-paper"> /\1</span>', text)
    assert "leading/scores.css" in text


def test_the_table_as_a_file(walk: Walk, visit: Visit) -> None:
    answer = visit("planner").get("/chi-so/bang-diem/tep/csv?bang=xa")
    assert answer.content.decode("utf-8-sig").startswith("Hạng,Đơn vị,Nhóm,Điểm từ,Điểm đến")
    sheet = load_workbook(BytesIO(visit("planner").get("/chi-so/bang-diem/tep/xlsx").content)).worksheets[0]
    scores = [row[3:6] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert scores
    assert all(not isinstance(cell, str) for row in scores for cell in row), "figures to reckon with, not texts"
    assert sheet.page_setup.orientation == "landscape"
    assert visit("planner").get("/chi-so/bang-diem/tep/doc").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/chi-so/bang-diem/?bang=khong-co", "/chi-so/bang-diem/?ky=2001", "/chi-so/bang-diem/xa/999999/"],
)
def test_wrong_addresses_of_scores(walk: Walk, visit: Visit, address: str) -> None:
    assert visit("planner").get(address).status_code == 404


def test_who_may_not_look_at_scores(province: Province, visit: Visit) -> None:
    assert visit("admin").get("/chi-so/bang-diem/").status_code == 404


def test_a_department_is_led_to_its_own_scorecard(walk: Walk, visit: Visit) -> None:
    text = visit("health-reporter").get("/chi-so/bang-diem/").text
    assert "Sở Y tế" in text
    assert "bang=xa" not in text
    assert "bang=so-nganh" not in visit("sen-hong.reporter").get("/chi-so/bang-diem/").text


def test_a_note_says_what_a_part_counts() -> None:
    parts = {part.measure: part for card in book().scorecards(AT.date()) for part in card.parts}
    scored = PartScore(Number.exactly(80), 15)
    assert {part_note(part, scored) for part in parts.values()} == {
        "trong 15 chỉ tiêu",
        "trong 15 nhiệm vụ",
        "trong 15 báo cáo",
    }
