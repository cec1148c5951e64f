"""`./run` says that the port is taken, and that another folder was meant, before it installs anything."""

import os
import socket
import subprocess
from pathlib import Path

RUN = Path(__file__).resolve().parents[2] / "run"


def test_a_taken_port_stops_run_before_the_set_up(tmp_path: Path):
    (tmp_path / "run").write_text(RUN.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "scripts").mkdir()
    setup = tmp_path / "scripts" / "setup"
    setup.write_text(f"#!/bin/sh\ntouch '{tmp_path}/was-set-up'\nexit 3\n", encoding="utf-8")
    setup.chmod(0o755)

    def run(port: int) -> subprocess.CompletedProcess[str]:
        command = ["bash", str(tmp_path / "run"), "--port", str(port)]
        environment = {**os.environ, "PCMT_DATA": "/nơi/khác"}
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30, env=environment)

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = run(port)
    assert refused.returncode == 1
    assert f"--port {port + 1}" in refused.stderr
    assert "PCMT_DATA đang chỉ tới /nơi/khác" in refused.stderr, "the folder that is not used is named"
    assert './run --data "/nơi/khác"' in refused.stderr
    assert not (tmp_path / "was-set-up").exists()

    assert run(port).returncode == 3, "a free port goes on to the set-up"
    assert (tmp_path / "was-set-up").exists()
