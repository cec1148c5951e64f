"""The database's tables, for commands by which a new system begins."""

from django.core.management import call_command


def make_tables() -> None:
    """This will make the tables that this version needs, and change nothing where they are there."""
    call_command("migrate", verbosity=0, interactive=False)
