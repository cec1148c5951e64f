"""`pcmt serve` keeps the sample off the network, names a taken port, keeps its jobs running, leaves nobody behind."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

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


STARTS_A_CHILD = """
import subprocess, sys
from pcmt.cli.parent import end_with_parent
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], preexec_fn=end_with_parent)
print(child.pid, flush=True)
child.wait()
"""


def test_who_is_killed_leaves_no_child_behind():
    with subprocess.Popen([sys.executable, "-c", STARTS_A_CHILD], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        try:
            parent.communicate(timeout=30)  # ends when the child, who writes there too, is gone
        finally:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)


def test_workers_of_a_killed_server_end_though_people_still_ask(tmp_path: Path):
    (tmp_path / "answering.py").write_text(
        "def application(environ, start_response):\n    start_response('200 OK', [])\n    return [b'here']\n"
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [part.replace("pcmt.config.wsgi", "answering") for part in serve.server_command("127.0.0.1", port)]
    place = {"PYTHONPATH": f"{tmp_path}:{Path(serve.__file__).parents[2]}"}
    begun, over = Event(), Event()

    def ask() -> None:
        while not over.is_set():
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                assert answer.read() == b"here"
                begun.set()

    people = [Thread(target=ask) for _ in range(4)]
    with subprocess.Popen(command, env=os.environ | place, stdout=subprocess.PIPE, start_new_session=True) as server:
        for one in people:
            one.start()
        try:
            assert begun.wait(60)
            server.kill()
            server.communicate(timeout=30)  # ends when the last worker, who could write there too, is gone
        finally:
            over.set()
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            for one in people:
                one.join()
