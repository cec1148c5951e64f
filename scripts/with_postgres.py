"""Runs a command with PCMT_DATABASE naming a PostgreSQL server of its own, made for the run and thrown away.

    scripts/with_postgres.py COMMAND [ARGS ...]

Needs the Debian package `postgresql` (its programs only). Run as root, the server runs as the user postgres.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def programs() -> Path:
    """Return the folder of the newest PostgreSQL's programs; exits with what to install where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found and (on_path := shutil.which("initdb")):
        found = [Path(on_path)]
    if not found:
        sys.exit("PostgreSQL is not installed. On Debian or Ubuntu: apt-get install postgresql")
    return found[-1].parent


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(command: list[str]) -> int:
    """Start the server, run the command, stop the server; return the command's exit status."""
    folder = Path(tempfile.mkdtemp(prefix="pcmt-postgres-"))
    prefix = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        prefix = ["runuser", "-u", "postgres", "--"]
    bin_dir, port, data = programs(), free_port(), folder / "data"
    settings = f"-p {port} -k {folder} -h 127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    control = [*prefix, str(bin_dir / "pg_ctl"), "-D", str(data), "-w"]
    try:
        subprocess.run(
            [*prefix, bin_dir / "initdb", "-D", data, "-U", "pcmt", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
        )
        subprocess.run(
            [*control, "-l", folder / "log", "-o", settings, "start"], check=True, stdout=subprocess.DEVNULL, cwd=folder
        )
        try:
            address = f"postgresql://pcmt@127.0.0.1:{port}/postgres"
            return subprocess.run(command, env={**os.environ, "PCMT_DATABASE": address}, check=False).returncode
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL, cwd=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
