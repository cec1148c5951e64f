"""`pcmt reporting`: figures in and out by file."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.cli.reporting import plain_row, read_period
from pcmt.kernel.period import Period
from pcmt.reporting import queries
from pcmt.reporting.actions.import_figures import Outcome, import_figures
from pcmt.rulebook.queries import book

app = typer.Typer(help="Figures in and out by file.", no_args_is_help=True)

ROWS_SHOWN = 8


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help="CSV, XLSX or JSON: form, area, period, element, category, value."
        ),
    ],
    *,
    username: AsUser,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would come of it; write nothing.")] = False,
    atomic: Annotated[bool, typer.Option("--atomic", help="One fault takes everything back.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fill open reports with the figures of a file; a file handed in again changes nothing.

    Leaves with status 1 where a row was refused.
    """
    actor, at = acting(username)
    with file.open("rb") as stream:
        outcome = import_figures(stream=stream, is_trial=dry_run, all_or_none=atomic, actor=actor, at=at)
    if as_json:
        print_json(outcome.plain)
    else:
        typer.echo(_told(outcome))
        for fault in outcome.faults:
            rows = ", ".join(str(row) for row in fault.rows[:ROWS_SHOWN]) + (" …" if fault.count > ROWS_SHOWN else "")
            typer.echo(
                f"- {fault.label}: {fault.count} dòng ({rows}); ví dụ: {fault.example}. {fault.remedy}", err=True
            )
    if outcome.refused:
        raise typer.Exit(1)


@app.command()
def status(
    *,
    period: Annotated[Period, typer.Option("--period", parser=read_period, help="As 2026-11@nd09, 2026-Q4, 2026.")],
    form: Annotated[str, typer.Option("--form", help="Code of one form; without it, every form of the period.")] = "",
    username: AsUser,
    as_json: AsJson = False,
) -> None:
    """Print how the reports of a period stand, form by form, as far as the user may see."""
    actor, at = acting(username)
    on, kind = timezone.localdate(at), (period.kind, period.calendar)
    of_kind = [one.code for one in book().forms(period.last_day) if (one.period_kind, one.calendar) == kind]
    codes = [form] if form else of_kind
    told = [(queries.board(actor, one, period, on), queries.period_desk(actor, one, period, on)) for one in codes]
    if as_json:
        print_json({"period": period.id, "forms": [_standing(found, desk) for found, desk in told]})
        return
    for found, desk in told:
        shut = ", kỳ đã đóng" if desk.closed else ""
        typer.echo(f"{found.form.code}: {found.sent}/{len(found.rows)} đã gửi, {found.closed} đã chốt{shut}")


def _standing(found: queries.Board, desk: queries.PeriodDesk) -> dict[str, object]:
    return {
        "form": found.form.code,
        "owed": len(found.rows),
        "sent": found.sent,
        "accepted": found.closed,
        "late": found.timed("late"),
        "overdue": found.timed("overdue"),
        "states": {count.state: count.count for count in found.counts if count.count},
        "period_closed_at": desk.closed.closed_at if desk.closed else None,
        "extensions_waiting": len(desk.waiting),
        "reports": [plain_row(row) for row in found.rows],
    }


def _told(outcome: Outcome) -> str:
    counts = (
        f"{outcome.read} dòng: {outcome.new} số mới, {outcome.changed} số thay đổi, {outcome.same} số như cũ, "
        f"{outcome.refused} dòng không nhận; {outcome.reports} báo cáo."
    )
    return counts if outcome.is_written else f"{counts} Chưa ghi gì."
