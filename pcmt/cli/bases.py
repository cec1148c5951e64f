"""`pcmt document basis`: what a document rests on and what rests on it, by level, with what is missing or has ended."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer

from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.documents.queries.basis import BasisAct, BasisView
from pcmt.documents.queries.basis import basis as basis_of
from vanban.text import format_date


def basis(
    *,
    document: Annotated[int, typer.Argument(help="Number of the document: the 7 of document:7.")],
    as_user: AsUser,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day on which to tell what was in force; today.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what a document rests on, up to the centre, and what rests on it, down to the commune."""
    actor, at = acting(as_user)
    view = basis_of(actor, document, on=(on or at).date())
    if as_json:
        print_json(_plain(view))
        return
    for line in _lines(view):
        typer.echo(line)


def _lines(view: BasisView) -> Iterator[str]:
    yield f"{view.row.label}, tính đến ngày {format_date(view.on)}"
    for level in view.levels:
        for rung in level.rungs:
            yield f"{level.label}: {rung.label}"
            for act in rung.acts:
                mark = "=" if act.distance == 0 else "^" if act.distance < 0 else "v"
                yield f"  {mark} {act.label}{_said(act)}"


def _said(act: BasisAct) -> str:
    said = [] if act.document else ["chưa có trong kho"]
    if act.ending:
        how = "hết hiệu lực một phần" if act.ending.part else "hết hiệu lực"
        after = ", ".join(one.number for one in act.ending.by)
        said.append(f"{how} từ {format_date(act.ending.on)}" + (f", thay bằng {after}" if after else ""))
    return f" ({'; '.join(said)})" if said else ""


def _plain(view: BasisView) -> dict[str, object]:
    names = {act.key: act.label for act in view.acts}
    return {
        "document": view.row.id,
        "on": view.on.isoformat(),
        "acts": [
            {"level": level.label, "rung": rung.label, **_plain_act(act)}
            for level in view.levels
            for rung in level.rungs
            for act in rung.acts
        ],
        "names": [
            {"act": names[one], "names": names[other], "as_basis": is_basis} for one, other, is_basis in view.lines
        ],
        "is_cut": view.is_cut,
    }


def _plain_act(act: BasisAct) -> dict[str, object]:
    ending = act.ending and {
        "on": act.ending.on.isoformat(),
        "part": act.ending.part,
        "by": [one.number for one in act.ending.by],
        "source": act.ending.source,
    }
    return {
        "label": act.label,
        "number": act.number,
        "steps": act.distance,
        "is_basis": act.is_basis,
        "is_direct": act.is_direct,
        "document": act.document.id if act.document else None,
        "ending": ending,
    }
