"""A command that finds no database names the folder it looked in and the way to another."""

import os
import subprocess
import sys
from pathlib import Path


def test_a_command_without_a_database_names_the_folder_and_the_variable(tmp_path: Path):
    empty = tmp_path / "nothing-here"
    environment = {name: value for name, value in os.environ.items() if name != "PCMT_DATABASE"}
    done = subprocess.run(
        [sys.executable, "-m", "pcmt", "trace", "target:1"],
        env={**environment, "PCMT_DATA": str(empty)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert str(empty) in done.stderr
    assert "PCMT_DATA=THƯ-MỤC" in done.stderr
    assert "Traceback" not in done.stderr
