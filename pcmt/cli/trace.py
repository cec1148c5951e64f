"""`pcmt trace REFERENCE`: says why a figure is so, both ways, as the page does."""

from typing import Annotated

import typer
from django.utils import timezone

from pcmt.cli.acting import acting
from pcmt.cli.output import AsJson, print_json
from pcmt.kernel.actor import Actor, system_actor
from pcmt.rulebook.queries import book
from pcmt.trace import queries

Reference = Annotated[str, typer.Argument(metavar="REFERENCE", help=f"One of {', '.join(queries.FORMS)}.")]
AsReader = Annotated[str, typer.Option("--as", metavar="USER", help="Read as this account; default: as the operator.")]


def trace(reference: Reference, as_json: AsJson = False, username: AsReader = "") -> None:
    """Follow a figure up to the sentence that asked for it, and down to who typed, signed and accepted it."""
    reader = acting(username)[0] if username else operator()
    node = queries.trace(reference, reader, timezone.now())
    if as_json:
        print_json(queries.plain(node))
        return
    for line in queries.lines(node):
        typer.echo(line)


def operator() -> Actor:
    """This will make the reader for whoever runs the server: may look at everything, and change nothing."""
    looking = [permission for permission in book().permissions if permission.endswith(".view")]
    return system_actor("pcmt trace", *looking)
