"""`pcmt journal`: reads, proves, extends and anchors what was done; makes unreadable what it says of persons."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from django.utils.timezone import localdate, localtime

from pcmt.accounts.queries import subjects_of
from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.journal import queries
from pcmt.journal.actions.anchor import anchor as make_anchor
from pcmt.journal.actions.seal import seal as seal_entries
from pcmt.journal.actions.shred import shred as shred_entry
from pcmt.journal.actions.shred_person import shred_person
from pcmt.journal.queries import EntryView
from pcmt.kernel.refusal import NotFound, Refusal

app = typer.Typer(help="Read, prove and extend the journal's hash chain.", no_args_is_help=True)

Day = datetime
INSTALLATION = "PCMT"
LONGEST_ANCHOR = 10_000


@app.command()
def verify(
    *,
    anchor: Annotated[str, typer.Option(help="An anchor kept elsewhere: its file, or its 64 digits.")] = "",
    as_json: AsJson = False,
) -> None:
    """Walk the whole journal and say what is wrong with it (exit status 1 where anything is)."""
    found = queries.verify(queries.read_anchor(_text(anchor)) if anchor else None)
    if as_json:
        print_json(found)
    else:
        typer.echo(
            f"Đã niêm phong {found.sealed} mục, còn {found.unsealed} mục chờ niêm phong; {found.anchors} điểm neo."
        )
    for fault in found.faults:
        typer.echo(f"- {fault.told}", err=True)
    if not found.ok:
        typer.echo("Nhật ký không còn nguyên vẹn.", err=True)
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


@app.command()
def anchor(
    username: AsUser,
    day: Annotated[Day | None, typer.Option(formats=["%Y-%m-%d"], help="Default: yesterday.")] = None,
) -> None:
    """Write down where the chain ended on a day (the job does it by itself), and print it to keep elsewhere."""
    actor, at = acting(username)
    chosen = day.date() if day else localdate(at) - timedelta(days=1)
    make_anchor(day=chosen, actor=actor, at=at)
    typer.echo(queries.anchor_of(actor, chosen).text(INSTALLATION), nl=False)


@app.command("list")
def list_entries(
    *,
    username: AsUser,
    action: Annotated[str, typer.Option(help='An action, or a package with its point: "plans."')] = "",
    subject: Annotated[str, typer.Option(help='What it was done to, as "document:5".')] = "",
    words: Annotated[str, typer.Option(help="Words of the reason.")] = "",
    since: Annotated[Day | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    until: Annotated[Day | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    as_json: AsJson = False,
) -> None:
    """List entries, newest first."""
    actor, _ = acting(username)
    found = queries.latest(
        actor,
        action=action,
        subject=subject,
        words=words,
        since=since.date() if since else None,
        until=until.date() if until else None,
        limit=limit,
    )
    if as_json:
        print_json(found)
        return
    for entry in found:
        typer.echo(_line(entry))


@app.command()
def show(entry_id: Annotated[int, typer.Argument(metavar="ENTRY")], username: AsUser, as_json: AsJson = False) -> None:
    """Show one entry with what was before and after."""
    actor, _ = acting(username)
    found = queries.entry_for(actor, entry_id)
    if as_json:
        print_json(found)
        return
    typer.echo(_line(found))
    for name, values in (("trước", found.before), ("sau", found.after)):
        for key, value in (values or {}).items():
            typer.echo(f"  {name}: {key} = {value}")


@app.command()
def shred(
    username: AsUser,
    reason: Annotated[str, typer.Option(help="Why, with the basis: the request of the person concerned.")],
    entry: Annotated[int | None, typer.Option(help="One entry.")] = None,
    person: Annotated[str, typer.Option(metavar="USER", help="All that names the person of this account.")] = "",
) -> None:
    """Make personal data unreadable for good; what was done and when stays, and the chain still holds."""
    actor, at = acting(username)
    if (entry is None) == (not person):
        raise Refusal("Nêu một mục (--entry) hoặc một người (--person).", remedy="Chỉ dùng một trong hai tùy chọn.")
    if entry is not None:
        shred_entry(entry_id=entry, reason=reason, actor=actor, at=at)
        typer.echo(f"Đã xóa thông tin cá nhân của mục {entry}.")
        return
    found = subjects_of(actor, person)
    if found is None:
        raise NotFound(f"Không có tài khoản tên “{person}”.")
    count = shred_person(person_id=found.person_id, subjects=found.references, reason=reason, actor=actor, at=at)
    typer.echo(f"Đã xóa thông tin cá nhân trong {count} mục.")


def _text(anchor: str) -> str:
    path = Path(anchor)
    try:
        return path.read_text(encoding="utf-8-sig")[:LONGEST_ANCHOR] if path.is_file() else anchor
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"Không đọc được tệp điểm neo {path.name}.", remedy="Chọn tệp văn bản đã tải về.") from error


def _line(entry: EntryView) -> str:
    reason = f" ({entry.reason})" if entry.reason else ""
    when = f"{localtime(entry.at):%d/%m/%Y %H:%M}"
    return f"{entry.id}  {when}  {entry.action}  {entry.subject}  {entry.actor_label}{reason}"
