"""The command line: `vanban read FILE`, `vanban text FILE`. Data to stdout, messages to stderr; 0 done, 1 refused, 2
wrong use.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from vanban.file import read_bytes
from vanban.intake import DEFAULT_LIMIT, IntakeRefused
from vanban.interchange import interchange_form
from vanban.model import Reading

app = typer.Typer(
    name="vanban",
    help="Read Vietnamese administrative documents into metadata, outline, citations, targets and assignments.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_MEGABYTE = 1024 * 1024
File = Annotated[
    Path,
    typer.Argument(help="DOCX, PDF with a text layer, HTML, Markdown or plain text.", exists=True, dir_okay=False),
]
Limit = Annotated[int, typer.Option("--limit", min=1, help="Largest file to take, in megabytes.")]


@app.callback()
def main() -> None:
    """This will only hold the commands together."""


@app.command()
def read(
    file: File,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole reading as JSON, with spans.")] = False,
    limit: Limit = DEFAULT_LIMIT // _MEGABYTE,
) -> None:
    """Read a document and print what it says."""
    reading = _reading(file, limit)
    for note in reading.notes:
        typer.echo(note.message_vi, err=True)
    if as_json:
        typer.echo(json.dumps(interchange_form(reading, file.name), ensure_ascii=False, indent=1))
    else:
        typer.echo(_summary(reading))


@app.command()
def text(file: File, limit: Limit = DEFAULT_LIMIT // _MEGABYTE) -> None:
    """Print the document's text in one spelling, a paragraph a line: the text that spans point into."""
    typer.echo(_reading(file, limit).text, nl=False)


def _reading(file: Path, limit: int) -> Reading:
    try:
        return read_bytes(file.read_bytes(), file.name, limit=limit * _MEGABYTE)
    except IntakeRefused as refusal:
        typer.echo(f"{refusal.message_vi} {refusal.remedy_vi}", err=True)
        raise typer.Exit(1) from refusal
    except OSError as error:
        typer.echo(f"{file}: {error.strerror}", err=True)
        raise typer.Exit(2) from error


def _summary(reading: Reading) -> str:
    meta = reading.metadata
    lines = [
        f"{meta.kind} {meta.number or '(no number)'}  {meta.issued_on or '(no date)'}  {meta.issuer or '(no issuer)'}",
        meta.title or "(no title)",
    ]
    lines += [f"{'  ' * one.depth}{one.label}  {' '.join(one.heading.split()[:8])}" for one in reading.provisions]
    lines += [
        f"cites    {one.kind} {one.number or one.name}  {one.issued_on or one.year or ''}".rstrip()
        for one in reading.citations
    ]
    lines += [
        f"target   {one.path}  {one.relation} {one.value or ''} {one.unit or ''}  {one.subject}  by {one.by or '-'}"
        for one in reading.targets
    ]
    lines += [
        f"duty     {one.path}  {'; '.join(one.leads)}: {one.quote}  due {one.due or '-'}" for one in reading.assignments
    ]
    return "\n".join(lines)


def run() -> None:
    """This will start the command line."""
    app()
