"""`pcmt serve` keeps the sample off the network, says which port is taken, and keeps its jobs running."""

import socket
import subprocess
import sys

import pytest
import typer

from pcmt.cli import serve
from pcmt.cli.serve import refuse_open_sample, refuse_taken_port


def test_the_sample_stays_on_this_machine(capsys: pytest.CaptureFixture[str]):
    refuse_open_sample("127.0.0.1")
    with pytest.raises(typer.Exit) as stop:
        refuse_open_sample("0.0.0.0")
    assert stop.value.exit_code == 1
    assert "--no-sample" in capsys.readouterr().err


def test_a_taken_port_is_named_with_another(capsys: pytest.CaptureFixture[str]):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(typer.Exit):
            refuse_taken_port("127.0.0.1", port)
    assert f"--port {port + 1}" in capsys.readouterr().err


def test_jobs_that_ended_are_started_again(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(serve, "LOOK_AGAIN", 0.01)
    monkeypatch.setattr(serve, "loop_command", lambda: [sys.executable, "-c", "input()"])
    server = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    died = subprocess.Popen([sys.executable, "-c", ""])
    died.wait()
    children = [server, died]

    def start_again(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        assert server.stdin is not None
        server.stdin.close()  # ends the server, and with it the watch
        return died

    monkeypatch.setattr(serve.subprocess, "Popen", start_again)
    with pytest.raises(typer.Exit):
        serve.watch(children)
    assert "đọc nền đã dừng; khởi động lại" in capsys.readouterr().err
