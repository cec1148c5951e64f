"""What happened in the made-up province: each month each commune enters, confirms, signs, sends; the office closes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from pcmt.cli.sample.data import read
from pcmt.cli.sample.figures import beginning, joined, month
from pcmt.cli.sample.hands import builder, hand
from pcmt.cli.sample.merging import merge_before
from pcmt.cli.sample.progress import Tell
from pcmt.cli.sample.registers import Commune, Province
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.accept_many import accept_many
from pcmt.reporting.actions.confirm_section import confirm_section
from pcmt.reporting.actions.correct import correct
from pcmt.reporting.actions.enter_cells import EntryResult, enter_cells
from pcmt.reporting.actions.open_period import open_period
from pcmt.reporting.actions.return_for_correction import return_for_correction
from pcmt.reporting.actions.sign import sign
from pcmt.reporting.actions.submit import submit
from pcmt.rulebook.queries import Form, book

# The posts that confirm sections; a section of the one who sends it is confirmed by the chief's signature.
OWNERS = {"cong_an_xa": "congan", "tram_y_te": "yte", "phong_vhxh": "vhxh"}


@dataclass
class Report:
    """One report as it is told: its submission, its figures, and the hour it has come to.

    commune: who reports; a province's agency stands here in the shape of a commune that has its posts.
    """

    commune: Commune
    form: Form
    period: Period
    submission_id: int
    duty_id: int
    cells: dict[str, str]
    clock: datetime
    seen: dict[str, int] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)

    def later(self, minutes: int) -> datetime:
        """This will let some time go by, and return the hour."""
        self.clock += timedelta(minutes=minutes)
        return self.clock


def months() -> list[Period]:
    """This will list the reporting months that are told, oldest first."""
    plan = read("story.yaml")
    first, last = Period.parse(plan["first"]), Period.parse(plan["last"])
    found = [first]
    while found[-1] != last:
        found.append(found[-1].next())
    return found


def tell(province: Province, tell_part: Tell) -> None:
    """This will tell the eighteen months, oldest first, so that each rests on the one before."""
    plan, periods = read("story.yaml"), months()
    known = {commune.code: beginning(commune.code, commune.course) for commune in province.communes}
    for period in periods:
        tell_part(f"báo cáo của các xã, {period.name.lower()}")
        if made := merge_before(period, province):
            known[made.code] = joined(made.code, [known[code] for code in made.made_of])
        opened = hour(period, 1, 7)
        open_period(form_code=plan["form"], period=period, actor=builder(), at=opened)
        duties = {duty.area_id: duty for duty in reporting.duties(builder(), form_code=plan["form"], period=period)}
        sent: list[Report] = []
        for commune in province.communes_on(period.last_day):
            duty = duties[commune.id]
            form = book().form_by_id(duty.form_id)
            asked = {cell.element for cell in form.cells if cell.computed is None}
            cells = {code: text for code, text in month(known[commune.code], period).items() if code in asked}
            report = Report(commune, form, period, duty.submission_id, duty.id, cells, hour(period, 1, 8))
            if _live(province, report, plan, is_open=period == periods[-1]):
                sent.append(report)
        close_all(province, sent)
        for report in sent:
            _correct(province, report, plan)


def _live(province: Province, report: Report, plan: Mapping[str, Any], *, is_open: bool) -> bool:
    """Tell a report as far as its sending, or as the plan has it come; whether it is to be closed then."""
    fate = _fate(report, plan) if not is_open else _open_fate(report, plan["open_month"])
    if fate == "untouched":
        return False
    wrong = next(_named(report, plan["returned"]), None)
    corrected = next(_named(report, plan["corrected"]), None)
    report.later(24 * 60 * next((row["days"] + 2 for row in _named(report, plan["late"])), 0))
    report.later(Random(f"{report.commune.code}/{report.period.id}").randint(5, 200))  # noqa: S311 made-up hours
    if fate == "draft":
        _enter(report, dict(list(report.cells.items())[:14]), plan)
        return False
    fault = wrong or corrected
    send(report, {**report.cells, **_shifted(report, fault)} if fault else report.cells, plan)
    if wrong or fate == "returned":
        reason = (
            wrong["reason"] if wrong else "Số lượt xét nghiệm chưa khớp với sổ của Công an xã; đề nghị kiểm tra lại."
        )
        _give_back(province, report, reason, [wrong["cell"]] if wrong else ["tested"])
        if fate == "returned":
            return False
        send(report, report.cells, plan)
    return fate != "submitted"


def _correct(province: Province, report: Report, plan: Mapping[str, Any]) -> None:
    """What the plan names was wrong when it was closed: opened again, sent right, closed again."""
    for fault in _named(report, plan["corrected"]):
        actor = hand(province.posts["thuongtruc"], "planner")
        report.submission_id = correct(
            duty_id=report.duty_id, reason=fault["reason"], actor=actor, at=report.later(9 * 24 * 60)
        )
        report.seen = _revisions(province, report)  # what is not changed stays confirmed
        send(report, report.cells, plan)
        close_all(province, [report])


def send(report: Report, cells: Mapping[str, str], plan: Mapping[str, Any]) -> None:
    """This will send a report: the clerk enters, the sections' heads confirm, the chief signs, the clerk sends."""
    posts = report.commune.posts
    _enter(report, cells, plan)
    for section in report.form.sections:
        if section.code in report.confirmed or section.owner_kind not in OWNERS:
            continue
        head = hand(posts[OWNERS[section.owner_kind]], "head")
        confirm_section(submission_id=report.submission_id, section=section.code, actor=head, at=report.later(20))
        report.confirmed.add(section.code)
    sign(submission_id=report.submission_id, actor=hand(posts["chutich"], "head"), at=report.later(45))
    submit(submission_id=report.submission_id, actor=hand(posts["nhap"], "reporter"), at=report.later(10))


