"""`python -m vanban`."""

from vanban.cli import run

if __name__ == "__main__":
    run()
