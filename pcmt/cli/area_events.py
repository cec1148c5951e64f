"""`pcmt areas event`: preview a change of the map written in a file, apply it, undo it."""

from pathlib import Path
from typing import Annotated

import typer
import yaml
from django.db import transaction

from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.areas.actions.undo_event import undo_event
from pcmt.areas.queries import events
from pcmt.areas.queries.events import Preview
from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal

app = typer.Typer(help="Merge, split, rename, move, open, close units as one event.", no_args_is_help=True)

LARGEST = 1_000_000
ChangeFile = Annotated[
    Path, typer.Argument(metavar="FILE.yaml", help="kind, on, basis, old, units.", exists=True, dir_okay=False)
]
Choices = Annotated[
    list[str] | None,
    typer.Option("--choose", metavar="KEY=VALUE", help="A choice that the preview offers; may be given several times."),
]


@app.command()
def preview(file: ChangeFile, username: AsUser, choose: Choices = None, as_json: AsJson = False) -> None:
    """Say what a change would do to units, agencies, users, reports, and what may be chosen; nothing is kept."""
    actor, at = acting(username)
    found = events.preview_change(actor, _read(file, actor), _chosen(choose), at=at)
    if as_json:
        print_json(found)
    else:
        _print(found)


@app.command()
def apply(file: ChangeFile, username: AsUser, choose: Choices = None, as_json: AsJson = False) -> None:
    """Apply a change whole or not at all, with the choices made and else the usual ones; prints the event's number."""
    actor, at = acting(username)
    change, choices = _read(file, actor), _chosen(choose)
    _refuse_unknown(choices, events.preview_change(actor, change, choices, at=at))
    with transaction.atomic():
        event_id = propose_event(change=change, actor=actor, at=at)
        apply_event(event_id=event_id, choices=choices, actor=actor, at=at)
    if as_json:
        print_json({"event": event_id})
    else:
        typer.echo(f"Đã áp dụng sự kiện {event_id}; hoàn tác bằng: pcmt areas event undo {event_id}")


@app.command()
def undo(
    event: Annotated[int, typer.Argument(metavar="ID", help="Number of the event.")],
    *,
    reason: Annotated[str, typer.Option(help="Why it is undone.")],
    agreed: Annotated[
        str, typer.Option(metavar="CODE", help="Code that a refusal gave with the list of what would be lost.")
    ] = "",
    username: AsUser,
) -> None:
    """Put everything back as it was before an event; refused where something later stands on it."""
    actor, at = acting(username)
    undo_event(event_id=event, reason=reason, agreed=agreed, actor=actor, at=at)
    typer.echo(f"Đã hoàn tác sự kiện {event}.")


def _read(file: Path, actor: Actor) -> events.Change:
    if file.stat().st_size > LARGEST:
        raise Refusal("Tệp thay đổi địa bàn quá lớn.", remedy="Mỗi tệp một sự kiện.", where=file.name)
    try:
        # Every word as it is written: "on" is no truth value here, and a code keeps its first zero.
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # it makes nothing but strings
    except (yaml.YAMLError, UnicodeDecodeError):
        data = None
    if not isinstance(data, dict):
        raise Refusal("Không đọc được tệp thay đổi địa bàn.", remedy="Kiểm tra lại cú pháp YAML.", where=file.name)
    change = events.read_change(data)
    number = change.document.removeprefix("document:")
    if change.document and not number.isdecimal():
        raise Refusal("Văn bản phải ghi document:SỐ.", remedy="Lấy số trong địa chỉ trang văn bản.", where=file.name)
    if change.document:
        documents.document(actor, int(number))
    return change


def _chosen(choose: list[str] | None) -> dict[str, str]:
    pairs = [one.rpartition("=") for one in choose or ()]
    if any(not key or not value for key, _, value in pairs):
        raise Refusal("Lựa chọn phải ghi KEY=VALUE.", remedy="Lấy KEY và VALUE từ bản xem trước.", where="--choose")
    return {key: value for key, _, value in pairs}


def _refuse_unknown(choices: dict[str, str], found: Preview) -> None:
    """A choice that nothing offers would be passed over in silence."""
    offered = {one.key: one.chosen for part in found.parts for one in part.touched if one.key}
    passed_over = [f"{key}={value}" for key, value in choices.items() if offered.get(key) != value]
    if passed_over:
        raise Refusal(
            f"Bản xem trước không có lựa chọn {', '.join(passed_over)}.",
            remedy="Xem lại bằng pcmt areas event preview.",
            where="--choose",
        )


def _print(found: Preview) -> None:
    for part in found.parts:
        typer.echo(f"{part.label} ({len(part.touched)}):")
        for one in part.touched:
            typer.echo(f"  {'!' if one.warning else ' '} {one.label}: {one.effect}")
            for value, words in one.options:
                typer.echo(f"      {'*' if value == one.chosen else ' '} {one.key}={value}  {words}")
    typer.echo(f"{found.warnings} dòng cần xem kỹ (!). Chưa có gì thay đổi.")
