"""Static files for the server: collected aside and put in place at once, so that one that runs misses none."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from django.conf import settings

MANIFEST = "staticfiles.json"
ASSETS_WHOLE = "stamp.txt"  # written last by scripts/assets.py
PACKED = ("", ".gz", ".br")


def collect_static(say: Callable[[str], None]) -> None:
    """This will copy, name by content and compress the static files, where any has changed since the last time.

    Servers that start from one clone at the same time wait for the first; one that runs keeps the files that its pages
    name, for those of the generation before stay beside the new ones.
    """
    root = Path(settings.STATIC_ROOT)
    wanted = digest_of([*settings.STATICFILES_DIRS, settings.ROOT / "pcmt" / "web" / "static"])
    root.parent.mkdir(parents=True, exist_ok=True)
    with alone(root.parent / f".{root.name}.lock"):
        if _stamp(root) == wanted:
            return
        say("Đang nén tệp giao diện …")
        with tempfile.TemporaryDirectory(dir=root.parent, prefix=f".{root.name}-") as aside:
            fresh = Path(aside) / "new"
            _collect(fresh)
            keep_named(root, fresh)
            (fresh / ".stamp").write_text(wanted)
            put_in_place(fresh, root, Path(aside) / "old")


def refuse_without_assets(say: Callable[[str], None]) -> None:
    """This will stop with a clear message where the fonts and libraries that the pages name were never fetched."""
    folder = Path(settings.ASSET_DIR)
    if not (folder / ASSETS_WHOLE).is_file():
        say(
            f"Thiếu phông chữ và thư viện của giao diện trong thư mục {folder}. "
            "Chạy ./run một lần khi có mạng, hoặc: python scripts/assets.py"
        )
        raise typer.Exit(1)


def digest_of(folders: list[Path]) -> str:
    """This will digest the names, sizes and times of the files in some folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                facts = path.stat()
                digest.update(f"{path}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def keep_named(before: Path, fresh: Path) -> None:
    """This will copy the files that the manifest of before names, and that the new folder lacks."""
    manifest = before / MANIFEST
    if not manifest.is_file():
        return
    for name in json.loads(manifest.read_text())["paths"].values():
        for ending in PACKED:
            old, new = before / f"{name}{ending}", fresh / f"{name}{ending}"
            if old.is_file() and not new.exists():
                new.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(old, new)


def put_in_place(fresh: Path, root: Path, aside: Path) -> None:
    """This will put a whole folder in the place of another, which goes aside."""
    if root.exists():
        root.rename(aside)
    fresh.rename(root)


def _stamp(root: Path) -> str:
    stamp = root / ".stamp"
    return stamp.read_text() if stamp.is_file() else ""


def _collect(folder: Path) -> None:
    # In a process of its own: this one chose its storage before there was a manifest.
    subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0"],
        env={
            **os.environ,
            "PCMT_MANIFEST": "1",
            "PCMT_STATIC": str(folder),
            "DJANGO_SETTINGS_MODULE": "pcmt.config.settings",
        },
        check=True,
    )


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """This will keep other processes out that ask for the same file; they wait."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
