"""What the province's agencies, and the communes by quarter and half-year, report in the made-up province."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import builder
from pcmt.cli.sample.progress import Tell
from pcmt.cli.sample.registers import Commune, Province
from pcmt.cli.sample.story import Report, close_all, hour, send
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.open_period import open_period
from pcmt.reporting.queries import DutyView
from pcmt.rulebook.queries import book

Rule = Mapping[str, Any]
Known = dict[str, int]
"""What an agency gave in the period before, by cell."""


def department_forms() -> list[Rule]:
    """This will list the forms of `departments.yaml` with the rules by which their figures are made."""
    found: list[Rule] = read("departments.yaml")["forms"]
    return found


def tell_departments(province: Province, tell_part: Tell) -> None:
    """This will tell the forms of `departments.yaml`, each period after the one before, all closed but the named."""
    words = read("story.yaml")
    for row in department_forms():
        tell_part("báo cáo quý, 6 tháng và của các ngành")
        before: dict[tuple[int, int], Known] = {}
        for period in _periods(row):
            open_period(form_code=row["form"], period=period, actor=builder(), at=hour(period, 1, 7))
            unsent = row.get("unsent", {}).get(period.id, ())
            sent: list[Report] = []
            for duty in reporting.duties(builder(), form_code=row["form"], period=period):
                who = _who(province, duty)
                if who.name in unsent:
                    continue
                key = (duty.area_id, duty.agency_id)
                rnd = Random(f"{duty.form_id}/{who.code}/{period.id}")  # noqa: S311 made-up figures
                before[key] = _figures(row["cells"], rnd, period, before.get(key))
                sent.append(_send(who, duty, before[key], words))
            close_all(province, sent)


def _periods(row: Rule) -> Iterator[Period]:
    period, last = Period.parse(row["first"]), Period.parse(row["last"])
    while period.first_day <= last.first_day:
        yield period
        period = period.next()


def _who(province: Province, duty: DutyView) -> Commune:
    """The commune that owes it, or the agency in the shape of one."""
    for commune in province.communes:
        if commune.id == duty.area_id:
            return commune
    posts = province.offices[duty.agency_id]
    return Commune(duty.area_id, str(duty.agency_id), duty.agency_name, duty.agency_name, "", 0, posts=posts)


def _send(who: Commune, duty: DutyView, known: Known, plan: Rule) -> Report:
    form = book().form_by_id(duty.form_id)
    cells = {code: _typed(figure, form.cell_by_code[code].scale) for code, figure in known.items()}
    report = Report(who, form, duty.period, duty.submission_id, duty.id, cells, hour(duty.period, 1, 8))
    report.later(Random(f"{who.code}/{duty.form_id}/{duty.period.id}").randint(5, 400))  # noqa: S311 made-up hours
    send(report, report.cells, plan)
    return report


def _figures(rules: Mapping[str, Rule], rnd: Random, period: Period, before: Known | None) -> Known:
    """The figures of a period, in the order of the rules; one may rest on those above it.

    between: anything from one to the other. of, percent: so much of another cell. stock: at first so much, then what
    it was with `plus` and without `minus`. climb: so much, and the second so much more in each period of the year.
    """
    known: Known = {}
    for code, rule in rules.items():
        if "between" in rule:
            known[code] = rnd.randint(*rule["between"])
        elif "of" in rule:
            known[code] = known[rule["of"]] * rnd.randint(*rule["percent"]) // 100
        elif "climb" in rule:
            start, step = rule["climb"]
            known[code] = start + step * period.index
        elif before is None:
            known[code] = rule["stock"]
        else:
            gone = min(known.get(rule.get("minus", ""), 0), before[code])
            known[code] = before[code] + known.get(rule.get("plus", ""), 0) - gone
    return known


def _typed(figure: int, scale: int) -> str:
    """As Vietnamese write it; figure counts the last decimal."""
    if not scale:
        return str(figure)
    return f"{figure // 10**scale},{figure % 10**scale:0{scale}}"
