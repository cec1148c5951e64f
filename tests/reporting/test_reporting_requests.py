"""Requests on occasion: who owes them, when they are refused, who has answered, what comes out, how they end."""

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime
from openpyxl import load_workbook
from pytest_django import Settings

from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.areas.models import Zone, ZoneMember
from pcmt.areas.queries import communes_by_code
from pcmt.jobs import reminding
from pcmt.jobs.duties import open_due_periods
from pcmt.jobs.reminding import tell_what_is_due
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.notices.models import Notice
from pcmt.reporting import queries
from pcmt.reporting.actions.accept import accept
from pcmt.reporting.actions.ask import CannotAsk, ask
from pcmt.reporting.actions.ask_extension import ask_extension
from pcmt.reporting.actions.close_period import close_period
from pcmt.reporting.actions.enter_cells import enter_cells
from pcmt.reporting.actions.move_deadline import move_deadline
from pcmt.reporting.actions.open_period import CannotOpen, open_period
from pcmt.reporting.actions.sign import sign
from pcmt.reporting.actions.submit import submit
from pcmt.reporting.actions.withdraw_request import withdraw_request
from pcmt.reporting.models import Duty, Fact
from pcmt.reporting.queries.request_answers import request_answers
from pcmt.reporting.queries.requests import addressees, request, request_of, requests
from pcmt.rulebook.queries import book
from pcmt.rulebook.queries.drafts import AddresseesPlan, DuePlan, FormPlan
from pcmt.rulebook.rules.plan_reading import read_plan
from pcmt.web.reporting import requesting
from tests.province import AT, SINCE, Province
from tests.rulebook.built_forms import BROKEN, VISITED, bars
from workbook.listing import listed

pytestmark = pytest.mark.django_db
ALL, ZONED, CHOSEN, MONTHLY = "dx-tat-ca", "dx-khu-vuc", "dx-chon", "dx-thang"
NOVEMBER = Period.between(date(2026, 11, 1), date(2026, 11, 20))
MAPPER = system_actor("kiểm thử", "areas.close_area")
TODAY, DUE = AT.date(), date(2026, 11, 27)
ActorOf = Callable[[str], Actor]


@pytest.fixture(scope="module")
def asked_rulebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The province's rulebook with three forms to be asked: of all, of a zone, of one commune and an office."""
    folder = tmp_path_factory.mktemp("asked") / "rulebook"
    shutil.copytree(installed.RULEBOOK_DIR, folder)
    whole = bars(FormPlan(code=ALL, label="Kiểm tra quán bar"))
    bare = replace(whole, sections=(replace(whole.sections[0], rows=whole.sections[0].rows[2:], tables=()),), checks=())
    of_zone = AddresseesPlan(commune_kinds=("cong_an_xa",), where="zone", zone="Khu vực biên giới")
    of_some = AddresseesPlan(commune_kinds=("ubnd_xa",), where="areas", areas=("91001",), agencies=("Sở Y tế",))
    own = replace(whole.sections[0].rows[0], element="dx_thang_quan", label="Quán trong tháng")
    monthly = replace(
        bare,
        code=MONTHLY,
        addressees=AddresseesPlan(commune_kinds=("cong_an_xa",)),
        sections=(replace(whole.sections[0], rows=(own,), tables=(), questions=()),),
        period_kind="month",
        version_from="2026-10-01",
        due=DuePlan(days=5),
    )
    plans = (
        monthly,
        whole,
        replace(bare, code=ZONED, addressees=of_zone),
        replace(bare, code=CHOSEN, addressees=of_some),
    )
    for plan in plans:
        for name, text in read_plan(plan, book()).files.items():
            (folder / name).write_text(text)
    return folder


@pytest.fixture(autouse=True)
def _in_force(asked_rulebook: Path, settings: Settings) -> None:
    settings.RULEBOOK_DIR = asked_rulebook


def asked(actor: ActorOf, code: str = ALL, **said: object) -> int:
    wanted = {"form_id": f"{code}@2026-11-01", "period": NOVEMBER, "due_on": DUE, "reason": "Công văn số 41.", **said}
    return ask(**wanted, actor=actor("planner"), at=AT)  # type: ignore[arg-type]


