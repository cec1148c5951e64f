"""The commands of `vanban`, each a thin skin over one call of the library."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from vanban.cli.batch import Outcome, cores, read_all, targets_of
from vanban.cli.output import Form, put, read_file, write_file
from vanban.cli.sheet import print_citations, print_sheet
from vanban.compare import Change, Comparison, compare, summary_vi
from vanban.file import cite_bytes
from vanban.intake import DEFAULT_LIMIT, IntakeRefused
from vanban.interchange import citation_row
from vanban.model import Citation, Reading
from vanban.schema import reading_schema

Found = TypeVar("Found")
app = typer.Typer(
    name="vanban",
    help="Read Vietnamese administrative documents into metadata, outline, citations, targets and assignments.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_MEGABYTE = 1024 * 1024
_PLAIN_WIDTH = 120
_HELP = "DOCX, PDF, picture, HTML, Markdown, Akoma Ntoso or plain text."
File = Annotated[Path, typer.Argument(help=_HELP, exists=True, dir_okay=False)]
Files = Annotated[list[Path], typer.Argument(help=_HELP, exists=True, dir_okay=False)]
FilesOrFolder = Annotated[list[Path], typer.Argument(help=f"{_HELP} A folder stands for the files in it.", exists=True)]
Limit = Annotated[int, typer.Option("--limit", min=1, help="Largest file to take, in megabytes.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, with spans.")]
DEFAULT_MEGABYTES = DEFAULT_LIMIT // _MEGABYTE


@app.callback()
def main() -> None:
    """This will only hold the commands together."""


@app.command()
def read(
    paths: FilesOrFolder,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="The whole reading as JSON, with spans.")] = False,
    as_akn: Annotated[bool, typer.Option("--akn", help="Akoma Ntoso 3.0 (XML).")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Markdown: the text, then what was found.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write one file a document into.")] = None,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Processes to read with; 0: one a core.")] = 0,
    limit: Limit = DEFAULT_MEGABYTES,
) -> None:
    """Read documents: a sheet to look at, or JSON, Akoma Ntoso, Markdown; a folder in, a folder out."""
    form = _form(as_json, as_akn, as_markdown)
    sources = _sources(paths)
    if out is not None:
        _write_all(sources, out, form or Form.JSON, workers or cores(), limit * _MEGABYTE)
        return
    refused = False
    for source in sources:
        reading = _reading(source, limit)
        refused = refused or reading is None
        if reading is None:
            continue
        if form is None:
            print_sheet(_console(), reading, source.name)
            continue
        for note in reading.notes:
            typer.echo(f"{source.name}: {note.message_vi}", err=True)
        typer.echo(put(reading, source.name, form), nl=False)
    if refused:
        raise typer.Exit(1)


@app.command()
def text(file: File, limit: Limit = DEFAULT_MEGABYTES) -> None:
    """Print the document's text in one spelling, a paragraph a line: the text that spans point into."""
    typer.echo(_must_read(file, limit).text, nl=False)


@app.command()
def cite(files: Files, as_json: AsJson = False, limit: Limit = DEFAULT_MEGABYTES) -> None:
    """List the acts that documents cite, each once, with every place where it is named."""
    refused = False
    found: list[dict[str, Any]] = []
    for file in files:
        citations = _attempt(file, partial(_cite_file, limit=limit))
        refused = refused or citations is None
        if citations is None:
            continue
        found.append({"file": file.name, "citations": [citation_row(one) for one in citations]})
        if not as_json:
            print_citations(_console(), citations, file.name)
    if as_json:
        typer.echo(json.dumps(found[0] if len(files) == 1 and found else found, ensure_ascii=False, indent=1))
    if refused:
        raise typer.Exit(1)


