"""Prints data for programs: JSON on stdout, with dates as ISO text and exact figures as text."""

import json
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout.")]


def print_json(value: object) -> None:
    """This will print plain values, dataclasses, dates and exact numbers as indented JSON, letters as they are."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def open_out(path: Path) -> BinaryIO:
    """This will open a file where it was asked for; a folder that is not there, or is shut, is told in words."""
    try:
        return path.open("wb")
    except OSError as error:
        raise typer.BadParameter(f"cannot write {path}: {error.strerror}", param_hint="--out") from None


def write_out(path: Path, content: bytes) -> None:
    """This will write a file where it was asked for, refusing as `open_out`."""
    with open_out(path) as stream:
        stream.write(content)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"no plain form of {type(value).__name__}")