def sent(actor: ActorOf, province: Province) -> int:
    """Sen Hồng answers, signs and sends."""
    duty = queries.duty(actor("planner"), ALL, NOVEMBER, province.communes["sen-hong"].id)
    assert duty is not None
    number, reporter = duty.submission_id, actor("sen-hong.reporter")
    cells = {VISITED: "7", BROKEN: "1", "dx_nguoi.male": "3", "dx_nguoi.female": "1"}
    words, answers = {"difficulties": "=Không"}, {"h7": "h7_1"}
    enter_cells(submission_id=number, cells=cells, seen={}, words=words, answers=answers, actor=reporter, at=AT)
    sign(submission_id=number, actor=actor("sen-hong.chairman"), at=AT)
    submit(submission_id=number, actor=reporter, at=AT)
    return number


def test_addressees_owe_it_at_once_by_its_own_deadline(actor: ActorOf, province: Province) -> None:
    number = asked(actor)
    duties = Duty.objects.filter(form_code=ALL)
    assert {duty.due_on for duty in duties} == {DUE}
    assert {duty.period for duty in duties} == {"2026-11-01..2026-11-20"}
    assert duties.count() == len(province.communes)
    board = request(actor("planner"), number, TODAY)
    assert (board.request.standing.owed, board.request.standing.missing) == (4, 4)
    mine = queries.awaiting(actor("sen-hong.reporter"), TODAY)
    assert [one.duty.form_code for one in mine] == [ALL]
    assert [one.form_code for one in queries.owed_between(actor("sen-hong.reporter"), DUE, DUE, TODAY)] == [ALL]
    assert request_of(ALL, NOVEMBER) == number


def test_a_zone_some_units_and_offices_can_be_asked(actor: ActorOf, province: Province) -> None:
    zone = Zone.objects.create(
        kind="border", name="Khu vực biên giới", sort_key="x", basis="Quyết định số 1", valid_from=date(2026, 1, 1)
    )
    for slug in ("mua-ngau", "chan-may"):
        ZoneMember.objects.create(zone=zone, area_id=province.communes[slug].id, valid_from=date(2026, 1, 1))
    asked(actor, ZONED)
    police = {province.communes[slug].agencies["cong_an_xa"] for slug in ("mua-ngau", "chan-may")}
    assert set(Duty.objects.filter(form_code=ZONED).values_list("agency_id", flat=True)) == police
    asked(actor, CHOSEN)
    owing = {province.communes["sen-hong"].agencies["ubnd_xa"], province.agencies["health"]}
    assert set(Duty.objects.filter(form_code=CHOSEN).values_list("agency_id", flat=True)) == owing
    found, without = addressees(book().form(CHOSEN, TODAY), TODAY)
    assert [one.label for one in found] == ["Sở Y tế", communes_by_code(["91001"], TODAY)["91001"].full_name]
    assert without == ()


def test_a_chosen_commune_is_asked_back_over_a_change_of_the_map(actor: ActorOf, province: Province) -> None:
    form = replace(book().form(CHOSEN, TODAY), version_from=SINCE - timedelta(days=1))
    found, _ = addressees(form, TODAY)
    named = communes_by_code(["91001"], TODAY)["91001"]
    assert named.id in {one.area_id for one in found}, "before there was a map its code means who bears it now"
    gone, heir = province.communes["sen-hong"].id, province.communes["hoa-ban"].id
    last = TODAY - timedelta(days=1)
    close_area(area_id=gone, last_day=last, successors=[Successor(heir)], basis="", actor=MAPPER, at=AT)
    found, _ = addressees(book().form(CHOSEN, TODAY), TODAY)
    assert [one.label for one in found] == ["Sở Y tế"], "nobody bears the code any more"


def test_only_some_of_the_addressees_may_be_asked(actor: ActorOf, province: Province) -> None:
    agency = province.communes["hoa-ban"].agencies["ubnd_xa"]
    asked(actor, agency_ids={agency})
    assert list(Duty.objects.filter(form_code=ALL).values_list("agency_id", flat=True)) == [agency]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"due_on": date(2026, 11, 20)}, "Hạn gửi"),
        ({"period": Period.between(date(2026, 10, 1), date(2026, 10, 31))}, "áp dụng từ ngày"),
        ({"form_id": "xa-thang@2026-01-01", "period": Period.parse("2026-10@nd09")}, "kỳ báo cáo cố định"),
        ({"period": Period.parse("2026-11")}, "kỳ báo cáo cố định"),
        ({"agency_ids": {0}}, "Không có đơn vị"),
    ],
)
def test_what_does_not_suit_is_refused(actor: ActorOf, said: dict[str, object], told: str) -> None:
    with pytest.raises(CannotAsk, match=told):
        asked(actor, **said)
    assert not Duty.objects.exists()


