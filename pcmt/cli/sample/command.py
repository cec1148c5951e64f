"""`pcmt sample`: build the made-up province in an empty system."""

import typer
from django.core.management import call_command
from django.utils import timezone

from pcmt.cli.sample.build import build_sample, sign_ins


def sample() -> None:
    """Build the made-up province Hoa Mai, and print its sign-ins; refuses where a province stands already."""
    call_command("migrate", verbosity=0, interactive=False)
    build_sample(timezone.now())
    for line in sign_ins():
        typer.echo(line)
