"""`pcmt rulebook`: looks after the dated rule data."""

from pathlib import Path
from typing import Annotated

import typer

from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.reporting.queries import checks_unkept
from pcmt.rulebook.actions import release as releasing
from pcmt.rulebook.actions.propose_release import propose_release
from pcmt.rulebook.queries import problems, releases

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
    for one in checks_unkept() if folder is None and not found else ():
        typer.echo(f"Lưu ý: {one.form_id}, phép kiểm tra {one.check}: chưa có sổ nào đếm “{one.label}”.", err=True)
    typer.echo(f"Bộ quy tắc có {len(found)} lỗi." if found else "Bộ quy tắc không có lỗi.", err=True)
    if found:
        raise typer.Exit(1)


@app.command()
def propose(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, help="Rule files, as forms/dot-xuat@2026-12-01.yaml.")
    ],
    *,
    username: AsUser,
    reason: Annotated[str, typer.Option(help="The document or request that the rules answer.")],
) -> None:
    """Propose rule files; another person releases them. A file's last folder and its name are its name in the book."""
    actor, at = acting(username)
    texts = {f"{path.resolve().parent.name}/{path.name}": path.read_text("utf-8") for path in files}
    made = propose_release(files=texts, reason=reason, actor=actor, at=at)
    typer.echo(f"Đã ghi đề xuất số {made}. Người khác ban hành bằng: pcmt rulebook release {made} --as …")


@app.command()
def release(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Number of the proposal.")], *, username: AsUser
) -> None:
    """Put proposed rule files in force in the running system; not for the one who proposed them."""
    actor, at = acting(username)
    found = next((one for one in releases() if one.id == number), None)
    releasing.release(release_id=number, digest=found.digest if found else "", actor=actor, at=at)
    typer.echo(f"Đã ban hành quy tắc của đề xuất số {number}.")


@app.command("releases")
def releases_(as_json: AsJson = False) -> None:
    """List what was proposed and what became of it."""
    found = releases()
    if as_json:
        print_json(found)
        return
    for one in found:
        typer.echo(f"{one.id}\t{one.state}\t{', '.join(sorted(one.files))}\t{one.reason}")