def test_all_that_is_wrong_with_the_days_is_told_at_once(actor: ActorOf) -> None:
    october = Period.between(date(2026, 10, 1), date(2026, 10, 31))
    with pytest.raises(CannotAsk) as refused:
        asked(actor, period=october, due_on=date(2026, 11, 20))
    assert "từ ngày 01/11/2026 trở đi" in refused.value.fields["last_day"]
    assert "từ ngày 21/11/2026 trở đi" in refused.value.fields["due_on"]


def test_who_decides_sees_who_wants_more_time(actor: ActorOf, province: Province) -> None:
    asked(actor)
    duty = queries.duty(actor("planner"), ALL, NOVEMBER, province.communes["sen-hong"].id)
    assert duty is not None
    reporter, wanted = actor("sen-hong.reporter"), DUE + timedelta(days=3)
    ask_extension(submission_id=duty.submission_id, wanted_on=wanted, reason="Mất điện.", actor=reporter, at=AT)
    (one,) = queries.extensions_waiting(actor("planner"), form_code=ALL, period=NOVEMBER)
    assert (one.unit, one.due_on, one.wanted_on) == (duty.area_name, DUE, wanted)
    assert queries.extensions_waiting(actor("planner"), form_code=ZONED) == ()
    assert queries.extensions_waiting(reporter) == ()


def test_the_same_days_are_asked_once_and_not_by_everybody(actor: ActorOf) -> None:
    asked(actor)
    with pytest.raises(CannotAsk, match="Đã có yêu cầu"):
        asked(actor)
    with pytest.raises(NotAllowed):
        ask(
            form_id=f"{ALL}@2026-11-01",
            period=NOVEMBER,
            due_on=DUE,
            reason="x",
            actor=actor("sen-hong.reporter"),
            at=AT,
        )


def test_the_calendar_never_opens_what_people_ask(actor: ActorOf) -> None:
    with pytest.raises(CannotOpen, match="đột xuất"):
        open_period(form_code=ALL, period=NOVEMBER, actor=actor("planner"), at=AT)
    open_due_periods(AT)
    assert not Duty.objects.filter(form_code__in=(ALL, ZONED, CHOSEN)).exists()


def test_an_answer_is_closed_like_any_report(actor: ActorOf, province: Province) -> None:
    number = asked(actor)
    accept(submission_id=sent(actor, province), actor=actor("planner-2"), at=AT)
    board = request(actor("planner"), number, TODAY)
    assert (board.request.standing.sent, board.request.standing.accepted) == (1, 1)
    fact = Fact.objects.get(element=VISITED, superseded_at=None)
    assert (fact.period, fact.scaled) == (NOVEMBER.id, 7)
    late = request(actor("planner"), number, DUE + timedelta(days=1))
    assert (late.request.standing.overdue, late.request.standing.missing) == (3, 3)
    close_period(form_code=ALL, period=NOVEMBER, actor=actor("planner"), at=AT + timedelta(days=9))
    assert request(actor("planner"), number, TODAY).is_closed


def test_the_answers_come_out_as_one_table(actor: ActorOf, province: Province) -> None:
    number = asked(actor)
    sent(actor, province)
    found = request_answers(actor("planner"), number, TODAY)
    assert len({len(line) for line in (found.heads, *found.lines)}) == 1
    answered = dict(zip(found.heads, next(line for line in found.lines if "Sen Hồng" in str(line[0])), strict=True))
    assert answered["Quán đã kiểm tra (quán)"] == Decimal(7)
    assert answered["Người có mặt – Nam (người)"] == Decimal(3)
    assert answered["Người có mặt (tổng số) (người)"] == Decimal(4)
    assert answered["Đã lập biên bản chưa"] == "Đã lập"
    assert answered["Gửi lúc"] == f"{localtime(AT):%d/%m/%Y %H:%M}"
    assert sum(line[5] is None for line in found.lines) == 3
    sheet = load_workbook(io.BytesIO(listed("a:b" * 20, found.heads, found.lines))).active
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_what_looks_at_reports_stands_a_free_range(actor: ActorOf, province: Province) -> None:
    asked(actor)
    number, planner = sent(actor, province), actor("planner")
    other = queries.awaiting(actor("mua-ngau.reporter"), TODAY)[0].duty.submission_id
    away = queries.form_away(actor("mua-ngau.reporter"), other, TODAY)
    assert [cell["element"] for cell in away.in_hand["cells"]][:2] == [VISITED, BROKEN]
    assert queries.blank(actor("mua-ngau.reporter"), other, AT).content[:2] == b"PK"
    closable = queries.to_close(planner, ALL, NOVEMBER, TODAY)
    assert [one.submission_id for one in (*closable.plain, *closable.doubtful)] == [number]
    assert queries.suspicions(planner, ALL, NOVEMBER) is not None
    assert len(queries.units_table(planner, ALL, NOVEMBER, "", TODAY).rows) == 4
    assert len(queries.board(planner, ALL, NOVEMBER, TODAY).rows) == 4
    assert queries.present_period(ALL, TODAY) == Period.between(TODAY, TODAY)
    assert queries.tracks(planner, ALL, TODAY).periods == (NOVEMBER,)
    accept(submission_id=number, actor=actor("planner-2"), at=AT)
    assert queries.summary(planner, ALL, NOVEMBER, TODAY).closed == 1
    assert tell_what_is_due(datetime(2026, 11, 26, 9, tzinfo=AT.tzinfo)) > 0


