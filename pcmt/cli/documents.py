"""`pcmt document`: register a document from a file."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pcmt.cli.acting import AsUser, acting
from pcmt.cli.bases import basis
from pcmt.cli.output import AsJson, print_json
from pcmt.cli.rereading import reread
from pcmt.documents import queries as documents
from pcmt.documents.actions.export_keys import export_keys
from pcmt.documents.actions.read_received import read_received
from pcmt.documents.actions.receive_files import receive_files
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.actions.reindex import reindex as reindex_step
from pcmt.documents.queries import receiving
from pcmt.kernel.refusal import Refusal

app = typer.Typer(help="Register documents, and see what was read in them.", no_args_is_help=True)
app.command()(basis)
app.command()(reread)


@app.callback()
def document() -> None:
    """Register documents, and see what was read in them."""


@app.command()
def register(
    *,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="DOCX, PDF with text, HTML or plain text.")],
    as_user: AsUser,
    outgoing: Annotated[bool, typer.Option("--out", help="The document went out; by default it came in.")] = False,
    arrival_number: Annotated[str, typer.Option(help="Arrival number (số đến).")] = "",
    arrived: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of arrival.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read a document, keep it with what was found in it, and print what it is."""
    actor, at = acting(as_user)
    if file.stat().st_size > documents.SIZE_LIMIT:
        raise Refusal(f"Tệp lớn hơn {documents.SIZE_LIMIT // 1024**2} MB.", where=file.name, code="too_large")
    document_id = register_document(
        data=file.read_bytes(),
        name=file.name,
        direction="out" if outgoing else "in",
        arrival_number=arrival_number,
        arrived_on=arrived.date() if arrived else None,
        actor=actor,
        at=at,
    )
    view = documents.document(actor, document_id)
    if as_json:
        print_json(_plain(view))
    else:
        typer.echo(f"{view.label}: {view.row.title}")
        typer.echo(
            f"document:{view.id}, {len(view.provisions)} điều khoản, {len(view.citations)} viện dẫn, "
            f"{len(view.suggestions)} gợi ý chờ xác nhận"
        )


@app.command()
def receive(
    *,
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Up to 100 files of any kind read.")],
    as_user: AsUser,
    outgoing: Annotated[bool, typer.Option("--out", help="The documents went out; by default they came in.")] = False,
    arrived: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of arrival.")] = None,
    numbered: Annotated[bool, typer.Option("--numbered", help="Give each the book's next arrival number.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Read them now instead of leaving them to `pcmt jobs`.")] = False,
    as_json: AsJson = False,
) -> None:
    """Hand in many files at once, and print what became of each; without --wait they are read by the jobs."""
    actor, at = acting(as_user)
    batch_id = receive_files(
        uploads=((path.read_bytes(), path.name) for path in files),
        direction="out" if outgoing else "in",
        arrived_on=arrived.date() if arrived else None,
        numbered=numbered,
        actor=actor,
        at=at,
    )
    while wait and not receiving.batch(actor, batch_id).is_finished and read_received(actor=actor, at=at):
        pass
    view = receiving.batch(actor, batch_id)
    if as_json:
        print_json({"batch": view.id, "files": [_outcome(file) for file in view.files]})
    for file in () if as_json else view.files:
        became = file.document.label if file.document else file.message
        typer.echo(f"{file.name or '(không lưu tên)'}: {file.label}{f' – {became}' if became else ''}")


def _outcome(file: receiving.ReceivedView) -> dict[str, object]:
    document = file.document.id if file.document else None
    return {"name": file.name, "state": file.state, "document": document, "reason": file.message}


def _plain(view: documents.DocumentView) -> dict[str, object]:
    return {
        "document": view.id,
        "label": view.label,
        "kind": view.row.kind,
        "number": view.row.number,
        "issued_on": view.row.issued_on,
        "issuer": view.row.issuer,
        "title": view.row.title,
        "text_digest": view.text_digest,
        "provisions": len(view.provisions),
        "citations": len(view.citations),
        "suggestions": [
            {"id": item.id, "kind": item.kind, "anchor": item.anchor, "start": item.start, "end": item.end}
            for item in view.suggestions
        ],
    }


@app.command("export-keys")
def keys(
    *,
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Folder for the answer keys, one file a document.")],
    as_user: AsUser,
    document: Annotated[list[int] | None, typer.Option(help="Only these documents; by default all decided on.")] = None,
    unfinished: Annotated[bool, typer.Option(help="Also documents with suggestions that still wait.")] = False,
) -> None:
    """Write what people confirmed as answer keys, in the form in which the reader is scored, each beside its text."""
    actor, at = acting(as_user)
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for document_id in document or documents.keyed_documents(actor):
        view = documents.document(actor, document_id)
        if view.row.open_suggestions and not unfinished:
            waiting = view.row.open_suggestions
            typer.echo(f"document:{document_id}: còn {waiting} gợi ý chờ, để lại (--unfinished để xuất cả)")
            continue
        key = export_keys(document_id=document_id, actor=actor, at=at)
        path = folder / f"{key['file']}.json"
        path.write_text(json.dumps(key, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        path.with_suffix(".txt").write_text(view.text, encoding="utf-8")
        typer.echo(f"{path}: {len(key['targets'])} chỉ tiêu, {len(key['assignments'])} nhiệm vụ")
        written += 1
    typer.echo(f"{written} văn bản")


@app.command()
def reindex(
    *,
    as_user: AsUser,
    everything: Annotated[bool, typer.Option("--all", help="Every document, not only those that are due.")] = False,
    after: Annotated[int, typer.Option(min=0, help="Only documents above this identifier (to go on with --all).")] = 0,
    as_json: AsJson = False,
) -> None:
    """Make the search index and the topics of documents anew: of those indexed by earlier rules or topics, or never.

    What is done is kept step by step, so a run that was broken off goes on where it stopped.
    """
    actor, at = acting(as_user)
    done, last = 0, after
    left = True
    while left:
        step = reindex_step(after=last, anew=everything, actor=actor, at=at)
        done, last, left = done + step.done, step.last, bool(step.left)
        typer.echo(f"Đã lập chỉ mục {done} văn bản, đến document:{last}; còn {step.left}", err=True)
    if as_json:
        print_json({"documents": done, "last": last})
    else:
        typer.echo(
            f"{done} văn bản đã lập lại chỉ mục và chuyên đề" if done else "Chỉ mục đã đúng, không có gì phải làm"
        )