@app.command("compare")
def compare_files(old: File, new: File, as_json: AsJson = False, limit: Limit = DEFAULT_MEGABYTES) -> None:
    """Tell what changed in targets and duties between two documents, an older and a newer one."""
    found = compare(_must_read(old, limit), _must_read(new, limit))
    if as_json:
        typer.echo(json.dumps(_comparison(found), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(summary_vi(found)))


@app.command()
def schema() -> None:
    """Print the JSON schema of what `read --json` gives."""
    typer.echo(reading_schema(), nl=False)


def run() -> None:
    """This will start the command line."""
    app()


def _form(as_json: bool, as_akn: bool, as_markdown: bool) -> Form | None:
    asked = [form for form, said in ((Form.JSON, as_json), (Form.AKN, as_akn), (Form.MARKDOWN, as_markdown)) if said]
    if len(asked) > 1:
        raise typer.BadParameter("choose one of --json, --akn, --markdown")
    return asked[0] if asked else None


def _sources(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
        else:
            found.append(path)
    if not found:
        raise typer.BadParameter("no file there to read")
    return list(dict.fromkeys(found))


def _write_all(sources: Sequence[Path], out: Path, form: Form, workers: int, limit: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    jobs = targets_of(sources, out, form.value)
    messages = Console(stderr=True)
    running = read_all(jobs, partial(write_file, form=form, limit=limit), workers)
    shown = track(running, "Đang đọc", total=len(jobs), console=messages, disable=not messages.is_terminal)
    outcomes = sorted(shown, key=lambda one: sources.index(one.source))
    refused = [one for one in outcomes if one.refusal]
    messages.print(f"Đã đọc {len(outcomes) - len(refused)}/{len(outcomes)} tệp vào {out}", highlight=False)
    if refused:
        messages.print(_refusals(refused))
        raise typer.Exit(1)


def _refusals(refused: Sequence[Outcome]) -> Table:
    table = Table("Tệp", "Không đọc được vì", box=None, pad_edge=False, header_style="bold")
    for one in refused:
        table.add_row(one.source.name, one.refusal)
    return table


def _console() -> Console:
    """A console as wide as the screen; where the output goes to a file, of a fixed width and without colours."""
    return Console() if sys.stdout.isatty() or "COLUMNS" in os.environ else Console(width=_PLAIN_WIDTH)


def _must_read(file: Path, limit: int) -> Reading:
    reading = _reading(file, limit)
    if reading is None:
        raise typer.Exit(1)
    return reading


def _reading(file: Path, limit: int) -> Reading | None:
    return _attempt(file, partial(read_file, limit=limit * _MEGABYTE))


def _cite_file(file: Path, limit: int) -> tuple[Citation, ...]:
    return cite_bytes(file.read_bytes(), file.name, limit=limit * _MEGABYTE)


def _attempt(file: Path, take: Callable[[Path], Found]) -> Found | None:
    """This will take from a file what is asked, or say on standard error why it is refused."""
    try:
        return take(file)
    except IntakeRefused as refusal:
        typer.echo(f"{file.name}: {refusal.message_vi} {refusal.remedy_vi}", err=True)
    except OSError as error:
        typer.echo(f"{file.name}: {error.strerror}", err=True)
    return None


def _comparison(found: Comparison) -> dict[str, Any]:
    common = found.common
    return {
        "common": {
            "both": common.both,
            "old": common.old,
            "new": common.new,
            "share": None if common.share is None else round(common.share, 3),
            "related": common.is_related,
        },
        "targets": [_change(one) for one in found.targets],
        "duties": [_change(one) for one in found.duties],
        "provisions": [_change(one) for one in found.provisions],
    }


def _change(change: Change[Any]) -> dict[str, Any]:
    return {
        "fate": change.fate.value,
        "likeness": change.likeness,
        "old": _place(change.old),
        "new": _place(change.new),
        "fields": [{"name": one.name, "old": one.old, "new": one.new} for one in change.fields],
    }


def _place(finding: Any) -> dict[str, Any] | None:
    if finding is None:
        return None
    words = getattr(finding, "quote", None) or getattr(finding, "heading", "")
    return {"path": finding.path, "anchor": finding.anchor, "start": finding.start, "end": finding.end, "words": words}
