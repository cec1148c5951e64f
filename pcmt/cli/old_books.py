"""`pcmt reporting import-book`: an old book loaded as history by a kept way of reading."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.reporting import queries
from pcmt.reporting.actions.load_book import load_book
from pcmt.reporting.actions.open_book import open_book

SHOWN = 8


def import_book(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The old book: XLSX or CSV of any shape.")],
    *,
    mapping: Annotated[str, typer.Option(help="Name of the kept way of reading.")],
    basis: Annotated[str, typer.Option(help="What the book is: whose, of which year.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would come of it; write nothing.")] = False,
    without_misfits: Annotated[
        bool, typer.Option("--without-misfits", help="Load what fits though something does not.")
    ] = False,
    username: AsUser,
    as_json: AsJson = False,
) -> None:
    """Load the figures of an old book as history; its sheets of the shape that the mapping knows are taken.

    Leaves with status 1 where something does not fit.
    """
    actor, at = acting(username)
    data = file.read_bytes()
    found = queries.book_in_hand(actor, data, file.name, mapping, timezone.localdate(at))
    sheets = [one.index for one in found.sheets if one.is_chosen]
    load_id = None
    if not dry_run and (found.to_load or not found.misfits):
        load_id = load_book(
            file_id=open_book(data=data, name=file.name, actor=actor, at=at),
            definition=found.definition,
            sheets=sheets,
            basis=basis,
            without_misfits=without_misfits,
            actor=actor,
            at=at,
        )
    if as_json:
        print_json(_plain(found, load_id))
    else:
        _tell(found, load_id)
    if found.misfits:
        raise typer.Exit(1)


def _plain(found: queries.OldBookView, load_id: int | None) -> dict[str, object]:
    return {
        "load": load_id,
        "new": found.new,
        "changed": found.changed,
        "same": found.same,
        "left_out": found.left_out,
        "misfits": [
            {
                "kind": group.kind,
                "count": group.count,
                "first": [{"sheet": one.sheet, "cell": one.address, "text": one.text} for one in group.first],
            }
            for group in found.groups
        ],
    }


def _tell(found: queries.OldBookView, load_id: int | None) -> None:
    done = "" if load_id else " Chưa ghi gì."
    typer.echo(f"{found.new} số mới, {found.changed} số thay số nạp trước, {found.same} số như cũ.{done}")
    for group in found.groups:
        first = ", ".join(f"{one.sheet} {one.address}" for one in group.first[:SHOWN])
        typer.echo(f"- {group.label}: {group.count} chỗ ({first}). {group.remedy}", err=True)