def _enter(report: Report, cells: Mapping[str, str], plan: Mapping[str, Any]) -> None:
    clerk = hand(report.commune.posts["nhap"], "reporter")
    result = enter_cells(
        submission_id=report.submission_id,
        cells=cells,
        seen=report.seen,
        words={} if report.seen else _words(report, plan["words"]),
        actor=clerk,
        at=report.later(15),
    )
    report.confirmed -= set(result.voided)
    if reasons := _reasons(result, plan["explanations"]):
        enter_cells(submission_id=report.submission_id, explanations=reasons, actor=clerk, at=report.later(2))


def _reasons(result: EntryResult, texts: Mapping[str, str]) -> dict[str, str]:
    return {
        problem.code: texts.get(problem.code, texts["other"])
        for problem in result.problems
        if problem.severity == "warning" and not problem.explanation
    }


def _words(report: Report, texts: Mapping[str, list[str]]) -> dict[str, str]:
    rnd = Random(f"words/{report.commune.code}/{report.period.id}")  # noqa: S311 made-up words
    chance = {"results": 0.25, "difficulties": 0.15, "proposals": 0.1}
    return {code: rnd.choice(choices) for code, choices in texts.items() if rnd.random() < chance[code]}


def _give_back(province: Province, report: Report, reason: str, cells: list[str]) -> None:
    officer = hand(province.posts["thuongtruc2"], "planner")
    return_for_correction(
        submission_id=report.submission_id, reason=reason, cells=cells, actor=officer, at=report.later(16 * 60)
    )
    report.seen = _revisions(province, report)


def close_all(province: Province, reports: Iterable[Report]) -> None:
    """This will let the standing office close reports of one form and period, all of a day together."""
    officer = hand(province.posts["thuongtruc"], "planner")
    by_day: dict[date, list[Report]] = {}
    for report in reports:
        report.later(20 * 60)
        by_day.setdefault(timezone.localdate(report.clock), []).append(report)
    for _, together in sorted(by_day.items()):
        at = max(report.clock for report in together)
        form_code, period = together[0].form.code, together[0].period
        owed = reporting.duties(officer, form_code=form_code, period=period)
        ids = {report.submission_id for report in together}
        seen = {duty.submission_id: duty.version for duty in owed if duty.submission_id in ids}
        if left := accept_many(seen=seen, actor=officer, at=at).left:
            raise RuntimeError(f"reports of the sample that could not be closed: {left}")
        for report in together:
            report.clock = at


def _revisions(province: Province, report: Report) -> dict[str, int]:
    view = reporting.submission(hand(province.posts["thuongtruc"], "planner"), report.submission_id)
    return {cell.element: cell.revision for section in view.sections for cell in section.cells}


def _shifted(report: Report, fault: Mapping[str, Any]) -> dict[str, str]:
    return {fault["cell"]: str(int(report.cells[fault["cell"]]) + fault["add"])}


def _fate(report: Report, plan: Mapping[str, Any]) -> str:
    return "untouched" if next(_named(report, plan["missing"]), None) else "closed"


def _open_fate(report: Report, plan: Mapping[str, list[str]]) -> str:
    return next((fate for fate, names in plan.items() if report.commune.name in names), "closed")


def _named(report: Report, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (row for row in rows if (row["commune"], row["period"]) == (report.commune.name, report.period.id))


def hour(period: Period, days: int, clock: int) -> datetime:
    """This will give an hour of the day that comes so many days after a period's last."""
    day = period.last_day + timedelta(days=days)
    return datetime.combine(day, time(clock), tzinfo=timezone.get_default_timezone())
