"""`pcmt indicators`: what is measured, one value with its explanation, and tables of many values by file."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.cli.acting import acting
from pcmt.cli.output import AsJson, open_out, print_json
from pcmt.cli.trace import AsReader, operator
from pcmt.indicators import queries
from pcmt.indicators.queries import Answer
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.tree import to_text
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import IndicatorDef, book
from workbook.streams import KINDS, write_table

app = typer.Typer(help="What is measured: rules, values with their explanation, tables.", no_args_is_help=True)

MOST_PERIODS = 1200
PERIOD_HELP = "As 2026-11, 2026-Q4, 2026; in the calendar of the rule, or with @nd09 (Nghị định 09/2019/NĐ-CP)."
AREA_HELP = "Code or name of an area, name of a zone, or codes of communes added up, as 99001+99002."
On = Annotated[str, typer.Option("--on", metavar="DATE", help="Day whose map and rules are meant, as 2026-11-21.")]
Named = Annotated[str, typer.Argument(metavar="CODE", help="Code of an indicator or an element, as T1b or talks.")]


class WrongWord(Refusal):
    """This will say which word of a command names no period, day or kind of file, and how it is written."""

    code = "wrong_word"


@app.command("list")
def list_(*, on: On = "", as_json: AsJson = False) -> None:
    """Print the indicators in force: code, label, unit, how often, better direction, formula, source."""
    rules = [_plain_rule(rule) for rule in book().indicators(_day(on))]
    if as_json:
        print_json(rules)
        return
    for rule in rules:
        typer.echo(f"{rule['code']}\t{rule['label']}\t{rule['unit']}\t{rule['period_kind']}")


@app.command()
def value(
    code: Named,
    *,
    area: Annotated[str, typer.Option("--area", metavar="AREA", help=AREA_HELP)],
    period: Annotated[str, typer.Option("--period", metavar="PERIOD", help=PERIOD_HELP)],
    on: On = "",
    baseline: Annotated[
        int, typer.Option("--baseline", metavar="YEAR", help="Compare also with the same period of this year.")
    ] = 0,
    explain: Annotated[bool, typer.Option("--explain", help="Tell every step of the calculation.")] = False,
    username: AsReader = "",
    as_json: AsJson = False,
) -> None:
    """Print one value: what it is, how sure, what is missing, how it moved, where it stands against its target."""
    asked = queries.period_asked(code, _period(period))
    found = queries.answer(_reader(username), code, area, asked, _day(on), baseline=baseline or None)
    if as_json:
        print_json(queries.plain_answer(found, explained=explain))
        return
    for line in _lines(found, explain=explain):
        typer.echo(line)


@app.command()
def changed(
    *,
    release: Annotated[int, typer.Option("--release", metavar="ID", help="Rules that were released.")] = 0,
    event: Annotated[int, typer.Option("--event", metavar="ID", help="A change of the map that was applied.")] = 0,
    on: On = "",
    username: AsReader = "",
    as_json: AsJson = False,
) -> None:
    """Print which values read otherwise since rules were released or the map changed: before, after, why."""
    reader, day = _reader(username), _day(on)
    if bool(release) == bool(event):
        raise WrongWord("Cần đúng một nguyên nhân.", remedy="Ghi --release SỐ hoặc --event SỐ.")
    compare, number = (queries.changed_by_rules, release) if release else (queries.changed_by_map, event)
    found = compare(reader, number, day)
    if as_json:
        print_json(queries.plain_changes(found))
        return
    for line in queries.lines(found):
        typer.echo(line)


@app.command()
def table(
    codes: Annotated[list[str], typer.Argument(metavar="CODE…", help="Codes of indicators or elements.")],
    *,
    areas: Annotated[
        list[str],
        typer.Option("--areas", metavar="LEVEL|AREA", help="province, commune, or an AREA as of value; repeatable."),
    ],
    periods: Annotated[
        str, typer.Option("--periods", metavar="P1..P2", help=f"First and last of one kind. {PERIOD_HELP}")
    ],
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="File to write: .csv or .xlsx.")],
    on: On = "",
    username: AsReader = "",
) -> None:
    """Write a table of values: a row for each code, area and period, with what is missing."""
    kind = out.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise WrongWord(f"Không ghi được tệp “{out.name}”.", remedy="Đặt tên tệp kết thúc bằng .csv hoặc .xlsx.")
    reader, day = _reader(username), _day(on)
    places = queries.places_named(reader, areas, day)
    rows = queries.table_rows(reader, codes, places, _periods_of(codes, _periods(periods)), day)
    with open_out(out) as stream:
        written = write_table(stream, kind, queries.TABLE_HEAD, rows)
    typer.echo(f"{out}: {written} dòng.")


def _reader(username: str) -> Actor:
    return acting(username)[0] if username else operator()


def _day(text: str) -> date:
    if not text:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongWord(f"“{text}” không phải là ngày.", remedy="Ghi ngày theo dạng 2026-11-21.") from None


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise WrongWord(
            f"“{text}” không phải là kỳ.", remedy="Ghi kỳ theo dạng 2026-11@nd09, 2026-Q4 hoặc 2026."
        ) from None


def _periods(text: str) -> list[Period]:
    """The periods from one to another of the same kind, both included; a single one stands for itself."""
    first_name, _, last_name = text.partition("..")
    first, last = _period(first_name), _period(last_name or first_name)
    if (first.kind, first.calendar) != (last.kind, last.calendar) or first.free or last.first_day < first.first_day:
        raise WrongWord(
            f"“{text}” không phải là một dãy kỳ.",
            remedy="Ghi kỳ đầu và kỳ cuối cùng loại, kỳ đầu trước, như 2026-01@nd09..2026-11@nd09.",
        )
    found = [first]
    while found[-1] != last and len(found) < MOST_PERIODS:
        found.append(found[-1].next())
    return found


def _periods_of(codes: list[str], periods: list[Period]) -> list[Period]:
    """The periods in the one calendar in which all the codes count."""
    asked = {tuple(queries.period_asked(code, period) for period in periods) for code in codes}
    if len(asked) > 1:
        raise WrongWord(
            "Các mã này tính theo hai lịch khác nhau.", remedy="Lập mỗi lịch một bảng, hoặc ghi rõ lịch, như 2026@nd09."
        )
    return [*asked.pop()]


def _plain_rule(rule: IndicatorDef) -> dict[str, object]:
    return {
        "code": rule.code,
        "label": rule.label,
        "unit": rule.unit,
        "scale": rule.scale,
        "better": rule.better,
        "period_kind": rule.period_kind.value,
        "calendar": rule.calendar.value,
        "level": rule.level,
        "formula": to_text(rule.formula),
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "source": str(rule.source),
        "floor": queries.floor_text(rule) or None,
    }


def _lines(found: Answer, *, explain: bool) -> list[str]:
    told = found.value
    lines = [f"{told.code}, {found.place.name}, {told.period.label}: {told.display}"]
    if found.progress and found.rule:
        source = "" if found.target else f" ({queries.floor_source(found.rule)})"
        lines.append(f"Chỉ tiêu: {found.progress.asked}{source} – {found.progress.label}")
    lines += [queries.move_line(move, told) for move in found.moves]
    lines += [f"Thiếu: {name}" for name in told.number.missing]
    return [*lines, *(queries.told_steps(told.trace) if explain else ())]