def test_a_regular_built_form_opens_by_the_calendar(actor: ActorOf, province: Province) -> None:
    assert book().form(MONTHLY, TODAY).owed_by[0].agency_kind == "cong_an_xa"
    open_due_periods(AT)
    opened = Duty.objects.filter(form_code=MONTHLY)
    assert {(duty.period, duty.due_on) for duty in opened} == {("2026-10", date(2026, 11, 6))}
    assert opened.count() == len(province.communes)


def test_who_sees_a_request(actor: ActorOf, province: Province) -> None:
    number = asked(actor, agency_ids={province.communes["sen-hong"].agencies["ubnd_xa"]})
    assert request(actor("sen-hong.reporter"), number, TODAY).request.standing.owed == 1
    assert requests(actor("mua-ngau.reporter"), TODAY) == ()
    with pytest.raises(NotFound):
        request(actor("mua-ngau.reporter"), number, TODAY)
    with pytest.raises(NotFound):
        request(actor("planner"), number + 1, TODAY)


def test_nobody_owes_a_request_that_was_withdrawn_in_time(actor: ActorOf, province: Province) -> None:
    number = asked(actor)
    assert withdraw_request(request_id=number, reason="Gửi nhầm.", actor=actor("planner"), at=AT) == 4
    assert not Duty.ever.filter(form_code=ALL).exists()
    assert requests(actor("planner"), TODAY)[0].withdrawn_why == "Gửi nhầm."
    again = asked(actor)
    sent(actor, province)
    with pytest.raises(CannotAsk, match="Đã có 1 đơn vị"):
        withdraw_request(request_id=again, reason="Gửi nhầm.", actor=actor("planner"), at=AT)
    with pytest.raises(NotFound):
        withdraw_request(request_id=number, reason="Lần nữa.", actor=actor("planner"), at=AT)


def test_lists_ask_the_database_as_often_for_many_as_for_one(actor: ActorOf, province: Province) -> None:
    planner = actor("planner")

    def counted(number: int) -> tuple[int, int, int]:
        with CaptureQueriesContext(connection) as listing:
            requests(planner, TODAY)
        with CaptureQueriesContext(connection) as board:
            request(planner, number, TODAY)
        with CaptureQueriesContext(connection) as table:
            request_answers(planner, number, TODAY)
        return len(listing), len(board), len(table)

    one = counted(asked(actor, agency_ids={province.communes["sen-hong"].agencies["ubnd_xa"]}))
    second = Period.between(date(2026, 11, 1), date(2026, 11, 21))
    assert counted(asked(actor, period=second)) == one
    assert max(one) <= 13


NEXT = date(2026, 12, 2)


def move(
    actor: ActorOf, number: int, due_on: date = NEXT, reason: str = "Nhiều xã mất điện.", who: str = "planner"
) -> int:
    return move_deadline(request_id=number, due_on=due_on, reason=reason, actor=actor(who), at=AT)


def due_day(commune: str, province: Province) -> date:
    return Duty.objects.get(form_code=ALL, area=province.communes[commune].id).due_on


def test_a_later_deadline_holds_for_all_and_is_told_to_them(actor: ActorOf, province: Province, visit) -> None:
    number = asked(actor)
    submission = sent(actor, province)
    assert move(actor, number) == 4
    assert {duty.due_on for duty in Duty.objects.filter(form_code=ALL)} == {NEXT}
    told = request(actor("planner"), number, TODAY).request
    assert told.due_on == NEXT
    assert told.moved is not None
    assert (told.moved.before, told.moved.reason, told.moved.times) == (DUE, "Nhiều xã mất điện.", 1)
    entry = journal.newest_of(f"request:{number}")[0]
    assert (entry.action, entry.before, entry.reason) == (
        "reporting.move_deadline", {"due_on": str(DUE)}, "Nhiều xã mất điện."
    )  # fmt: skip
    shown = visit("sen-hong.reporter").get(reverse("reporting.submission", args=[submission])).content.decode()
    assert "Hạn gửi đã dời từ 27/11/2026 đến 02/12/2026" in shown
    assert "Nhiều xã mất điện." in shown


