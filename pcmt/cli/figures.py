"""`pcmt reporting`: figures in and out by file."""

from pathlib import Path
from typing import Annotated

import typer

from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.reporting.actions.import_figures import Outcome, import_figures

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
            typer.echo(f"- {fault.label}: {fault.count} dòng ({rows}); ví dụ: {fault.example}", err=True)
    if outcome.refused:
        raise typer.Exit(1)


def _told(outcome: Outcome) -> str:
    counts = (
        f"{outcome.read} dòng: {outcome.new} số mới, {outcome.changed} số thay đổi, {outcome.same} số như cũ, "
        f"{outcome.refused} dòng không nhận; {outcome.reports} báo cáo."
    )
    return counts if outcome.is_written else f"{counts} Chưa ghi gì."
