"""The data folder and the database in it are for the account that runs the system, and for nobody else."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pcmt.config import settings

ROOT = Path(__file__).resolve().parents[2]


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def started(folder: Path) -> None:
    """Read the settings as every command does, in a process of its own, and touch the database."""
    told = (
        "import django; django.setup(); from django.db import connection as c; c.cursor().execute('create table t(a)')"
    )
    environment = {key: value for key, value in os.environ.items() if key != "PCMT_DATABASE"}
    environment |= {"PCMT_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "pcmt.config.settings", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", told], check=True, env=environment)


def test_what_is_made_is_private(tmp_path: Path):
    folder = tmp_path / "moi"
    started(folder)
    assert mode_of(folder) == 0o700
    open_ones = [path.name for path in folder.iterdir() if path.is_file() and mode_of(path) != 0o600]
    assert open_ones == []
    assert (folder / "pcmt.sqlite3").stat().st_size > 0


def test_of_two_that_start_together_both_have_the_key_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    kept, link = tmp_path / "a-key", os.link

    def another_was_first(fresh: str, path: Path) -> None:
        assert not kept.exists(), "the name is given to what is written whole"
        kept.write_text("theirs")
        link(fresh, path)

    monkeypatch.setattr(os, "link", another_was_first)
    assert settings.kept_key("a-key") == "theirs"
    assert settings.kept_key("a-key") == "theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["a-key"]


def test_what_was_open_to_everybody_is_closed(tmp_path: Path):
    folder = tmp_path / "cu"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "pcmt.sqlite3").touch()
    (folder / "pcmt.sqlite3").chmod(0o644)
    started(folder)
    assert (mode_of(folder), mode_of(folder / "pcmt.sqlite3")) == (0o700, 0o600)


def test_a_folder_opened_to_a_group_on_purpose_stays_so(tmp_path: Path):
    folder = tmp_path / "nhom"
    folder.mkdir()
    folder.chmod(0o750)
    started(folder)
    assert mode_of(folder) == 0o750
