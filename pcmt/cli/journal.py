"""`pcmt journal`: proves and extends the chain over what was done."""

import typer

from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.journal import queries
from pcmt.journal.actions.seal import seal as seal_entries

app = typer.Typer(help="Prove and extend the journal's hash chain.", no_args_is_help=True)


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Walk the whole chain and say whether it holds (exit status 1 where it is broken)."""
    found = queries.verify()
    if as_json:
        print_json(found)
    else:
        typer.echo(f"Đã niêm phong {found.sealed} mục, còn {found.unsealed} mục chờ niêm phong.")
    if not found.ok:
        typer.echo(f"Chuỗi niêm phong bị đứt tại mục {found.first_broken_id}.", err=True)
        raise typer.Exit(1)
    typer.echo("Chuỗi niêm phong nguyên vẹn.", err=True)


@app.command()
def seal(username: AsUser, as_json: AsJson = False) -> None:
    """Seal every entry that is not in the chain yet, and print how many were sealed."""
    actor, at = acting(username)
    total = 0
    while sealed := seal_entries(actor=actor, at=at):
        total += sealed
    if as_json:
        print_json({"sealed": total})
    else:
        typer.echo(f"Đã niêm phong {total} mục.")
