"""`pcmt sample`: build the made-up province in an empty system."""

import typer
from django.utils import timezone

from pcmt.cli.sample.build import build_sample, parts, sign_ins
from pcmt.cli.sample.progress import Progress
from pcmt.cli.tables import make_tables


def sample() -> None:
    """Build the made-up province Hoa Mai, and print its sign-ins; refuses where a province stands already."""
    make_tables()
    build_sample(timezone.now(), Progress(parts()))
    for line in sign_ins():
        typer.echo(line)
