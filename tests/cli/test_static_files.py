"""Static files are put in place whole: a server that runs keeps what its pages name, two that start take turns."""

import json
import threading
from pathlib import Path

import pytest
import typer
from django.test import override_settings

from pcmt.cli import static_files


def collected(folder: Path, name: str) -> None:
    folder.mkdir()
    (folder / name).write_text(name)
    (folder / f"{name}.gz").write_text("packed")
    (folder / static_files.MANIFEST).write_text(json.dumps({"paths": {"house.css": name}}))


def test_the_generation_before_stays_and_the_one_before_that_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root, stamps, names = tmp_path / "static", iter("123"), iter(("house.1.css", "house.2.css", "house.3.css"))
    monkeypatch.setattr(static_files, "digest_of", lambda folders: next(stamps))
    monkeypatch.setattr(static_files, "_collect", lambda folder: collected(folder, next(names)))
    with override_settings(STATIC_ROOT=root):
        for _ in range(2):
            static_files.collect_static(lambda line: None)
        assert {path.name for path in root.iterdir() if path.suffix == ".css"} == {"house.1.css", "house.2.css"}
        assert (root / "house.1.css.gz").is_file()
        static_files.collect_static(lambda line: None)
    assert {path.name for path in root.iterdir() if path.suffix == ".css"} == {"house.2.css", "house.3.css"}
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["static"], "nothing is left aside"


def test_two_that_start_together_collect_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    calls: list[Path] = []
    go_on = threading.Event()

    def slowly(folder: Path) -> None:
        calls.append(folder)
        go_on.wait(10)
        collected(folder, "house.1.css")

    monkeypatch.setattr(static_files, "digest_of", lambda folders: "same")
    monkeypatch.setattr(static_files, "_collect", slowly)
    with override_settings(STATIC_ROOT=tmp_path / "static"):
        both = [threading.Thread(target=static_files.collect_static, args=(lambda line: None,)) for _ in range(2)]
        for one in both:
            one.start()
        go_on.set()
        for one in both:
            one.join(20)
    assert len(calls) == 1
    assert (tmp_path / "static" / "house.1.css").is_file()


def test_without_its_fonts_nothing_starts_and_the_message_says_what_to_run(tmp_path: Path):
    told: list[str] = []
    with override_settings(ASSET_DIR=tmp_path), pytest.raises(typer.Exit) as stop:
        static_files.refuse_without_assets(told.append)
    assert stop.value.exit_code == 1
    assert "scripts/assets.py" in told[0]
    assert str(tmp_path) in told[0]
    (tmp_path / static_files.ASSETS_WHOLE).write_text("digest")
    with override_settings(ASSET_DIR=tmp_path):
        static_files.refuse_without_assets(told.append)
    assert len(told) == 1
