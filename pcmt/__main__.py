"""Lets `python -m pcmt` stand for the command `pcmt`."""

from pcmt.cli.main import run

if __name__ == "__main__":
    run()