def test_who_has_not_answered_is_reminded_of_the_new_day(
    actor: ActorOf, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding, "MOST_PEOPLE", 1000)
    number = asked(actor)
    user, day_before = province.users["hoa-ban.reporter"], AT + timedelta(days=5)
    tell_what_is_due(day_before)
    move(actor, number)
    tell_what_is_due(day_before + timedelta(days=1))
    tell_what_is_due(AT + timedelta(days=10))
    notices = [one for one in Notice.objects.filter(user=user).order_by("id") if "quán bar" in one.title]
    assert [one.due_on for one in notices] == [DUE, NEXT, NEXT]
    assert [one.stage for one in notices] == ["before-1", "moved", "before-1"]
    assert all("hạn gửi đã dời: Nhiều xã mất điện." in one.title for one in notices[1:])


def test_an_earlier_deadline_makes_nobody_late_who_has_sent(actor: ActorOf, province: Province) -> None:
    number = asked(actor)
    sent(actor, province)
    assert move(actor, number, date(2026, 11, 24)) == 3
    assert (due_day("sen-hong", province), due_day("hoa-ban", province)) == (DUE, date(2026, 11, 24))


def test_a_day_granted_to_one_stays_where_it_is_later(actor: ActorOf, province: Province) -> None:
    number = asked(actor)
    Duty.objects.filter(area=province.communes["hoa-ban"].id).update(due_on=date(2026, 12, 9))
    assert move(actor, number) == 3
    assert due_day("hoa-ban", province) == date(2026, 12, 9)


def test_what_deadline_cannot_be_set(actor: ActorOf, province: Province, visit) -> None:
    number = asked(actor)
    for day, reason in ((DUE, "Lý do"), (TODAY - timedelta(days=1), "Lý do"), (NEXT, " . ")):
        with pytest.raises(Refusal):
            move(actor, number, day, reason)
    for who in ("sen-hong.reporter", "chairman"):
        with pytest.raises(NotAllowed):
            move(actor, number, who=who)
    address = reverse("reporting.move_deadline", args=[number])
    wrong = visit("planner").post(address, {"due_on": "27/11/2026", "reason": "Lý do"})
    assert wrong.status_code == 422
    assert "Hạn gửi đang là ngày 27/11/2026" in wrong.content.decode()
    assert "<details open><summary>Dời hạn gửi" in wrong.content.decode()
    done = visit("planner").post(address, {"due_on": "31/12/2026", "reason": "Lý do"}, follow=True)
    assert "Đã dời hạn gửi của 4 đơn vị" in done.content.decode()
    withdraw_request(request_id=number, reason="Gửi nhầm.", actor=actor("planner"), at=AT)
    with pytest.raises(NotFound):
        move(actor, number)


def test_questions_do_not_grow_with_those_asked(actor: ActorOf, province: Province) -> None:
    planner = actor("planner")
    few, many = asked(actor, CHOSEN), asked(actor)
    counts = []
    for number in (few, many):
        assert request(planner, number, TODAY).request.standing.owed in (2, 4)
        with CaptureQueriesContext(connection) as found:
            request(planner, number, TODAY)
            request_answers(planner, number, TODAY)
        counts.append(len(found))
    assert counts[1] <= counts[0], "an office and a commune ask as much as four communes"


def test_a_long_list_of_those_asked_comes_page_by_page_and_no_field_shares_its_name(
    actor: ActorOf, province: Province, visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reverse("reporting.request", args=[asked(actor)])
    whole = visit("planner").get(page).content.decode()
    assert "Trang 1/" not in whole
    named = re.findall(r' id="([^"]+)"', whole)
    assert sorted(set(named)) == sorted(named), "two reasons on one page, each with a label of its own"
    monkeypatch.setattr(requesting, "A_PAGE", 3)
    last = visit("planner").get(page, {"trang": "2"}).content.decode()
    assert "Trang 2/2 · 4 đơn vị" in last
    assert last.count('data-label="Gửi lúc"') == 1
