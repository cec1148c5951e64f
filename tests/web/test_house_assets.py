"""What set-up brings in and what a page sends: locked, complete, small."""

import gzip
import json
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "pcmt" / "web" / "static"


@pytest.fixture
def assets():
    spec = spec_from_file_location("assets", ROOT / "scripts" / "assets.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_versions_are_exact_and_the_lock_names_no_host():
    package = json.loads((ROOT / "package.json").read_text())
    assert package["private"] is True
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["dependencies"].values())
    lock = (ROOT / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert "http" not in re.sub(r'"funding": \{[^}]*\}', "", lock)


def test_set_up_is_idempotent_and_lays_out_every_file(assets, tmp_path, monkeypatch):
    modules = tmp_path / "node_modules"
    for source, _ in assets.layout():
        (modules / source).parent.mkdir(parents=True, exist_ok=True)
        (modules / source).write_bytes(b"code()\n//# sourceMappingURL=x.js.map\n")
    fetched = []
    monkeypatch.setattr(assets, "fetch", lambda scratch: fetched.append(scratch) or modules)
    target = tmp_path / "var" / "assets"

    assert assets.prepare(target)
    assert not assets.prepare(target)
    assert len(fetched) == 1
    for _, place in assets.layout():
        assert (target / place).is_file()
    assert b"sourceMappingURL" not in (target / "lib/echarts.min.js").read_bytes()
    assert [path.name for path in target.parent.iterdir()] == ["assets"]

    (target / assets.STAMP).write_text("older\n")
    assert assets.prepare(target)


def test_every_font_that_the_style_sheet_names_is_laid_out(assets):
    named = set(re.findall(r'url\("\.\./(fonts/[^"]+)"\)', (STATIC / "house" / "fonts.css").read_text()))
    brought = {place for _, place in assets.layout() if place.endswith(".woff2")}
    assert named == brought


def test_own_styles_and_script_are_small():
    own = [*STATIC.glob("house/*.css"), STATIC / "house.js"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in own) < 40_000


def test_style_sheets_and_scripts_stay_readable():
    own = [path for kind in ("css", "js") for path in STATIC.rglob(f"*.{kind}")]
    assert len(own) > 60
    assert [path.name for path in own if len(path.read_text().splitlines()) > 400] == []


def test_every_icon_that_a_page_names_is_drawn():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "house" / "icons.svg").read_text()))
    named = set()
    for template in (ROOT / "pcmt" / "web" / "templates").rglob("*.html"):
        named |= set(re.findall(r'\{% icon "([^"]+)"', template.read_text()))
        named |= set(re.findall(r'\{% empty "[^"]*" "([^"]+)"', template.read_text()))
    assert named <= drawn
