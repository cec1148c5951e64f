"""The command line `vanban`: data to standard output, messages to standard error; 0 done, 1 refused, 2 wrong use."""

from vanban.cli.app import app, run

__all__ = ["app", "run"]
