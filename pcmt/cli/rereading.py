"""`pcmt document reread`: read registered documents again with the reader of today, keeping every decision."""

from typing import Annotated

import typer

from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.documents.actions.reread_document import Reread, reread_document
from pcmt.documents.queries.rereading import Rereading, read_before, rereading
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


def reread(
    *,
    documents: Annotated[list[int] | None, typer.Argument(help="Identifiers of documents.")] = None,
    as_user: AsUser,
    everything: Annotated[bool, typer.Option("--all", help="All that an older reader read.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Only tell what would change.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read the texts in the register again; what people decided stays, and what waits is found anew."""
    actor, at = acting(as_user)
    if bool(documents) == everything:
        raise Refusal("Nêu mã văn bản, hoặc --all cho mọi văn bản do bộ đọc trước đây đọc.", code="what_to_reread")
    told = []
    for document_id in documents or read_before(actor):
        one = (
            _foreseen(actor, document_id)
            if preview
            else _done(reread_document(document_id=document_id, actor=actor, at=at))
        )
        told.append({"document": document_id, **one})
        if not as_json:
            typer.echo(
                f"document:{document_id}: {one['new']} gợi ý mới, {one['gone']} không còn, {one['kept']} đã quyết "
                f"giữ nguyên, {one['read_otherwise']} đã quyết nay đọc khác"
            )
    if as_json:
        print_json(told)
    else:
        typer.echo(f"{len(told)} văn bản {'nên' if preview else 'đã'} đọc lại")


def _foreseen(actor: Actor, document_id: int) -> dict[str, int]:
    found: Rereading = rereading(actor, document_id)
    return {"new": found.new, "gone": found.gone, "kept": found.kept, "read_otherwise": len(found.read_otherwise)}


def _done(one: Reread) -> dict[str, int]:
    return {"new": one.new, "gone": one.gone, "kept": one.kept, "read_otherwise": one.read_otherwise}
