"""The published schema of the interchange form (JSON Schema 2020-12)."""

from importlib.resources import files


def reading_schema() -> str:
    """This will give the schema as JSON text: what `vanban read --json` and `interchange_form` hold to."""
    return files("vanban.data").joinpath("reading.schema.json").read_text("utf-8")
