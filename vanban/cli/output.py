"""A reading in the form that was asked for: JSON, Akoma Ntoso or Markdown."""

import json
from enum import StrEnum
from pathlib import Path

from vanban.akn import to_akn
from vanban.cli.markdown import to_markdown
from vanban.file import read_bytes
from vanban.interchange import interchange_form
from vanban.model import Reading


class Form(StrEnum):
    """How a reading is put out; the value is the suffix of its file."""

    JSON = ".json"
    AKN = ".akn.xml"
    MARKDOWN = ".md"


def put(reading: Reading, name: str, form: Form) -> str:
    """This will give the reading in a form, as text that ends with a line break."""
    if form is Form.JSON:
        return json.dumps(interchange_form(reading, name), ensure_ascii=False, indent=1) + "\n"
    if form is Form.AKN:
        return to_akn(reading).decode() + "\n"
    return to_markdown(reading)


def read_file(path: Path, limit: int) -> Reading:
    """This will read a file of at most `limit` bytes; raises IntakeRefused, OSError."""
    return read_bytes(path.read_bytes(), path.name, limit=limit)


def write_file(source: Path, target: Path, form: Form, limit: int) -> tuple[str, ...]:
    """This will read one file and write what was found, whole or not at all; gives the notes of the reading."""
    reading = read_file(source, limit)
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.write_text(put(reading, source.name, form), "utf-8")
    unfinished.replace(target)
    return tuple(note.message_vi for note in reading.notes)
