"""`pcmt rulebook`: looks after the dated rule data."""

from pathlib import Path
from typing import Annotated

import typer

from pcmt.cli.output import AsJson, print_json
from pcmt.rulebook.queries import problems

app = typer.Typer(help="Look after the dated rule data.", no_args_is_help=True)

Folder = Annotated[Path | None, typer.Argument(help="Folder of rule files (default: this installation's).")]


@app.callback()
def rulebook() -> None:
    """Look after the dated rule data."""


@app.command()
def check(folder: Folder = None, as_json: AsJson = False) -> None:
    """Check every rule file: list each fault with its file, line and remedy (exit status 1 where there is one)."""
    found = problems(folder)
    if as_json:
        print_json(found)
    else:
        for problem in found:
            typer.echo(str(problem))
    typer.echo(f"Bộ quy tắc có {len(found)} lỗi." if found else "Bộ quy tắc không có lỗi.", err=True)
    if found:
        raise typer.Exit(1)
